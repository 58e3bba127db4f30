/* The client against peers that answer, refuse, stall, cut and drop: what each end means. */
#include "http/client.h"

#include "http_talk.h"

#include "core/clock.h"
#include "core/log.h"
#include "core/str.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- a peer with a character ---- */

enum manner {
    HTTP_ANSWERS,     /* every request */
    HTTP_STALLS,      /* reads and says nothing */
    HTTP_DROPS,       /* reads the request and closes */
    HTTP_DROPS_LATER, /* answers the first request, drops the second */
    HTTP_CUTS,        /* promises more body than it sends */
    HTTP_CUTS_ERROR,  /* the same with status 500 */
    MAIL_TAKES,
    MAIL_TAKES_UTF8, /* and says so (RFC 6531) */
    MAIL_TURNS_AWAY, /* whoever comes */
    MAIL_REJECTS,    /* the recipient, for good */
    MAIL_DEFERS,     /* the recipient, for now */
    MAIL_LOSES,      /* drops the line when the message has ended */
    MAIL_HANGS_UP,   /* drops the line after MAIL FROM */
    MAIL_STALLS_DATA /* takes the message and says nothing */
};

struct peer {
    pthread_t thread;
    enum manner manner;
    int listener;
    int port;
    int connections;
    int requests; /* HTTP requests or mails that arrived whole */
    char last[4096];
    size_t last_n;
};

static void say(int fd, const char *text)
{
    (void)!send(fd, text, strlen(text), MSG_NOSIGNAL);
}

/* Reads until the text read ends with mark; false when the line is closed. */
static bool hear(struct peer *p, int fd, const char *mark)
{
    size_t n = strlen(mark);
    p->last_n = 0;
    while (p->last_n + 1 < sizeof(p->last)) {
        if (recv(fd, p->last + p->last_n, 1, 0) != 1) {
            return false;
        }
        p->last[++p->last_n] = '\0';
        if (p->last_n >= n && memcmp(p->last + p->last_n - n, mark, n) == 0) {
            return true;
        }
    }
    return false;
}

static void serve_http(struct peer *p, int fd)
{
    char c;
    for (int n = 1; hear(p, fd, "\r\n\r\n"); n++) {
        p->requests++;
        switch (p->manner) {
        case HTTP_STALLS: (void)!recv(fd, &c, 1, 0); return;
        case HTTP_DROPS: return;
        case HTTP_DROPS_LATER:
            if (n > 1) {
                return;
            }
            break;
        case HTTP_CUTS: say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut"); return;
        case HTTP_CUTS_ERROR: say(fd, "HTTP/1.1 500 No\r\nContent-Length: 99\r\n\r\ncut"); return;
        case HTTP_ANSWERS:
        default: break;
        }
        say(fd, "HTTP/1.1 201 Made\r\nContent-Length: 4\r\n\r\nmade");
    }
}

/* False: the line is to be dropped. */
static bool serve_message(struct peer *p, int fd)
{
    char c;
    say(fd, "354 go ahead\r\n");
    if (!hear(p, fd, "\r\n.\r\n")) {
        return false;
    }
    p->requests++;
    if (p->manner == MAIL_LOSES) {
        return false;
    }
    if (p->manner == MAIL_STALLS_DATA) {
        (void)!recv(fd, &c, 1, 0);
        return false;
    }
    say(fd, "250 taken\r\n");
    return true;
}

static void serve_mail(struct peer *p, int fd)
{
    say(fd, p->manner == MAIL_TURNS_AWAY ? "554 5.7.1 not you\r\n" : "220 peer\r\n");
    while (hear(p, fd, "\r\n")) {
        if (strncasecmp(p->last, "QUIT", 4) == 0) {
            say(fd, "221 bye\r\n");
            return;
        }
        if (strncasecmp(p->last, "DATA", 4) == 0) {
            if (!serve_message(p, fd)) {
                return;
            }
            continue;
        }
        if (strncasecmp(p->last, "MAIL", 4) == 0 && p->manner == MAIL_HANGS_UP) {
            return;
        }
        bool is_rcpt = strncasecmp(p->last, "RCPT", 4) == 0;
        bool is_hello = strncasecmp(p->last, "EHLO", 4) == 0;
        say(fd, is_hello && p->manner == MAIL_TAKES_UTF8 ? "250-peer\r\n250 SMTPUTF8\r\n"
                : is_rcpt && p->manner == MAIL_REJECTS   ? "550 nobody\r\n"
                : is_rcpt && p->manner == MAIL_DEFERS    ? "450 later\r\n"
                                                         : "250 ok\r\n");
    }
}

static void *serve(void *ctx)
{
    struct peer *p = ctx;
    int fd;
    while ((fd = accept(p->listener, NULL, NULL)) >= 0) {
        p->connections++;
        if (p->manner < MAIL_TAKES) {
            serve_http(p, fd);
        } else {
            serve_mail(p, fd);
        }
        close(fd);
    }
    return NULL;
}

static void peer_listen(struct peer *p)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof(at);
    p->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(p->listener, (struct sockaddr *)&at, sizeof(at)), 0);
    assert_int_equal(getsockname(p->listener, (struct sockaddr *)&at, &n), 0);
    p->port = ntohs(at.sin_port);
}

static void peer_start(struct peer *p, enum manner manner)
{
    *p = (struct peer){.manner = manner};
    peer_listen(p);
    assert_int_equal(listen(p->listener, 8), 0);
    assert_int_equal(pthread_create(&p->thread, NULL, serve, p), 0);
}

static void peer_stop(struct peer *p)
{
    shutdown(p->listener, SHUT_RDWR);
    pthread_join(p->thread, NULL);
    close(p->listener);
}

/* ---- the client under test ---- */

struct scene {
    struct loop *loop;
    struct http_client *client;
    struct client_result result; /* of the last call; body copied */
    char body[64];
    char text[256];
    int calls;   /* callbacks that ran */
    int waiting; /* callbacks still to come */
};

static int set_up(void **state)
{
    static struct scene s;
    log_set_level(LOG_LEVEL_ERROR);
    s = (struct scene){.loop = loop_new()};
    s.client = http_client_new(s.loop, 4);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    struct scene *s = *state;
    if (s->client != NULL) {
        http_client_free(s->client);
    }
    loop_free(s->loop);
    return 0;
}

static void note(void *ctx, const struct client_result *r)
{
    struct scene *s = ctx;
    s->result = *r;
    (void)snprintf(s->body, sizeof(s->body), "%.*s", (int)r->body.n, r->body.p);
    (void)snprintf(s->text, sizeof(s->text), "%s", r->text);
    s->calls++;
    if (--s->waiting == 0) {
        loop_stop(s->loop);
    }
}

static struct client_call call_to(struct scene *s, char *url, size_t n, int port)
{
    (void)snprintf(url, n, "http://127.0.0.1:%d/send?x=1", port);
    return (struct client_call){
        .url = url, .method = "GET", .timeout_ms = 2000, .body_max = 32, .done = note, .ctx = s};
}

static void run(struct scene *s, const struct client_call *call)
{
    struct err e = {0};
    s->waiting = 1;
    int calls = s->calls;
    if (!http_client_call(s->client, call, &e)) {
        fail_msg("refused: %s", e.detail);
    }
    assert_int_equal(s->calls, calls); /* never from inside the call */
    loop_run(s->loop, NULL, NULL, NULL);
}

static enum client_end get(struct scene *s, int port)
{
    char url[64];
    struct client_call call = call_to(s, url, sizeof(url), port);
    run(s, &call);
    return s->result.end;
}

/* A mail to a peer; url must hold 64 bytes and outlive the call. */
static struct client_call mail_to(struct scene *s, char *url, int port, int64_t timeout_ms)
{
    struct client_call call = call_to(s, url, 64, port);
    (void)snprintf(url, 64, "smtp://127.0.0.1:%d/me", port);
    call.mail_from = "a@b";
    call.mail_to = "c@d";
    call.body = SV("x\r\n");
    call.timeout_ms = timeout_ms;
    return call;
}

static enum client_end mail(struct scene *s, int port)
{
    char url[64];
    struct client_call call = mail_to(s, url, port, 2000);
    call.body = SV("Subject: x\r\n\r\n.dot\r\nbye\r\n");
    run(s, &call);
    return s->result.end;
}

static void test_an_answer_arrives_with_its_status_and_body(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, HTTP_ANSWERS);
    assert_int_equal(get(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 201);
    assert_string_equal(s->body, "made");
    assert_false(s->result.is_cut);
    assert_int_equal(strncmp(p.last, "GET /send?x=1 HTTP/1.1\r\n", 24), 0);
    http_client_free(s->client);
    s->client = NULL;
    peer_stop(&p);
}

static void echo(struct http_request *r)
{
    const char *type = http_header(r, "Content-Type");
    http_reply(r, &(struct http_body){.status = 200,
                                      .type = "text/plain; charset=utf-8",
                                      .bytes = sv_of(arena_printf(r->arena, "%s %s %.*s", type,
                                                                  http_header(r, "X-Key"),
                                                                  (int)r->body.n, r->body.p))});
}

static void test_a_post_reaches_our_own_server_whole(void **state)
{
    static const struct http_route routes[] = {
        {HTTP_POST, "/send", NULL, ROUTE_PUBLIC | ROUTE_NO_CSRF, echo, NULL}};
    const char *const headers[] = {"Content-Type: a/b", "X-Key: k1", NULL};
    struct scene *s = *state;
    struct http_talk *t = http_talk_start(routes, 1, NULL, NULL);
    char url[64];
    struct client_call call = call_to(s, url, sizeof(url), http_talk_port(t));
    call.method = "POST";
    call.headers = headers;
    call.body = SV("{\"n\":1}");
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_ANSWERED);
    assert_string_equal(s->body, "a/b k1 {\"n\":1}");
    http_talk_stop(t);
}

static void test_a_longer_body_is_cut_and_said_to_be(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, HTTP_ANSWERS);
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    call.body_max = 2;
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_ANSWERED);
    assert_true(s->result.is_cut);
    assert_string_equal(s->body, "ma");
    peer_stop(&p);
}

static void test_a_refused_connection_was_not_sent(void **state)
{
    struct scene *s = *state;
    struct peer p = {0};
    peer_listen(&p); /* bound, not listening */
    assert_int_equal(get(s, p.port), CLIENT_NOT_SENT);
    assert_int_equal(mail(s, p.port), CLIENT_NOT_SENT);
    assert_string_not_equal(s->text, "");
    close(p.listener);
}

static void test_a_stall_is_unknown_at_the_deadline(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, HTTP_STALLS);
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    call.timeout_ms = 300;
    int64_t start_us = clock_mono_us();
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_UNKNOWN);
    assert_in_range((clock_mono_us() - start_us) / 1000, 290, 20000);
    assert_in_range(s->result.ms, 290, 20000);
    peer_stop(&p);
}

static void test_a_peer_that_never_accepts_was_not_sent_to(void **state)
{
    struct scene *s = *state;
    struct peer p = {0};
    char url[64];
    peer_listen(&p);
    assert_int_equal(listen(p.listener, 0), 0);
    /* Fill the backlog, so that the handshake does not end. */
    int fill[4];
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)p.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (size_t i = 0; i < ARRAY_LEN(fill); i++) {
        fill[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        (void)connect(fill[i], (struct sockaddr *)&to, sizeof(to));
    }
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    call.timeout_ms = 300;
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    for (size_t i = 0; i < ARRAY_LEN(fill); i++) {
        close(fill[i]);
    }
    close(p.listener);
}

static void test_a_dropped_line_after_the_request_is_unknown(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, HTTP_DROPS);
    assert_int_equal(get(s, p.port), CLIENT_UNKNOWN);
    peer_stop(&p);
    assert_int_equal(p.requests, 1);
}

static void test_a_request_is_never_sent_twice_by_itself(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, HTTP_DROPS_LATER);
    assert_int_equal(get(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(get(s, p.port), CLIENT_UNKNOWN); /* on the kept connection */
    assert_int_equal(p.requests, 2);
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    call.method = "POST";
    call.body = SV("x\r\n\r\n");
    assert_int_equal(get(s, p.port), CLIENT_ANSWERED);
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_UNKNOWN);
    assert_int_equal(p.requests, 4);
    peer_stop(&p);
}

static void test_half_an_answer_is_unknown_unless_it_is_a_refusal(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, HTTP_CUTS);
    assert_int_equal(get(s, p.port), CLIENT_UNKNOWN);
    peer_stop(&p);
    peer_start(&p, HTTP_CUTS_ERROR);
    assert_int_equal(get(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 500);
    peer_stop(&p);
}

static void test_connections_and_handles_are_used_again(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, HTTP_ANSWERS);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(get(s, p.port), CLIENT_ANSWERED);
    }
    assert_int_equal(p.requests, 20);
    assert_int_equal(p.connections, 1);
    http_client_free(s->client);
    s->client = NULL;
    peer_stop(&p);
}

static void test_closing_ends_every_call_once(void **state)
{
    struct scene *s = *state;
    struct peer p;
    struct err e = {0};
    char url[64];
    peer_start(&p, HTTP_STALLS);
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    s->waiting = 3;
    for (int i = 0; i < 3; i++) {
        assert_true(http_client_call(s->client, &call, &e));
    }
    http_client_free(s->client);
    s->client = NULL;
    assert_int_equal(s->calls, 3);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    peer_stop(&p);
}

static void test_a_strangers_url_may_not_lead_inside(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, HTTP_ANSWERS);
    struct client_call call = call_to(s, url, sizeof(url), p.port);
    call.public_only = true;
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    (void)snprintf(url, sizeof(url), "http://localhost:%d/", p.port);
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    assert_int_equal(p.connections, 0);
    peer_stop(&p);
}

static void test_a_closed_scheme_stays_closed(void **state)
{
    struct scene *s = *state;
    struct err e = {0};
    char url[64];
    struct client_call call = call_to(s, url, sizeof(url), 1);
    const char *const bad[] = {"file:///etc/passwd", "gopher://x/", "ftp://x/",    "//x/", "",
                               "http://x/\r\nX: y",  "http://x/ y", "http://x/\ty"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        call.url = bad[i];
        assert_false(http_client_call(s->client, &call, &e));
        assert_int_equal(e.code, ERR_INVALID);
    }
}

/* ---- mail ---- */

static void test_a_taken_mail_is_answered(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_TAKES);
    assert_int_equal(mail(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 250);
    assert_string_equal(s->body, "250 taken");
    assert_int_equal(mail(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(p.connections, 1);
    http_client_free(s->client);
    s->client = NULL;
    peer_stop(&p);
    assert_int_equal(p.requests, 2);
}

static void test_a_refused_recipient_is_an_answer_with_its_code(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_REJECTS);
    assert_int_equal(mail(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 550);
    assert_string_equal(s->body, "550 nobody");
    peer_stop(&p);
    peer_start(&p, MAIL_DEFERS);
    assert_int_equal(mail(s, p.port), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 450);
    peer_stop(&p);
}

static void test_a_line_lost_after_the_message_is_unknown(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_LOSES);
    assert_int_equal(mail(s, p.port), CLIENT_UNKNOWN);
    peer_stop(&p);
    assert_int_equal(p.requests, 1);
    peer_start(&p, MAIL_STALLS_DATA);
    char url[64];
    struct client_call call = mail_to(s, url, p.port, 400);
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_UNKNOWN);
    peer_stop(&p);
}

static void test_a_line_lost_before_the_message_was_not_sent(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_HANGS_UP);
    assert_int_equal(mail(s, p.port), CLIENT_NOT_SENT);
    peer_stop(&p);
}

static void test_a_relay_that_turns_us_away_says_nothing_about_the_mail(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_TURNS_AWAY);
    assert_int_equal(mail(s, p.port), CLIENT_NOT_SENT);
    assert_string_equal(s->body, "554 5.7.1 not you");
    peer_stop(&p);
}

static enum client_end mail_abroad(struct scene *s, struct peer *p, enum manner manner)
{
    char url[64];
    peer_start(p, manner);
    struct client_call call = mail_to(s, url, p->port, 2000);
    call.mail_to = "ánh@d";
    run(s, &call);
    peer_stop(p);
    return s->result.end;
}

static void test_an_address_of_another_alphabet_goes_only_where_it_is_understood(void **state)
{
    struct scene *s = *state;
    struct peer p;
    assert_int_equal(mail_abroad(s, &p, MAIL_TAKES), CLIENT_NOT_SENT);
    assert_int_equal(s->result.fault, CLIENT_FAULT_ALPHABET);
    assert_int_equal(p.requests, 0);
    assert_int_equal(mail_abroad(s, &p, MAIL_TAKES_UTF8), CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 250);
    assert_int_equal(p.requests, 1);
}

static void test_a_line_is_closed_after_a_hundred_mails(void **state)
{
    struct scene *s = *state;
    struct peer p;
    peer_start(&p, MAIL_TAKES);
    for (int i = 0; i < 201; i++) {
        assert_int_equal(mail(s, p.port), CLIENT_ANSWERED);
    }
    assert_int_equal(p.requests, 201);
    assert_int_equal(p.connections, 3);
    http_client_free(s->client);
    s->client = NULL;
    peer_stop(&p);
}

static void test_no_tls_no_mail_when_tls_is_required(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, MAIL_TAKES);
    struct client_call call = mail_to(s, url, p.port, 2000);
    call.tls = CLIENT_TLS_REQUIRE;
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    peer_stop(&p);
    assert_int_equal(p.requests, 0);
}

struct pulse {
    struct loop_timer *timer;
    int64_t last_us, longest_us;
};

static void beat(void *ctx)
{
    struct pulse *p = ctx;
    int64_t now_us = clock_mono_us();
    p->longest_us = now_us - p->last_us > p->longest_us ? now_us - p->last_us : p->longest_us;
    p->last_us = now_us;
    loop_timer_set(p->timer, 10);
}

static void test_a_slow_relay_does_not_stop_the_loop(void **state)
{
    struct scene *s = *state;
    struct peer p;
    struct pulse pulse = {.last_us = clock_mono_us()};
    char url[64];
    peer_start(&p, MAIL_STALLS_DATA);
    struct client_call call = mail_to(s, url, p.port, 1500);
    pulse.timer = loop_timer_new(s->loop, beat, &pulse);
    loop_timer_set(pulse.timer, 0);
    run(s, &call);
    loop_timer_free(pulse.timer);
    assert_int_equal(s->result.end, CLIENT_UNKNOWN);
    assert_in_range(s->result.ms, 1400, 20000);
    assert_true(pulse.longest_us < 1200000); /* and not until the relay is given up */
    peer_stop(&p);
}

static void test_a_late_reply_is_not_taken_for_the_next_mails(void **state)
{
    struct scene *s = *state;
    struct peer p;
    char url[64];
    peer_start(&p, MAIL_STALLS_DATA);
    struct client_call call = mail_to(s, url, p.port, 1500);
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_UNKNOWN);
    p.manner = MAIL_REJECTS;
    call.timeout_ms = 2000;
    run(s, &call);
    assert_int_equal(s->result.end, CLIENT_ANSWERED);
    assert_int_equal(s->result.status, 550);
    assert_int_equal(p.connections, 2);
    peer_stop(&p);
}

static void test_mails_past_the_threads_wait_their_turn(void **state)
{
    struct scene *s = *state;
    struct peer p = {0};
    struct err e = {0};
    char url[64];
    peer_listen(&p); /* refuses */
    struct client_call call = mail_to(s, url, p.port, 5000);
    s->waiting = 40;
    for (int i = 0; i < 40; i++) {
        assert_true(http_client_call(s->client, &call, &e));
    }
    loop_run(s->loop, NULL, NULL, NULL);
    assert_int_equal(s->calls, 40);
    assert_int_equal(s->result.end, CLIENT_NOT_SENT);
    close(p.listener);
}

static void test_closing_ends_mails_that_run_and_mails_that_wait(void **state)
{
    struct scene *s = *state;
    struct peer p;
    struct err e = {0};
    char url[64];
    peer_start(&p, MAIL_STALLS_DATA);
    struct client_call call = mail_to(s, url, p.port, 60000);
    s->waiting = 20;
    for (int i = 0; i < 20; i++) {
        assert_true(http_client_call(s->client, &call, &e));
    }
    int64_t start_us = clock_mono_us();
    http_client_free(s->client);
    s->client = NULL;
    assert_true(clock_mono_us() - start_us < 5000000);
    assert_int_equal(s->calls, 20);
    peer_stop(&p);
}

static void test_line_ends_never_reach_the_protocol(void **state)
{
    struct scene *s = *state;
    struct err e = {0};
    const char *const headers[] = {"X-A: b\r\nX-Evil: c", NULL};
    const char *const nameless[] = {": b", NULL};
    struct client_call base = {.url = "smtp://127.0.0.1:1/me",
                               .mail_from = "a@b",
                               .mail_to = "c@d",
                               .timeout_ms = 100,
                               .done = note,
                               .ctx = s};
    struct client_call bad[] = {base, base, base, base, base, base, base, base, base};
    bad[0].mail_to = "ok@x>\r\nRCPT TO:<victim@x";
    bad[1].mail_to = "ok@x> <victim@x";
    bad[2].mail_from = "a@b\n";
    bad[3].mail_to = "";
    bad[4].mail_to = NULL;
    bad[5].password = "a\r\nb";
    bad[6].url = "http://127.0.0.1:1/";
    bad[6].method = "GET";
    bad[6].headers = headers;
    bad[7].url = "http://127.0.0.1:1/";
    bad[7].method = "GET\r\n";
    bad[8].url = "http://127.0.0.1:1/";
    bad[8].method = "GET";
    bad[8].headers = nameless;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (http_client_call(s->client, &bad[i], &e)) {
            fail_msg("case %zu was taken", i);
        }
        assert_int_equal(e.code, ERR_INVALID);
    }
    assert_int_equal(s->calls, 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_an_answer_arrives_with_its_status_and_body),
        T(test_a_post_reaches_our_own_server_whole),
        T(test_a_longer_body_is_cut_and_said_to_be),
        T(test_a_refused_connection_was_not_sent),
        T(test_a_stall_is_unknown_at_the_deadline),
        T(test_a_peer_that_never_accepts_was_not_sent_to),
        T(test_a_dropped_line_after_the_request_is_unknown),
        T(test_a_request_is_never_sent_twice_by_itself),
        T(test_half_an_answer_is_unknown_unless_it_is_a_refusal),
        T(test_connections_and_handles_are_used_again),
        T(test_closing_ends_every_call_once),
        T(test_a_strangers_url_may_not_lead_inside),
        T(test_a_closed_scheme_stays_closed),
        T(test_a_taken_mail_is_answered),
        T(test_a_refused_recipient_is_an_answer_with_its_code),
        T(test_a_line_lost_after_the_message_is_unknown),
        T(test_a_line_lost_before_the_message_was_not_sent),
        T(test_a_relay_that_turns_us_away_says_nothing_about_the_mail),
        T(test_an_address_of_another_alphabet_goes_only_where_it_is_understood),
        T(test_a_line_is_closed_after_a_hundred_mails),
        T(test_no_tls_no_mail_when_tls_is_required),
        T(test_a_slow_relay_does_not_stop_the_loop),
        T(test_a_late_reply_is_not_taken_for_the_next_mails),
        T(test_mails_past_the_threads_wait_their_turn),
        T(test_closing_ends_mails_that_run_and_mails_that_wait),
        T(test_line_ends_never_reach_the_protocol),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
