/* Time zones by the names calendars give them, and the clocks they keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse_zone.h"

enum { H = 3600 };

static int64_t at(int year, int month, int day, int hour)
{
    return parse_wall((struct parse_day){year, month, day}) + hour * H;
}

/* The offset in hours at that hour of the zone's own clock; 99: the zone is not known. */
static int offset(const char *name, int64_t wall)
{
    struct arena *a = arena_new(1 << 20);
    const struct parse_zone *z = parse_zone_find(parse_zones_new(a), sv_of(name));
    int hours = z != NULL ? (int)((wall - parse_zone_utc(z, wall)) / H) : 99;
    arena_free(a);
    return hours;
}

static void test_days_and_seconds_go_both_ways(void **state)
{
    (void)state;
    assert_int_equal(at(1970, 1, 1, 0), 0);
    assert_int_equal(at(2026, 12, 3, 7), 1796281200);
    for (int64_t day = -200000; day < 200000; day += 37) {
        struct parse_day d = parse_wall_day(day * 86400 + 86399);
        assert_int_equal(parse_wall(d), day * 86400);
    }
}

static void test_a_zone_is_known_by_its_iana_and_its_windows_name(void **state)
{
    (void)state;
    int64_t winter = at(2026, 12, 3, 7), summer = at(2026, 7, 3, 7);
    assert_int_equal(offset("Asia/Ho_Chi_Minh", winter), 7);
    assert_int_equal(offset("Asia/Saigon", winter), 7);
    assert_int_equal(offset("Asia/Phnom_Penh", summer), 7);
    assert_int_equal(offset("SE Asia Standard Time", winter), 7);
    assert_int_equal(offset("Romance Standard Time", winter), 1);
    assert_int_equal(offset("Romance Standard Time", summer), 2);
    assert_int_equal(offset("/mozilla.org/20050126_1/Asia/Ho_Chi_Minh", winter), 7);
    assert_int_equal(offset("/freeassociation.sourceforge.net/Europe/Paris", summer), 2);
    assert_int_equal(offset("UTC", winter), 0);
}

static void test_an_offset_in_place_of_a_name_is_that_offset(void **state)
{
    (void)state;
    int64_t noon = at(2026, 12, 3, 12);
    assert_int_equal(offset("UTC+07:00", noon), 7);
    assert_int_equal(offset("GMT-5", noon), -5);
    assert_int_equal(offset("+0700", noon), 7);
    assert_int_equal(offset("(GMT +01:00)", noon), 1);
    assert_int_equal(offset("(UTC+07:00) Bangkok, Hanoi, Jakarta", noon), 7);
    assert_int_equal(offset("(GMT+10:00) Canberra, Melbourne, Sydney", noon), 11);
    assert_int_equal(offset("(UTC-05:00) Eastern Time (US & Canada)", at(2026, 7, 3, 12)), -4);
    assert_int_equal(offset("Amsterdam, Belgrade, Berlin", at(2026, 7, 3, 12)), 2);
}

static void test_a_name_nobody_knows_is_not_guessed(void **state)
{
    (void)state;
    static const char *const names[] = {"",
                                        "Customized Time Zone",
                                        "Nonsense/Zone",
                                        "US-Eastern",
                                        "VST",
                                        "UTC+25:00",
                                        "Gi\xE1\xBB\x9D VN",
                                        "(UTC+09:00) Bangkok, Hanoi",
                                        "BST",
                                        "UTC+",
                                        "UTC+07:99",
                                        "(UTC+07:00) Somewhere",
                                        "+7:0:0",
                                        "12345"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_int_equal(offset(names[i], at(2026, 12, 3, 7)), 99);
    char longer[400];
    memset(longer, 'A', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    assert_int_equal(offset(longer, 0), 99);
}

/* Berlin: 2026-03-29 02:00 does not exist until 03:00; 2026-10-25 02:00 to 03:00 comes twice. */
static void test_a_skipped_hour_and_a_doubled_one_are_read_as_the_standard_says(void **state)
{
    (void)state;
    assert_int_equal(offset("Europe/Berlin", at(2026, 3, 29, 1)), 1);
    assert_int_equal(offset("Europe/Berlin", at(2026, 3, 29, 2)), 1);
    assert_int_equal(offset("Europe/Berlin", at(2026, 3, 29, 3)), 2);
    assert_int_equal(offset("Europe/Berlin", at(2026, 10, 25, 2)), 2);
    assert_int_equal(offset("Europe/Berlin", at(2026, 10, 25, 3)), 1);
}

static void test_the_way_to_another_clock_and_back_is_the_same_all_year(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct parse_zone *z = parse_zone_find(parse_zones_new(a), SV("America/New_York"));
    (void)state;
    for (int64_t utc = at(2020, 1, 1, 0); utc < at(2030, 1, 1, 0); utc += 7 * H) {
        int64_t wall = parse_zone_wall(z, utc);
        bool is_first = parse_zone_utc(z, wall) == utc;
        assert_true(is_first || parse_zone_utc(z, wall) == utc - H);
    }
    arena_free(a);
}

static void test_a_calendars_own_zone_serves_names_nobody_knows(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct parse_zones *z = parse_zones_new(a);
    const struct parse_onset onsets[] = {{at(2026, 3, 1, 2), 7 * H, 8 * H},
                                         {at(2026, 9, 1, 2), 8 * H, 7 * H}};
    (void)state;
    assert_true(
        parse_zone_define(z, &(struct parse_definition){SV("Court time"), SV(""), onsets, 2}));
    assert_true(
        parse_zone_define(z, &(struct parse_definition){SV("Court time"), SV(""), onsets, 1}));
    assert_true(
        parse_zone_define(z, &(struct parse_definition){SV("Asia/Bangkok"), SV(""), onsets, 2}));
    assert_true(
        parse_zone_define(z, &(struct parse_definition){SV("Ours"), SV("Asia/Tokyo"), onsets, 2}));
    const struct parse_zone *own = parse_zone_find(z, SV("Court time"));
    assert_non_null(own);
    assert_int_equal(at(2026, 1, 1, 9) - parse_zone_utc(own, at(2026, 1, 1, 9)), 7 * H);
    assert_int_equal(at(2026, 5, 1, 9) - parse_zone_utc(own, at(2026, 5, 1, 9)), 8 * H);
    assert_int_equal(at(2026, 10, 1, 9) - parse_zone_utc(own, at(2026, 10, 1, 9)), 7 * H);
    assert_int_equal(parse_zone_wall(own, at(2026, 5, 1, 1)), at(2026, 5, 1, 9));
    /* a name everybody knows is not redefined, and one that names a place is that place */
    const struct parse_zone *bangkok = parse_zone_find(z, SV("Asia/Bangkok"));
    assert_int_equal(parse_zone_wall(bangkok, at(2026, 5, 1, 1)), at(2026, 5, 1, 8));
    const struct parse_zone *ours = parse_zone_find(z, SV("Ours"));
    assert_int_equal(parse_zone_wall(ours, at(2026, 5, 1, 1)), at(2026, 5, 1, 10));
    arena_free(a);
}

static void test_past_two_hundred_names_no_other_is_looked_up(void **state)
{
    struct arena *a = arena_new(4 << 20);
    struct parse_zones *z = parse_zones_new(a);
    char name[20];
    (void)state;
    for (int i = 0; i < PARSE_ZONES_MAX - 1; i++) {
        snprintf(name, sizeof(name), "Zone %d", i);
        assert_null(parse_zone_find(z, sv_of(name)));
    }
    assert_non_null(parse_zone_find(z, SV("Asia/Bangkok")));
    assert_null(parse_zone_find(z, SV("Asia/Tokyo")));
    assert_non_null(parse_zone_find(z, SV("Asia/Bangkok")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_and_seconds_go_both_ways),
        cmocka_unit_test(test_a_zone_is_known_by_its_iana_and_its_windows_name),
        cmocka_unit_test(test_an_offset_in_place_of_a_name_is_that_offset),
        cmocka_unit_test(test_a_name_nobody_knows_is_not_guessed),
        cmocka_unit_test(test_a_skipped_hour_and_a_doubled_one_are_read_as_the_standard_says),
        cmocka_unit_test(test_the_way_to_another_clock_and_back_is_the_same_all_year),
        cmocka_unit_test(test_a_calendars_own_zone_serves_names_nobody_knows),
        cmocka_unit_test(test_past_two_hundred_names_no_other_is_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
