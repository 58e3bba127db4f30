/* What replies say: validators, coding, headers, sessions, and errors as pages or JSON. */
#include "http/reply.h"

#include "http_talk.h"

#include "core/secret.h"
#include "core/str.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define GET(path)  "GET " path " HTTP/1.1\r\nHost: t\r\n"
#define HEAD(path) "HEAD " path " HTTP/1.1\r\nHost: t\r\n"
#define POST(path) "POST " path " HTTP/1.1\r\nHost: t\r\n"
#define FORM       "Content-Type: application/x-www-form-urlencoded\r\n"
#define DATE       "Sun, 06 Nov 1994 08:49:37 GMT"
#define DATE_S     784111777
#define BYTES      2000 /* of /feed and /page */

static char text[BYTES];

static void feed(struct http_request *r)
{
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/calendar; charset=utf-8",
                                      .bytes = {text, sizeof(text)},
                                      .etag = "\"abc\"",
                                      .modified_s = DATE_S,
                                      .cache_control = "private, max-age=60",
                                      .disposition = "inline; filename=a.ics",
                                      .is_static = true});
}

static void dated(struct http_request *r)
{
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "image/png",
                                      .bytes = {text, sizeof(text)},
                                      .modified_s = DATE_S});
}

static void packed(struct http_request *r)
{
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/css; charset=utf-8",
                                      .bytes = SV("plain"),
                                      .gzip = SV("packed"),
                                      .etag = "\"p\"",
                                      .is_static = true});
}

static void small(struct http_request *r)
{
    http_reply_header(r, "X-Good", "yes");
    http_reply_header(r, "X-Bad", "a\r\nX-Evil: 1");
    http_reply(r, &(struct http_body){
                      .status = 200, .type = "text/plain; charset=utf-8", .bytes = SV("small")});
}

static void empty(struct http_request *r)
{
    http_reply(r, &(struct http_body){.status = 204});
}

static void go(struct http_request *r)
{
    http_redirect(r, http_field(r, "to"));
}

static void log_in(struct http_request *r)
{
    const char *token = http_field(r, "token");
    if (token == NULL) {
        struct err e;
        (void)err_set(&e, ERR_LOGIN, "wrong password");
        http_reply_error(r, &e, NULL);
        return;
    }
    http_set_session(r, token[0] != '\0' ? token : NULL, 3600);
    http_redirect(r, "/mine");
}

static void mine(struct http_request *r)
{
    http_reply(r, &(struct http_body){
                      .status = 200,
                      .type = "text/plain; charset=utf-8",
                      .bytes = sv_of(
                          arena_printf(r->arena, "%s|%s|%s", r->session, r->session_hash, r->csrf)),
                  });
}

static void refuse(struct http_request *r)
{
    struct err e;
    (void)err_field(&e, "error.none", "ng\"ay", SV("31/02"));
    http_reply_error(r, &e, "{\"n\":3}");
}

static void busy(struct http_request *r)
{
    struct err e;
    (void)err_set(&e, ERR_BUSY, "too much");
    http_reply_error(r, &e, NULL);
}

static const struct http_route routes[] = {
    {HTTP_GET, "/feed.ics", NULL, ROUTE_PUBLIC, feed, NULL},
    {HTTP_GET, "/dated", NULL, ROUTE_PUBLIC, dated, NULL},
    {HTTP_GET, "/packed", NULL, ROUTE_PUBLIC, packed, NULL},
    {HTTP_GET, "/small", NULL, ROUTE_PUBLIC, small, NULL},
    {HTTP_GET, "/empty", NULL, ROUTE_PUBLIC, empty, NULL},
    {HTTP_GET, "/go", NULL, ROUTE_PUBLIC, go, NULL},
    {HTTP_POST, "/log-in", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_LIMITED, log_in, NULL},
    {HTTP_GET, "/mine", "page.mine", 0, mine, NULL},
    {HTTP_POST, "/mine", "page.mine", 0, mine, NULL},
    {HTTP_GET, "/fail", NULL, ROUTE_PUBLIC, refuse, NULL},
    {HTTP_GET, "/busy", NULL, ROUTE_PUBLIC, busy, NULL},
};

static int start(void **state)
{
    static const char *const proxy[] = {"http.trusted_proxy=127.0.0.1", NULL};
    for (size_t i = 0; i < sizeof(text); i++) {
        text[i] = (char)('a' + i % 26);
    }
    *state = http_talk_start(routes, ARRAY_LEN(routes), NULL, proxy);
    return 0;
}

static int stop(void **state)
{
    http_talk_stop(*state);
    return 0;
}

static struct http_answer ask(void **state, const char *request)
{
    struct http_answer a;
    http_talk_once(*state, request, &a);
    return a;
}

static void expect_status(void **state, const char *request, int status)
{
    struct http_answer a = ask(state, request);
    if (a.status != status) {
        fail_msg("%d instead of %d for %s", a.status, status, request);
    }
    http_answer_free(&a);
}

static void check_header(const struct http_answer *a, const char *name, const char *want)
{
    assert_string_equal(http_answer_header(a, name), want);
}

/* ---- HEAD, validators, coding ---- */

static void test_head_says_what_get_says_and_sends_no_body(void **state)
{
    const char *const names[] = {"Content-Length",     "Content-Type",  "ETag",
                                 "Last-Modified",      "Cache-Control", "Vary",
                                 "Content-Disposition"};
    struct http_answer get = ask(state, GET("/feed.ics") "\r\n");
    struct http_answer head;
    int fd = http_talk_connect(*state);

    http_talk_send(fd, HEAD("/feed.ics") "\r\n" HEAD("/nowhere") "\r\n" GET("/small") "\r\n");
    http_talk_read(fd, true, &head);
    assert_int_equal(head.status, 200);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char want[256];
        (void)snprintf(want, sizeof(want), "%s", http_answer_header(&get, names[i]));
        assert_string_not_equal(want, "");
        check_header(&head, names[i], want);
    }
    http_answer_free(&head);
    http_talk_read(fd, true, &head);
    assert_int_equal(head.status, 404);
    http_answer_free(&head);
    http_talk_read(fd, false, &head);
    assert_string_equal(head.body, "small"); /* nothing came in between */
    http_answer_free(&head);
    http_answer_free(&get);
    close(fd);
}

static void test_an_unchanged_copy_is_confirmed_with_its_validators(void **state)
{
    struct http_answer a = ask(state, GET("/feed.ics") "If-None-Match: \"x\", W/\"abc\"\r\n\r\n");
    assert_int_equal(a.status, 304);
    check_header(&a, "ETag", "\"abc\"");
    check_header(&a, "Last-Modified", DATE);
    check_header(&a, "Cache-Control", "private, max-age=60");
    check_header(&a, "Vary", "Accept-Encoding");
    check_header(&a, "Content-Length", "");
    check_header(&a, "Content-Type", "");
    http_answer_free(&a);
    expect_status(state, HEAD("/feed.ics") "If-None-Match: *\r\n\r\n", 304);
    expect_status(state, GET("/feed.ics") "If-None-Match: \"other\"\r\n\r\n", 200);
}

static void test_the_tag_decides_before_the_date(void **state)
{
    expect_status(state, GET("/feed.ics") "If-Modified-Since: " DATE "\r\n\r\n", 304);
    expect_status(
        state, GET("/feed.ics") "If-None-Match: \"x\"\r\nIf-Modified-Since: " DATE "\r\n\r\n", 200);
    expect_status(state, GET("/dated") "If-Modified-Since: " DATE "\r\n\r\n", 304);
    expect_status(state, GET("/dated") "If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n\r\n",
                  200);
    expect_status(state, GET("/dated") "If-Modified-Since: soon\r\n\r\n", 200);
    expect_status(state,
                  GET("/dated") "If-None-Match: \"x\"\r\nIf-Modified-Since: " DATE "\r\n\r\n", 200);
}

static void test_text_is_packed_when_the_client_accepts_it(void **state)
{
    struct http_answer a = ask(state, GET("/feed.ics") "Accept-Encoding: gzip\r\n\r\n");
    char out[BYTES];
    z_stream z = {0};

    check_header(&a, "Content-Encoding", "gzip");
    check_header(&a, "ETag", "\"abc-gz\"");
    check_header(&a, "Vary", "Accept-Encoding");
    assert_true(a.body_n > 0 && a.body_n < BYTES / 2);
    assert_int_equal(inflateInit2(&z, 31), Z_OK);
    z.next_in = (Bytef *)a.body;
    z.avail_in = (uInt)a.body_n;
    z.next_out = (Bytef *)out;
    z.avail_out = sizeof(out);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.avail_out, 0);
    assert_memory_equal(out, text, sizeof(text));
    assert_int_equal(inflateEnd(&z), Z_OK);
    http_answer_free(&a);
}

static void test_either_form_confirms_the_same_content(void **state)
{
    struct http_answer a =
        ask(state, GET("/feed.ics") "Accept-Encoding: gzip\r\nIf-None-Match: \"abc-gz\"\r\n\r\n");
    assert_int_equal(a.status, 304);
    check_header(&a, "ETag", "\"abc-gz\"");
    http_answer_free(&a);
    a = ask(state, GET("/feed.ics") "Accept-Encoding: gzip\r\nIf-None-Match: \"abc\"\r\n\r\n");
    assert_int_equal(a.status, 304);
    check_header(&a, "ETag", "\"abc\"");
    http_answer_free(&a);
    a = ask(state, GET("/feed.ics") "If-None-Match: \"abc-gz\"\r\n\r\n");
    assert_int_equal(a.status, 304);
    http_answer_free(&a);
}

static void test_small_and_binary_replies_are_not_packed(void **state)
{
    struct http_answer a = ask(state, GET("/small") "Accept-Encoding: gzip\r\n\r\n");
    check_header(&a, "Content-Encoding", "");
    check_header(&a, "Vary", "");
    http_answer_free(&a);
    a = ask(state, GET("/dated") "Accept-Encoding: gzip\r\n\r\n");
    check_header(&a, "Content-Encoding", "");
    assert_int_equal(a.body_n, BYTES);
    http_answer_free(&a);
}

static void test_bytes_packed_beforehand_are_sent_as_they_are(void **state)
{
    struct http_answer a = ask(state, GET("/packed") "Accept-Encoding: gzip\r\n\r\n");
    assert_string_equal(a.body, "packed");
    check_header(&a, "ETag", "\"p-gz\"");
    http_answer_free(&a);
    a = ask(state, GET("/packed") "\r\n");
    assert_string_equal(a.body, "plain");
    check_header(&a, "ETag", "\"p\"");
    check_header(&a, "Vary", "Accept-Encoding");
    http_answer_free(&a);
}

/* ---- headers ---- */

static void test_every_reply_is_guarded_and_not_stored_by_default(void **state)
{
    struct http_answer a = ask(state, GET("/small") "\r\n");
    check_header(&a, "Cache-Control", "no-store");
    check_header(&a, "X-Content-Type-Options", "nosniff");
    check_header(&a, "Referrer-Policy", "no-referrer");
    assert_non_null(
        strstr(http_answer_header(&a, "Content-Security-Policy"), "frame-ancestors 'none'"));
    assert_null(strstr(http_answer_header(&a, "Content-Security-Policy"), "unsafe"));
    check_header(&a, "Content-Type", "text/plain; charset=utf-8");
    http_answer_free(&a);
}

static void test_a_header_cannot_be_smuggled_into_a_reply(void **state)
{
    struct http_answer a = ask(state, GET("/small") "\r\n");
    check_header(&a, "X-Good", "yes");
    check_header(&a, "X-Bad", "");
    check_header(&a, "X-Evil", "");
    http_answer_free(&a);
}

static void test_no_content_has_no_length(void **state)
{
    struct http_answer a = ask(state, GET("/empty") "\r\n");
    assert_int_equal(a.status, 204);
    check_header(&a, "Content-Length", "");
    http_answer_free(&a);
}

static void test_redirects_lead_to_our_own_pages_only(void **state)
{
    const char *const cases[][2] = {
        {GET("/go?to=/a%3Fb%3Dc") "\r\n", "/a?b=c"},
        {GET("/go?to=//evil.example/") "\r\n", "/"},
        {GET("/go?to=/%5Cevil.example/") "\r\n", "/"},
        {GET("/go?to=https://evil.example/") "\r\n", "/"},
        {GET("/go?to=/a%0D%0AX-Evil:%201") "\r\n", "/"},
        {GET("/go?to=/%09/evil.example/") "\r\n", "/"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct http_answer a = ask(state, cases[i][0]);
        assert_int_equal(a.status, 303);
        check_header(&a, "Location", cases[i][1]);
        check_header(&a, "Content-Length", "0");
        check_header(&a, "X-Evil", "");
        http_answer_free(&a);
    }
}

/* ---- methods and errors ---- */

static void test_a_wrong_method_is_told_the_right_ones(void **state)
{
    const char *const cases[][2] = {
        {"PROPFIND /feed.ics HTTP/1.1\r\nHost: t\r\nDepth: 0\r\nContent-Length: 4\r\n\r\n<a/>",
         "GET, HEAD"},
        {"OPTIONS /mine HTTP/1.1\r\nHost: t\r\n\r\n", "GET, HEAD, POST"},
        {"DELETE /mine HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}", "GET, HEAD, POST"},
        {"PUT /feed.ics HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}", "GET, HEAD"},
        {GET("/log-in") "\r\n", "POST"},
        {POST("/feed.ics") "Content-Length: 0\r\n\r\n", "GET, HEAD"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct http_answer a = ask(state, cases[i][0]);
        assert_int_equal(a.status, 405);
        check_header(&a, "Allow", cases[i][1]);
        http_answer_free(&a);
    }
    expect_status(state, "PROPFIND /nowhere HTTP/1.1\r\nHost: t\r\n\r\n", 404);
}

static void test_errors_are_pages_for_people_and_problems_for_programs(void **state)
{
    struct http_answer a = ask(state, GET("/fail") "Accept: text/html\r\n\r\n");
    assert_int_equal(a.status, 422);
    assert_string_equal(a.body, "INVALID");
    http_answer_free(&a);

    a = ask(state, GET("/fail") "Accept: application/json\r\n\r\n");
    assert_int_equal(a.status, 422);
    check_header(&a, "Content-Type", "application/problem+json");
    json_t *problem = json_loads(a.body, 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(problem, "status")), 422);
    assert_string_equal(json_string_value(json_object_get(problem, "code")), "INVALID");
    assert_string_equal(json_string_value(json_object_get(problem, "key")), "error.none");
    assert_string_equal(json_string_value(json_object_get(problem, "field")), "ng\"ay");
    assert_string_equal(json_string_value(json_object_get(problem, "value")), "31/02");
    assert_int_equal(json_string_length(json_object_get(problem, "request")), 16);
    json_decref(problem);
    http_answer_free(&a);
}

static void test_a_busy_server_says_when_to_come_back(void **state)
{
    struct http_answer a = ask(state, GET("/busy") "\r\n");
    assert_int_equal(a.status, 503);
    check_header(&a, "Retry-After", "2");
    http_answer_free(&a);
}

/* ---- sessions ---- */

static const char *csrf_of(const char *token)
{
    static char hex[SECRET_HEX_LEN + 1];
    char in[128];
    (void)snprintf(in, sizeof(in), "csrf:%s", token);
    secret_sha256_hex(sv_of(in), hex);
    hex[32] = '\0';
    return hex;
}

static void test_a_private_page_needs_a_session(void **state)
{
    char hash[SECRET_HEX_LEN + 1], want[256];
    secret_sha256_hex(SV("tok-1"), hash);
    (void)snprintf(want, sizeof(want), "tok-1|%s|%s", hash, csrf_of("tok-1"));

    expect_status(state, GET("/mine") "\r\n", 401);
    expect_status(state, POST("/mine") "Content-Length: 0\r\n\r\n", 401);
    expect_status(state, GET("/mine") "Cookie: session=\r\n\r\n", 401);
    struct http_answer a = ask(state, GET("/mine") "Cookie: lang=vi; session=tok-1\r\n\r\n");
    assert_int_equal(a.status, 200);
    assert_string_equal(a.body, want);
    http_answer_free(&a);
}

static int post_with(void **state, const char *headers, const char *body)
{
    char request[1024];
    (void)snprintf(request, sizeof(request),
                   POST("/mine") "Cookie: session=tok-1\r\n%s" FORM "Content-Length: %zu\r\n\r\n%s",
                   headers, strlen(body), body);
    struct http_answer a = ask(state, request);
    int status = a.status;
    http_answer_free(&a);
    return status;
}

static void test_a_post_needs_the_sessions_own_token(void **state)
{
    char field[128], header[128];
    (void)snprintf(field, sizeof(field), "a=1&_csrf=%s", csrf_of("tok-1"));
    (void)snprintf(header, sizeof(header), "X-CSRF-Token: %s\r\n", csrf_of("tok-1"));

    assert_int_equal(post_with(state, "", "a=1"), 403);
    assert_int_equal(post_with(state, "", "_csrf="), 403);
    assert_int_equal(post_with(state, "", "_csrf=0123456789abcdef0123456789abcdef"), 403);
    assert_int_equal(post_with(state, "", field), 200);
    assert_int_equal(post_with(state, header, "a=1"), 200);
    assert_int_equal(post_with(state, "Sec-Fetch-Site: cross-site\r\n", field), 403);
    (void)snprintf(field, sizeof(field), "_csrf=%s", csrf_of("tok-2"));
    assert_int_equal(post_with(state, "", field), 403);
}

static void test_the_session_cookie_is_closed_to_scripts_and_other_sites(void **state)
{
    struct http_answer a = ask(state, POST("/log-in") FORM "Content-Length: 9\r\n\r\ntoken=new");
    assert_int_equal(a.status, 303);
    check_header(&a, "Set-Cookie", "session=new; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
    http_answer_free(&a);
    a = ask(state, POST("/log-in") "X-Forwarded-Proto: https\r\n" FORM
                                   "Content-Length: 9\r\n\r\ntoken=new");
    check_header(&a, "Set-Cookie",
                 "__Host-session=new; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure");
    http_answer_free(&a);
    a = ask(state, POST("/log-in") FORM "Content-Length: 6\r\n\r\ntoken=");
    check_header(&a, "Set-Cookie", "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    http_answer_free(&a);
    /* Behind https a cookie without the prefix may have been planted by a neighbour. */
    expect_status(state, GET("/mine") "X-Forwarded-Proto: https\r\nCookie: session=t\r\n\r\n", 401);
    expect_status(state,
                  GET("/mine") "X-Forwarded-Proto: https\r\nCookie: __Host-session=t\r\n\r\n", 200);
}

#define GUESSER "X-Forwarded-For: 192.0.2.8\r\n"

static void test_guessing_is_slowed_down_and_logging_in_is_not(void **state)
{
    for (int i = 0; i < 30; i++) {
        expect_status(state, POST("/log-in") GUESSER FORM "Content-Length: 9\r\n\r\ntoken=new",
                      303);
    }
    for (int i = 0; i < 10; i++) {
        expect_status(state, POST("/log-in") GUESSER "Content-Length: 0\r\n\r\n", 401);
    }
    struct http_answer a = ask(state, POST("/log-in") GUESSER "Content-Length: 0\r\n\r\n");
    int64_t retry_s = 0;
    assert_int_equal(a.status, 429);
    assert_true(sv_int(sv_of(http_answer_header(&a, "Retry-After")), 1, 6, &retry_s));
    http_answer_free(&a);
    expect_status(state, GET("/small") GUESSER "\r\n", 200);
    expect_status(state, POST("/log-in") "Content-Length: 0\r\n\r\n", 401);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head_says_what_get_says_and_sends_no_body),
        cmocka_unit_test(test_an_unchanged_copy_is_confirmed_with_its_validators),
        cmocka_unit_test(test_the_tag_decides_before_the_date),
        cmocka_unit_test(test_text_is_packed_when_the_client_accepts_it),
        cmocka_unit_test(test_either_form_confirms_the_same_content),
        cmocka_unit_test(test_small_and_binary_replies_are_not_packed),
        cmocka_unit_test(test_bytes_packed_beforehand_are_sent_as_they_are),
        cmocka_unit_test(test_every_reply_is_guarded_and_not_stored_by_default),
        cmocka_unit_test(test_a_header_cannot_be_smuggled_into_a_reply),
        cmocka_unit_test(test_no_content_has_no_length),
        cmocka_unit_test(test_redirects_lead_to_our_own_pages_only),
        cmocka_unit_test(test_a_wrong_method_is_told_the_right_ones),
        cmocka_unit_test(test_errors_are_pages_for_people_and_problems_for_programs),
        cmocka_unit_test(test_a_busy_server_says_when_to_come_back),
        cmocka_unit_test(test_a_private_page_needs_a_session),
        cmocka_unit_test(test_a_post_needs_the_sessions_own_token),
        cmocka_unit_test(test_the_session_cookie_is_closed_to_scripts_and_other_sites),
        cmocka_unit_test(test_guessing_is_slowed_down_and_logging_in_is_not),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
