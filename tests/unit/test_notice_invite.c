/* Invitations: the calendar and the mail around it byte for byte, names nobody can break out of,
 * and addresses that stay the same for as long as the event lives. */
#include "notice/invite.h"
#include "core/sign.h"
#include "core/str.h"
#include "notice/mail.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FROM "lich-truc@tgpl.example.vn"

static const struct seal_key key = {.bytes = {7}};

/* The params of a notice as SQL's invite_mail makes them. */
static json_t *params_of(const char *method, const char *status, const char *name)
{
    return json_pack(
        "{s:s, s:s, s:{s:i, s:s, s:{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:s}}}",
        "name", name, "center_name", "Trung tâm \"Một\"", "invite", "invite_id", 57, "method",
        method, "event", "uid", "hearing-1-9@dutyd", "sequence", 2, "changed", "20261120T010203Z",
        "starts", "20261201T073000", "ends", "20261201T110000", "kind", "hearing", "status", status,
        "zone", "Asia/Ho_Chi_Minh", "busy", 1, "code", "9/2027/TLST-HS", "court", "Tòa án", "path",
        "/hearings/9");
}

static struct invite_in in_of(const json_t *params)
{
    return (struct invite_in){.center_id = 1,
                              .params = params,
                              .address = "anh@example.vn",
                              .mail_from = FROM,
                              .public_url = "https://truc.example.vn",
                              .key = &key,
                              .lang = LANG_EN};
}

/* The calendar in b with folded lines joined. */
static const char *write_calendar(const json_t *params, struct buf *b, char from[INVITE_FROM_MAX])
{
    const struct invite_in in = in_of(params);
    struct err e = {0};
    struct buf raw;
    struct sv rest, line;
    buf_init(&raw, 1 << 16);
    buf_init(b, 1 << 16);
    if (!invite_write(&in, &raw, from, &e))
        fail_msg("%s %s", e.field, e.detail);
    rest = buf_view(&raw);
    while (sv_cut(&rest, '\n', &line)) {
        assert_true(line.n > 0 && line.n <= 76 && line.p[line.n - 1] == '\r');
        line.n--;
        if (line.p[0] == ' ')
            b->n--, line.p++, line.n--;
        buf_sv(b, line);
        buf_char(b, '\n');
    }
    buf_free(&raw);
    return buf_view(b).p;
}

static void expect_line(const char *text, const char *line, bool is_there)
{
    struct sv rest = sv_of(text), one;
    bool found = false;
    while (sv_cut(&rest, '\n', &one))
        found = found || sv_eq_str(one, line);
    if (found != is_there)
        fail_msg("%s: %s\n%s", line, found ? "is there" : "is not there", text);
}

static void test_a_request_asks_one_person_for_an_answer_to_a_signed_address(void **state)
{
    char from[INVITE_FROM_MAX], organizer[400];
    struct buf b;
    int64_t numbers[2];
    (void)state;
    json_t *params = params_of("REQUEST", "CONFIRMED", "Nguyễn Thị \"Ánh\"; CN=x\r\nATTENDEE:y");
    const char *text = write_calendar(params, &b, from);
    expect_line(text, "METHOD:REQUEST", true);
    expect_line(text, "UID:hearing-1-9@dutyd", true);
    expect_line(text, "SEQUENCE:2", true);
    expect_line(text, "DTSTAMP:20261120T010203Z", true);
    expect_line(text, "DTSTART;TZID=Asia/Ho_Chi_Minh:20261201T073000", true);
    expect_line(text, "TZID:Asia/Ho_Chi_Minh", true);
    expect_line(text, "STATUS:CONFIRMED", true);
    expect_line(text,
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
                "CN=\"Nguyễn Thị 'Ánh'; CN=xATTENDEE:y\":mailto:anh@example.vn",
                true);
    (void)snprintf(organizer, sizeof organizer, "ORGANIZER;CN=\"Trung tâm 'Một'\":mailto:%s", from);
    expect_line(text, organizer, true);
    assert_true(strncmp(from, "lich-truc+1-57-", 15) == 0);
    struct sv name = {from + 10, strcspn(from, "@") - 10};
    assert_true(sign_open(&key, INVITE_MAIL, name, numbers, 2));
    assert_true(numbers[0] == 1 && numbers[1] == 57);
    assert_string_equal(strchr(from, '@'), "@tgpl.example.vn");
    buf_free(&b);
    json_decref(params);
}

static void test_the_address_is_the_same_at_every_change(void **state)
{
    char first[INVITE_FROM_MAX], second[INVITE_FROM_MAX];
    struct buf b;
    (void)state;
    json_t *asked = params_of("REQUEST", "CONFIRMED", "A"),
           *gone = params_of("CANCEL", "CANCELLED", "A");
    (void)write_calendar(asked, &b, first);
    buf_free(&b);
    (void)write_calendar(gone, &b, second);
    buf_free(&b);
    assert_string_equal(first, second);
    json_decref(asked);
    json_decref(gone);
}

static void test_a_cancellation_says_whether_the_event_ends_or_goes_on(void **state)
{
    char from[INVITE_FROM_MAX];
    struct buf b;
    (void)state;
    json_t *ends = params_of("CANCEL", "CANCELLED", "A"),
           *goes_on = params_of("CANCEL", "GONE", "A");
    const char *text = write_calendar(ends, &b, from);
    expect_line(text, "METHOD:CANCEL", true);
    expect_line(text, "STATUS:CANCELLED", true);
    expect_line(text, "TZID:Asia/Ho_Chi_Minh", true);
    assert_null(strstr(text, "RSVP"));
    buf_free(&b);
    text = write_calendar(goes_on, &b, from);
    expect_line(text, "METHOD:CANCEL", true);
    assert_null(strstr(text, "STATUS"));
    buf_free(&b);
    json_decref(ends);
    json_decref(goes_on);
}

static void test_an_address_too_long_for_mail_is_refused(void **state)
{
    char from[INVITE_FROM_MAX];
    struct buf b;
    struct err e = {0};
    (void)state;
    json_t *params = params_of("REQUEST", "CONFIRMED", "A");
    struct invite_in in = in_of(params);
    in.mail_from = "lich-truc-cua-trung-tam-tro-giup-phap-ly@tgpl.example.vn";
    buf_init(&b, 1 << 16);
    assert_false(invite_write(&in, &b, from, &e));
    assert_int_equal(e.code, ERR_INVALID);
    buf_free(&b);
    json_decref(params);
}

static void test_a_link_names_one_state_of_one_invitation(void **state)
{
    struct buf link;
    int64_t numbers[3];
    (void)state;
    json_t *params = params_of("REQUEST", "CONFIRMED", "A");
    const struct invite_in in = in_of(params);
    invite_link(&in, &link);
    struct sv text = buf_view(&link);
    assert_true(sv_starts(text, SV("https://truc.example.vn/a/1-57-2-")));
    assert_true(sign_open(&key, INVITE_LINK, (struct sv){text.p + 26, text.n - 26}, numbers, 3));
    assert_true(numbers[2] == 2);
    buf_free(&link);
    json_decref(params);
}

static void test_the_mail_has_the_shape_every_program_takes(void **state)
{
    struct buf out;
    struct err e = {0};
    (void)state;
    const struct mail m = {.from = "a+1@example.vn",
                           .sender = "",
                           .to = "anh@example.vn",
                           .id = "notice.1.42",
                           .now_s = 1795600800,
                           .subject = SV("Hello"),
                           .text = SV("A <b> & https://x.vn/a?b=\"c\" d"),
                           .calendar = SV("BEGIN:VCALENDAR\r\n"),
                           .method = "REQUEST"};
    buf_init(&out, 1 << 16);
    assert_true(mail_write(&m, &out, &e));
    assert_string_equal(
        buf_view(&out).p,
        "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n"
        "From: <a+1@example.vn>\r\n"
        "To: <anh@example.vn>\r\n"
        "Subject: Hello\r\n"
        "Message-ID: <notice.1.42@example.vn>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed;\r\n boundary=\"notice.1.42.a\"\r\n\r\n"
        "--notice.1.42.a\r\n"
        "Content-Type: multipart/alternative;\r\n boundary=\"notice.1.42.b\"\r\n\r\n"
        "--notice.1.42.b\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n"
        "QSA8Yj4gJiBodHRwczovL3gudm4vYT9iPSJjIiBkDQo=\r\n"
        "--notice.1.42.b\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Type: text/html; charset=utf-8\r\n\r\n"
        "PCFkb2N0eXBlIGh0bWw+PGh0bWw+PGJvZHk+PHA+DQpBICZsdDtiJmd0OyAmYW1wOyA8YSBocmVm\r\n"
        "PSJodHRwczovL3gudm4vYT9iPSZxdW90O2MmcXVvdDsiPmh0dHBzOi8veC52bi9hP2I9JnF1b3Q7\r\n"
        "YyZxdW90OzwvYT4gZDxicj4NCjwvcD48L2JvZHk+PC9odG1sPg0K\r\n"
        "--notice.1.42.b\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Type: text/calendar; charset=UTF-8;\r\n method=REQUEST; component=VEVENT\r\n\r\n"
        "QkVHSU46VkNBTEVOREFSDQo=\r\n"
        "--notice.1.42.b--\r\n"
        "--notice.1.42.a\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Type: application/ics; name=\"invite.ics\"\r\n"
        "Content-Disposition: attachment; filename=\"invite.ics\"\r\n\r\n"
        "QkVHSU46VkNBTEVOREFSDQo=\r\n"
        "--notice.1.42.a--\r\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_request_asks_one_person_for_an_answer_to_a_signed_address),
        cmocka_unit_test(test_the_address_is_the_same_at_every_change),
        cmocka_unit_test(test_a_cancellation_says_whether_the_event_ends_or_goes_on),
        cmocka_unit_test(test_an_address_too_long_for_mail_is_refused),
        cmocka_unit_test(test_a_link_names_one_state_of_one_invitation),
        cmocka_unit_test(test_the_mail_has_the_shape_every_program_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
