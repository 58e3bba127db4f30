/* XLSX workbooks, honest and hostile ones, made in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"
#include "parse_zip.h"

#define ONE_SHEET ZIP_WORKBOOK("", "<sheet name='S' r:id='rId1'/>")

static struct arena *arena;
static struct buf file;

static int start(void **state)
{
    (void)state;
    arena = arena_new(PARSE_ARENA_MAX);
    buf_init(&file, 64 << 20);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_free(arena);
    buf_free(&file);
    return 0;
}

static const struct parse_sheet *read_file(void)
{
    struct parse_doc *d = parse_doc_new(arena);
    struct err e = {0};
    bool ok = parse_xlsx_read(d, buf_view(&file), &e);
    if (!ok)
        print_error("%s: %s\n", e.key, e.value);
    assert_true(ok);
    return &d->sheets[0];
}

static const struct parse_sheet *read_sheet(const char *workbook, const char *strings,
                                            const char *sheet)
{
    zip_workbook(&file, workbook, sv_of(strings), sv_of(sheet), 6);
    return read_file();
}

static void expect_refused(const char *key, const char *value)
{
    struct err e = {0};
    assert_false(parse_xlsx_read(parse_doc_new(arena), buf_view(&file), &e));
    assert_string_equal(e.key, key);
    assert_string_equal(e.value, value);
}

static void refuse_sheet(const char *sheet, const char *key, const char *value)
{
    buf_reset(&file);
    zip_workbook(&file, ONE_SHEET, SV("<sst/>"), sv_of(sheet), 6);
    expect_refused(key, value);
}

static void expect_text(const struct parse_sheet *s, size_t row, int column, const char *want)
{
    assert_true(row < s->n);
    struct sv text = parse_row_cell(&s->rows[row], column)->text;
    assert_int_equal(text.n, strlen(want));
    assert_memory_equal(text.n > 0 ? text.p : "", want, text.n);
}

static void test_every_kind_of_cell_is_read(void **state)
{
    (void)state;
    const struct parse_sheet *s = read_sheet(
        ONE_SHEET,
        "<sst><si><t>một</t></si><si><r><t>hai </t></r><r><t>ba</t></r><rPh><t>no</t></rPh></si>"
        "</sst>",
        "<worksheet><sheetData><row r='3'><c r='B3' t='s'><v>0</v></c><c t='s'><v>1</v></c>"
        "<c r='E3' t='inlineStr'><is><t xml:space='preserve'> bốn </t></is></c>"
        "<c r='F3' t='str'><f>A1</f><v>năm</v></c><c r='G3'><v>12345.0</v></c>"
        "<c r='H3'><v>1.2345E4</v></c><c r='I3' t='b'><v>1</v></c><c r='J3' s='1'><v>46359</v></c>"
        "<c r='K3' s='2'><v>0.3125</v></c><c r='L3' s='3'><v>46359.3125</v></c>"
        "<c r='M3' t='s'><v>99</v></c><c r='N3' s='1'/></row></sheetData></worksheet>");
    assert_int_equal(s->n, 1);
    assert_int_equal(s->rows[0].number, 3);
    static const char *const want[] = {"",    "một",        "hai ba", "",
                                       "bốn", "năm",        "12345",  "12345",
                                       "1",   "2026-12-03", "07:30",  "2026-12-03"};
    for (int c = 0; c < (int)ARRAY_LEN(want); c++)
        expect_text(s, 0, c, want[c]);
    assert_int_equal(s->rows[0].n, 12);
    assert_int_equal(s->rows[0].cells[9].kind, PARSE_DATE);
    assert_int_equal(s->rows[0].cells[10].kind, PARSE_TIME);
    assert_int_equal(s->rows[0].cells[6].kind, PARSE_NUMBER);
}

static void test_the_epoch_of_1904_is_respected(void **state)
{
    (void)state;
    const struct parse_sheet *s = read_sheet(
        ZIP_WORKBOOK("<workbookPr date1904='1'/>", "<sheet name='S' r:id='rId1'/>"), "<sst/>",
        "<worksheet><sheetData><row><c s='1'><v>44897</v></c><c s='2'><v>0.3125</v></c></row>"
        "</sheetData></worksheet>");
    expect_text(s, 0, 0, "2026-12-03");
    expect_text(s, 0, 1, "07:30");
}

static void test_merged_rows_share_their_first_cell(void **state)
{
    (void)state;
    const struct parse_sheet *s = read_sheet(
        ONE_SHEET, "<sst/>",
        "<worksheet><sheetData><row r='1'><c t='str'><v>x</v></c><c t='str'><v>1</v></c></row>"
        "<row r='2'><c r='B2' t='str'><v>2</v></c></row>"
        "<row r='4'><c r='B4' t='str'><v>3</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:A3'/><mergeCell ref='C1:XFD1048576'/>"
        "<mergeCell ref='nonsense'/><mergeCell ref='ZZZ9:A1'/></mergeCells></worksheet>");
    assert_int_equal(s->n, 3);
    expect_text(s, 1, 0, "x");
    expect_text(s, 1, 1, "2");
    expect_text(s, 2, 0, "");
}

static void test_a_hidden_sheet_is_named_but_not_read(void **state)
{
    (void)state;
    const struct parse_sheet *s =
        read_sheet(ZIP_WORKBOOK("", "<sheet name='Cũ' state='veryHidden' r:id='rId1'/>"), "<sst/>",
                   "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
    assert_true(s->is_hidden);
    assert_int_equal(s->n, 0);
}

/* Appends `unit` until there are n bytes or more. */
static struct sv repeat(struct buf *b, const char *head, const char *unit, size_t n,
                        const char *tail)
{
    buf_init(b, 128 << 20);
    buf_str(b, head);
    while (b->n < n)
        buf_str(b, unit);
    buf_str(b, tail);
    return buf_view(b);
}

static void test_a_zip_bomb_is_refused_before_it_fills_memory(void **state)
{
    (void)state;
    struct buf big;
    struct sv bomb =
        repeat(&big, "<worksheet><!--", "bombombombombomb", 40 << 20, "--></worksheet>");
    zip_workbook(&file, ONE_SHEET, SV("<sst/>"), bomb, 6);
    assert_true(file.n < 200000);
    expect_refused("intake.error.too_large", "32 MiB");
    buf_free(&big);
}

static void test_the_allowance_is_one_for_all_parts(void **state)
{
    (void)state;
    struct buf big;
    struct sv half = repeat(&big, "<sst>", "<x>bombombombombombombombomb</x>", 17 << 20, "</sst>");
    zip_workbook(&file, ONE_SHEET, half, half, 6);
    expect_refused("intake.error.too_large", "32 MiB");
    buf_free(&big);
}

static void test_millions_of_shared_strings_are_refused(void **state)
{
    (void)state;
    struct buf big;
    struct sv many = repeat(&big, "<sst>", "<si/>", 5 * 320001 + 5, "</sst>");
    zip_workbook(&file, ONE_SHEET, many, SV("<worksheet/>"), 6);
    expect_refused("intake.error.too_large", "xl/sharedStrings.xml");
    buf_free(&big);
}

static void test_too_many_rows_columns_or_sheets_are_refused(void **state)
{
    (void)state;
    struct buf big;
    struct sv rows = repeat(&big, "<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 26 * 5001,
                            "</sheetData></worksheet>");
    zip_workbook(&file, ONE_SHEET, SV("<sst/>"), rows, 6);
    expect_refused("intake.error.too_many_rows", "5000");
    buf_free(&big);
    refuse_sheet("<worksheet><sheetData><row><c r='BM1'><v>1</v></c></row></sheetData></worksheet>",
                 "intake.error.too_many_columns", "64");
    buf_reset(&file);
    struct sv book = repeat(&big, "<workbook xmlns:r='r'><sheets>", "<sheet name='a' r:id='rId1'/>",
                            21 * 29 + 30, "</sheets></workbook>");
    zip_workbook(&file, book.p, SV("<sst/>"), SV("<worksheet/>"), 6);
    expect_refused("intake.error.too_many_sheets", "20");
    buf_free(&big);
}

static void test_a_doctype_is_refused_before_entities_expand(void **state)
{
    (void)state;
    refuse_sheet("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                 "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><worksheet><sheetData><row>"
                 "<c t='str'><v>&c;</v></c></row></sheetData></worksheet>",
                 "intake.error.unsafe", "xl/worksheets/sheet1.xml");
    refuse_sheet("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><worksheet/>", "intake.error.unsafe",
                 "xl/worksheets/sheet1.xml");
}

static void test_broken_xml_is_refused_by_part(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "",
        "worksheet",
        "<worksheet><sheetData>",
        "<worksheet>&undefined;</worksheet>",
        "<worksheet></wrong>",
        "\xFF\xFE<\0w\0/\0>\0",
        "<worksheet>\xC0\x80</worksheet>",
    };
    for (size_t i = 0; i < ARRAY_LEN(broken); i++)
        refuse_sheet(broken[i], "intake.error.broken", "xl/worksheets/sheet1.xml");
    refuse_sheet("<worksheet><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>",
                 "intake.error.broken", "1");
    refuse_sheet("<worksheet><sheetData><row r='2'><c r='A3'/></row></sheetData></worksheet>",
                 "intake.error.broken", "A3");
    refuse_sheet("<worksheet><c r='9'/></worksheet>", "intake.error.broken", "9");
}

/* Both cost the XML library far more than they weigh. */
static void test_endless_attributes_and_comments_are_refused(void **state)
{
    (void)state;
    static const char *const heads[] = {"<worksheet ", "<worksheet>", "<worksheet>"};
    static const char *const units[] = {"a='>' ", "<!---->", "<?a?>"};
    static const char *const tails[] = {"/>", "</worksheet>", "</worksheet>"};
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        struct buf big;
        struct sv sheet = repeat(&big, heads[i], units[i], 8000, tails[i]);
        buf_reset(&file);
        zip_workbook(&file, ONE_SHEET, SV("<sst/>"), sheet, 6);
        expect_refused("intake.error.broken", "xl/worksheets/sheet1.xml");
        buf_free(&big);
    }
}

static void test_few_comments_and_cdata_do_no_harm(void **state)
{
    (void)state;
    const struct parse_sheet *s =
        read_sheet(ONE_SHEET, "<sst/>",
                   "<?xml version='1.0'?><!-- it's \"<!DOCTYPE\" --><worksheet><sheetData><row>"
                   "<c t='str'><v><![CDATA[<!DOCTYPE]]></v></c></row></sheetData></worksheet>");
    expect_text(s, 0, 0, "<!DOCTYPE");
}

/* Another encoding would make the XML library open a converter, which the lockdown forbids. */
static void test_a_declared_encoding_is_never_loaded(void **state)
{
    (void)state;
    const struct parse_sheet *s =
        read_sheet(ONE_SHEET, "<sst/>",
                   "<?xml version='1.0' encoding='windows-1252'?><worksheet><sheetData><row>"
                   "<c t='str'><v>Ngày</v></c></row></sheetData></worksheet>");
    expect_text(s, 0, 0, "Ngày");
}

static void test_a_truncated_file_is_refused_at_every_length(void **state)
{
    (void)state;
    zip_workbook(&file, ONE_SHEET, SV("<sst/>"),
                 SV("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"), 6);
    for (size_t n = 4; n < file.n; n++) {
        struct err e = {0};
        struct arena *a = arena_new(PARSE_ARENA_MAX);
        assert_false(parse_xlsx_read(parse_doc_new(a), (struct sv){file.p, n}, &e));
        assert_string_equal(e.key, "intake.error.broken");
        arena_free(a);
    }
}

static void test_damage_anywhere_never_crashes(void **state)
{
    (void)state;
    zip_workbook(&file, ONE_SHEET, SV("<sst/>"),
                 SV("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"), 6);
    for (size_t i = 0; i < file.n; i++) {
        struct err e = {0};
        struct arena *a = arena_new(PARSE_ARENA_MAX);
        file.p[i] = (char)(file.p[i] ^ 0x55);
        if (!parse_xlsx_read(parse_doc_new(a), buf_view(&file), &e))
            assert_true(strncmp(e.key, "intake.error.", 13) == 0);
        file.p[i] = (char)(file.p[i] ^ 0x55);
        arena_free(a);
    }
}

static void test_other_archives_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *part, *what;
    } cases[] = {{"word/document.xml", "docx"}, {"content.xml", "ods"}, {"readme.txt", "zip"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct zip_part part = {cases[i].part, SV("<x/>")};
        buf_reset(&file);
        zip_make(&file, &part, 1, 6);
        expect_refused("intake.error.format", cases[i].what);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_kind_of_cell_is_read),
        TEST(test_the_epoch_of_1904_is_respected),
        TEST(test_merged_rows_share_their_first_cell),
        TEST(test_a_hidden_sheet_is_named_but_not_read),
        TEST(test_a_zip_bomb_is_refused_before_it_fills_memory),
        TEST(test_the_allowance_is_one_for_all_parts),
        TEST(test_millions_of_shared_strings_are_refused),
        TEST(test_too_many_rows_columns_or_sheets_are_refused),
        TEST(test_a_doctype_is_refused_before_entities_expand),
        TEST(test_broken_xml_is_refused_by_part),
        TEST(test_endless_attributes_and_comments_are_refused),
        TEST(test_few_comments_and_cdata_do_no_harm),
        TEST(test_a_declared_encoding_is_never_loaded),
        TEST(test_a_truncated_file_is_refused_at_every_length),
        TEST(test_damage_anywhere_never_crashes),
        TEST(test_other_archives_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
