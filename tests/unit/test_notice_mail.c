/* Mail messages: golden texts, long and foreign subjects, and headers nobody can smuggle into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/arena.h"
#include "core/str.h"
#include "notice/mail.h"

static const struct mail plain = {.from = "lich-truc@tgpl.example.vn",
                                  .sender = "",
                                  .to = "anh@example.vn",
                                  .id = "notice.1.42",
                                  .now_s = 1795600800,
                                  .subject = {"Roster", 6},
                                  .text = {"Hello", 5}};

/* The message of m as a NUL-terminated text in a. */
static char *message(struct arena *a, const struct mail *m)
{
    struct buf out;
    struct err e = {0};
    buf_init(&out, 1 << 20);
    if (!mail_write(m, &out, &e))
        fail_msg("%s %s", e.field, e.detail);
    char *text = arena_dup(a, buf_view(&out));
    buf_free(&out);
    return text;
}

static void expect(const struct mail *m, const char *want)
{
    struct arena *a = arena_new(1 << 20);
    assert_string_equal(message(a, m), want);
    arena_free(a);
}

/* What every message of the tests has after its Message-ID. */
#define MIME                                                                                       \
    "Auto-Submitted: auto-generated\r\n"                                                           \
    "MIME-Version: 1.0\r\n"                                                                        \
    "Content-Type: text/plain; charset=utf-8\r\n"                                                  \
    "Content-Transfer-Encoding: base64\r\n\r\n"

static void test_a_plain_message_has_every_header_it_needs(void **state)
{
    (void)state;
    expect(&plain, "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n"
                   "From: <lich-truc@tgpl.example.vn>\r\n"
                   "To: <anh@example.vn>\r\n"
                   "Subject: Roster\r\n"
                   "Message-ID: <notice.1.42@tgpl.example.vn>\r\n" MIME "SGVsbG8NCg==\r\n");
}

/* Checked with Python's email.policy.default: subject, name and body come back as given. */
static void test_vietnamese_and_khmer_go_as_encoded_words_split_between_letters(void **state)
{
    struct mail m = plain;
    (void)state;
    m.sender = "Trung tâm Trợ giúp pháp lý Đồng Nai";
    m.subject = SV("Đổi lịch phiên tòa vụ 12/2026/HSST: 14:00, 03/12/2026 ប្តូរសវនាការ");
    m.text = SV("Kính gửi bà Ánh,\n\nជូនចំពោះ\n");
    expect(&m, "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n"
               "From: =?UTF-8?B?VHJ1bmcgdMOibSBUcuG7oyBnacO6cCBwaMOhcCBsw70gxJDhu5NuZyBO?=\r\n"
               " =?UTF-8?B?YWk=?=\r\n"
               " <lich-truc@tgpl.example.vn>\r\n"
               "To: <anh@example.vn>\r\n"
               "Subject: =?UTF-8?B?xJDhu5VpIGzhu4tjaCBwaGnDqm4gdMOyYSB24bulIDEyLzIwMjYv?=\r\n"
               " =?UTF-8?B?SFNTVDogMTQ6MDAsIDAzLzEyLzIwMjYg4Z6U4Z+S4Z6P4Z684Z6a4Z6f4Z6c?=\r\n"
               " =?UTF-8?B?4Z6T4Z624Z6A4Z624Z6a?=\r\n"
               "Message-ID: <notice.1.42@tgpl.example.vn>\r\n" MIME
               "S8OtbmggZ+G7rWkgYsOgIMOBbmgsDQoNCuGeh+GevOGek+GeheGfhuGeluGfhOGfhw0K\r\n");
}

/* ---- properties ---- */

/* Every line of the header of text is within the bound of RFC 2047 2. */
static void check_header_lines(struct sv text)
{
    struct sv line;
    while (sv_cut(&text, '\n', &line) && !sv_eq(line, SV("\r"))) {
        assert_true(line.n > 0 && line.p[line.n - 1] == '\r');
        assert_true(line.n - 1 <= 76);
    }
}

static int sextet(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = strchr(digits, c);
    assert_true(c != '\0' && at != NULL);
    return (int)(at - digits);
}

static void decode(struct buf *out, struct sv s)
{
    assert_int_equal(s.n % 4, 0);
    for (size_t i = 0; i < s.n; i += 4) {
        size_t pad = (s.p[i + 2] == '=' ? 1u : 0u) + (s.p[i + 3] == '=' ? 1u : 0u);
        int bits = sextet(s.p[i]) << 18 | sextet(s.p[i + 1]) << 12;
        bits |= pad < 2 ? sextet(s.p[i + 2]) << 6 : 0;
        bits |= pad < 1 ? sextet(s.p[i + 3]) : 0;
        char bytes[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits};
        buf_add(out, bytes, 3 - pad);
    }
}

/* The encoded words of text from `from` to its line's end with its continuations. */
static void decode_words(struct buf *out, const char *from)
{
    static const char open[] = "=?UTF-8?B?";
    while (strncmp(from, open, strlen(open)) == 0) {
        const char *p = from + strlen(open);
        const char *end = strstr(p, "?=");
        size_t before = out->n;
        assert_non_null(end);
        assert_true((size_t)(end + 2 - from) <= 75);
        decode(out, (struct sv){p, (size_t)(end - p)});
        assert_true(utf8_valid((struct sv){out->p + before, out->n - before}));
        from = end + 2;
        if (strncmp(from, "\r\n ", 3) == 0)
            from += 3;
    }
}

static void check_subject(const char *subject)
{
    struct arena *a = arena_new(1 << 20);
    struct mail m = plain;
    struct buf back;
    m.subject = sv_of(subject);
    char *text = message(a, &m);
    const char *at = strstr(text, "Subject: ");
    check_header_lines(sv_of(text));
    assert_non_null(at);
    buf_init(&back, 10000);
    decode_words(&back, at + strlen("Subject: "));
    assert_string_equal(buf_view(&back).p, subject);
    buf_free(&back);
    arena_free(a);
}

static void test_a_subject_of_any_length_and_width_comes_back_whole(void **state)
{
    static const char *const letters[] = {"đ", "ệ", "ស", "😀"};
    char subject[900];
    (void)state;
    for (size_t shift = 0; shift < 8; shift++) {
        for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
            size_t n = strlen(letters[i]);
            memset(subject, 'x', shift);
            for (size_t at = shift; at < 800; at += n)
                memcpy(subject + at, letters[i], n + 1);
            check_subject(subject);
        }
    }
}

static void
test_plain_words_too_long_for_a_line_are_encoded_and_so_is_a_false_encoded_word(void **state)
{
    char subject[300];
    (void)state;
    memset(subject, 'x', sizeof(subject) - 1);
    subject[sizeof(subject) - 1] = '\0';
    check_subject(subject);
    check_subject("=?UTF-8?B?SGVsbG8=?=");
}

static void test_the_body_comes_back_with_its_line_ends_and_in_short_lines(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct mail m = plain;
    struct buf want;
    struct buf back;
    struct buf given;
    struct sv line;

    (void)state;
    buf_init(&given, 1 << 16);
    buf_init(&want, 1 << 16);
    buf_init(&back, 1 << 16);
    for (int i = 0; i < 200; i++) {
        buf_printf(&given, "%s%d. កាលវិភាគយាម – Thứ Năm\n", i % 7 ? "" : "\n", i);
        buf_printf(&want, "%s%d. កាលវិភាគយាម – Thứ Năm\r\n", i % 7 ? "" : "\r\n", i);
    }
    m.text = buf_view(&given);
    char *text = message(a, &m);
    struct sv body = sv_of(strstr(text, "\r\n\r\n") + 4);
    while (sv_cut(&body, '\n', &line)) {
        assert_true(line.n <= 77 && line.p[line.n - 1] == '\r');
        decode(&back, (struct sv){line.p, line.n - 1});
    }
    assert_string_equal(buf_view(&back).p, buf_view(&want).p);
    buf_free(&given);
    buf_free(&want);
    buf_free(&back);
    arena_free(a);
}

/* ---- refusals ---- */

static void refused(const struct mail *m, const char *field)
{
    struct buf out;
    struct err e = {0};
    buf_init(&out, 1 << 20);
    assert_false(mail_write(m, &out, &e));
    assert_int_equal(e.code, ERR_INVALID);
    assert_string_equal(e.field, field);
    buf_free(&out);
}

static void test_no_value_can_add_a_header_or_a_recipient(void **state)
{
    static const char *const addresses[] = {"",
                                            "a",
                                            "@b.vn",
                                            "a@",
                                            "a@b.vn\r\nRCPT TO:<c@d.vn>",
                                            "a@b.vn>\nBcc: <c@d.vn",
                                            "a@b.vn, c@d.vn",
                                            "a b@c.vn",
                                            "\"a\"@b.vn",
                                            "a@b@c.vn",
                                            ".a@b.vn",
                                            "a..b@c.vn",
                                            "a@b..vn",
                                            "anh@bệnh-viện.vn",
                                            "a@b.vn\x01"};
    static const char *const lines[] = {
        "x\r\nBcc: c@d.vn", "x\nBcc: c@d.vn", "x\ry", "x\x7F", "x\ty", "broken \xFF"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
        struct mail m = plain;
        m.to = addresses[i];
        refused(&m, "address");
        m = plain;
        m.from = addresses[i];
        refused(&m, "address");
    }
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct mail m = plain;
        m.subject = sv_of(lines[i]);
        refused(&m, "header");
        m = plain;
        m.sender = lines[i];
        refused(&m, "header");
    }
}

static void test_ordinary_addresses_are_taken(void **state)
{
    static const char *const addresses[] = {"a@b", "bounce+n42=anh=example.vn@example.vn",
                                            "O'Neil_1@sub.example-court.gov.vn",
                                            "trịnh.ánh@example.vn"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(addresses); i++)
        assert_true(mail_address_ok(addresses[i]));
}

static void expect_unsubscribe(const char *link, const char *headers)
{
    struct arena *a = arena_new(1 << 20);
    struct mail m = plain;
    m.unsubscribe = link;
    char *text = message(a, &m), *at = strstr(text, "List-Unsubscribe");
    if (headers[0] == '\0')
        assert_null(at);
    else
        assert_memory_equal(at, headers, strlen(headers));
    arena_free(a);
}

static void test_what_may_be_switched_off_says_how_by_one_click(void **state)
{
    struct mail m = plain;
    (void)state;
    expect_unsubscribe(NULL, "");
    expect_unsubscribe("", "");
    expect_unsubscribe("https://x.vn/u/AbC", "List-Unsubscribe: <https://x.vn/u/AbC>\r\n"
                                             "List-Unsubscribe-Post: "
                                             "List-Unsubscribe=One-Click\r\nAuto-Submitted");
    /* One click is for https alone (RFC 8058 3.1). */
    expect_unsubscribe("http://x.vn/u/AbC",
                       "List-Unsubscribe: <http://x.vn/u/AbC>\r\nAuto-Submitted");
    m.unsubscribe = "https://x.vn/>\r\nBcc: c@d.vn";
    refused(&m, "header");
}

static void test_a_message_past_its_bound_is_refused_whole(void **state)
{
    struct buf out;
    struct err e = {0};
    (void)state;
    buf_init(&out, 200);
    assert_false(mail_write(&plain, &out, &e));
    assert_int_equal(e.code, ERR_TOO_LARGE);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_plain_message_has_every_header_it_needs),
        cmocka_unit_test(test_vietnamese_and_khmer_go_as_encoded_words_split_between_letters),
        cmocka_unit_test(test_a_subject_of_any_length_and_width_comes_back_whole),
        cmocka_unit_test(
            test_plain_words_too_long_for_a_line_are_encoded_and_so_is_a_false_encoded_word),
        cmocka_unit_test(test_the_body_comes_back_with_its_line_ends_and_in_short_lines),
        cmocka_unit_test(test_no_value_can_add_a_header_or_a_recipient),
        cmocka_unit_test(test_ordinary_addresses_are_taken),
        cmocka_unit_test(test_what_may_be_switched_off_says_how_by_one_click),
        cmocka_unit_test(test_a_message_past_its_bound_is_refused_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
