/* Outcomes: what the answers of relays and gateways mean, and what stays honestly unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/str.h"
#include "notice/gateway_call.h"
#include "notice/outcome.h"
#include "notice/plain.h"

static void test_every_outcome_has_the_word_the_database_knows(void **state)
{
    (void)state;
    assert_string_equal(outcome_str(OUTCOME_OK), "ok");
    assert_string_equal(outcome_str(OUTCOME_TEMPFAIL), "tempfail");
    assert_string_equal(outcome_str(OUTCOME_PERMFAIL), "permfail");
    assert_string_equal(outcome_str(OUTCOME_UNKNOWN), "unknown");
}

static void test_the_last_smtp_reply_decides_about_mail(void **state)
{
    static const struct {
        enum client_end end;
        int status;
        enum outcome want;
    } table[] = {
        {CLIENT_ANSWERED, 250, OUTCOME_OK},       {CLIENT_ANSWERED, 421, OUTCOME_TEMPFAIL},
        {CLIENT_ANSWERED, 450, OUTCOME_TEMPFAIL}, {CLIENT_ANSWERED, 452, OUTCOME_TEMPFAIL},
        {CLIENT_ANSWERED, 550, OUTCOME_PERMFAIL}, {CLIENT_ANSWERED, 554, OUTCOME_PERMFAIL},
        {CLIENT_ANSWERED, 535, OUTCOME_TEMPFAIL}, /* our password, not the reader's address */
        {CLIENT_ANSWERED, 530, OUTCOME_TEMPFAIL}, {CLIENT_ANSWERED, 354, OUTCOME_UNKNOWN},
        {CLIENT_ANSWERED, 0, OUTCOME_UNKNOWN},    {CLIENT_UNKNOWN, 354, OUTCOME_UNKNOWN},
        {CLIENT_UNKNOWN, 0, OUTCOME_UNKNOWN},     {CLIENT_NOT_SENT, 0, OUTCOME_TEMPFAIL},
        {CLIENT_NOT_SENT, 250, OUTCOME_TEMPFAIL}, /* lost between RCPT and DATA */
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        struct client_result r = {.end = table[i].end, .status = table[i].status};
        assert_int_equal(outcome_of_mail(&r), table[i].want);
    }
}

static void test_an_http_status_nobody_described_never_counts_as_sent(void **state)
{
    (void)state;
    for (int status = 100; status < 600; status++)
        assert_int_not_equal(outcome_of_status(status), OUTCOME_OK);
    assert_int_equal(outcome_of_status(400), OUTCOME_PERMFAIL);
    assert_int_equal(outcome_of_status(422), OUTCOME_PERMFAIL);
    assert_int_equal(outcome_of_status(408), OUTCOME_TEMPFAIL);
    assert_int_equal(outcome_of_status(401), OUTCOME_TEMPFAIL); /* our key, not the reader */
    assert_int_equal(outcome_of_status(403), OUTCOME_TEMPFAIL);
    assert_int_equal(outcome_of_status(404), OUTCOME_TEMPFAIL);
    assert_int_equal(outcome_of_status(407), OUTCOME_TEMPFAIL);
    assert_int_equal(outcome_of_status(429), OUTCOME_TEMPFAIL);
    assert_int_equal(outcome_of_status(500), OUTCOME_UNKNOWN);
    assert_int_equal(outcome_of_status(504), OUTCOME_UNKNOWN);
    assert_int_equal(outcome_of_status(200), OUTCOME_UNKNOWN);
}

/* ---- gateways ---- */

static const struct gateway *gateway(struct arena *a, const char *answer)
{
    const struct gateway *g;
    struct err e = {0};
    const char *text = arena_printf(
        a, "[gateway]\nurl = http://x/\nformat = query\n[param]\nto = {{to}}\n[answer]\n%s",
        answer);
    if (!gateway_parse(a, "test", sv_of(text), &g, &e))
        fail_msg("%s", e.detail);
    return g;
}

static void expect(const struct gateway *g, const struct client_result *r, enum outcome outcome,
                   const char *code, const char *id)
{
    struct gateway_answer answer;
    gateway_judge(g, r, &answer);
    assert_int_equal(answer.outcome, outcome);
    assert_string_equal(answer.code, code);
    assert_string_equal(answer.id, id);
}

static void expect_status(const struct gateway *g, int status, enum outcome outcome)
{
    char code[8];
    (void)snprintf(code, sizeof(code), "%d", status);
    expect(g, &(struct client_result){.end = CLIENT_ANSWERED, .status = status, .body = SV("x")},
           outcome, code, "");
}

static void test_a_gateways_statuses_mean_what_its_description_says(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = gateway(a, "success = 200, 202\ntemporary = 403,503\n"
                                         "permanent = 400\nunknown = 404\n");
    (void)state;
    expect_status(g, 200, OUTCOME_OK);
    expect_status(g, 202, OUTCOME_OK);
    expect_status(g, 201, OUTCOME_UNKNOWN);
    expect_status(g, 403, OUTCOME_TEMPFAIL);
    expect_status(g, 503, OUTCOME_TEMPFAIL);
    expect_status(g, 400, OUTCOME_PERMFAIL);
    expect_status(g, 404, OUTCOME_UNKNOWN);
    expect_status(g, 410, OUTCOME_PERMFAIL);
    expect_status(g, 502, OUTCOME_UNKNOWN);
    arena_free(a);
}

static void test_a_request_that_never_left_is_tried_again_and_a_lost_answer_is_unknown(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = gateway(a, "success = 200\n");
    (void)state;
    expect(g, &(struct client_result){.end = CLIENT_NOT_SENT, .text = "no route"}, OUTCOME_TEMPFAIL,
           "not_sent", "");
    /* Even when a success status had been read before the line broke. */
    expect(g, &(struct client_result){.end = CLIENT_UNKNOWN, .status = 200, .text = "lost"},
           OUTCOME_UNKNOWN, "no_answer", "");
    arena_free(a);
}

static void expect_body(const struct gateway *g, const char *body, enum outcome outcome,
                        const char *code, const char *id)
{
    struct client_result r = {.end = CLIENT_ANSWERED, .status = 200, .body = sv_of(body)};
    expect(g, &r, outcome, code, id);
}

static void test_a_gateway_that_says_200_to_everything_is_judged_by_its_own_code(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g =
        gateway(a, "code_from = json:CodeResult\nid_from = json:data.ids.1\nsuccess = 100,200\n"
                   "temporary = 99\npermanent = 101\n");
    (void)state;
    expect_body(g, "{\"CodeResult\":\"100\",\"data\":{\"ids\":[\"a\",\"b7\"]}}", OUTCOME_OK, "100",
                "b7");
    expect_body(g, "{\"CodeResult\":100,\"data\":{\"ids\":[1,42]}}", OUTCOME_OK, "100", "42");
    expect_body(g, "{\"CodeResult\":\"101\",\"data\":{\"ids\":[1,42]}}", OUTCOME_PERMFAIL, "101",
                "");
    expect_body(g, "{\"CodeResult\":99}", OUTCOME_TEMPFAIL, "99", "");
    expect_body(g, "{\"CodeResult\":\"7\"}", OUTCOME_UNKNOWN, "7", "");
    /* No code at all: the page of some proxy. 200 stands among the codes and must not be taken. */
    expect_body(g, "<html>Welcome</html>", OUTCOME_UNKNOWN, "200", "");
    expect_body(g, "{}", OUTCOME_UNKNOWN, "200", "");
    expect_body(g, "", OUTCOME_UNKNOWN, "200", "");
    arena_free(a);
}

static void test_a_code_may_be_the_first_word_of_the_answer(void **state)
{
    struct arena *a = arena_new(1 << 20);
    const struct gateway *g = gateway(a, "code_from = body\nsuccess = 0\ntemporary = 3\n");
    (void)state;
    expect_body(g, "0: Accepted for delivery", OUTCOME_OK, "0", "");
    expect_body(g, " 3 later\n", OUTCOME_TEMPFAIL, "3", "");
    expect_body(g, "", OUTCOME_UNKNOWN, "200", "");
    arena_free(a);
}

static void test_foreign_words_are_kept_as_one_clean_line_that_ends_at_a_character(void **state)
{
    char out[16];
    (void)state;
    plain_put(out, sizeof(out),
              SV("a\nb\tc\x7F"
                 "d\x01"));
    assert_string_equal(out, "a b c d ");
    plain_put(out, sizeof(out), SV("tr\xE1\xBB\x8B\xFF!"));
    assert_string_equal(out, "tr\xE1\xBB\x8B\xEF\xBF\xBD!");
    plain_put(out, sizeof(out), SV("0123456789ệệệ"));
    assert_true(strlen(out) < sizeof(out) && utf8_valid(sv_of(out)));
    assert_true(sv_starts(sv_of(out), SV("0123456789")));
    plain_put(out, sizeof(out), SV(""));
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_outcome_has_the_word_the_database_knows),
        cmocka_unit_test(test_the_last_smtp_reply_decides_about_mail),
        cmocka_unit_test(test_an_http_status_nobody_described_never_counts_as_sent),
        cmocka_unit_test(test_a_gateways_statuses_mean_what_its_description_says),
        cmocka_unit_test(
            test_a_request_that_never_left_is_tried_again_and_a_lost_answer_is_unknown),
        cmocka_unit_test(test_a_gateway_that_says_200_to_everything_is_judged_by_its_own_code),
        cmocka_unit_test(test_a_code_may_be_the_first_word_of_the_answer),
        cmocka_unit_test(test_foreign_words_are_kept_as_one_clean_line_that_ends_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
