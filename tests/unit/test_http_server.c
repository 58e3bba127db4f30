/* The server against hostile, slow, vanishing and many clients, over real sockets. */
#include "http/server.h"

#include "http_talk.h"

#include "core/clock.h"
#include "core/metrics.h"
#include "core/str.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HOST "Host: test\r\n"

/* ---- the pages under test ---- */

struct app {
    struct http_talk *talk;
    int handled;     /* requests that reached /late */
    int64_t late_ms; /* how long it takes to answer */
};

struct late {
    struct http_request *r;
    struct loop_timer *timer;
};

static void reply_text(struct http_request *r, struct sv text)
{
    http_reply(
        r, &(struct http_body){.status = 200, .type = "text/plain; charset=utf-8", .bytes = text});
}

static void hello(struct http_request *r)
{
    reply_text(r, SV("hello"));
}

/* Every field as "name=value\n", a file with its name, then the raw body. */
static void echo(struct http_request *r)
{
    struct buf b;
    buf_init(&b, (size_t)8 << 20);
    for (size_t i = 0; i < r->n_fields; i++) {
        buf_printf(&b, "%s=", r->fields[i].name);
        buf_sv(&b, r->fields[i].value);
        buf_char(&b, '\n');
    }
    buf_sv(&b, r->body);
    reply_text(r, buf_view(&b));
    buf_free(&b);
}

static void where(struct http_request *r)
{
    reply_text(r, sv_of(arena_printf(r->arena, "%s|%s|%s", r->path, r->query_string,
                                     r->params[0] != NULL ? r->params[0] : "")));
}

static void who(struct http_request *r)
{
    reply_text(
        r, sv_of(arena_printf(r->arena, "%s|%d|%s", r->address, r->is_https, lang_str(r->lang))));
}

/* Longer than what is written in one go. */
static void much(struct http_request *r)
{
    size_t n = 3000000;
    char *text = arena_alloc(r->arena, n);
    memset(text, 'a', n);
    reply_text(r, (struct sv){text, n});
}

static void answer_late(void *ctx)
{
    struct late *late = ctx;
    struct http_request *r = late->r;
    loop_timer_free(late->timer);
    free(late);
    reply_text(r, SV("late"));
}

static void late(struct http_request *r)
{
    struct app *app = r->app;
    struct late *l = heap_new(sizeof(*l));
    app->handled++;
    l->r = r;
    l->timer = loop_timer_new(http_talk_loop(app->talk), answer_late, l);
    loop_timer_set(l->timer, app->late_ms);
}

static const struct http_route routes[] = {
    {HTTP_GET, "/hello", NULL, ROUTE_PUBLIC, hello, NULL},
    {HTTP_GET, "/items/:id", NULL, ROUTE_PUBLIC, where, NULL},
    {HTTP_GET, "/who", NULL, ROUTE_PUBLIC, who, NULL},
    {HTTP_POST, "/echo", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, echo, NULL},
    {HTTP_POST, "/upload", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF | ROUTE_MULTIPART, echo, NULL},
    {HTTP_GET, "/late", NULL, ROUTE_PUBLIC, late, NULL},
    {HTTP_GET, "/much", NULL, ROUTE_PUBLIC, much, NULL},
};

static struct app *start_with(void **state, const char *const *overrides)
{
    static struct app app;
    app = (struct app){.late_ms = 50};
    app.talk = http_talk_start(routes, ARRAY_LEN(routes), &app, overrides);
    *state = &app;
    return &app;
}

static int start(void **state)
{
    (void)start_with(state, NULL);
    return 0;
}

static int start_small(void **state)
{
    static const char *const small[] = {"http.header_seconds=1", "http.max_connections=3",
                                        "http.max_body_kib=128", "http.trusted_proxy=127.0.0.1",
                                        NULL};
    (void)start_with(state, small);
    return 0;
}

static int stop(void **state)
{
    http_talk_stop(((struct app *)*state)->talk);
    return 0;
}

static void expect(void **state, const char *request, int status)
{
    struct http_answer a;
    http_talk_once(((struct app *)*state)->talk, request, &a);
    if (a.status != status) {
        fail_msg("%d instead of %d for %.200s", a.status, status, request);
    }
    http_answer_free(&a);
}

/* ---- what is not one clear request is refused ---- */

static void test_exactly_one_clean_host_is_required(void **state)
{
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "\r\n", 200);
    expect(state, "GET /hello HTTP/1.0\r\nhost: test:8080\r\n\r\n", 200);
    expect(state, "GET /hello HTTP/1.1\r\n\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\n" HOST HOST "\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "Host : b\r\n\r\n", 400);
}

static void test_ambiguous_lengths_are_refused_and_the_connection_closed(void **state)
{
    const char *const bad[] = {
        "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\n",
        "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\n" HOST "Content-Length: +3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\n" HOST "Content-Length: -3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0x3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: identity\r\n\r\n",
        "POST /echo HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /hello HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc",
        "HEAD /hello HTTP/1.1\r\n" HOST "Content-Length: 30\r\n\r\nGET /hello HTTP/1.1\r\n" HOST
        "\r\n",
        "GET /hello HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    };
    struct app *app = *state;
    struct http_answer a;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        int fd = http_talk_connect(app->talk);
        http_talk_send(fd, bad[i]);
        http_talk_read(fd, strncmp(bad[i], "HEAD", 4) == 0, &a);
        if (a.status != 400) {
            fail_msg("%d for case %zu", a.status, i);
        }
        http_answer_free(&a);
        http_talk_send(fd, "GET /hello HTTP/1.1\r\n" HOST "\r\n");
        http_talk_read(fd, false, &a);
        assert_int_equal(a.status, 0);
        http_answer_free(&a);
        close(fd);
    }
}

static void test_malformed_heads_are_refused(void **state)
{
    expect(state, "GET /hello\tx HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /hello x HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /hel\xC3\xAAlo HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET hello HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET http://test/hello HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /hello#x HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /hello HTTP/1.7\r\n" HOST "\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "X: a\x01\r\n\r\n", 400);
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "X y: a\r\n\r\n", 400);
    expect(state, "CONNECT test:443 HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "nonsense without end\r\n\r\n", 400);
}

static void test_paths_are_decoded_strictly(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    http_talk_once(app->talk, "GET /items/T%C3%AAn%20A?b=c&d HTTP/1.1\r\n" HOST "\r\n", &a);
    assert_string_equal(a.body, "/items/Tên A|b=c&d|Tên A");
    http_answer_free(&a);
    expect(state, "GET /items/a%00b HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/a%2Fb HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/%2e%2e HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/../hello HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/./a HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/%ff HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/%0a HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /items/% HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET /hello?a=%00 HTTP/1.1\r\n" HOST "\r\n", 400);
    expect(state, "GET //hello HTTP/1.1\r\n" HOST "\r\n", 404);
    expect(state, "GET /hello/ HTTP/1.1\r\n" HOST "\r\n", 404);
    expect(state, "GET /hello%00/admin HTTP/1.1\r\n" HOST "\r\n", 400);
}

/* ---- sizes ---- */

static void test_a_head_that_is_too_long_is_refused(void **state)
{
    static char request[40000];
    int n = snprintf(request, sizeof(request), "GET /hello HTTP/1.1\r\n" HOST "X: ");
    memset(request + n, 'a', 17000);
    (void)snprintf(request + n + 17000, 100, "\r\n\r\n");
    expect(state, request, 431);
    n = snprintf(request, sizeof(request), "GET /hello?");
    memset(request + n, 'a', 17000);
    (void)snprintf(request + n + 17000, 100, " HTTP/1.1\r\n" HOST "\r\n");
    expect(state, request, 431);
    n = snprintf(request, sizeof(request), "GET /hello HTTP/1.1\r\n" HOST);
    for (int i = 0; i < 120; i++) {
        n += snprintf(request + n, 16, "X%d: a\r\n", i);
    }
    (void)snprintf(request + n, 3, "\r\n");
    expect(state, request, 431);
}

static void test_an_endless_head_is_cut_off(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    char *junk = heap_new((size_t)1 << 20);
    memset(junk, 'a', (size_t)1 << 20);
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "GET /hello HTTP/1.1\r\nX: ");
    http_talk_send_n(fd, junk, (size_t)1 << 20);
    http_talk_read(fd, false, &a);
    assert_true(a.status == 400 || a.status == 0);
    http_answer_free(&a);
    assert_true(http_talk_closed(fd, 3000));
    close(fd);
    free(junk);
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "\r\n", 200);
}

/* Sends n bytes of form to path and returns the status of the answer. */
static int post(const struct app *app, const char *path, const char *type, size_t n, int *fd)
{
    char head[256];
    char *body = heap_new(n + 1);
    struct http_answer a;
    (void)snprintf(head, sizeof(head),
                   "POST %s HTTP/1.1\r\n" HOST "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                   path, type, n);
    memset(body, 'a', n);
    *fd = http_talk_connect(app->talk);
    http_talk_send(*fd, head);
    http_talk_send_n(*fd, body, n);
    http_talk_read(*fd, false, &a);
    int status = a.status;
    http_answer_free(&a);
    free(body);
    return status;
}

static void test_a_body_that_is_too_large_gets_a_clean_413(void **state)
{
    const struct app *app = *state;
    const char *form = "application/x-www-form-urlencoded";
    struct http_answer a;
    int fd;

    assert_int_equal(post(app, "/echo", form, 64 * 1024, &fd), 200);
    close(fd);
    assert_int_equal(post(app, "/echo", form, 64 * 1024 + 1, &fd), 413);
    http_talk_send(fd, "GET /hello HTTP/1.1\r\n" HOST "\r\n");
    http_talk_read(fd, false, &a);
    assert_int_equal(a.status, 200); /* the connection is still good */
    http_answer_free(&a);
    close(fd);
    assert_int_equal(post(app, "/upload", "text/csv", 128 * 1024, &fd), 200);
    close(fd);
    assert_int_equal(post(app, "/upload", "text/csv", 128 * 1024 + 1, &fd), 413);
    close(fd);
    assert_int_equal(post(app, "/upload", "text/csv", (size_t)2 << 20, &fd), 413);
    close(fd);
}

/* ---- bodies ---- */

static void test_a_chunked_form_is_read(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    http_talk_once(app->talk,
                   "POST /echo?q=0 HTTP/1.1\r\n" HOST
                   "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n"
                   "4\r\na=1&\r\n3\r\nb=2\r\n0\r\nX-Evil: 1\r\n\r\n",
                   &a);
    assert_int_equal(a.status, 200);
    assert_string_equal(a.body, "q=0\na=1\nb=2\n");
    http_answer_free(&a);
}

static void test_an_upload_is_taken_only_where_it_is_meant(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    char request[512];
    const char *body = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"
                       "data\r\n--B--\r\n";
    const char *const paths[] = {"/upload", "/echo"};
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(request, sizeof(request),
                       "POST %s HTTP/1.1\r\n" HOST
                       "Content-Type: multipart/form-data; boundary=B\r\n"
                       "Content-Length: %zu\r\n\r\n%s",
                       paths[i], strlen(body), body);
        http_talk_once(app->talk, request, &a);
        assert_int_equal(a.status, i == 0 ? 200 : 400);
        if (i == 0) {
            assert_string_equal(a.body, "f=data\n");
        }
        http_answer_free(&a);
    }
}

static void test_another_type_arrives_as_it_was_sent(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    http_talk_once(app->talk,
                   "POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n"
                   "Content-Length: 7\r\n\r\n{\"a\":1}",
                   &a);
    assert_string_equal(a.body, "{\"a\":1}");
    http_answer_free(&a);
}

static void test_expect_100_continue_is_answered(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 2\r\n"
                       "Expect: 100-continue\r\n\r\n");
    http_talk_read(fd, true, &a);
    assert_int_equal(a.status, 100);
    http_answer_free(&a);
    http_talk_send(fd, "ok");
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "ok");
    http_answer_free(&a);
    close(fd);
}

/* ---- who asks ---- */

static void check_who(const struct app *app, const char *headers, const char *want)
{
    char request[512];
    struct http_answer a;
    (void)snprintf(request, sizeof(request), "GET /who HTTP/1.1\r\n" HOST "%s\r\n", headers);
    http_talk_once(app->talk, request, &a);
    assert_string_equal(a.body, want);
    http_answer_free(&a);
}

static void test_forwarded_headers_of_strangers_are_ignored(void **state)
{
    check_who(*state, "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n",
              "127.0.0.1|0|vi");
}

static void test_the_trusted_proxy_names_the_client(void **state)
{
    check_who(*state, "X-Forwarded-For: 10.9.9.9, 192.0.2.9\r\nX-Forwarded-Proto: https\r\n",
              "192.0.2.9|1|vi");
    check_who(*state, "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-For: 2001:db8::1\r\n",
              "2001:db8::1|0|vi");
    check_who(*state, "X-Forwarded-For: nonsense\r\n", "127.0.0.1|0|vi");
}

static void test_the_cookie_chooses_the_language_before_the_browser_does(void **state)
{
    check_who(*state, "Accept-Language: km-KH,en;q=0.5\r\n", "127.0.0.1|0|km");
    check_who(*state, "Cookie: a=b; lang=en\r\nAccept-Language: km\r\n", "127.0.0.1|0|en");
    check_who(*state, "Cookie: lang=fr\r\n", "127.0.0.1|0|vi");
}

/* ---- connections ---- */

static void test_pipelined_requests_are_answered_in_order(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "GET /late HTTP/1.1\r\n" HOST "\r\n"
                       "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
                       "HEAD /hello HTTP/1.1\r\n" HOST "\r\n"
                       "GET /hello HTTP/1.1\r\n" HOST "\r\n");
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "late");
    http_answer_free(&a);
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "abc");
    http_answer_free(&a);
    http_talk_read(fd, true, &a);
    assert_string_equal(http_answer_header(&a, "Content-Length"), "5");
    http_answer_free(&a);
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "hello");
    http_answer_free(&a);
    close(fd);
}

static void test_a_client_that_has_said_all_still_gets_the_whole_reply(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "GET /much HTTP/1.1\r\n" HOST "\r\nGET /much HTTP/1.1\r\n" HOST "\r\n");
    shutdown(fd, SHUT_WR);
    for (int i = 0; i < 2; i++) {
        http_talk_read(fd, false, &a);
        assert_int_equal(a.body_n, 3000000);
        http_answer_free(&a);
    }
    assert_true(http_talk_closed(fd, 1000));
    close(fd);
}

static void test_a_client_that_leaves_during_a_long_reply_harms_nobody(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < 20; i++) {
        int fd = http_talk_connect(app->talk);
        char some[4096];
        http_talk_send(fd, "GET /much HTTP/1.1\r\n" HOST "\r\n");
        assert_true(recv(fd, some, sizeof(some), 0) > 0);
        close(fd);
    }
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "\r\n", 200);
    for (int i = 0; i < 50 && metric_get(METRIC_HTTP_CONNECTIONS) > 0; i++) {
        usleep(20 * 1000);
    }
    assert_int_equal(metric_get(METRIC_HTTP_CONNECTIONS), 0);
}

static void test_a_reply_after_the_client_left_goes_nowhere_and_leaks_nothing(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < 20; i++) {
        int fd = http_talk_connect(app->talk);
        struct linger reset = {.l_onoff = 1};
        http_talk_send(fd, "GET /late HTTP/1.1\r\n" HOST "\r\n");
        if (i % 2 == 0) {
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
        }
        usleep(50000);
        close(fd);
    }
    int fd = http_talk_connect(app->talk);
    struct http_answer a;
    http_talk_send(fd, "GET /late HTTP/1.1\r\n" HOST "\r\n");
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "late");
    http_answer_free(&a);
    close(fd);
    assert_int_equal(app->handled, 21);
}

static void test_a_request_open_at_the_end_is_still_answered(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    app->late_ms = 300;
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "GET /late HTTP/1.1\r\n" HOST "\r\n");
    while (*(volatile int *)&app->handled == 0) {
        usleep(1000);
    }
    http_talk_stop(app->talk);
    http_talk_read(fd, false, &a);
    assert_string_equal(a.body, "late");
    assert_string_equal(http_answer_header(&a, "Connection"), "close");
    http_answer_free(&a);
    close(fd);
}

static void test_a_request_still_open_when_the_wait_is_over_loses_only_its_client(void **state)
{
    struct app *app = *state;
    app->late_ms = 900; /* the server waits 500 ms */
    http_talk_linger(app->talk, 700);
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, "GET /late HTTP/1.1\r\n" HOST "\r\n");
    while (*(volatile int *)&app->handled == 0) {
        usleep(1000);
    }
    int64_t before = metric_get(METRIC_HTTP_REQUESTS);
    http_talk_stop(app->talk);
    assert_true(http_talk_closed(fd, 0));
    assert_int_equal(metric_get(METRIC_HTTP_REQUESTS), before + 1);
    close(fd);
}

/* Sends text, then one byte now and then; true when the server ends it between 0.9 and 3 s. */
static bool is_cut_in_time(const struct app *app, const char *text)
{
    int64_t start_us = clock_mono_us();
    int fd = http_talk_connect(app->talk);
    http_talk_send(fd, text);
    while (!http_talk_closed(fd, 100) && clock_mono_us() - start_us < 5000000) {
        http_talk_send(fd, "a");
    }
    int64_t ms = (clock_mono_us() - start_us) / 1000;
    close(fd);
    return ms >= 900 && ms < 3000;
}

static void test_a_request_that_trickles_in_is_cut_at_the_deadline(void **state)
{
    assert_true(is_cut_in_time(*state, "GET /hello HTTP/1.1\r\nX: "));
    assert_true(
        is_cut_in_time(*state, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 1000\r\n\r\n"));
}

static void test_the_deadline_counts_anew_for_each_request(void **state)
{
    struct app *app = *state;
    struct http_answer a;
    int fd = http_talk_connect(app->talk);
    for (int i = 0; i < 3; i++) {
        http_talk_send(fd, "GET /hello HTTP/1.1\r\n" HOST "\r\n");
        http_talk_read(fd, false, &a);
        assert_int_equal(a.status, 200);
        http_answer_free(&a);
        usleep(700 * 1000); /* idle: no request is on its way */
    }
    http_talk_send(fd, "GET");
    assert_true(http_talk_closed(fd, 3000));
    close(fd);
}

static void test_connections_past_the_cap_are_refused_until_one_leaves(void **state)
{
    struct app *app = *state;
    int fd[4];
    struct http_answer a;
    int64_t refused = metric_get(METRIC_HTTP_REFUSED);

    for (size_t i = 0; i < 4; i++) {
        fd[i] = http_talk_connect(app->talk);
        if (i < 3) {
            http_talk_send(fd[i], "GET /hello HTTP/1.1\r\n" HOST "\r\n");
            http_talk_read(fd[i], false, &a);
            assert_int_equal(a.status, 200);
            http_answer_free(&a);
        }
    }
    http_talk_read(fd[3], false, &a);
    assert_int_equal(a.status, 503);
    http_answer_free(&a);
    assert_true(http_talk_closed(fd[3], 1000));
    assert_int_equal(metric_get(METRIC_HTTP_REFUSED), refused + 1);
    for (size_t i = 0; i < 4; i++) {
        close(fd[i]);
    }
    for (int i = 0; i < 500 && metric_get(METRIC_HTTP_CONNECTIONS) > 0; i++) {
        usleep(20 * 1000);
    }
    expect(state, "GET /hello HTTP/1.1\r\n" HOST "\r\n", 200);
}

static void test_a_refused_client_that_already_asked_harms_nobody(void **state)
{
    struct app *app = *state;
    int held[3], fd;
    struct http_answer a;
    for (size_t i = 0; i < 3; i++) {
        held[i] = http_talk_connect(app->talk);
        http_talk_send(held[i], "GET /hello HTTP/1.1\r\n" HOST "\r\n");
        http_talk_read(held[i], false, &a);
        http_answer_free(&a);
    }
    for (int i = 0; i < 20; i++) {
        fd = http_talk_connect(app->talk);
        http_talk_send(fd, "GET /hello HTTP/1.1\r\n" HOST "\r\n");
        http_talk_read(fd, false, &a);
        assert_true(a.status == 503 || a.status == 0);
        http_answer_free(&a);
        close(fd);
    }
    for (size_t i = 0; i < 3; i++) {
        http_talk_send(held[i], "GET /hello HTTP/1.1\r\n" HOST "\r\n");
        http_talk_read(held[i], false, &a);
        assert_int_equal(a.status, 200);
        http_answer_free(&a);
        close(held[i]);
    }
}

static void test_running_out_of_descriptors_only_delays(void **state)
{
    struct app *app = *state;
    struct rlimit old, none;
    struct http_answer a;
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)http_talk_port(app->talk)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int top = dup(fd);
    close(top);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    none = old;
    none.rlim_cur = (rlim_t)top;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
    http_talk_send(fd, "GET /hello HTTP/1.1\r\n" HOST "\r\n");
    assert_false(http_talk_closed(fd, 500));
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    http_talk_read(fd, false, &a);
    assert_int_equal(a.status, 200);
    http_answer_free(&a);
    close(fd);
}

static void test_a_taken_port_is_reported(void **state)
{
    struct app *app = *state;
    struct arena *a = arena_new((size_t)1 << 20);
    struct loop *loop = loop_new();
    const struct config *config;
    struct err e = {0};
    const char *port = arena_printf(a, "http.port=%d", http_talk_port(app->talk));

    assert_true(config_read(a, NULL, &port, 1, &config, &e));
    assert_null(http_server_start(&(struct http_setup){.loop = loop, .config = config}, &e));
    assert_int_equal(e.code, ERR_IO);
    loop_free(loop);
    arena_free(a);
}

int main(void)
{
#define T(name, up) cmocka_unit_test_setup_teardown(name, up, stop)
    const struct CMUnitTest tests[] = {
        T(test_exactly_one_clean_host_is_required, start),
        T(test_ambiguous_lengths_are_refused_and_the_connection_closed, start),
        T(test_malformed_heads_are_refused, start),
        T(test_paths_are_decoded_strictly, start),
        T(test_a_head_that_is_too_long_is_refused, start),
        T(test_an_endless_head_is_cut_off, start),
        T(test_a_body_that_is_too_large_gets_a_clean_413, start_small),
        T(test_a_chunked_form_is_read, start),
        T(test_an_upload_is_taken_only_where_it_is_meant, start),
        T(test_another_type_arrives_as_it_was_sent, start),
        T(test_expect_100_continue_is_answered, start),
        T(test_forwarded_headers_of_strangers_are_ignored, start),
        T(test_the_trusted_proxy_names_the_client, start_small),
        T(test_the_cookie_chooses_the_language_before_the_browser_does, start),
        T(test_pipelined_requests_are_answered_in_order, start),
        T(test_a_client_that_has_said_all_still_gets_the_whole_reply, start),
        T(test_a_client_that_leaves_during_a_long_reply_harms_nobody, start),
        T(test_a_reply_after_the_client_left_goes_nowhere_and_leaks_nothing, start),
        cmocka_unit_test_setup(test_a_request_open_at_the_end_is_still_answered, start),
        cmocka_unit_test_setup(
            test_a_request_still_open_when_the_wait_is_over_loses_only_its_client, start),
        T(test_a_request_that_trickles_in_is_cut_at_the_deadline, start_small),
        T(test_the_deadline_counts_anew_for_each_request, start_small),
        T(test_connections_past_the_cap_are_refused_until_one_leaves, start_small),
        T(test_a_refused_client_that_already_asked_harms_nobody, start_small),
        T(test_running_out_of_descriptors_only_delays, start),
        T(test_a_taken_port_is_reported, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
