/* The iCalendar text of a feed: one whole feed byte by byte, and the rules of RFC 5545 that a
 * calendar program breaks on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/str.h"
#include "feed/ics.h"

#define LETTERS "Nguyễn Thị Ánh"

/* ---- content lines ---- */

static void line_of(struct buf *out, const char *name, struct sv value, bool is_text)
{
    buf_init(out, 1u << 20);
    if (is_text)
        ics_text(out, name, value);
    else
        ics_line(out, name, value);
    assert_true(buf_ok(out));
}

/* Takes the folds out again (RFC 5545 3.1), checking every line on the way. */
static void unfold(struct sv folded, struct buf *out)
{
    buf_init(out, 1u << 20);
    while (folded.n > 0) {
        const char *end = memmem(folded.p, folded.n, "\r\n", 2);
        assert_non_null(end);
        struct sv line = {folded.p, (size_t)(end - folded.p)};
        assert_in_range(line.n, 1, 75);
        assert_true(utf8_valid(line));
        folded = (struct sv){end + 2, folded.n - line.n - 2};
        if (out->n > 0) {
            assert_int_equal(line.p[0], ' ');
            line = (struct sv){line.p + 1, line.n - 1};
        }
        buf_sv(out, line);
    }
}

static void test_no_fold_cuts_a_letter_wherever_it_falls(void **state)
{
    (void)state;
    for (int before = 0; before <= 75; before++) {
        struct buf value, out, back;
        buf_init(&value, 4096);
        for (int i = 0; i < before; i++)
            buf_char(&value, 'x');
        for (int i = 0; i < 20; i++)
            buf_str(&value, LETTERS " \xf0\x9f\x93\x85 ");
        line_of(&out, "X", buf_view(&value), false);
        unfold(buf_view(&out), &back);
        assert_memory_equal(back.p, "X:", 2);
        assert_string_equal(back.p + 2, value.p);
        buf_free(&value);
        buf_free(&out);
        buf_free(&back);
    }
}

static void test_a_line_of_75_octets_is_not_folded_and_one_of_76_is(void **state)
{
    char value[80];
    struct buf out;
    (void)state;
    memset(value, 'a', sizeof value);
    line_of(&out, "AB", (struct sv){value, 72}, false);
    assert_int_equal(out.n, 75 + 2);
    buf_free(&out);
    line_of(&out, "AB", (struct sv){value, 73}, false);
    assert_int_equal(out.n, 75 + 2 + 2 + 2);
    assert_string_equal(out.p + 75, "\r\n a\r\n");
    buf_free(&out);
}

static void test_a_value_of_any_length_is_written_whole(void **state)
{
    size_t n = 300000;
    char *value = malloc(n);
    struct buf out, back;
    (void)state;
    assert_non_null(value);
    memset(value, 'a', n);
    line_of(&out, "X", (struct sv){value, n}, true);
    unfold(buf_view(&out), &back);
    assert_int_equal(back.n, n + 2);
    buf_free(&out);
    buf_free(&back);
    free(value);
}

static const struct {
    struct sv value;
    const char *text;
} texts[] = {
    {{"a,b;c", 5}, "X:a\\,b\\;c\r\n"},
    {{"a\\n", 3}, "X:a\\\\n\r\n"},
    {{"a\nb\r\nc", 6}, "X:a\\nb\\nc\r\n"},
    {{"a\tb", 3}, "X:a b\r\n"},
    {{"a\0b\x01\x1f\x7f"
      "c",
      7},
     "X:abc\r\n"},
    {{"a\xc2\x85\xc2\x9f"
      "b",
      6},
     "X:ab\r\n"},
    {{"\xc2\xa0", 2}, "X:\xc2\xa0\r\n"},
    {{"a:\"b\"", 5}, "X:a:\"b\"\r\n"},
    {{"", 0}, "X:\r\n"},
};

static void test_text_is_escaped_and_control_characters_are_dropped(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct buf out;
        line_of(&out, "X", texts[i].value, true);
        assert_string_equal(out.p, texts[i].text);
        buf_free(&out);
    }
}

static void test_no_value_begins_a_line_of_its_own(void **state)
{
    struct buf out;
    (void)state;
    line_of(&out, "UID", SV("a\r\nATTENDEE:mailto:x@example.org\nB"), false);
    assert_string_equal(out.p, "UID:aATTENDEE:mailto:x@example.orgB\r\n");
    buf_free(&out);
}

/* A sign and its backslash may be folded apart by the letter of the standard; clients are safer
 * when they are not. */
static void test_a_fold_does_not_part_a_sign_from_its_backslash(void **state)
{
    (void)state;
    for (size_t n = 60; n < 80; n++) {
        char value[128];
        struct buf out;
        memset(value, 'a', n);
        value[n] = ',';
        line_of(&out, "X", (struct sv){value, n + 1}, true);
        assert_non_null(strstr(out.p, "\\,"));
        buf_free(&out);
    }
}

/* ---- feeds ---- */

#define HEAD                                                                                       \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dutyd//legal aid duty//VI\r\n"                    \
    "CALSCALE:GREGORIAN\r\nNAME:Bông Súng\r\nX-WR-CALNAME:Bông Súng\r\n"                       \
    "X-WR-TIMEZONE:Asia/Ho_Chi_Minh\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n"                  \
    "X-PUBLISHED-TTL:PT15M\r\nCOLOR:firebrick\r\n"                                                 \
    "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"    \
    "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

#define DUTY                                                                                       \
    "{\"uid\":\"duty-7@dutyd\",\"sequence\":2,\"changed\":\"20261120T020304Z\","                   \
    "\"starts\":\"20261201T180000\",\"ends\":\"20261202T060000\",\"kind\":\"duty\","               \
    "\"status\":\"CONFIRMED\",\"busy\":false,"                                                     \
    "\"post\":\"Trực đêm, tạm giữ\","                                                      \
    "\"role\":\"main\",\"place\":\"Trụ sở; tầng 2\","                                        \
    "\"path\":\"/roster?month=2026-12\","                                                          \
    "\"partner\":{\"name\":\"Hoa Sen\",\"phone\":\"0901234567\"}}"

#define HEARING(status, more)                                                                      \
    "{\"uid\":\"hearing-9@dutyd\",\"sequence\":0,\"changed\":\"20261121T000000Z\","                \
    "\"starts\":\"20261203T073000\",\"ends\":\"20261203T113000\",\"kind\":\"hearing\","            \
    "\"status\":\"" status                                                                         \
    "\",\"busy\":true,\"code\":\"12/2026/TLST-HS\",\"court\":\"Tòa án khu vực 1\","            \
    "\"room\":\"Phòng 2\",\"mode\":\"in_person\",\"place\":null,\"path\":\"/hearings/9\"" more "}"

#define FEED(events)                                                                               \
    "{\"name\":\"Bông "                                                                           \
    "Súng\",\"language\":\"vi\",\"zone\":\"Asia/Ho_Chi_Minh\",\"events\":[" events "]}"

static bool make(const char *json, struct buf *out, struct err *e)
{
    json_t *feed = json_loads(json, 0, NULL);
    assert_non_null(feed);
    buf_init(out, 1u << 20);
    *e = (struct err){0};
    bool ok = ics_feed(out, feed, "https://truc.example.vn", e);
    json_decref(feed);
    return ok;
}

static void expect(const char *json, const char *part)
{
    struct buf out, plain;
    struct err e;
    assert_true(make(json, &out, &e));
    buf_init(&plain, 1u << 20);
    for (const char *p = out.p; *p;) { /* folds taken out, line ends kept */
        bool is_fold = strncmp(p, "\r\n ", 3) == 0;
        if (!is_fold)
            buf_char(&plain, *p);
        p += is_fold ? 3 : 1;
    }
    if (!strstr(plain.p, part))
        fail_msg("no \"%s\" in\n%s", part, plain.p);
    buf_free(&plain);
    buf_free(&out);
}

static void refuse(const char *json, const char *why)
{
    struct buf out;
    struct err e;
    assert_false(make(json, &out, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    assert_non_null(strstr(e.detail, why));
    buf_free(&out);
}

static void test_a_feed_is_these_bytes(void **state)
{
    static const char golden[] = HEAD
        "BEGIN:VEVENT\r\nUID:duty-7@dutyd\r\nSEQUENCE:2\r\nDTSTAMP:20261120T020304Z\r\n"
        "LAST-MODIFIED:20261120T020304Z\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261201T180000\r\n"
        "DTEND;TZID=Asia/Ho_Chi_Minh:20261202T060000\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
        "COLOR:steelblue\r\nSUMMARY:Trực đêm\\, tạm giữ (Người trực)\r\nLOCATION:Trụ sở\\; tầng "
        "2\r\n"
        "DESCRIPTION:Vai trò: Người trực\\nCùng trực: Hoa Sen 0901234567\\nht\r\n"
        " tps://truc.example.vn/roster?month=2026-12\r\n"
        "URL:https://truc.example.vn/roster?month=2026-12\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:hearing-9@dutyd\r\nSEQUENCE:0\r\nDTSTAMP:20261121T000000Z\r\n"
        "LAST-MODIFIED:20261121T000000Z\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20261203T073000\r\n"
        "DTEND;TZID=Asia/Ho_Chi_Minh:20261203T113000\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
        "COLOR:firebrick\r\nSUMMARY:Phiên tòa 12/2026/TLST-HS\r\n"
        "LOCATION:Phòng 2\\, Tòa án khu vực 1\r\n"
        "DESCRIPTION:Tòa án: Tòa án khu vực 1\\nPhòng: Phòng 2\\nHình thức:\r\n"
        "  Trực tiếp tại Tòa án\\nhttps://truc.example.vn/hearings/9\r\n"
        "URL:https://truc.example.vn/hearings/9\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    struct buf out, again;
    struct err e;
    (void)state;
    assert_true(make(FEED(DUTY "," HEARING("CONFIRMED", "")), &out, &e));
    assert_string_equal(out.p, golden);
    assert_true(make(FEED(DUTY "," HEARING("CONFIRMED", "")), &again, &e));
    assert_string_equal(again.p, out.p);
    buf_free(&out);
    buf_free(&again);
}

static void test_a_hearing_called_off_says_how_and_leaves_the_time_free(void **state)
{
    (void)state;
    const char *feed = FEED(HEARING("CANCELLED", ",\"state\":\"cancelled\""));
    expect(feed, "\r\nSTATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n");
    expect(feed, "\r\nSUMMARY:HỦY: Phiên tòa 12/2026/TLST-HS\r\n");
    expect(FEED(HEARING("CANCELLED", ",\"state\":\"adjourned\"")), "\r\nSUMMARY:HOÃN: Phiên");
    expect(FEED(HEARING("CANCELLED", ",\"state\":\"suspended\"")), "\r\nSUMMARY:TẠM NGỪNG: Phiên");
}

#define ONLINE(mode, more)                                                                         \
    "{\"uid\":\"h\",\"sequence\":0,\"changed\":\"20261121T000000Z\",\"starts\":"                   \
    "\"20261203T073000\","                                                                         \
    "\"ends\":\"20261203T113000\",\"kind\":\"hearing\",\"status\":\"CONFIRMED\",\"code\":\"1\","   \
    "\"court\":\"Tòa\",\"room\":\"P1\",\"mode\":\"" mode "\",\"path\":\"/hearings/9\"" more "}"
#define PAGE "https://truc.example.vn/hearings/9"

static void test_an_online_hearing_leads_to_the_page_behind_the_log_in_four_ways(void **state)
{
    (void)state;
    const char *feed = FEED(ONLINE("online", ""));
    expect(feed, "\r\nLOCATION:" PAGE "\r\n");
    expect(feed, "\r\nDESCRIPTION:Vào phiên tòa trực tuyến (cần đăng nhập): " PAGE "\\n");
    expect(feed, "\r\nURL:" PAGE "\r\nCONFERENCE;VALUE=URI;FEATURE=VIDEO:" PAGE "\r\n");
}

static void test_of_a_hybrid_hearing_the_place_is_where_this_provider_sits(void **state)
{
    (void)state;
    const char *feed = FEED(ONLINE("hybrid", ",\"seat\":\"Trại tạm giam Cái Tắc\""));
    expect(feed, "\r\nLOCATION:Trại tạm giam Cái Tắc\r\n");
    expect(feed, "\\nHình thức: Trực tiếp kết hợp trực tuyến\\nNơi ngồi: Trại tạm giam Cái Tắc");
    expect(FEED(ONLINE("hybrid", "")), "\r\nLOCATION:P1\\, Tòa\r\n");
}

#define DAY(kind, more)                                                                            \
    "{\"uid\":\"x\",\"sequence\":1,\"changed\":\"20261121T000000Z\",\"starts\":\"20261203\","      \
    "\"ends\":\"20261205\",\"all_day\":true,\"kind\":\"" kind "\",\"status\":\"CONFIRMED\"" more   \
    "}"

static void test_days_away_are_dates_and_say_no_reason(void **state)
{
    (void)state;
    const char *feed = FEED(DAY("absence", ",\"path\":\"/me/absences\""));
    expect(feed, "\r\nDTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261205\r\n");
    expect(feed, "\r\nTRANSP:TRANSPARENT\r\nCOLOR:gray\r\nSUMMARY:Vắng mặt\r\n");
}

static void test_busy_is_a_stretch_of_time_and_nothing_else(void **state)
{
    (void)state;
    expect(FEED(DAY("busy", ",\"busy\":true,\"place\":\"x\"")),
           "BEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:1\r\nDTSTAMP:20261121T000000Z\r\n"
           "LAST-MODIFIED:20261121T000000Z\r\nDTSTART;VALUE=DATE:20261203\r\n"
           "DTEND;VALUE=DATE:20261205\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nCOLOR:gray\r\n"
           "SUMMARY:Bận\r\nEND:VEVENT\r\n");
}

static void test_who_is_on_duty_is_named_with_the_number_to_ring(void **state)
{
    (void)state;
    const char *feed = FEED(
        "{\"uid\":\"shift-1-2@dutyd\",\"sequence\":0,\"changed\":\"20261121T000000Z\","
        "\"starts\":\"20261203T070000\",\"ends\":\"20261203T190000\",\"kind\":\"watch\","
        "\"status\":\"CONFIRMED\",\"busy\":false,\"post\":\"Trực\",\"role\":\"main\",\"people\":["
        "{\"name\":\"Hoa Sen\",\"phone\":\"+84901\"},{\"name\":\"Lúa\",\"phone\":\"+84902\"}],"
        "\"path\":\"/\"}");
    expect(feed, "\r\nSUMMARY:Trực (Người trực): Hoa Sen\\, Lúa\r\n");
    expect(feed, "\r\nDESCRIPTION:Hoa Sen +84901\\nLúa +84902\\nVai trò: Người trực\\n");
}

static void test_an_act_is_called_by_our_word_for_it(void **state)
{
    (void)state;
    expect(FEED("{\"uid\":\"h\",\"sequence\":0,\"changed\":\"20261121T000000Z\","
                "\"starts\":\"20261203T073000\",\"ends\":\"20261203T113000\",\"kind\":\"act\","
                "\"status\":\"CONFIRMED\",\"code\":\"1\",\"act\":\"đối chất\",\"path\":\"/\"}"),
           "\r\nCOLOR:darkorange\r\nSUMMARY:Hoạt động tố tụng (đối chất) 1\r\n");
}

#define ALARMED(events)                                                                            \
    "{\"name\":\"n\",\"language\":\"en\",\"zone\":\"Asia/"                                         \
    "Phnom_Penh\",\"alarm\":90,\"events\":[" events "]}"

static void test_an_alarm_rings_only_where_it_was_asked_for_and_something_begins(void **state)
{
    struct buf out;
    struct err e;
    (void)state;
    expect(ALARMED(ONLINE("in_person", "")),
           "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Hearing 1\r\nTRIGGER:-PT90M\r\n"
           "END:VALARM\r\nEND:VEVENT\r\n");
    assert_true(make(FEED(DUTY), &out, &e));
    assert_null(strstr(out.p, "VALARM"));
    buf_free(&out);
    assert_true(make(ALARMED(DAY("absence", "") "," HEARING("CANCELLED", "") "," DAY("busy", "")),
                     &out, &e));
    assert_null(strstr(out.p, "VALARM"));
    buf_free(&out);
}

static void test_an_invitation_adds_its_own_lines_to_the_same_event(void **state)
{
    struct ics_reader r = {LANG_VI, "Asia/Ho_Chi_Minh", "https://x.vn", 0, "RSVP:1\r\n"};
    json_t *event = json_loads(HEARING("CONFIRMED", ""), 0, NULL);
    struct err e = {0};
    struct buf out;
    (void)state;
    buf_init(&out, 1u << 20);
    assert_true(ics_event(&out, event, &r, &e));
    assert_non_null(strstr(out.p, "\r\nRSVP:1\r\nEND:VEVENT\r\n"));
    buf_free(&out);
    json_decref(event);
}

static void test_standing_in_court_fills_the_time_and_answering_the_telephone_does_not(void **state)
{
    (void)state;
    expect(FEED("{\"uid\":\"u\",\"sequence\":0,\"changed\":\"20261120T020304Z\","
                "\"starts\":\"20261201T073000\",\"ends\":\"20261201T113000\",\"kind\":\"duty\","
                "\"status\":\"CONFIRMED\",\"post\":\"Trực\",\"busy\":true}"),
           "\r\nTRANSP:OPAQUE\r\nCOLOR:steelblue\r\nSUMMARY:Trực\r\n");
    expect(FEED(DUTY), "\r\nTRANSP:TRANSPARENT\r\n");
}

static void test_a_partner_without_a_number_is_named_alone(void **state)
{
    (void)state;
    expect(FEED(HEARING("CONFIRMED", ",\"partner\":{\"name\":\"Hoa Sen\",\"phone\":null}")),
           "\\nCùng trực: Hoa Sen\\nhttps://");
}

static void test_what_a_feed_must_not_tell_is_not_in_it(void **state)
{
    struct buf out;
    struct err e;
    (void)state;
    assert_true(
        make(FEED(HEARING("CONFIRMED", ",\"subject\":\"trộm cắp\",\"link\":\"zoom.example\","
                                       "\"password\":\"4711\"")),
             &out, &e));
    assert_null(strstr(out.p, "trộm"));
    assert_null(strstr(out.p, "zoom"));
    assert_null(strstr(out.p, "4711"));
    buf_free(&out);
}

static void test_no_feed_is_better_than_half_of_one(void **state)
{
    (void)state;
    refuse("{\"zone\":\"Asia/Ho_Chi_Minh\"}", "without events");
    refuse("{\"zone\":\"Europe/Berlin\",\"events\":[]}", "zone Europe/Berlin");
    refuse(FEED("{}"), "event");
    refuse(FEED("null"), "event");
    refuse(FEED(DUTY ",{\"uid\":\"x\",\"sequence\":0,\"changed\":\"20261120T020304Z\","
                     "\"starts\":\"20261201T180000\",\"ends\":\"20261201T180000\","
                     "\"status\":\"CONFIRMED\"}"),
           "20261201T180000 to 20261201T180000");
    refuse(FEED("{\"uid\":\"x\",\"sequence\":0,\"changed\":\"20261120T020304Z\","
                "\"starts\":\"2026-12-01T18:00\",\"ends\":\"20261201T180000\","
                "\"status\":\"CONFIRMED\"}"),
           "2026-12-01");
    refuse(FEED(HEARING("LATER", "")), "LATER");
}

static void test_a_feed_past_its_bound_is_refused(void **state)
{
    json_t *feed = json_loads(FEED(DUTY), 0, NULL);
    struct buf out;
    struct err e = {0};
    (void)state;
    buf_init(&out, 500);
    assert_false(ics_feed(&out, feed, "https://truc.example.vn", &e));
    assert_int_equal(e.code, ERR_TOO_LARGE);
    buf_free(&out);
    json_decref(feed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_fold_cuts_a_letter_wherever_it_falls),
        cmocka_unit_test(test_a_line_of_75_octets_is_not_folded_and_one_of_76_is),
        cmocka_unit_test(test_a_value_of_any_length_is_written_whole),
        cmocka_unit_test(test_text_is_escaped_and_control_characters_are_dropped),
        cmocka_unit_test(test_no_value_begins_a_line_of_its_own),
        cmocka_unit_test(test_a_fold_does_not_part_a_sign_from_its_backslash),
        cmocka_unit_test(test_a_feed_is_these_bytes),
        cmocka_unit_test(test_a_hearing_called_off_says_how_and_leaves_the_time_free),
        cmocka_unit_test(test_an_online_hearing_leads_to_the_page_behind_the_log_in_four_ways),
        cmocka_unit_test(test_of_a_hybrid_hearing_the_place_is_where_this_provider_sits),
        cmocka_unit_test(test_days_away_are_dates_and_say_no_reason),
        cmocka_unit_test(test_busy_is_a_stretch_of_time_and_nothing_else),
        cmocka_unit_test(test_who_is_on_duty_is_named_with_the_number_to_ring),
        cmocka_unit_test(test_an_act_is_called_by_our_word_for_it),
        cmocka_unit_test(test_an_alarm_rings_only_where_it_was_asked_for_and_something_begins),
        cmocka_unit_test(test_an_invitation_adds_its_own_lines_to_the_same_event),
        cmocka_unit_test(
            test_standing_in_court_fills_the_time_and_answering_the_telephone_does_not),
        cmocka_unit_test(test_a_partner_without_a_number_is_named_alone),
        cmocka_unit_test(test_what_a_feed_must_not_tell_is_not_in_it),
        cmocka_unit_test(test_no_feed_is_better_than_half_of_one),
        cmocka_unit_test(test_a_feed_past_its_bound_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
