/* Whole documents: from bytes to the JSON answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"
#include "parse_zip.h"

#define EXPECTED "tests/data/hearing-lists/expected/"

static json_t *ask(struct sv bytes, const char *date, enum parse_order order)
{
    struct parse_options o = {.order = order};
    struct buf out;
    json_error_t error;
    assert_true(date == NULL || parse_day_iso(sv_of(date), &o.date));
    buf_init(&out, PARSE_OUT_MAX);
    parse_document(bytes, &o, &out);
    assert_true(buf_ok(&out));
    json_t *answer = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, &error);
    if (answer == NULL)
        print_error("%s at %d\n", error.text, error.position);
    assert_non_null(answer);
    buf_free(&out);
    return answer;
}

static json_t *ask_text(const char *text)
{
    return ask(sv_of(text), NULL, PARSE_DMY);
}

static json_t *row_at(json_t *answer, size_t i)
{
    json_t *row = json_array_get(json_object_get(answer, "rows"), i);
    assert_non_null(row);
    return row;
}

/* NULL stands for JSON null. */
static void expect_field(json_t *answer, size_t row, const char *field, const char *want)
{
    json_t *v = json_object_get(json_object_get(row_at(answer, row), "fields"), field);
    assert_non_null(v);
    if (want == NULL)
        assert_true(json_is_null(v));
    else
        assert_string_equal(json_string_value(v) ? json_string_value(v) : "null", want);
}

/* The keys of the row's errors, joined by spaces, without "intake.error.". */
static void expect_errors(json_t *answer, size_t row, const char *want)
{
    char got[200] = "";
    size_t i;
    json_t *v;
    json_array_foreach(json_object_get(row_at(answer, row), "errors"), i, v)
    {
        size_t n = strlen(got);
        snprintf(got + n, sizeof(got) - n, "%s%s", n > 0 ? " " : "",
                 json_string_value(json_object_get(v, "key")) + strlen("intake.error."));
    }
    assert_string_equal(got, want);
}

static void expect_counts(json_t *answer, int ok, int bad, int blank, int skipped)
{
    json_t *c = json_object_get(answer, "counts");
    assert_int_equal(json_integer_value(json_object_get(c, "rows")), ok + bad);
    assert_int_equal(json_integer_value(json_object_get(c, "ok")), ok);
    assert_int_equal(json_integer_value(json_object_get(c, "bad")), bad);
    assert_int_equal(json_integer_value(json_object_get(c, "blank")), blank);
    assert_int_equal(json_integer_value(json_object_get(c, "skipped")), skipped);
}

static void expect_refused(struct sv bytes, const char *key, const char *value)
{
    json_t *answer = ask(bytes, NULL, PARSE_DMY);
    json_t *error = json_object_get(answer, "error");
    assert_non_null(error);
    assert_int_equal(json_object_size(answer), 1);
    assert_string_equal(json_string_value(json_object_get(error, "key")), key);
    assert_string_equal(json_string_value(json_object_get(error, "value")), value);
    json_decref(answer);
}

/* ---- real and sample files ---- */

static struct sv load(const char *path, char *bytes, size_t cap)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        print_error("cannot open %s\n", path);
    assert_non_null(f);
    size_t n = fread(bytes, 1, cap, f);
    fclose(f);
    return (struct sv){bytes, n};
}

static char file_bytes[PARSE_BYTES_MAX];

static struct sv sample(const char *name)
{
    char path[200];
    snprintf(path, sizeof(path), "tests/data/hearing-lists/%s.xlsx", name);
    return load(path, file_bytes, sizeof(file_bytes));
}

static void expect_answer(const char *path, const char *name)
{
    char expected[300];
    json_error_t error;
    snprintf(expected, sizeof(expected), EXPECTED "%s.json", name);
    json_t *want = json_load_file(expected, 0, &error);
    assert_non_null(want);
    json_t *sheet, *got = ask(load(path, file_bytes, sizeof(file_bytes)), NULL, PARSE_DMY);
    size_t i;
    json_array_foreach(json_object_get(got, "sheets"), i, sheet)
    {
        json_object_del(sheet, "sample"); /* the file itself once more */
    }
    if (!json_equal(got, want))
        print_error("%s differs from %s\n", path, expected);
    assert_true(json_equal(got, want));
    json_decref(got);
    json_decref(want);
}

static void test_the_thirteen_real_lists_are_read_as_written_down(void **state)
{
    (void)state;
    static const char *const names[] = {"administrativeCourtDailyCauseList",
                                        "cicWeeklyHearingList",
                                        "courtOfAppealCivilDailyCauseList",
                                        "cstWeeklyHearingListWithBlankRows",
                                        "fttTaxWeeklyHearingList",
                                        "grcWeeklyHearingList",
                                        "interimApplicationsChanceryDivisionDailyCauseList",
                                        "londonAdministrativeCourtDailyCauseList",
                                        "shiftedTable",
                                        "tableCellsInVariousFormats",
                                        "tableWithTwoTabs",
                                        "utIacJudicialReviewDailyHearingList",
                                        "wpafccWeeklyHearingList"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char path[200], name[100];
        snprintf(name, sizeof(name), "%s.xlsx", names[i]);
        snprintf(path, sizeof(path), "tests/data/hearing-lists/%s", name);
        expect_answer(path, name);
    }
}

static void test_the_vietnamese_samples_are_read_as_written_down(void **state)
{
    (void)state;
    static const char *const names[] = {"hinh-su-tuan-49.csv", "dan-su-mot-cot-thoi-gian.csv",
                                        "ban-cu-windows-1258.csv", "lich-tuan.xlsx",
                                        "phien-truc-tuyen.xlsx"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char path[200];
        snprintf(path, sizeof(path), "config/hearing-lists/%s", names[i]);
        expect_answer(path, names[i]);
    }
}

static void test_a_list_of_times_takes_the_date_it_is_given(void **state)
{
    (void)state;
    json_t *a = ask(sample("londonAdministrativeCourtDailyCauseList"), "2026-12-03", PARSE_DMY);
    expect_counts(a, 4, 0, 0, 0);
    for (size_t i = 0; i < 4; i++)
        expect_field(a, i, "date", "2026-12-03");
    json_decref(a);
    /* the second sheet has dates of its own */
    a = ask(sample("courtOfAppealCivilDailyCauseList"), "2026-12-03", PARSE_DMY);
    expect_counts(a, 4, 0, 0, 0);
    expect_field(a, 0, "date", "2026-12-03");
    expect_field(a, 2, "date", "2025-06-01");
    json_decref(a);
}

static void test_american_dates_are_read_when_asked_for(void **state)
{
    (void)state;
    json_t *a = ask(sample("wpafccWeeklyHearingList"), NULL, PARSE_MDY);
    expect_counts(a, 2, 0, 0, 0);
    expect_field(a, 0, "date", "2024-12-16");
    expect_field(a, 0, "case_code", "1234");
    json_decref(a);
}

/* ---- rules of the list ---- */

static void test_one_impossible_date_makes_the_ambiguous_ones_doubtful(void **state)
{
    (void)state;
    json_t *a = ask_text("Số TL,Ngày,Giờ\n1/2026,03/12/2026,7h30\n2/2026,12/16/2026,7h30\n"
                         "3/2026,05/05/2026,7h30\n4/2026,2026-12-03,7h30\n"
                         "5/2026,\"Thứ Năm, 03/12/2026\",7h30\n");
    expect_counts(a, 3, 2, 0, 0);
    expect_errors(a, 0, "date_order");
    expect_field(a, 0, "date", NULL);
    json_t *fault = json_array_get(json_object_get(row_at(a, 0), "errors"), 0);
    json_t *readings = json_object_get(fault, "readings");
    assert_string_equal(json_string_value(json_object_get(readings, "dmy")), "2026-12-03");
    assert_string_equal(json_string_value(json_object_get(readings, "mdy")), "2026-03-12");
    expect_errors(a, 1, "date_order");
    expect_field(a, 2, "date", "2026-05-05");
    expect_field(a, 4, "date", "2026-12-03");
    json_decref(a);
}

static void test_a_line_with_a_date_heads_the_rows_below(void **state)
{
    (void)state;
    json_t *a = ask_text("STT,Số TL,Giờ,Phòng\nThứ Năm ngày 03/12/2026,,,\n1,1/2026,7h30,A\n"
                         ",\"Ngày 04/12/2026\",,\n2,2/2026,7h30,A\nNgày 32/12/2026,,,\n"
                         "3,3/2026,7h30,A\n\"Hà Nội, ngày 20/11/2026\",,,\n4,4/2026,7h30,A\n");
    expect_counts(a, 2, 2, 0, 2);
    expect_field(a, 0, "date", "2026-12-03");
    expect_field(a, 1, "date", "2026-12-04");
    expect_errors(a, 2, "date_missing");
    expect_errors(a, 3, "date_missing");
    json_decref(a);
}

static void test_furniture_is_no_hearing(void **state)
{
    (void)state;
    json_t *a = ask_text("STT,Số TL,Ngày,Giờ\n(1),(2),(3),(4)\n1,1/2026,03/12/2026,7h30\n2,,,\n"
                         "STT,Số TL,Ngày,Giờ\n2,2/2026,03/12/2026,8h00\n\n"
                         ",,Nơi nhận:,THƯ KÝ\n");
    expect_counts(a, 2, 0, 2, 1);
    expect_field(a, 1, "time", "08:00");
    json_decref(a);
}

static void test_each_fault_of_a_row_is_told(void **state)
{
    (void)state;
    json_t *a = ask_text("Số TL,Ngày,Giờ,Đến giờ,Hình thức,Loại án,Vụ án\n"
                         ",31/02/2026,25h00,,Công khai,Hình sự,a\n"
                         "2/2026,,,,Trực tuyến,,b\n"
                         "3/2026,03/12/2026 7h30,8h00,,Công khai,,c\n"
                         "4/2026,03/12/2026,04/12/2026 7h30,,,,d\n"
                         "5/2026,03/12/2026,7h30,6h00,,,e\n"
                         "6/2026,03/12/2026,7h30,11h30,,,f\n"
                         "7/2026,03/12/2026,7h30,x,,,f\n");
    expect_counts(a, 1, 6, 0, 0);
    expect_errors(a, 0, "case_missing date time mode");
    expect_errors(a, 1, "date_missing time_missing");
    expect_field(a, 1, "mode", "online");
    expect_errors(a, 2, "time");
    expect_field(a, 2, "kind", "Công khai");
    expect_errors(a, 3, "date");
    expect_errors(a, 4, "time");
    expect_field(a, 5, "end_time", "11:30");
    expect_errors(a, 6, "time");
    json_t *fault = json_array_get(json_object_get(row_at(a, 0), "errors"), 1);
    assert_string_equal(json_string_value(json_object_get(fault, "column")), "B");
    assert_string_equal(json_string_value(json_object_get(fault, "value")), "31/02/2026");
    json_decref(a);
}

static void test_case_numbers_are_stripped_to_the_number(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"12/2026/TLST-HS ngày 05/10/2026", "12/2026/TLST-HS"},
        {"Số: 12/2026/TLST-HS, ngày 5/10/2026", "12/2026/TLST-HS"},
        {"1234.0", "1234"},
        {"1234.50", "1234.50"},
        {"12/2026/HNGĐ-ST", "12/2026/HNGĐ-ST"},
        {"KB-2026-BHM-000123", "KB-2026-BHM-000123"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[200];
        snprintf(text, sizeof(text), "Số TL;Ngày;Giờ\n%s;03/12/2026;7h30\n", cases[i][0]);
        json_t *a = ask_text(text);
        expect_field(a, 0, "case_code", cases[i][1]);
        json_decref(a);
    }
}

static void test_who_and_what_go_into_the_subject_only(void **state)
{
    (void)state;
    json_t *a = ask_text("Số TL,Ngày,Giờ,Bị cáo,Tội danh,Thẩm phán\n"
                         "1/2026,03/12/2026,7h30,Nguyễn Văn Mẫu,Trộm cắp,Lê Thị Mẫu\n");
    expect_field(a, 0, "subject", "Nguyễn Văn Mẫu; Trộm cắp");
    json_t *fields = json_object_get(row_at(a, 0), "fields");
    const char *name;
    json_t *v;
    json_object_foreach(fields, name, v)
    {
        if (strcmp(name, "subject") != 0 && json_is_string(v))
            assert_null(strstr(json_string_value(v), "Nguyễn"));
    }
    json_decref(a);
}

static void test_modes_are_understood_in_both_languages(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Trực tiếp", "in_person"}, {"TRỰC TUYẾN", "online"},   {"Trực tiếp, trực tuyến", "hybrid"},
        {"Kết hợp", "hybrid"},      {"In person", "in_person"}, {"Remote - Teams", "online"},
        {"Hybrid", "hybrid"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[200];
        snprintf(text, sizeof(text), "Số TL;Hình thức\n1/2026;\"%s\"\n", cases[i][0]);
        json_t *a = ask_text(text);
        expect_field(a, 0, "mode", cases[i][1]);
        json_decref(a);
    }
}

static void test_a_cell_that_is_too_long_is_a_fault_of_its_row(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_str(&b, "Số TL,Ngày,Giờ,Phòng,Ghi chú\n1/2026,03/12/2026,7h30,");
    for (int i = 0; i < 2001; i++)
        buf_char(&b, 'x');
    buf_str(&b, ",\n2/2026,03/12/2026,7h30,A,");
    for (int i = 0; i < 9000; i++)
        buf_char(&b, 'x');
    json_t *a = ask(buf_view(&b), NULL, PARSE_DMY);
    expect_counts(a, 1, 1, 0, 0);
    expect_errors(a, 0, "cell_too_long");
    json_decref(a);
    buf_free(&b);
}

/* ---- whole documents ---- */

static void test_what_is_no_list_is_refused_by_name(void **state)
{
    (void)state;
    expect_refused(SV(""), "intake.error.empty", "");
    expect_refused(SV("%PDF-1.7"), "intake.error.format", "pdf");
    expect_refused(SV("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), "intake.error.format", "xls");
    expect_refused(SV("  <html><table>"), "intake.error.format", "html");
    expect_refused(SV("\xEF\xBB\xBF<!DOCTYPE html>"), "intake.error.format", "html");
    expect_refused(SV("{\\rtf1"), "intake.error.format", "rtf");
    expect_refused(SV("PK\x03\x04"), "intake.error.broken", "zip");
    expect_refused(SV("\xFF\0\x01"), "intake.error.format", "binary");
}

static void test_a_document_past_two_mebibytes_is_refused(void **state)
{
    (void)state;
    char *big = calloc(1, PARSE_BYTES_MAX + 1);
    assert_non_null(big);
    memset(big, 'a', PARSE_BYTES_MAX + 1);
    expect_refused((struct sv){big, PARSE_BYTES_MAX + 1}, "intake.error.too_large", "2 MiB");
    free(big);
}

static void test_nul_bytes_are_dropped_from_text(void **state)
{
    (void)state;
    json_t *a = ask(SV("Số TL,Ngày,Giờ\n1/20\00026,03/12/2026,7h30\n"), NULL, PARSE_DMY);
    expect_field(a, 0, "case_code", "1/2026");
    json_decref(a);
}

static void test_old_fonts_inside_a_workbook_are_refused(void **state)
{
    (void)state;
    struct buf file;
    buf_init(&file, 1 << 20);
    zip_workbook(&file, ZIP_WORKBOOK("", "<sheet name='S' r:id='rId1'/>"), SV("<sst/>"),
                 SV("<worksheet><sheetData><row><c t='str'><v>Tßa ¸n nh©n d©n</v></c></row>"
                    "<row><c t='str'><v>Ngµy</v></c></row></sheetData></worksheet>"),
                 6);
    expect_refused(buf_view(&file), "intake.error.encoding", "TCVN3");
    buf_free(&file);
}

/* One long shared string in every cell: small file, huge answer. */
static void test_an_answer_that_grows_too_large_is_refused(void **state)
{
    (void)state;
    struct buf file, strings, sheet;
    buf_init(&file, PARSE_BYTES_MAX);
    buf_init(&strings, 1 << 20);
    buf_init(&sheet, 16 << 20);
    buf_str(&strings,
            "<sst><si><t>Ngày</t></si><si><t>Phòng</t></si><si><t>Tòa án</t></si>"
            "<si><t>Thẩm phán</t></si><si><t>Loại phiên</t></si><si><t>Nội dung</t></si><si><t>");
    for (int i = 0; i < 1900; i++)
        buf_char(&strings, 'x');
    buf_str(&strings, "</t></si></sst>");
    buf_str(&sheet, "<worksheet><sheetData><row>");
    for (int i = 0; i < 6; i++)
        buf_printf(&sheet, "<c t='s'><v>%d</v></c>", i);
    buf_str(&sheet, "</row>");
    for (int i = 0; i < 4999; i++)
        buf_str(&sheet, "<row><c><v>46359</v></c><c t='s'><v>6</v></c><c t='s'><v>6</v></c>"
                        "<c t='s'><v>6</v></c><c t='s'><v>6</v></c><c t='s'><v>6</v></c></row>");
    buf_str(&sheet, "</sheetData></worksheet>");
    zip_workbook(&file, ZIP_WORKBOOK("", "<sheet name='S' r:id='rId1'/>"), buf_view(&strings),
                 buf_view(&sheet), 6);
    assert_true(buf_ok(&file) && buf_ok(&sheet));
    expect_refused(buf_view(&file), "intake.error.too_large", "40 MiB");
    buf_free(&file);
    buf_free(&strings);
    buf_free(&sheet);
}

static void test_a_sheet_that_is_not_understood_says_why(void **state)
{
    (void)state;
    json_t *a = ask_text("Danh bạ,Điện thoại\nA,0900000000\n");
    json_t *s = json_array_get(json_object_get(a, "sheets"), 0);
    assert_string_equal(json_string_value(json_object_get(s, "why")), "no_header");
    assert_true(json_is_null(json_object_get(s, "header_row")));
    expect_counts(a, 0, 0, 0, 0);
    json_decref(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_thirteen_real_lists_are_read_as_written_down),
        cmocka_unit_test(test_the_vietnamese_samples_are_read_as_written_down),
        cmocka_unit_test(test_a_list_of_times_takes_the_date_it_is_given),
        cmocka_unit_test(test_american_dates_are_read_when_asked_for),
        cmocka_unit_test(test_one_impossible_date_makes_the_ambiguous_ones_doubtful),
        cmocka_unit_test(test_a_line_with_a_date_heads_the_rows_below),
        cmocka_unit_test(test_furniture_is_no_hearing),
        cmocka_unit_test(test_each_fault_of_a_row_is_told),
        cmocka_unit_test(test_case_numbers_are_stripped_to_the_number),
        cmocka_unit_test(test_who_and_what_go_into_the_subject_only),
        cmocka_unit_test(test_modes_are_understood_in_both_languages),
        cmocka_unit_test(test_a_cell_that_is_too_long_is_a_fault_of_its_row),
        cmocka_unit_test(test_what_is_no_list_is_refused_by_name),
        cmocka_unit_test(test_a_document_past_two_mebibytes_is_refused),
        cmocka_unit_test(test_nul_bytes_are_dropped_from_text),
        cmocka_unit_test(test_old_fonts_inside_a_workbook_are_refused),
        cmocka_unit_test(test_an_answer_that_grows_too_large_is_refused),
        cmocka_unit_test(test_a_sheet_that_is_not_understood_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
