/* CSV files, as programs really write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

static struct arena *arena;

static int start(void **state)
{
    (void)state;
    arena = arena_new(PARSE_ARENA_MAX);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct parse_sheet *read_csv(const char *text)
{
    struct parse_doc *d = parse_doc_new(arena);
    struct err e = {0};
    assert_true(parse_csv_read(d, sv_of(text), &e));
    assert_int_equal(d->n, 1);
    return &d->sheets[0];
}

static void expect_cell(const struct parse_sheet *s, size_t row, int column, const char *want)
{
    assert_true(row < s->n);
    const struct parse_cell *c = parse_row_cell(&s->rows[row], column);
    assert_int_equal(c->text.n, strlen(want));
    assert_memory_equal(c->text.n > 0 ? c->text.p : "", want, c->text.n);
}

static void expect_refused(const char *text, size_t n, const char *key, const char *value)
{
    struct err e = {0};
    assert_false(parse_csv_read(parse_doc_new(arena), (struct sv){text, n}, &e));
    assert_string_equal(e.key, key);
    assert_string_equal(e.value, value);
}

static void test_quotes_follow_rfc_4180(void **state)
{
    (void)state;
    const struct parse_sheet *s = read_csv(
        "Số TL,Ngày,Vụ án\r\n\"1/2026\",\"a \"\"b\"\", c\",\"two\r\nlines\"\r\nx\"y,,\"z\"!\r\n");
    assert_int_equal(s->n, 3);
    expect_cell(s, 1, 0, "1/2026");
    expect_cell(s, 1, 1, "a \"b\", c");
    expect_cell(s, 1, 2, "two lines");
    expect_cell(s, 2, 0, "x\"y");
    expect_cell(s, 2, 1, "");
    expect_cell(s, 2, 2, "z!");
}

static void test_each_line_end_counts_once(void **state)
{
    (void)state;
    static const char *const texts[] = {"a,b\r\n\r\nc,d\r\n", "a,b\n\nc,d", "a,b\r\rc,d\r"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const struct parse_sheet *s = read_csv(texts[i]);
        assert_int_equal(s->n, 2);
        assert_int_equal(s->rows[1].number, 3);
        expect_cell(s, 1, 1, "d");
    }
}

static void test_the_delimiter_is_the_one_that_explains_the_header(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *date;
    } cases[] = {
        {"Số TL;Ngày;Bị cáo\n1/2026;03/12/2026;A, B, C, D, E, F, G, H\n", "03/12/2026"},
        {"Số TL\tNgày\tVụ án\n1/2026\t03/12/2026\tx; y, z\n", "03/12/2026"},
        {"Số TL,Ngày,Vụ án\n1/2026,03/12/2026,x; y; z; t; u; v\n", "03/12/2026"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct parse_sheet *s = read_csv(cases[i].text);
        expect_cell(s, 1, 0, "1/2026");
        expect_cell(s, 1, 1, cases[i].date);
    }
}

static void test_an_unclosed_quote_is_refused_with_its_row(void **state)
{
    (void)state;
    static const char text[] = "Số TL,Ngày\n1/2026,\"03/12/2026\n2/2026,04/12/2026\n";
    expect_refused(text, sizeof(text) - 1, "intake.error.quote", "2");
}

static void test_a_hundred_thousand_rows_are_refused(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, PARSE_BYTES_MAX);
    buf_str(&b, "Số TL,Ngày,Giờ\n");
    for (int i = 0; i < 100000; i++)
        buf_printf(&b, "%d,3/12/2026\n", i);
    assert_true(buf_ok(&b));
    expect_refused(b.p, b.n, "intake.error.too_many_rows", "5000");
    buf_free(&b);
}

static void test_rows_of_empty_cells_do_not_count(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, PARSE_BYTES_MAX);
    buf_str(&b, "Số TL;Ngày\n");
    for (int i = 0; i < 100000; i++)
        buf_str(&b, ";;;;;\n");
    buf_str(&b, "1/2026;03/12/2026\n");
    const struct parse_sheet *s = read_csv(b.p);
    assert_int_equal(s->n, 2);
    assert_int_equal(s->rows[1].number, 100002);
    buf_free(&b);
}

static void test_too_many_columns_are_refused_unless_they_are_empty(void **state)
{
    (void)state;
    char text[256] = "Ngày,Giờ";
    size_t n = strlen(text);
    memset(text + n, ',', 100);
    assert_int_equal(read_csv(text)->rows[0].n, 2);
    text[n + 100] = 'x';
    expect_refused(text, n + 101, "intake.error.too_many_columns", "64");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_quotes_follow_rfc_4180, start, stop),
        cmocka_unit_test_setup_teardown(test_each_line_end_counts_once, start, stop),
        cmocka_unit_test_setup_teardown(test_the_delimiter_is_the_one_that_explains_the_header,
                                        start, stop),
        cmocka_unit_test_setup_teardown(test_an_unclosed_quote_is_refused_with_its_row, start,
                                        stop),
        cmocka_unit_test_setup_teardown(test_a_hundred_thousand_rows_are_refused, start, stop),
        cmocka_unit_test_setup_teardown(test_rows_of_empty_cells_do_not_count, start, stop),
        cmocka_unit_test_setup_teardown(test_too_many_columns_are_refused_unless_they_are_empty,
                                        start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
