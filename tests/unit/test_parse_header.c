/* Column names in the writings courts use, and where the header stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

enum { CELLS = 12 };

static struct parse_cell cells[8][CELLS];
static struct parse_row rows[8];

/* Rows of texts separated by '|', the first one numbered 1. */
static struct parse_sheet sheet_of(const char *const *lines, size_t n)
{
    memset(cells, 0, sizeof(cells));
    for (size_t i = 0; i < n; i++) {
        struct sv rest = sv_of(lines[i]), part;
        int c = 0;
        for (; sv_cut(&rest, '|', &part); c++)
            cells[i][c] =
                (struct parse_cell){.text = part, .kind = part.n > 0 ? PARSE_TEXT : PARSE_BLANK};
        rows[i] = (struct parse_row){.number = (int)i + 1, .n = c, .cap = CELLS, .cells = cells[i]};
    }
    return (struct parse_sheet){.rows = rows, .n = n};
}

static enum parse_field field_of(const char *heading)
{
    char line[200];
    struct parse_header h;
    const char *const lines[] = {line};
    snprintf(line, sizeof(line), "Số thụ lý|Giờ bắt đầu|%s", heading);
    struct parse_sheet s = sheet_of(lines, 1);
    assert_true(parse_header_find(&s, NULL, &h));
    return h.of[2];
}

static void test_every_known_name_means_its_field(void **state)
{
    (void)state;
    static const struct {
        enum parse_field field;
        const char *headings; /* separated by ';' */
    } cases[] = {
        {PARSE_DATE_FIELD, "Ngày;NGÀY XÉT XỬ;ngay xet xu;Ngày, giờ;Ngày mở phiên tòa;Date;"
                           "Hearing date;Ngày tháng năm"},
        {PARSE_END_TIME, "Giờ kết thúc;Thời gian kết thúc;End time"},
        {PARSE_COURT, "Tòa án;TOÀ ÁN;Toà án xét xử;Địa điểm;Venue;Venue/Platform;Location;Court"},
        {PARSE_ROOM, "Phòng;Phòng xử án;PHÒNG XÉT XỬ;Hội trường xét xử;Room;Courtroom"},
        {PARSE_JUDGE, "Thẩm phán;Thẩm phán - Chủ tọa;Chủ toạ phiên tòa;HĐXX;Judge;Judge(s);Panel;"
                      "Presiding judge"},
        {PARSE_SUBJECT, "Nội dung;Vụ án;Tội danh;Quan hệ tranh chấp;Tội danh/Quan hệ tranh chấp;"
                        "Họ tên bị cáo;Case name;Case details;Case title;Appellant;"
                        "FTA/Respondent"},
        {PARSE_MODE, "Hình thức;Hình thức xét xử;Mode of hearing;Hearing method"},
        {PARSE_KIND, "Loại án;Loại vụ án;Hearing type;Type;Case type"},
        {PARSE_ORDINAL, "STT;TT;Số TT;No."},
        {PARSE_IGNORED, "Ngày thụ lý;Ngày sinh;Năm sinh;Số quyết định;Thư ký;"
                        "Appellant representative;Ghi chú nội bộ"},
        {PARSE_UNKNOWN, "Điện thoại;Hearing Length;Name to be Displayed;Vụ án số 12/2026;Toàn bộ;"
                        "Updated;Timetable"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct sv rest = sv_of(cases[i].headings), part;
        while (sv_cut(&rest, ';', &part)) {
            char heading[80] = "";
            memcpy(heading, part.p, part.n);
            if (field_of(heading) != cases[i].field)
                print_error("%s is not %d\n", heading, (int)cases[i].field);
            assert_int_equal(field_of(heading), cases[i].field);
        }
    }
}

static void test_case_numbers_and_times_have_many_names(void **state)
{
    (void)state;
    static const char *const lines[] = {"SỐ TL|Time",
                                        "Số, ngày thụ lý|Thời gian",
                                        "Case reference number|Hearing time",
                                        "Appeal reference number|Giờ",
                                        "Case Number|Thời gian xét xử",
                                        "Thụ lý số|Buổi"};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct parse_header h;
        struct parse_sheet s = sheet_of(&lines[i], 1);
        assert_true(parse_header_find(&s, NULL, &h));
        assert_int_equal(h.column[PARSE_CASE_CODE], 0);
        assert_int_equal(h.column[PARSE_TIME_FIELD], 1);
    }
}

static void test_titles_above_the_header_are_passed_over(void **state)
{
    (void)state;
    static const char *const lines[] = {"TÒA ÁN NHÂN DÂN KHU VỰC 3|||LỊCH XÉT XỬ VỤ ÁN",
                                        "Thời gian: từ 30/11/2026", "|STT|Số thụ lý|Ngày|Giờ|Phòng",
                                        "|1|12/2026|03/12/2026|7h30|A"};
    struct parse_header h;
    struct parse_sheet s = sheet_of(lines, ARRAY_LEN(lines));
    assert_true(parse_header_find(&s, NULL, &h));
    assert_int_equal(h.first, 2);
    assert_int_equal(h.last, 2);
    assert_int_equal(h.column[PARSE_DATE_FIELD], 3);
    assert_int_equal(h.of[1], PARSE_ORDINAL);
}

static void test_a_header_of_two_lines_is_read_as_one(void **state)
{
    (void)state;
    static const char *const lines[] = {"STT|Số TL|Thời gian||Phòng", "||Ngày|Giờ|",
                                        "1|1/2026|03/12/2026|7h30|A"};
    struct parse_header h;
    struct parse_sheet s = sheet_of(lines, ARRAY_LEN(lines));
    assert_true(parse_header_find(&s, NULL, &h));
    assert_int_equal(h.last, 1);
    assert_int_equal(h.column[PARSE_CASE_CODE], 1);
    assert_int_equal(h.column[PARSE_DATE_FIELD], 2);
    assert_int_equal(h.column[PARSE_TIME_FIELD], 3);
    assert_int_equal(h.column[PARSE_ROOM], 4);
}

static void test_the_better_name_wins_a_field(void **state)
{
    (void)state;
    static const char *const line = "Số TL|Hội đồng xét xử|Thẩm phán|Địa điểm|Tòa án|Case type|"
                                    "Hearing type|Vụ án|Bị cáo";
    struct parse_header h;
    struct parse_sheet s = sheet_of(&line, 1);
    assert_true(parse_header_find(&s, NULL, &h));
    assert_int_equal(h.column[PARSE_JUDGE], 2);
    assert_int_equal(h.of[1], PARSE_UNKNOWN);
    assert_int_equal(h.column[PARSE_COURT], 4);
    assert_int_equal(h.column[PARSE_ROOM], 3);
    assert_int_equal(h.column[PARSE_KIND], 6);
    assert_int_equal(h.column[PARSE_SUBJECT], 7);
    assert_int_equal(h.of[8], PARSE_SUBJECT);
}

static void test_a_table_without_two_known_names_has_no_header(void **state)
{
    (void)state;
    static const char *const lines[] = {"Header1|Header2", "Judge|Venue", "Ngày|x", "", "Giờ"};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct parse_header h;
        struct parse_sheet s = sheet_of(&lines[i], 1);
        assert_false(parse_header_find(&s, NULL, &h));
        assert_int_equal(parse_header_score(&s), 0);
    }
    struct parse_header h;
    struct parse_sheet empty = {.n = 0};
    assert_false(parse_header_find(&empty, NULL, &h));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_known_name_means_its_field),
        cmocka_unit_test(test_case_numbers_and_times_have_many_names),
        cmocka_unit_test(test_titles_above_the_header_are_passed_over),
        cmocka_unit_test(test_a_header_of_two_lines_is_read_as_one),
        cmocka_unit_test(test_the_better_name_wins_a_field),
        cmocka_unit_test(test_a_table_without_two_known_names_has_no_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
