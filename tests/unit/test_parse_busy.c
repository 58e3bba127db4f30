/* A person's own calendar: only when they are busy leaves the parser. */
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
#include "intake/parse_zone.h"

#define ONE(uid, ...) "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:Rat kin\n" __VA_ARGS__ "END:VEVENT\n"
#define EV(...)       ONE("u", __VA_ARGS__)
#define CAL(x)        "BEGIN:VCALENDAR\nX-WR-CALNAME:Rat kin\n" x "END:VCALENDAR\n"
#define AT(s, e)      "DTSTART;TZID=Asia/Ho_Chi_Minh:" s "\nDTEND;TZID=Asia/Ho_Chi_Minh:" e "\n"
#define TEN           AT("20261203T100000", "20261203T110000")

/* Days from tomorrow to the end of what is looked at. */
enum { REFUSED = -1, DAYS = PARSE_ICS_DAYS_ON - 1 };

static void read_text(const char *text, struct buf *out)
{
    const struct parse_options o = {
        .today = {2026, 11, 22}, .zone = "Asia/Ho_Chi_Minh", .is_busy = true};
    buf_init(out, PARSE_OUT_MAX);
    parse_document(sv_of(text), &o, out);
    assert_true(buf_ok(out));
}

/* "03T10:00-03T11:00 +1": day and clock of each time in December 2026, then how many events could
 * not be read. */
static void assert_busy(const char *text, const char *expected)
{
    struct buf out;
    char got[600] = "";
    size_t i, n = 0;
    json_t *x;
    read_text(text, &out);
    json_t *o = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(o);
    json_array_foreach(json_object_get(o, "times"), i, x)
    {
        const char *from = json_string_value(json_object_get(x, "starts"));
        const char *to = json_string_value(json_object_get(x, "ends"));
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.8s-%.8s", i > 0 ? " " : "", from + 8,
                              to + 8);
        assert_int_equal(json_object_size(x), 2);
    }
    json_t *counts = json_object_get(o, "counts");
    int64_t unread = json_integer_value(json_object_get(counts, "unread"));
    if (unread > 0)
        (void)snprintf(got + n, sizeof got - n, " +%d", (int)unread);
    assert_string_equal(got, expected);
    json_decref(o);
    buf_free(&out);
}

static void test_a_time_is_told_on_the_centres_clock(void **state)
{
    (void)state;
    assert_busy(CAL(EV(TEN)), "03T10:00-03T11:00");
    assert_busy(CAL(EV("DTSTART:20261203T030000Z\nDURATION:PT90M\n")), "03T10:00-03T11:30");
    assert_busy(CAL(EV("DTSTART;TZID=Asia/Tokyo:20261203T100000\nDURATION:PT1H\n")),
                "03T08:00-03T09:00");
    assert_busy(CAL(EV("DTSTART:20261203T220000\nDURATION:P1DT2H\n")), "03T22:00-05T00:00");
    assert_busy(CAL(EV("DTSTART:20261203T220000\n")), "");
}

static void test_days_are_told_whole_and_end_before_their_end(void **state)
{
    (void)state;
    assert_busy(CAL(EV("DTSTART;VALUE=DATE:20261203\n")), "03T00:00-04T00:00");
    assert_busy(CAL(EV("DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261206\n")),
                "03T00:00-06T00:00");
    assert_busy(CAL(EV("DTSTART;VALUE=DATE:20261203\nDURATION:P2D\n")), "03T00:00-05T00:00");
}

static void test_a_series_is_told_time_by_time_with_its_changes(void **state)
{
    (void)state;
    assert_busy(CAL(EV(TEN "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Asia/Ho_Chi_Minh:"
                           "20261204T100000\n")),
                "03T10:00-03T11:00 05T10:00-05T11:00");
    assert_busy(CAL(EV(TEN "RRULE:FREQ=DAILY;COUNT=2\n")
                        EV("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261204T100000\n" AT(
                            "20261204T150000", "20261204T160000"))),
                "03T10:00-03T11:00 04T15:00-04T16:00");
    assert_busy(CAL(EV(TEN "RRULE:FREQ=DAILY;COUNT=2\n")
                        EV("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261204T100000\n" AT(
                            "20261204T150000", "20261204T160000") "STATUS:CANCELLED\n")),
                "03T10:00-03T11:00");
}

static void test_what_keeps_nobody_busy_is_left_out(void **state)
{
    (void)state;
    assert_busy(CAL(EV(TEN "TRANSP:TRANSPARENT\n")), "");
    assert_busy(CAL(EV(TEN "transp:transparent \n")), "");
    assert_busy(CAL(EV(TEN "X-MICROSOFT-CDO-BUSYSTATUS:FREE\n")), "");
    assert_busy(CAL(EV(TEN "X-MICROSOFT-CDO-BUSYSTATUS:OOF\n")), "03T10:00-03T11:00");
    assert_busy(CAL(EV(TEN "STATUS:CANCELLED\n")), "");
    assert_busy(CAL(EV(TEN "STATUS:TENTATIVE\n")), "03T10:00-03T11:00");
    assert_busy("BEGIN:VCALENDAR\nMETHOD:CANCEL\n" EV(TEN) "END:VCALENDAR\n", "");
    assert_busy(CAL(EV(AT("20261101T100000", "20261101T110000"))), "");
    assert_busy(CAL(EV(AT("20291201T100000", "20291201T110000"))), "");
}

static void test_our_own_events_polled_back_are_left_out(void **state)
{
    (void)state;
    assert_busy(CAL("BEGIN:VEVENT\nUID:duty-1-7@dutyd\n" TEN "END:VEVENT\n"
                    "BEGIN:VEVENT\nUID:hearing-1-7@DUTYD\n" TEN "END:VEVENT\n" EV(TEN)),
                "03T10:00-03T11:00");
}

static void test_what_cannot_be_read_is_counted_and_the_rest_is_told(void **state)
{
    (void)state;
    assert_busy(CAL("BEGIN:VEVENT\nUID:a\nDTSTART:soon\nEND:VEVENT\n"
                    "BEGIN:VEVENT\nUID:b\nDTSTART;TZID=Sao/"
                    "Hoa:20261203T100000\nDURATION:PT1H\n"
                    "END:VEVENT\nBEGIN:VEVENT\nUID:c\nDTSTART:20261203T100000\n"
                    "DTEND;VALUE=DATE:20261204\nEND:VEVENT\nBEGIN:VEVENT\nUID:d\n" TEN
                    "RRULE:FREQ=SECONDLY\nEND:VEVENT\n" EV(TEN)),
                "03T10:00-03T11:00 +4");
}

/* Whatever goes wrong, words of the calendar stay in the parser. */
static void test_no_word_of_the_calendar_is_printed_not_even_in_a_refusal(void **state)
{
    static const char *const given[] = {
        CAL(EV(TEN
               "LOCATION:Rat kin\nDESCRIPTION:Rat kin\nATTENDEE;CN=Rat kin:mailto:rat@kin.vn\n")),
        "BEGIN:VCALENDAR\nBEGIN:Rat kin\n",
        CAL(EV("DTSTART;TZID=Rat kin:20261203T100000\n")),
        CAL(EV(TEN "RRULE:Rat kin\n")),
        "Rat kin;Rat kin\nRat kin;03/12/2026\n",
        "STT;S\xE1\xBB\x91 th\xE1\xBB\xA5 l\xC3\xBD;Ng\xC3\xA0y\n1;Rat kin;03/12/2026\n",
        "<html>Rat kin</html>",
        "Rat kin",
        "",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(given); i++) {
        struct buf out;
        read_text(given[i], &out);
        assert_null(strstr(out.p, "kin"));
        assert_non_null(strstr(out.p, "\n"));
        buf_free(&out);
    }
}

static void test_times_that_touch_or_overlap_are_one_whatever_their_order(void **state)
{
    (void)state;
    assert_busy(CAL(ONE("a", AT("20261205T080000", "20261205T090000"))
                        ONE("b", AT("20261203T110000", "20261203T120000"))
                            ONE("c", AT("20261203T100000", "20261203T110000"))
                                ONE("d", AT("20261205T073000", "20261205T100000"))),
                "03T10:00-03T12:00 05T07:30-05T10:00");
}

static void test_what_reaches_beyond_the_time_looked_at_is_cut_off_there(void **state)
{
    (void)state;
    assert_busy(CAL(EV("DTSTART:20261120T080000\nDURATION:P2D\n")), "21T00:00-22T08:00");
    assert_busy(CAL(EV("DTSTART:20271226T080000\nDURATION:P9W\n")), "26T08:00-27T00:00");
}

/* Refused, or how many stretches there are: of `count` events, the last first, each `every` minutes
 * after another and `length` minutes long, with one more line. */
static int stretches(int count, int every, int length, const char *line)
{
    struct buf text, out;
    int64_t midnight = parse_wall((struct parse_day){2026, 11, 23});
    buf_init(&text, PARSE_ICS_BYTES_MAX);
    buf_str(&text, "BEGIN:VCALENDAR\n");
    for (int i = count; i-- > 0;) {
        int64_t start = midnight + (int64_t)i * every * 60;
        struct parse_day d = parse_wall_day(start);
        int clock = (int)(start - parse_wall(d)) / 60;
        buf_printf(&text,
                   "BEGIN:VEVENT\nUID:%d\nDTSTART:%04d%02d%02dT%02d%02d00\nDURATION:PT%dM\n%s"
                   "END:VEVENT\n",
                   i, d.year, d.month, d.day, clock / 60, clock % 60, length, line);
    }
    buf_str(&text, "END:VCALENDAR\n");
    assert_true(buf_ok(&text));
    read_text(text.p, &out);
    json_t *o = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    json_t *error = json_object_get(o, "error");
    int n = (int)json_array_size(json_object_get(o, "times"));
    if (error) {
        assert_string_equal(json_string_value(json_object_get(error, "key")),
                            "intake.error.busy_too_many");
        n = REFUSED;
    }
    json_decref(o);
    buf_free(&out);
    buf_free(&text);
    return n;
}

static void test_so_many_stretches_are_taken_and_not_one_more(void **state)
{
    (void)state;
    assert_int_equal(stretches(PARSE_BUSY_MAX, 60, 30, ""), PARSE_BUSY_MAX);
    assert_int_equal(stretches(PARSE_BUSY_MAX + 1, 60, 30, ""), REFUSED);
    assert_int_equal(stretches(PARSE_ICS_EVENTS_MAX, 9, 5, ""), REFUSED);
    assert_int_equal(stretches(PARSE_ICS_EVENTS_MAX + 1, 9, 9, ""), REFUSED);
}

static void test_counted_is_what_is_left_after_joining(void **state)
{
    (void)state;
    assert_int_equal(stretches(PARSE_ICS_EVENTS_MAX, 9, 9, ""), 1);
    assert_int_equal(stretches(5 * 1440 / 10, 10, 10, "RRULE:FREQ=DAILY\n"), 1);
}

static void test_what_lies_far_away_counts_nothing(void **state)
{
    (void)state;
    assert_int_equal(stretches(20000, 600, 30, ""), (DAYS * 1440 + 599) / 600);
}

static void test_a_few_rules_can_make_too_many(void **state)
{
    (void)state;
    assert_int_equal(stretches(4, 60, 30, "RRULE:FREQ=DAILY\n"), 4 * DAYS);
    assert_int_equal(stretches(6, 60, 30, "RRULE:FREQ=DAILY\n"), REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_time_is_told_on_the_centres_clock),
        cmocka_unit_test(test_days_are_told_whole_and_end_before_their_end),
        cmocka_unit_test(test_a_series_is_told_time_by_time_with_its_changes),
        cmocka_unit_test(test_what_keeps_nobody_busy_is_left_out),
        cmocka_unit_test(test_our_own_events_polled_back_are_left_out),
        cmocka_unit_test(test_what_cannot_be_read_is_counted_and_the_rest_is_told),
        cmocka_unit_test(test_no_word_of_the_calendar_is_printed_not_even_in_a_refusal),
        cmocka_unit_test(test_times_that_touch_or_overlap_are_one_whatever_their_order),
        cmocka_unit_test(test_what_reaches_beyond_the_time_looked_at_is_cut_off_there),
        cmocka_unit_test(test_so_many_stretches_are_taken_and_not_one_more),
        cmocka_unit_test(test_counted_is_what_is_left_after_joining),
        cmocka_unit_test(test_what_lies_far_away_counts_nothing),
        cmocka_unit_test(test_a_few_rules_can_make_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
