/* Every writing of a date or a time we know, in one table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

/* "2026-12-03 07:30-11:00"; a missing part is left out; a fault is its name. */
static void show(const struct parse_when *w, char out[64])
{
    static const char *const faults[] = {
        [PARSE_WHEN_OK] = "",          [PARSE_WHEN_UNCLEAR] = " unclear",
        [PARSE_WHEN_DATE] = " date",   [PARSE_WHEN_TIME] = " time",
        [PARSE_WHEN_ORDER] = " order", [PARSE_WHEN_WEEKDAY] = " weekday"};
    size_t n = 0;
    out[0] = '\0';
    if (w->date.year != 0)
        n += (size_t)snprintf(out, 64, "%04d-%02d-%02d", w->date.year, w->date.month, w->date.day);
    if (w->start_min >= 0)
        n += (size_t)snprintf(out + n, 64 - n, "%s%02d:%02d", n > 0 ? " " : "", w->start_min / 60,
                              w->start_min % 60);
    if (w->end_min >= 0)
        n += (size_t)snprintf(out + n, 64 - n, "-%02d:%02d", w->end_min / 60, w->end_min % 60);
    snprintf(out + n, 64 - n, "%s", faults[w->fault] + (n == 0 && w->fault != PARSE_WHEN_OK));
}

static void expect_cell(struct parse_cell c, enum parse_order order, const char *want)
{
    struct parse_when w;
    char got[64];
    parse_when(&c, order, &w);
    show(&w, got);
    if (strcmp(got, want) != 0)
        print_error("\"%.*s\" was read as \"%s\"\n", (int)c.text.n, c.text.p, got);
    assert_string_equal(got, want);
}

static void expect(const char *text, const char *want)
{
    expect_cell((struct parse_cell){.kind = PARSE_TEXT, .text = sv_of(text)}, PARSE_DMY, want);
}

struct writing {
    const char *text, *want;
};

static void expect_all(const struct writing *w, size_t n)
{
    for (size_t i = 0; i < n; i++)
        expect(w[i].text, w[i].want);
}

static void test_every_writing_of_a_time_is_read(void **state)
{
    (void)state;
    static const struct writing times[] = {
        {"07:30", "07:30"},
        {"7:30", "07:30"},
        {"07:30:00", "07:30"},
        {"7h30", "07:30"},
        {"07h30'", "07:30"},
        {"7H30", "07:30"},
        {"7h", "07:00"},
        {"7g30", "07:30"},
        {"07g30", "07:30"},
        {"8g", "08:00"},
        {"7 giờ 30", "07:30"},
        {"7 giờ 30 phút", "07:30"},
        {"07 giờ 30 phút sáng", "07:30"},
        {"7 giờ", "07:00"},
        {"7 gio 5", "07:05"},
        {"7.30", "07:30"},
        {"lúc 13h30", "13:30"},
        {"1h30 chiều", "13:30"},
        {"2 giờ chiều", "14:00"},
        {"14h00 chiều", "14:00"},
        {"Chiều: 2h00", "14:00"},
        {"Sáng 08h00", "08:00"},
        {"7h tối", "19:00"},
        {"1 giờ trưa", "13:00"},
        {"07:30 SA", "07:30"},
        {"01:30 CH", "13:30"},
        {"sáng", "07:30"},
        {"Buổi sáng", "07:30"},
        {"Chiều", "13:30"},
        {"ca chiều", "13:30"},
        {"Morning", "07:30"},
        {"PM", "13:30"},
        {"10am", "10:00"},
        {"10 AM", "10:00"},
        {"12pm", "12:00"},
        {"1:30pm", "13:30"},
        {"10.30am", "10:30"},
        {"10.30 a.m.", "10:30"},
        {"1.30 p.m.", "13:30"},
        {"10:30pm", "22:30"},
        {"not before 10:30am", "10:30"},
        {"8h00-11h00", "08:00-11:00"},
        {"8:00 - 10:00", "08:00-10:00"},
        {"từ 7h30 đến 11h30", "07:30-11:30"},
        {"7h30 tới 9h", "07:30-09:00"},
        {"10am to 12pm", "10:00-12:00"},
        {"7h30–11h", "07:30-11:00"},
        {"0.4375", "10:30"},
    };
    expect_all(times, ARRAY_LEN(times));
}

static void test_every_writing_of_a_date_is_read(void **state)
{
    (void)state;
    static const struct writing dates[] = {
        {"03/12/2026", "2026-12-03"},
        {"3/12/2026", "2026-12-03"},
        {"3-12-2026", "2026-12-03"},
        {"03.12.2026", "2026-12-03"},
        {"3/12/26", "2026-12-03"},
        {"03 / 12 / 2026", "2026-12-03"},
        {"2026-12-03", "2026-12-03"},
        {"2026/12/03", "2026-12-03"},
        {"2026-12-03 00:00:00", "2026-12-03"},
        {"ngày 3 tháng 12 năm 2026", "2026-12-03"},
        {"NGÀY 03 THÁNG 12 NĂM 2026", "2026-12-03"},
        {"3 tháng 12, 2026", "2026-12-03"},
        {"Thứ Năm, 03/12/2026", "2026-12-03"},
        {"thứ 5 ngày 3/12/2026", "2026-12-03"},
        {"T5 03/12/2026", "2026-12-03"},
        {"CN 06/12/2026", "2026-12-06"},
        {"Chủ nhật, ngày 6/12/2026", "2026-12-06"},
        {"Thursday 3 December 2026", "2026-12-03"},
        {"3rd Dec 2026", "2026-12-03"},
        {"Dec 3, 2026", "2026-12-03"},
        {"29/02/2028", "2028-02-29"},
        {"45642", "2024-12-16"},
        {"03/12/2026 07:30", "2026-12-03 07:30"},
        {"07h30 ngày 03/12/2026", "2026-12-03 07:30"},
        {"7h ngày 03/12/2026", "2026-12-03 07:00"},
        {"7h 03/12/2026", "2026-12-03 07:00"},
        {"07 giờ 30 phút, ngày 03 tháng 12 năm 2026", "2026-12-03 07:30"},
        {"13 giờ 30, thứ Năm 3/12/2026", "2026-12-03 13:30"},
        {"Sáng ngày 03/12/2026", "2026-12-03 07:30"},
        {"2026-12-03T07:30", "2026-12-03 07:30"},
        {"03/12/2026 08:00 - 11:00", "2026-12-03 08:00-11:00"},
        {"45642.4375", "2024-12-16 10:30"},
    };
    expect_all(dates, ARRAY_LEN(dates));
}

static void test_what_cannot_be_right_is_a_fault(void **state)
{
    (void)state;
    static const struct writing wrong[] = {
        {"31/02/2026", "date"},
        {"29/02/2026", "date"},
        {"00/12/2026", "date"},
        {"32/13/2026", "date"},
        {"3/12/1926", "date"},
        {"03/12/2026 - 04/12/2026", "2026-12-03 date"},
        {"Thứ Hai, 03/12/2026", "2026-12-03 weekday"},
        {"25:00", "time"},
        {"10h75", "time"},
        {"10h chiều", "time"},
        {"8h00, 10h00", "08:00 time"},
        {"11h-8h", "11:00 time"},
        {"3h-pm3h", "time"},
        {"5h-14h (chiều)", "time"},
        {"00:00", "time"},
        {"0:00-10:00", "time"},
        {"12am", "time"},
        {"03/12", "unclear"},
        {"tháng 12 năm 2026", "unclear"},
        {"chưa ấn định", "unclear"},
        {"TBC", "unclear"},
        {"7h3", "07:00 unclear"},
        {"7.5", "unclear"},
        {"12345", "unclear"},
        {"07:30 phòng 2", "07:30 unclear"},
        {"2026-12-03T07:30:00Z", "2026-12-03 07:30 unclear"},
        {"tối", "unclear"},
        {"99999999999999999999/1/2026", "unclear"},
    };
    expect_all(wrong, ARRAY_LEN(wrong));
}

static void test_an_overlong_cell_is_not_searched_for_a_time(void **state)
{
    (void)state;
    char text[400];
    memset(text, ' ', sizeof(text));
    memcpy(text, "07:30", 5);
    text[sizeof(text) - 1] = '\0';
    expect(text, "unclear");
    memset(text, '1', 190);
    text[190] = '\0';
    for (size_t i = 1; i < 190; i += 2)
        text[i] = ',';
    expect(text, "unclear");
}

static void test_a_date_possible_only_the_american_way_is_never_guessed(void **state)
{
    (void)state;
    const struct parse_cell c = {.kind = PARSE_TEXT, .text = SV("12/16/2024")};
    struct parse_when w;
    parse_when(&c, PARSE_DMY, &w);
    assert_int_equal(w.fault, PARSE_WHEN_ORDER);
    assert_int_equal(w.date.year, 0);
    assert_int_equal(w.other.month, 12);
    assert_int_equal(w.other.day, 16);
    expect_cell(c, PARSE_MDY, "2024-12-16");
    expect_cell((struct parse_cell){.kind = PARSE_TEXT, .text = SV("16/12/2024")}, PARSE_MDY,
                "order");
}

static void test_an_ambiguous_date_keeps_its_other_reading(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int other;
    } cases[] = {{"03/12/2026", 2026},
                 {"05/05/2026", 0},
                 {"13/12/2026", 0},
                 {"2026-12-03", 0},
                 {"Thứ Năm 03/12/2026", 0}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct parse_cell c = {.kind = PARSE_TEXT, .text = sv_of(cases[i].text)};
        struct parse_when w;
        parse_when(&c, PARSE_DMY, &w);
        assert_int_equal(w.other.year, cases[i].other);
    }
    expect("Thứ Năm 12/03/2026", "2026-03-12");
    expect("Thứ Năm 12/02/2026", "2026-02-12");
    expect("Thứ Hai 02/11/2026", "2026-11-02");
    expect("Thứ Tư 02/11/2026", "2026-11-02 order"); /* 11 February was the Wednesday */
}

static void test_spreadsheet_numbers_become_dates_and_times(void **state)
{
    (void)state;
    static const struct {
        double serial;
        enum parse_kind kind;
        const char *want;
    } cases[] = {
        {46359, PARSE_DATE, "2026-12-03"},
        {46359.3125, PARSE_DATE, "2026-12-03 07:30"},
        {46359.999999, PARSE_DATE, "2026-12-04"},
        {0.64583333333333337, PARSE_TIME, "15:30"},
        {46359.3125, PARSE_TIME, "07:30"},
        {1.3125, PARSE_TIME, "07:30"},
        {36526, PARSE_DATE, "2000-01-01"},
        {51682, PARSE_DATE, "2041-06-30"},
        {73050, PARSE_DATE, "2099-12-31"},
        {73051, PARSE_DATE, "date"},
        {1, PARSE_DATE, "date"},
        {-5, PARSE_DATE, "date"},
        {1e300, PARSE_DATE, "date"},
        {-1e300, PARSE_TIME, "time"},
        {0, PARSE_TIME, "time"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct parse_cell c = {
            .kind = cases[i].kind, .serial = cases[i].serial, .text = SV("number")};
        expect_cell(c, PARSE_DMY, cases[i].want);
    }
    expect_cell((struct parse_cell){.kind = PARSE_NUMBER, .serial = 0.5, .text = SV("0.5")},
                PARSE_DMY, "12:00");
    expect_cell((struct parse_cell){.kind = PARSE_BLANK}, PARSE_DMY, "");
}

static void test_only_iso_dates_are_taken_as_options(void **state)
{
    (void)state;
    struct parse_day d = {0, 0, 0};
    assert_true(parse_day_iso(SV("2026-12-03"), &d));
    assert_int_equal(d.day, 3);
    assert_false(parse_day_iso(SV("2026-02-30"), &d));
    assert_false(parse_day_iso(SV("2026-12-3"), &d));
    assert_false(parse_day_iso(SV("03/12/2026"), &d));
    assert_false(parse_day_iso(SV(""), &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_writing_of_a_time_is_read),
        cmocka_unit_test(test_every_writing_of_a_date_is_read),
        cmocka_unit_test(test_what_cannot_be_right_is_a_fault),
        cmocka_unit_test(test_an_overlong_cell_is_not_searched_for_a_time),
        cmocka_unit_test(test_a_date_possible_only_the_american_way_is_never_guessed),
        cmocka_unit_test(test_an_ambiguous_date_keeps_its_other_reading),
        cmocka_unit_test(test_spreadsheet_numbers_become_dates_and_times),
        cmocka_unit_test(test_only_iso_dates_are_taken_as_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
