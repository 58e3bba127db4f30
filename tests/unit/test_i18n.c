/* Sentences, languages and dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/err.h"
#include "core/str.h"
#include "i18n/date.h"
#include "i18n/i18n.h"
#include "i18n/i18n_int.h"

static void test_every_error_has_a_sentence_in_every_language(void **state)
{
    (void)state;
    for (int code = 0; code < ERR_COUNT; code++) {
        struct err e = {.code = (enum err_code)code};
        for (enum lang l = LANG_VI; l < LANG_COUNT; l++)
            if (!tr_find(l, err_key(&e)))
                fail_msg("%s lacks %s", lang_str(l), err_key(&e));
    }
}

static void test_every_key_of_the_table_is_found(void **state)
{
    size_t n;
    const struct i18n_entry *table = i18n_table(&n);

    (void)state;
    assert_true(n > 100);
    for (size_t i = 0; i < n; i++)
        for (enum lang l = LANG_VI; l < LANG_COUNT; l++)
            assert_ptr_equal(tr_find(l, table[i].key), table[i].sentence[l]);
}

static void test_an_unknown_key_is_shown_as_it_is(void **state)
{
    static const char *const unknown[] = {"", "error", "error.", "error.non", "error.nonf", "zz.z"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(unknown); i++) {
        assert_null(tr_find(LANG_VI, unknown[i]));
        assert_ptr_equal(tr(LANG_VI, unknown[i]), unknown[i]);
    }
    assert_string_equal(tr(LANG_VI, "role.director"), "Giám đốc Trung tâm");
    assert_string_equal(tr(LANG_EN, "role.director"), "Centre director");
}

static void expect_lang(const char *s, const char *want)
{
    enum lang l = LANG_COUNT;

    if (!want) {
        assert_false(lang_parse(sv_of(s), &l));
        assert_int_equal(l, LANG_COUNT);
        return;
    }
    assert_true(lang_parse(sv_of(s), &l));
    assert_string_equal(lang_str(l), want);
}

static void test_the_reader_gets_the_language_the_browser_prefers(void **state)
{
    (void)state;
    expect_lang("km", "km");
    expect_lang("VI-vn", "vi");
    expect_lang("fr-FR,fr;q=0.9,en-US;q=0.8,vi;q=0.7", "en");
    expect_lang("en;q=0.5, km;q=0.75 ,vi;q=0.6", "km");
    expect_lang("en;q=0.5,vi;q=0.5", "en");
    expect_lang("en;q=0,vi;q=0.001", "vi");
    expect_lang("en; q=1.000,vi", "en");
}

static void test_no_known_or_readable_language_is_no_language(void **state)
{
    (void)state;
    expect_lang("", NULL);
    expect_lang("fr,*", NULL);
    expect_lang("vietnamese", NULL);
    expect_lang("vi;q=0", NULL);
    expect_lang("vi;q=x,en;q=2,km;q=0.1234", NULL);
    expect_lang(",,;q=1,-", NULL);
}

static void test_a_sentence_is_cut_at_its_placeholders_only(void **state)
{
    struct sv rest = SV("a {b.c_1}{} {x y}{z} {");
    struct sv text;
    struct sv name;

    (void)state;
    assert_true(tr_next(&rest, &text, &name));
    assert_true(sv_eq(text, SV("a ")) && sv_eq(name, SV("b.c_1")));
    assert_true(tr_next(&rest, &text, &name));
    assert_true(sv_eq(text, SV("{} {x y}")) && sv_eq(name, SV("z")));
    assert_true(tr_next(&rest, &text, &name));
    assert_true(sv_eq(text, SV(" {")) && name.n == 0);
    assert_false(tr_next(&rest, &text, &name));
}

/* want NULL: refused, and nothing written. */
static void expect_date(enum lang l, const char *form, const char *iso, const char *want)
{
    struct buf out;

    buf_init(&out, 200);
    if (date_write(&out, l, sv_of(form), sv_of(iso)) != (want != NULL))
        fail_msg("%s as %s: \"%s\"", iso, form, buf_view(&out).p);
    assert_string_equal(buf_view(&out).p, want ? want : "");
    buf_free(&out);
}

static void test_dates_are_written_as_each_language_writes_them(void **state)
{
    (void)state;
    expect_date(LANG_VI, "day", "2026-12-03", "Thứ Năm, 03/12/2026");
    expect_date(LANG_VI, "at", "2026-12-03T07:30", "07:30, 03/12/2026");
    expect_date(LANG_VI, "day_at", "2026-12-03 07:30:00", "07:30, Thứ Năm, 03/12/2026");
    expect_date(LANG_VI, "day_short", "2026-12-06", "CN 06/12");
    expect_date(LANG_VI, "month", "2026-12-03", "Tháng 12/2026");
    expect_date(LANG_VI, "date", "2026-12-03T07:30:59.25", "03/12/2026");
    expect_date(LANG_KM, "day", "2026-12-03", "ថ្ងៃព្រហស្បតិ៍ 03/12/2026");
    expect_date(LANG_KM, "month", "2026-12-03", "ខែធ្នូ ឆ្នាំ2026");
    expect_date(LANG_EN, "day", "2026-12-03", "Thursday, 03/12/2026");
    expect_date(LANG_EN, "month", "2026-12-03", "December 2026");
    expect_date(LANG_EN, "time", "2026-12-03T23:59", "23:59");
}

static void test_the_weekday_is_right_across_months_leap_days_and_centuries(void **state)
{
    static const char *const days[][2] = {
        {"2027-02-06", "Saturday"}, /* Tet of 2027 */
        {"2026-11-22", "Sunday"},   {"2024-02-29", "Thursday"}, {"2000-02-29", "Tuesday"},
        {"1900-01-01", "Monday"},   {"2100-03-01", "Monday"},   {"2026-01-01", "Thursday"},
        {"2026-04-26", "Sunday"}, /* Hung Kings of 2026 */
        {"1970-01-01", "Thursday"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        expect_date(LANG_EN, "weekday", days[i][0], days[i][1]);
}

static void test_what_is_not_a_wall_date_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "2026-12",
        "2026-13-01",
        "2026-02-29",
        "2100-02-29",
        "2026-00-10",
        "2026-01-00",
        "2026-1-1",
        "03/12/2026",
        "2026-12-03T",
        "2026-12-03x",
        "2026-12-03T7:30",
        "2026-12-03T24:00",
        "2026-12-03T07:60",
        "2026-12-03T07:30Z",
        "2026-12-03T07:30+07:00",
        "2026-12-03T07:30:00+00:00",
        "2026-12-03T07:30:00.",
        "0000-01-01",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        expect_date(LANG_VI, "date", wrong[i], NULL);
    expect_date(LANG_VI, "time", "2026-12-03", NULL);
    expect_date(LANG_VI, "nonsense", "2026-12-03", NULL);
    expect_date(LANG_VI, "", "2026-12-03", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_error_has_a_sentence_in_every_language),
        cmocka_unit_test(test_every_key_of_the_table_is_found),
        cmocka_unit_test(test_an_unknown_key_is_shown_as_it_is),
        cmocka_unit_test(test_the_reader_gets_the_language_the_browser_prefers),
        cmocka_unit_test(test_no_known_or_readable_language_is_no_language),
        cmocka_unit_test(test_a_sentence_is_cut_at_its_placeholders_only),
        cmocka_unit_test(test_dates_are_written_as_each_language_writes_them),
        cmocka_unit_test(test_the_weekday_is_right_across_months_leap_days_and_centuries),
        cmocka_unit_test(test_what_is_not_a_wall_date_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
