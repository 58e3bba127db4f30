/* Whole calendars: from bytes to the rows of their hearings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

#define CODE    "SUMMARY:1/2026/TLST-HS\n"
#define EV(...) "BEGIN:VEVENT\nUID:u\n" CODE __VA_ARGS__ "END:VEVENT\n"
#define CAL(x)  "BEGIN:VCALENDAR\n" x "END:VCALENDAR\n"

static json_t *read_bytes(struct sv bytes)
{
    const struct parse_options o = {.today = {2026, 11, 22}, .zone = "Asia/Ho_Chi_Minh"};
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document(bytes, &o, &out);
    assert_true(buf_ok(&out));
    json_t *answer = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(answer);
    buf_free(&out);
    return answer;
}

static void add(char *out, size_t cap, const char *text)
{
    size_t n = strlen(out);
    snprintf(out + n, cap - n, "%s%s", n > 0 ? "|" : "", text ? text : "-");
}

static const char *field(json_t *row, const char *name)
{
    return json_string_value(json_object_get(json_object_get(row, "fields"), name));
}

/* One row as "date time-end [recurrence] [STATUS] [errors]", what is not there left out. */
static void describe(json_t *row, char *out, size_t cap)
{
    const char *end = field(row, "end_time"), *day = field(row, "date"), *at = field(row, "time");
    const char *recurrence = json_string_value(json_object_get(row, "recurrence"));
    const char *status = json_string_value(json_object_get(row, "status"));
    size_t i, n = 0;
    json_t *e;
    n += (size_t)snprintf(out, cap, "%s %s%s%s", day ? day : "-", at ? at : "-", end ? "-" : "",
                          end ? end : "");
    if (recurrence[0])
        n += (size_t)snprintf(out + n, cap - n, " of %s", recurrence);
    if (strcmp(status, "CONFIRMED") != 0)
        n += (size_t)snprintf(out + n, cap - n, " %s", status);
    json_array_foreach(json_object_get(row, "errors"), i, e)
    {
        n += (size_t)snprintf(out + n, cap - n, " !%s(%s)",
                              json_string_value(json_object_get(e, "key")) + 13,
                              json_string_value(json_object_get(e, "value")));
    }
}

/* All rows of a calendar, parted by bars; a refusal as "key(value)". */
static void expect_bytes(struct sv bytes, const char *want)
{
    char got[2000] = "", one[400];
    json_t *o = read_bytes(bytes), *row, *error = json_object_get(o, "error");
    size_t i;
    json_array_foreach(json_object_get(o, "rows"), i, row)
    {
        describe(row, one, sizeof(one));
        add(got, sizeof(got), one);
    }
    if (error)
        snprintf(got, sizeof(got), "%s(%s)", json_string_value(json_object_get(error, "key")) + 13,
                 json_string_value(json_object_get(error, "value")));
    assert_string_equal(got, want);
    json_decref(o);
}

static void expect(const char *text, const char *want)
{
    expect_bytes(sv_of(text), want);
}

/* ---- when ---- */

static void test_every_way_to_give_a_moment_ends_on_the_centres_clock(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nDTEND:20261203T040000Z\n")), "2026-12-03 07:30-11:00");
    expect(CAL(EV("DTSTART:20261203T073000\nDURATION:PT3H30M\n")), "2026-12-03 07:30-11:00");
    expect(CAL(EV("DTSTART;TZID=SE Asia Standard Time:20261203T073000\n")), "2026-12-03 07:30");
    expect(CAL(EV("DTSTART;TZID=\"(UTC+07:00) Bangkok, Hanoi, Jakarta\":20261203T073000\n")),
           "2026-12-03 07:30");
    expect(CAL(EV("DTSTART;TZID=Asia/Tokyo:20261203T010000\n")), "2026-12-02 23:00");
    expect(CAL(EV("DTSTART;VALUE=DATE:20261203\n")), "2026-12-03 - !time_missing()");
    expect(CAL(EV("DTSTART;TZID=Nowhere:20261203T073000\n")), "- - !ics_zone(Nowhere)");
    expect(CAL(EV("DTSTART:20261332T073000\n")), "- - !date(20261332T073000)");
    expect(CAL(EV("")), "- - !date_missing()");
}

static void test_an_end_that_cannot_be_is_said(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nDTEND:20261202T040000Z\n")),
           "2026-12-03 07:30 !time(20261202T040000Z)");
    expect(CAL(EV("DTSTART:20261203T003000Z\nDTEND:20261204T040000Z\n")),
           "2026-12-03 07:30 !ics_days(2026-12-04T11:00)");
    expect(CAL(EV("DTSTART:20261203T003000Z\nDURATION:PT\n")), "2026-12-03 07:30 !time(PT)");
    expect(CAL(EV("DTSTART:20261203T003000Z\nDTEND:20261203T003000Z\n")), "2026-12-03 07:30");
}

/* Names everybody knows go before the calendar's own definition; other names are read from it. */
static void test_a_wrong_definition_of_a_known_zone_changes_nothing(void **state)
{
    (void)state;
#define ZONE(name, offset)                                                                         \
    "BEGIN:VTIMEZONE\nTZID:" name "\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"                    \
    "TZOFFSETFROM:" offset "\nTZOFFSETTO:" offset "\nEND:STANDARD\nEND:VTIMEZONE\n"
    expect(CAL(ZONE("Asia/Ho_Chi_Minh", "+0000")
                   EV("DTSTART;TZID=Asia/Ho_Chi_Minh:20261203T073000\n")),
           "2026-12-03 07:30");
    expect(CAL(ZONE("Court", "+0800") EV("DTSTART;TZID=Court:20261203T073000\n")),
           "2026-12-03 06:30");
    expect(CAL(EV("DTSTART;TZID=Court:20261203T073000\n") ZONE("Court", "+0800")),
           "2026-12-03 06:30");
    expect(CAL(ZONE("Court", "nonsense") EV("DTSTART;TZID=Court:20261203T073000\n")),
           "- - !ics_zone(Court)");
    expect(CAL("BEGIN:VTIMEZONE\nTZID:US\nBEGIN:STANDARD\nDTSTART:16011104T020000\n"
               "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
               "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010311T020000\n"
               "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
               "END:DAYLIGHT\nEND:VTIMEZONE\n" EV("DTSTART;TZID=US:20260703T080000\n")
                   EV("DTSTART;TZID=US:20260103T080000\nSEQUENCE:0\nRECURRENCE-ID:20260103\n")),
           "2026-07-03 19:00|2026-01-03 20:00 of 2026-01-03T00:00");
}

/* ---- repetition ---- */

static void test_a_series_gives_its_occurrences_without_those_taken_out(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;COUNT=4\n"
                  "EXDATE:20261210T003000Z\nRDATE:20261205T003000Z,20261205T003000Z\n")),
           "2026-12-03 07:30 of 2026-12-03T07:30|2026-12-05 07:30 of 2026-12-05T07:30|"
           "2026-12-17 07:30 of 2026-12-17T07:30|2026-12-24 07:30 of 2026-12-24T07:30");
    expect(CAL(EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261210T003000Z\n"
                  "EXDATE;VALUE=DATE:20261203\n")),
           "2026-12-10 07:30 of 2026-12-10T07:30");
    expect(CAL(EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261210T002959Z\n")),
           "2026-12-03 07:30 of 2026-12-03T07:30");
    expect(CAL(EV("DTSTART:20261203T003000Z\nRDATE;VALUE=PERIOD:20261204T003000Z/PT1H\n")),
           "2026-12-03 07:30 of 2026-12-03T07:30|2026-12-04 07:30 of 2026-12-04T07:30");
    /* 23:00 UTC is the next day here: the rule's days are those of the event's own zone */
    expect(CAL(EV("DTSTART:20261202T230000Z\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2\n")),
           "2026-12-03 06:00 of 2026-12-03T06:00|2026-12-10 06:00 of 2026-12-10T06:00");
}

static void test_a_changed_occurrence_replaces_that_of_the_series(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;COUNT=3\n")
                   EV("RECURRENCE-ID:20261210T003000Z\nDTSTART:20261211T010000Z\n")
                       EV("RECURRENCE-ID:20261217T003000Z\nDTSTART:20261217T003000Z\n"
                          "STATUS:CANCELLED\n")),
           "2026-12-03 07:30 of 2026-12-03T07:30|2026-12-11 08:00 of 2026-12-10T07:30|"
           "2026-12-17 07:30 of 2026-12-17T07:30 CANCELLED");
    /* in a zone of its own, and before its series */
    expect(CAL(EV("RECURRENCE-ID;TZID=Asia/Bangkok:20261210T073000\nDTSTART:20261211T010000Z\n")
                   EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n")),
           "2026-12-11 08:00 of 2026-12-10T07:30|2026-12-03 07:30 of 2026-12-03T07:30");
    expect(CAL(EV("DTSTART;VALUE=DATE:20261203\nRRULE:FREQ=DAILY;COUNT=2\n")
                   EV("RECURRENCE-ID;TZID=UTC+01:20261204T000000\nDTSTART:20261204T003000Z\n")),
           "2026-12-03 - of 2026-12-03T00:00 !time_missing()|2026-12-04 07:30 of "
           "2026-12-04T06:00");
}

static void test_a_change_of_all_later_occurrences_is_never_half_read(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nRRULE:FREQ=WEEKLY;COUNT=5\n")
                   EV("RECURRENCE-ID;RANGE=THISANDFUTURE:20261217T003000Z\n"
                      "DTSTART:20261218T003000Z\n")),
           "2026-12-03 07:30 of 2026-12-03T07:30|2026-12-10 07:30 of 2026-12-10T07:30|"
           "2026-12-18 07:30 of 2026-12-17T07:30 !ics_range(20261217T003000Z)");
}

static void test_only_what_lies_around_today_is_worked_out_of_an_endless_series(void **state)
{
    json_t *o = read_bytes(SV(CAL(EV("DTSTART:20200101T003000Z\nRRULE:FREQ=DAILY\n"))));
    json_t *rows = json_object_get(o, "rows");
    (void)state;
    assert_int_equal(json_array_size(rows), 31 + 400);
    assert_string_equal(field(json_array_get(rows, 0), "date"), "2026-10-22");
    assert_string_equal(field(json_array_get(rows, 430), "date"), "2027-12-26");
    json_decref(o);
    expect(CAL(EV("DTSTART:20200101T003000Z\nRRULE:FREQ=DAILY;COUNT=9\n")), "");
    /* a single hearing is read whenever it was */
    expect(CAL(EV("DTSTART:20200101T003000Z\n")), "2020-01-01 07:30");
}

static void test_of_copies_of_an_event_the_newest_counts(void **state)
{
    (void)state;
    expect(CAL(EV("SEQUENCE:2\nDTSTART:20261203T003000Z\n")
                   EV("SEQUENCE:1\nDTSTART:20261204T003000Z\n")),
           "2026-12-03 07:30");
    expect(CAL(EV("DTSTAMP:20260101T000000Z\nDTSTART:20261203T003000Z\n")
                   EV("DTSTAMP:20260102T000000Z\nDTSTART:20261204T003000Z\n")),
           "2026-12-04 07:30");
    /* without a UID nobody knows that they are copies */
    expect(CAL("BEGIN:VEVENT\n" CODE "DTSTART:20261203T003000Z\nEND:VEVENT\n"
               "BEGIN:VEVENT\n" CODE "DTSTART:20261203T003000Z\nEND:VEVENT\n"),
           "2026-12-03 07:30|2026-12-03 07:30");
}

static void test_cancelled_and_tentative_events_say_so(void **state)
{
    (void)state;
    expect(CAL(EV("DTSTART:20261203T003000Z\nSTATUS:cancelled\n")), "2026-12-03 07:30 CANCELLED");
    expect(CAL("METHOD:CANCEL\n" EV("DTSTART:20261203T003000Z\n")), "2026-12-03 07:30 CANCELLED");
    expect(CAL(EV("DTSTART:20261203T003000Z\nSTATUS:TENTATIVE\n")), "2026-12-03 07:30 TENTATIVE");
}

/* ---- structure ---- */

/* PostgreSQL takes no NUL in a text. */
static void test_no_control_character_leaves_the_parser(void **state)
{
    static const char text[] = "BEGIN:VEVENT\nUID:a\0\x07"
                               "b\nSUMMARY:x\0y\nEND:VEVENT\n";
    json_t *o = read_bytes((struct sv){text, sizeof(text) - 1});
    json_t *row = json_array_get(json_object_get(o, "rows"), 0);
    (void)state;
    assert_string_equal(json_string_value(json_object_get(row, "uid")), "ab");
    assert_string_equal(field(row, "subject"), "xy");
    json_decref(o);
}

static void test_what_stands_inside_an_event_is_not_the_event(void **state)
{
    (void)state;
    expect(CAL(EV("BEGIN:VALARM\nDTSTART:20270101T000000Z\nUID:alarm\nEND:VALARM\n"
                  "BEGIN:VEVENT\nDTSTART:20270101T000000Z\nEND:VEVENT\n"
                  "DTSTART:20261203T003000Z\n")),
           "2026-12-03 07:30");
    /* an alarm that never ends ends with its event */
    expect(CAL(EV("DTSTART:20261203T003000Z\nBEGIN:VALARM\n")), "2026-12-03 07:30");
    expect(CAL("BEGIN:VTODO\nDUE:20261203T003000Z\nEND:VTODO\n"), "");
    expect("BEGIN:VEVENT\n" CODE "DTSTART:20261203T003000Z\nEND:VEVENT\n", "2026-12-03 07:30");
}

static void test_a_calendar_cut_off_on_its_way_is_refused(void **state)
{
    (void)state;
    expect("BEGIN:VCALENDAR\n" EV("DTSTART:20261203T003000Z\n"), "broken(END:VCALENDAR)");
    expect("BEGIN:VEVENT\nDTSTART:2026", "broken(END:VEVENT)");
}

static void test_letters_survive_folds_and_encodings(void **state)
{
    static const char utf16[] = "\xFF\xFE"
                                "B\0E\0G\0I\0N\0:\0V\0E\0V\0E\0N\0T\0\n\0"
                                "S\0U\0M\0M\0A\0R\0Y\0:\0\x6D\x1E\n\0E\0N\0D\0:\0V\0E\0V\0E\0N\0"
                                "T\0\n\0";
    const struct sv documents[] = {
        {utf16, sizeof(utf16) - 1},
        SV("\xEF\xBB\xBF"
           "BEGIN:VEVENT\nSUMMARY:\xE1\xB9\xAD\nEND:VEVENT\n"),
        SV("BEGIN:VEVENT\nSUMMARY:\xE1\xB9\n \xAD\nEND:VEVENT\n"),
    };
    static const char *const encodings[] = {"utf-16le", "utf-8-bom", "utf-8"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(documents); i++) {
        json_t *o = read_bytes(documents[i]);
        json_t *row = json_array_get(json_object_get(o, "rows"), 0);
        assert_string_equal(json_string_value(json_object_get(o, "encoding")), encodings[i]);
        assert_string_equal(field(row, "subject"), "\xE1\xB9\xAD");
        json_decref(o);
    }
    json_t *o = read_bytes(SV("BEGIN:VEVENT\nSUMMARY:T\xF4n\nEND:VEVENT\n"));
    assert_string_equal(json_string_value(json_object_get(o, "encoding")), "windows-1258");
    json_decref(o);
}

/* ---- hostile ---- */

static void test_a_repetition_that_would_take_forever_is_refused_before_it_is_tried(void **state)
{
    static const char *const rules[] = {"FREQ=SECONDLY",
                                        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31",
                                        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
                                        "FREQ=YEARLY;BYSECOND=1",
                                        "FREQ=DAILY;RSCALE=CHINESE",
                                        "FREQ=DAILY;UNTIL=never",
                                        "COUNT=3"};
    char text[400], want[400];
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        snprintf(text, sizeof(text), CAL(EV("DTSTART:20261203T003000Z\nRRULE:%s\n")), rules[i]);
        snprintf(want, sizeof(want), "2026-12-03 07:30 !ics_rule(%s)", rules[i]);
        expect(text, want);
    }
}

static void repeat(struct buf *b, const char *text, int times)
{
    for (int i = 0; i < times; i++)
        buf_str(b, text);
}

static void expect_large(struct buf *b, const char *want)
{
    expect_bytes(buf_view(b), want);
    buf_free(b);
}

static void test_too_much_of_anything_is_refused_with_its_bound(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 64 << 20);
    repeat(&b, "BEGIN:VEVENT\nEND:VEVENT\n", PARSE_ICS_EVENTS_MAX + 1);
    expect_large(&b, "too_many_rows(60000)");
    repeat(&b, "BEGIN:VEVENT\nDTSTART:20261122T003000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 160);
    expect_large(&b, "too_many_rows(60000)");
    repeat(&b, "BEGIN:VCALENDAR\n", 17);
    expect_large(&b, "unsafe(BEGIN × 17)");
    buf_str(&b, "BEGIN:VEVENT\nSUMMARY:");
    repeat(&b, "0123456789abcdef", PARSE_ICS_BYTES_MAX / 16);
    expect_large(&b, "too_large(16 MiB)");
    /* rules that find no day, each the most that one may cost */
    repeat(&b,
           "BEGIN:VEVENT\nDTSTART:19970101T003000Z\n"
           "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTHDAY=31;BYMONTH=2\nEND:VEVENT\n",
           100);
    expect_large(&b, "ics_heavy()");
    buf_str(&b, "BEGIN:VEVENT\nUID:u\n" CODE "DTSTART:20261203T003000Z\nRDATE:20261204T003000Z");
    repeat(&b, ",20261205T003000Z", PARSE_ICS_TIMES_MAX);
    buf_str(&b, "\nEND:VEVENT\n");
    expect_large(&b, "2026-12-03 07:30 !ics_times(2000)");
}

/* Each is looked for among the others: without a bound the time grows with the square. */
static void test_a_calendar_may_define_two_hundred_zones_and_no_more(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 20);
    for (int kept = 200; kept <= 201; kept++) {
        buf_str(&b, EV("DTSTART:20261203T003000Z\n"));
        for (int i = 0; i < kept; i++)
            buf_printf(&b,
                       "BEGIN:VTIMEZONE\nTZID:Court %d\nBEGIN:STANDARD\n"
                       "DTSTART:16010101T000000\nTZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE\n",
                       i);
        repeat(&b, ZONE("Court 1", "+0800"), 300);
        expect_large(&b, kept == 200 ? "2026-12-03 07:30" : "ics_zones(200)");
    }
}

static void test_one_line_of_megabytes_is_read_as_far_as_it_says_something(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 16 << 20);
    buf_str(&b, "BEGIN:VEVENT\nDTSTART:20261203T003000Z\n" CODE "DESCRIPTION:");
    repeat(&b, "lorem ipsum \\n", 1 << 19);
    buf_str(&b, "\nATTACH;ENCODING=BASE64:");
    repeat(&b, "QUJD", 1 << 20);
    buf_str(&b, "\nEND:VEVENT\n");
    expect_large(&b, "2026-12-03 07:30");
}

static void test_no_link_and_no_password_leaves_the_parser(void **state)
{
    struct buf out;
    const struct parse_options o = {.today = {2026, 11, 22}};
    (void)state;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document(SV(CAL("X-WR-CALNAME:TAND khu vực 3 https://zoom.us/j/777\n" EV(
                       "SUMMARY:Xét xử https://zoom.us/j/777?pwd=geheim\n"
                       "LOCATION:https://zoom.us/j/777?pwd=geheim\n"
                       "DESCRIPTION:Mật khẩu: geheim\\nhttps://zoom.us/j/777\n"
                       "URL:https://zoom.us/j/777\nCONFERENCE:https://zoom.us/j/777\n"
                       "CATEGORIES:Họp mật khẩu geheim https://zoom.us/j/777\n"
                       "ORGANIZER;CN=\"TAND khu vực 3 pass: geheim https://zoom.us/j/777\":x\n"
                       "DTSTART:https://zoom.us/j/777?pwd=geheim\n"
                       "RRULE:https://zoom.us/j/777?pwd=geheim\n"))),
                   &o, &out);
    assert_null(strstr(out.p, "geheim"));
    assert_null(strstr(out.p, "777"));
    assert_non_null(strstr(out.p, "\"mode\":\"online\""));
    assert_non_null(strstr(out.p, "\"court\":\"TAND khu vực 3\""));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_way_to_give_a_moment_ends_on_the_centres_clock),
        cmocka_unit_test(test_an_end_that_cannot_be_is_said),
        cmocka_unit_test(test_a_wrong_definition_of_a_known_zone_changes_nothing),
        cmocka_unit_test(test_a_series_gives_its_occurrences_without_those_taken_out),
        cmocka_unit_test(test_a_changed_occurrence_replaces_that_of_the_series),
        cmocka_unit_test(test_a_change_of_all_later_occurrences_is_never_half_read),
        cmocka_unit_test(test_only_what_lies_around_today_is_worked_out_of_an_endless_series),
        cmocka_unit_test(test_of_copies_of_an_event_the_newest_counts),
        cmocka_unit_test(test_cancelled_and_tentative_events_say_so),
        cmocka_unit_test(test_no_control_character_leaves_the_parser),
        cmocka_unit_test(test_what_stands_inside_an_event_is_not_the_event),
        cmocka_unit_test(test_a_calendar_cut_off_on_its_way_is_refused),
        cmocka_unit_test(test_letters_survive_folds_and_encodings),
        cmocka_unit_test(test_a_repetition_that_would_take_forever_is_refused_before_it_is_tried),
        cmocka_unit_test(test_too_much_of_anything_is_refused_with_its_bound),
        cmocka_unit_test(test_a_calendar_may_define_two_hundred_zones_and_no_more),
        cmocka_unit_test(test_one_line_of_megabytes_is_read_as_far_as_it_says_something),
        cmocka_unit_test(test_no_link_and_no_password_leaves_the_parser),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
