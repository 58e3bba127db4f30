/* Recurrence rules worked out into days, and those that are refused with a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>
#include <time.h>

#include "core/str.h"
#include "intake/parse.h"

static const struct parse_span monday = {{2027, 1, 4}, {2027, 1, 4}};

static json_t *expand(const char *rule, const struct parse_span *span)
{
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_rrule(sv_of(rule), span, &out);
    assert_true(buf_ok(&out));
    struct sv text = buf_view(&out);
    json_t *o = json_loadb(text.p, text.n, 0, NULL);
    assert_non_null(o);
    buf_free(&out);
    return o;
}

/* The first days of a rule, parted by spaces. */
static void expect_days(const char *rule, const char *want)
{
    char got[400] = "";
    size_t i;
    json_t *o = expand(rule, &monday), *day;
    json_array_foreach(json_object_get(o, "dates"), i, day)
    {
        if (i * 11 >= strlen(want) + 1)
            break;
        strncat(got, i > 0 ? " " : "", 2);
        strncat(got, json_string_value(day), 11);
    }
    assert_string_equal(got, want);
    json_decref(o);
}

static void expect_refused(const char *rule, const char *key, const char *value)
{
    const char *got_key = NULL, *got_value = NULL;
    json_t *o = expand(rule, &monday);
    assert_int_equal(
        json_unpack(o, "{s:{s:s, s:s}}", "error", "key", &got_key, "value", &got_value), 0);
    assert_string_equal(got_key, key);
    assert_string_equal(got_value, value);
    json_decref(o);
}

static void test_the_usual_recurrences_give_their_days(void **state)
{
    (void)state;
    expect_days("FREQ=DAILY", "2027-01-04 2027-01-05 2027-01-06");
    expect_days("FREQ=WEEKLY;BYDAY=MO,WE", "2027-01-04 2027-01-06 2027-01-11");
    expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2027-01-04 2027-01-18 2027-02-01");
    expect_days("FREQ=MONTHLY;BYDAY=2TU", "2027-01-12 2027-02-09 2027-03-09");
    expect_days("FREQ=YEARLY;BYDAY=6TU", "2027-02-09 2028-02-08 2029-02-06");
    expect_days("FREQ=MONTHLY;BYDAY=6TU,5WE", "2027-03-31 2027-06-30 2027-09-29");
    expect_days("FREQ=MONTHLY;BYDAY=-1FR", "2027-01-29 2027-02-26 2027-03-26");
    expect_days("FREQ=MONTHLY;BYMONTHDAY=15", "2027-01-15 2027-02-15 2027-03-15");
    expect_days("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31 2027-02-28 2027-03-31");
    expect_days("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31 2027-03-31 2027-05-31");
    expect_days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 2032-02-29 2036-02-29");
    expect_days("FREQ=WEEKLY;BYMONTH=7,8,9;BYDAY=SA,SU", "2027-07-03 2027-07-04 2027-07-10");
    expect_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-01-29 2027-02-26");
    expect_days("FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
                "2027-01-04 2028-01-03 2029-01-01 2029-12-31");
}

static void test_a_rule_may_come_with_its_name_white_space_and_small_letters(void **state)
{
    (void)state;
    expect_days("  rrule:freq=weekly;\r\n byday=mo; ", "2027-01-04 2027-01-11");
}

static void test_a_rule_ends_by_count_by_until_or_at_the_horizon(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        size_t days;
        bool goes_on;
    } cases[] = {
        {"FREQ=DAILY;COUNT=5", 5, false},
        {"FREQ=DAILY;UNTIL=20270108", 5, false},
        {"FREQ=DAILY;UNTIL=20370103", 3653, false},
        {"FREQ=DAILY;UNTIL=20370104", 3653, true},
        {"FREQ=DAILY", 3653, true},
        {"FREQ=DAILY;COUNT=99999", 3653, true},
        {"FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", 10, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        json_t *o = expand(cases[i].rule, &monday);
        assert_int_equal(json_array_size(json_object_get(o, "dates")), cases[i].days);
        assert_int_equal(json_is_true(json_object_get(o, "goes_on")), cases[i].goes_on);
        assert_string_equal(json_string_value(json_object_get(o, "until")), "2037-01-04");
        json_decref(o);
    }
}

static void test_days_wanted_later_keep_the_beat_of_the_first(void **state)
{
    (void)state;
    const struct parse_span later = {{2027, 1, 4}, {2027, 3, 3}};
    json_t *o = expand("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", &later);
    const json_t *days = json_object_get(o, "dates");
    assert_string_equal(json_string_value(json_array_get(days, 0)), "2027-03-15");
    assert_string_equal(json_string_value(json_object_get(o, "until")), "2037-03-03");
    json_decref(o);
}

/* libical's jump into such a rule lands on Tuesday, 31 December. */
static void test_week_one_that_begins_in_the_old_year_keeps_its_day_when_wanted_later(void **state)
{
    (void)state;
    const struct parse_span later = {{2027, 1, 4}, {2030, 6, 15}};
    json_t *o = expand("FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=MO", &later);
    const json_t *days = json_object_get(o, "dates");
    assert_string_equal(json_string_value(json_array_get(days, 0)), "2030-12-30");
    assert_string_equal(json_string_value(json_array_get(days, 1)), "2031-05-12");
    json_decref(o);
}

static void test_what_is_no_rule_of_days_is_refused_with_its_reason(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"", "intake.error.rrule", ""},
        {"hello", "intake.error.rrule", "HELLO"},
        {"BYDAY=MO", "intake.error.rrule", "BYDAY=MO"},
        {"FREQ=DAILY;INTERVAL=0", "intake.error.rrule", "FREQ=DAILY;INTERVAL=0"},
        {"FREQ=DAILY;COUNT=3;UNTIL=20300101", "intake.error.rrule",
         "FREQ=DAILY;COUNT=3;UNTIL=20300101"},
        {"FREQ=DAILY;RSCALE=CHINESE", "intake.error.rrule", "RSCALE=CHINESE"},
        {"FREQ=DAILY;X=1\x01\xff", "intake.error.rrule", "X=1??"},
        {"FREQ=SECONDLY", "intake.error.rrule_freq", "SECONDLY"},
        {"FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31", "intake.error.rrule_freq", "HOURLY"},
        {"FREQ=DAILY;BYHOUR=3", "intake.error.rrule_time", "BYHOUR=3"},
        {"FREQ=DAILY;UNTIL=20270105T000000Z", "intake.error.rrule_time", "UNTIL=20270105T000000Z"},
        {"FREQ=DAILY;FREQ=DAILY", "intake.error.rrule_part", "FREQ=DAILY"},
        {"FREQ=WEEKLY;BYDAY=2MO", "intake.error.rrule_part", "BYDAY=2MO"},
        {"FREQ=DAILY;BYMONTHDAY=-1", "intake.error.rrule_part", "BYMONTHDAY=-1"},
        {"FREQ=DAILY;BYDAY=MO;BYSETPOS=3", "intake.error.rrule_part", "BYSETPOS=3"},
        {"FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "intake.error.rrule_never",
         "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2"},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "intake.error.rrule_never",
         "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"FREQ=MONTHLY;BYDAY=6TU,-7FR;COUNT=8", "intake.error.rrule_never",
         "FREQ=MONTHLY;BYDAY=6TU,-7FR;COUNT=8"},
        {"FREQ=YEARLY;BYMONTH=2;BYDAY=6TU", "intake.error.rrule_never",
         "FREQ=YEARLY;BYMONTH=2;BYDAY=6TU"},
        {"FREQ=DAILY;UNTIL=20250101", "intake.error.rrule_never", "FREQ=DAILY;UNTIL=20250101"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_refused(cases[i][0], cases[i][1], cases[i][2]);
}

static void test_a_rule_has_a_length_and_a_reach(void **state)
{
    (void)state;
    char rule[2 * PARSE_RRULE_MAX + 2] = "FREQ=DAILY;BYMONTH=";
    memset(rule + strlen(rule), '1', sizeof rule - strlen(rule) - 1);
    expect_refused(rule, "intake.error.rrule_long", "300");
    const struct parse_span far = {{2027, 1, 4}, {2057, 1, 5}};
    json_t *o = expand("FREQ=DAILY", &far);
    assert_non_null(json_object_get(o, "error"));
    json_decref(o);
}

/* Without our bounds libical walks to the year 2582. */
static void test_a_hostile_rule_takes_no_time(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=9",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;COUNT=9",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;INTERVAL=9999;BYYEARDAY=366",
    };
    clock_t begun = clock();
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++)
        json_decref(expand(hostile[i], &monday));
    assert_true(clock() - begun < 10 * CLOCKS_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_usual_recurrences_give_their_days),
        cmocka_unit_test(test_a_rule_may_come_with_its_name_white_space_and_small_letters),
        cmocka_unit_test(test_a_rule_ends_by_count_by_until_or_at_the_horizon),
        cmocka_unit_test(test_days_wanted_later_keep_the_beat_of_the_first),
        cmocka_unit_test(test_week_one_that_begins_in_the_old_year_keeps_its_day_when_wanted_later),
        cmocka_unit_test(test_what_is_no_rule_of_days_is_refused_with_its_reason),
        cmocka_unit_test(test_a_rule_has_a_length_and_a_reach),
        cmocka_unit_test(test_a_hostile_rule_takes_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
