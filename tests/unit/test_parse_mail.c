/* Answers by mail: the addresses of a header and nothing that only looks like one, the answer in
 * whatever part and encoding it stands, and nothing where there is none. */
#include "core/str.h"
#include "intake/parse_mail.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ANSWER                                                                                     \
    "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u@d\r\nSEQUENCE:3\r\n"                 \
    "DTSTAMP:20261122T080910Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:Anh@Example.VN\r\n"             \
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define READ                                                                                       \
    "{\"uid\":\"u@d\",\"sequence\":3,\"attendee\":\"anh@example.vn\",\"answer\":\"accepted\","     \
    "\"stamped_at\":\"2026-11-22T08:09:10Z\"}"
#define HEAD     "From: anh@example.vn\r\nTo: lich+1@x.vn\r\n"
#define CALENDAR "Content-Type: text/calendar; method=REPLY\r\n"

static void expect(const char *mail, const char *printed)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    parse_mail(sv_of(mail), &out);
    assert_string_equal(buf_view(&out).p, printed);
    buf_free(&out);
}

static void expect_reply(const char *mail, const char *reply)
{
    struct buf want;
    buf_init(&want, 1 << 12);
    buf_printf(&want,
               "{\"format\":\"mail\",\"from\":\"anh@example.vn\",\"to\":[\"lich+1@x.vn\"],"
               "\"is_automatic\":false,\"reply\":%s,\"report\":null}\n",
               reply);
    expect(mail, buf_view(&want).p);
    buf_free(&want);
}

static void test_a_bare_calendar_is_read(void **state)
{
    (void)state;
    expect_reply(HEAD CALENDAR "\r\n" ANSWER, READ);
    expect_reply(HEAD "Content-Type: Text/Calendar\n\n" ANSWER, READ);
}

static void test_parts_are_searched_to_any_depth_that_people_send(void **state)
{
    (void)state;
    expect_reply(HEAD "Content-Type: multipart/mixed;\r\n boundary=\"a;b\"\r\n\r\nhi\r\n--a;b\r\n"
                      "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\ntext\r\n"
                      "--c\r\n" CALENDAR "\r\n" ANSWER "--c--\r\n--a;b--\r\n" ANSWER,
                 READ);
    /* Cut off on its way. */
    expect_reply(HEAD "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" CALENDAR
                      "\r\n" ANSWER,
                 READ);
    /* What is forwarded answers nothing. */
    expect_reply(HEAD "Content-Type: message/rfc822\r\n\r\n" CALENDAR "\r\n" ANSWER, "null");
}

static void test_a_mail_nested_without_end_is_no_answer(void **state)
{
    struct buf mail;
    (void)state;
    buf_init(&mail, 1 << 20);
    buf_str(&mail, HEAD);
    for (int i = 0; i < 5000; i++)
        buf_str(&mail, "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n");
    buf_str(&mail, CALENDAR "\r\n" ANSWER);
    expect_reply(buf_view(&mail).p, "null");
    buf_free(&mail);
}

static void test_encodings_are_undone(void **state)
{
    (void)state;
    expect_reply(HEAD CALENDAR "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                               "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u=40d\r\n"
                               "SEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\nATTENDEE;PARTS=\r\n"
                               "TAT=3DACCEPTED:mailto:anh@example.vn\r\nEND:VEVENT\r\n",
                 READ);
    expect_reply(HEAD CALENDAR
                 "Content-Transfer-Encoding: Base64\r\n\r\n"
                 "QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkJFR0lOOlZFVkVOVA0KVUlEOnVAZA0KU0VR\r\n"
                 "VUVOQ0U6Mw0KRFRTVEFNUDoyMDI2MTEyMlQwODA5MTBaDQpBVFRFTkRFRTtQQVJUU1RBVD1BQ0NF\r\n"
                 "UFRFRDptYWlsdG86YW5oQGV4YW1wbGUudm4NCkVORDpWRVZFTlQNCg==\r\n",
                 READ);
}

static void test_a_sender_is_one_address_and_not_a_name(void **state)
{
    static const struct {
        const char *from, *read;
    } cases[] = {
        {"Anh <ANH@example.vn>", "anh@example.vn"},
        {"\"ke@la.vn\" <anh@example.vn>", "anh@example.vn"},
        {"\"a \\\" <ke@la.vn>\" <anh@example.vn> (ke@la.vn (x) )", "anh@example.vn"},
        {"=?UTF-8?Q?ke@la.vn?= <anh@example.vn>", "anh@example.vn"},
        {"=?UTF-8?B?w4FuaA==?=\r\n <anh@example.vn>", "anh@example.vn"},
        {"ke@la.vn <anh@example.vn>", ""},
        {"anh@example.vn, ke@la.vn", ""},
        {"anh@example.vn\r\nFrom: ke@la.vn", ""},
        {"anh@example.vn\r\nFrom: a@@b", "anh@example.vn"},
        {"anh@@example.vn", ""},
        {"", ""},
        {"\"anh@example.vn", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf mail, want;
        buf_init(&mail, 4096);
        buf_init(&want, 4096);
        buf_printf(&mail, "From: %s\r\n\r\n", cases[i].from);
        buf_printf(&want,
                   "{\"format\":\"mail\",\"from\":\"%s\",\"to\":[],\"is_automatic\":false,"
                   "\"reply\":null,\"report\":null}\n",
                   cases[i].read);
        expect(buf_view(&mail).p, buf_view(&want).p);
        buf_free(&mail);
        buf_free(&want);
    }
}

static void test_recipients_are_looked_for_where_servers_put_them(void **state)
{
    (void)state;
    expect("To: a@x.vn, B <b@x.vn>;\r\nCc: c@x.vn\r\nDelivered-To: d@x.vn\r\nBcc: e@x.vn\r\n"
           "X-Original-To: f@x.vn\r\nAuto-Submitted: auto-replied; x=y\r\n\r\n",
           "{\"format\":\"mail\",\"from\":\"\",\"to\":[\"a@x.vn\",\"b@x.vn\",\"c@x.vn\",\"d@x.vn\","
           "\"f@x.vn\"],\"is_automatic\":true,\"reply\":null,\"report\":null}\n");
}

static void test_what_is_no_whole_answer_is_none(void **state)
{
    static const char *const events[] = {
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261332T080910Z\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:x\r\nDTSTAMP:20261122T080910Z\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\n",
        "SEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\n"
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:http://a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\nRECURRENCE-ID:20261122T080910Z\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\nATTENDEE;PARTSTAT=DECLINED:mailto:b@x.vn\r\n",
        "UID:u@d\r\nSEQUENCE:3\r\nDTSTAMP:20261122T080910Z\r\nBEGIN:VALARM\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.vn\r\nEND:VALARM\r\n",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(events); i++) {
        struct buf mail;
        buf_init(&mail, 4096);
        buf_printf(&mail, HEAD CALENDAR "\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n%sEND:VEVENT\r\n",
                   events[i]);
        expect_reply(buf_view(&mail).p, "null");
        buf_free(&mail);
    }
    expect_reply(HEAD CALENDAR "\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u@d\r\nEND:VEVENT\r\n",
                 "null");
}

/* What Postfix sends: a text, the report, and the head of the mail it is about. */
#define REPORT(type, fields)                                                                       \
    "From: MAILER-DAEMON@mx.vn\r\nTo: lich+1@x.vn\r\nAuto-Submitted: auto-replied\r\n"             \
    "Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"a/mx\"\r\n\r\n"   \
    "--a/mx\r\nContent-Type: text/plain\r\n\r\nAction: delivered\r\n\r\n"                          \
    "--a/mx\r\nContent-Type: " type "\r\n\r\n"                                                     \
    "Reporting-MTA: dns; mx.vn\r\nArrival-Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n\r\n" fields    \
    "\r\n--a/mx\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n\r\n--a/mx--\r\n"
#define STATUS_PART "message/delivery-status"

static void expect_report(const char *mail, const char *report)
{
    struct buf want;
    buf_init(&want, 1 << 12);
    buf_printf(&want,
               "{\"format\":\"mail\",\"from\":\"mailer-daemon@mx.vn\",\"to\":[\"lich+1@x.vn\"],"
               "\"is_automatic\":true,\"reply\":null,\"report\":%s}\n",
               report);
    expect(mail, buf_view(&want).p);
    buf_free(&want);
}

static void test_a_report_says_what_became_of_a_mail(void **state)
{
    (void)state;
    expect_report(REPORT(STATUS_PART, "Final-Recipient: rfc822; anh@x.vn\r\nAction: FAILED\r\n"
                                      "Status: 5.1.1 (bad mailbox)\r\n"
                                      "Diagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n"),
                  "{\"action\":\"failed\",\"status\":\"5.1.1\","
                  "\"diagnostic\":\"smtp; 550 5.1.1 no such user\"}");
    expect_report(
        REPORT("message/global-delivery-status",
               "Final-Recipient: utf-8; ánh@x.vn\r\nAction: delayed\r\nStatus: 4.4.1\r\n"),
        "{\"action\":\"delayed\",\"status\":\"4.4.1\",\"diagnostic\":\"\"}");
    /* An address that stands for two: that one was not reached counts. */
    expect_report(REPORT(STATUS_PART, "Action: delivered\r\nStatus: 2.0.0\r\n\r\n"
                                      "Action: failed\r\nStatus: 5.2.2\r\n\r\n"),
                  "{\"action\":\"failed\",\"status\":\"5.2.2\",\"diagnostic\":\"\"}");
}

static void test_a_report_without_sense_is_none(void **state)
{
    static const char *const statuses[] = {"5",     "5.1",  "5.1.1.1", "9.1.1",
                                           "5.x.1", "5..1", "5.1111.1"};
    (void)state;
    expect_report(REPORT(STATUS_PART, "Action: exploded\r\nStatus: 5.1.1\r\n"), "null");
    expect_report(REPORT("text/plain", "Action: failed\r\nStatus: 5.1.1\r\n"), "null");
    /* Forwarded by a person: not about a mail of ours. */
    expect_report(REPORT("message/rfc822", "Content-Type: message/delivery-status\r\n\r\n"
                                           "Action: failed\r\nStatus: 5.1.1\r\n"),
                  "null");
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
        struct buf mail;
        buf_init(&mail, 4096);
        buf_printf(&mail, REPORT(STATUS_PART, "Action: failed\r\nStatus: %s\r\n"), statuses[i]);
        expect_report(buf_view(&mail).p,
                      "{\"action\":\"failed\",\"status\":\"\",\"diagnostic\":\"\"}");
        buf_free(&mail);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_bare_calendar_is_read),
        cmocka_unit_test(test_parts_are_searched_to_any_depth_that_people_send),
        cmocka_unit_test(test_a_mail_nested_without_end_is_no_answer),
        cmocka_unit_test(test_encodings_are_undone),
        cmocka_unit_test(test_a_sender_is_one_address_and_not_a_name),
        cmocka_unit_test(test_recipients_are_looked_for_where_servers_put_them),
        cmocka_unit_test(test_what_is_no_whole_answer_is_none),
        cmocka_unit_test(test_a_report_says_what_became_of_a_mail),
        cmocka_unit_test(test_a_report_without_sense_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
