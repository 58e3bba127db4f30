/* Starts the server under test in a thread; the test itself stays a plain blocking client. */
#include "http_talk.h"

#include "core/arena.h"
#include "core/buf.h"
#include "core/config.h"
#include "core/log.h"
#include "core/str.h"

#include <arpa/inet.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define OVERRIDES_MAX 8
#define WAIT_S        5

struct errand {
    loop_fn *fn;
    void *ctx;
};

struct http_talk {
    pthread_t thread;
    struct loop *loop;
    struct http_server *server;
    struct arena *arena;
    struct event *inbox;
    int to_loop[2], from_loop[2]; /* errands, and the word that one is done */
    int port;
    int64_t linger_ms;
};

static void error_page(struct http_request *r, const struct err *e, const char *args_json)
{
    (void)args_json;
    const char *name = err_name(e->code);
    http_reply(r, &(struct http_body){.status = err_http(e->code),
                                      .type = "text/html; charset=utf-8",
                                      .bytes = sv_of(name)});
}

static void on_errand(evutil_socket_t fd, short what, void *ctx)
{
    (void)what;
    struct http_talk *t = ctx;
    struct errand errand;
    if (read(fd, &errand, sizeof(errand)) == (ssize_t)sizeof(errand)) {
        errand.fn(errand.ctx);
        (void)!write(t->from_loop[1], "", 1);
    }
}

void http_talk_do(struct http_talk *t, loop_fn *fn, void *ctx)
{
    struct errand errand = {fn, ctx};
    char done;
    if (write(t->to_loop[1], &errand, sizeof(errand)) != (ssize_t)sizeof(errand) ||
        read(t->from_loop[0], &done, 1) != 1) {
        abort();
    }
}

static void stop_loop(void *ctx)
{
    struct http_talk *t = ctx;
    loop_stop(t->loop);
}

static void *serve(void *ctx)
{
    struct http_talk *t = ctx;
    loop_run(t->loop, NULL, NULL, NULL);
    event_free(t->inbox);
    http_server_stop(t->server, 500);
    if (t->linger_ms > 0) {
        struct loop_timer *timer = loop_timer_new(t->loop, stop_loop, t);
        loop_timer_set(timer, t->linger_ms);
        loop_run(t->loop, NULL, NULL, NULL);
        loop_timer_free(timer);
    }
    loop_free(t->loop);
    return NULL;
}

struct http_talk *http_talk_start(const struct http_route *routes, size_t n, void *app,
                                  const char *const *overrides)
{
    const char *all[OVERRIDES_MAX + 1] = {"http.port=0"};
    size_t n_all = 1;
    const struct config *config;
    struct err e = {0};

    while (overrides != NULL && n_all <= OVERRIDES_MAX && overrides[n_all - 1] != NULL) {
        all[n_all] = overrides[n_all - 1];
        n_all++;
    }
    log_set_level(LOG_LEVEL_ERROR);
    struct http_talk *t = heap_new(sizeof(*t));
    t->arena = arena_new((size_t)1 << 20);
    t->loop = loop_new();
    if (pipe(t->to_loop) != 0 || pipe(t->from_loop) != 0 ||
        !config_read(t->arena, NULL, all, n_all, &config, &e)) {
        fatal("cannot set the test up: %s", e.detail);
    }
    t->inbox = event_new(loop_base(t->loop), t->to_loop[0], EV_READ | EV_PERSIST, on_errand, t);
    event_add(t->inbox, NULL);
    t->server = http_server_start(&(struct http_setup){.loop = t->loop,
                                                       .config = config,
                                                       .routes = routes,
                                                       .n_routes = n,
                                                       .error_page = error_page,
                                                       .app = app},
                                  &e);
    if (t->server == NULL) {
        fatal("the server does not start: %s", e.detail);
    }
    t->port = http_server_port(t->server);
    if (pthread_create(&t->thread, NULL, serve, t) != 0) {
        fatal("no thread");
    }
    return t;
}

void http_talk_linger(struct http_talk *t, int64_t ms)
{
    t->linger_ms = ms;
}

void http_talk_stop(struct http_talk *t)
{
    http_talk_do(t, stop_loop, t);
    pthread_join(t->thread, NULL);
    for (int i = 0; i < 2; i++) {
        close(t->to_loop[i]);
        close(t->from_loop[i]);
    }
    arena_free(t->arena);
    free(t);
}

int http_talk_port(const struct http_talk *t)
{
    return t->port;
}

struct loop *http_talk_loop(const struct http_talk *t)
{
    return t->loop;
}

int http_talk_connect(const struct http_talk *t)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)t->port)};
    struct timeval wait = {.tv_sec = WAIT_S};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0) {
        fatal("cannot connect to the server under test");
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
    return fd;
}

/* A server may close on us while we send: that is then seen when reading. */
void http_talk_send_n(int fd, const void *p, size_t n)
{
    const char *at = p;
    while (n > 0) {
        ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        at += sent;
        n -= (size_t)sent;
    }
}

void http_talk_send(int fd, const char *text)
{
    http_talk_send_n(fd, text, strlen(text));
}

const char *http_answer_header(const struct http_answer *a, const char *name)
{
    static char value[1024];
    const char *line = a->head;

    value[0] = '\0';
    while (line != NULL && (line = strstr(line, "\r\n")) != NULL) {
        line += 2;
        size_t n = strlen(name);
        if (strncasecmp(line, name, n) == 0 && strncmp(line + n, ": ", 2) == 0) {
            const char *v = line + n + 2;
            (void)snprintf(value, sizeof(value), "%.*s", (int)strcspn(v, "\r"), v);
            return value;
        }
    }
    return value;
}

void http_talk_read(int fd, bool is_head, struct http_answer *out)
{
    struct buf head;
    char c;
    int64_t length = 0;

    *out = (struct http_answer){0};
    buf_init(&head, (size_t)64 * 1024);
    while (strstr(buf_view(&head).p, "\r\n\r\n") == NULL) {
        if (recv(fd, &c, 1, 0) != 1) {
            buf_free(&head);
            return;
        }
        buf_char(&head, c);
    }
    out->head = heap_new(head.n + 1);
    memcpy(out->head, head.p, head.n);
    buf_free(&head);
    (void)sscanf(out->head, "HTTP/1.%*d %d", &out->status);
    if (is_head || !sv_int(sv_of(http_answer_header(out, "Content-Length")), 0, 1 << 30, &length)) {
        length = 0;
    }
    out->body = heap_new((size_t)length + 1);
    while (out->body_n < (size_t)length) {
        ssize_t n = recv(fd, out->body + out->body_n, (size_t)length - out->body_n, 0);
        if (n <= 0) {
            return;
        }
        out->body_n += (size_t)n;
    }
}

bool http_talk_closed(int fd, int ms)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    char c[256];
    while (poll(&p, 1, ms) == 1) {
        if (recv(fd, c, sizeof(c), 0) <= 0) {
            return true;
        }
    }
    return false;
}

void http_talk_once(const struct http_talk *t, const char *request, struct http_answer *out)
{
    int fd = http_talk_connect(t);
    http_talk_send(fd, request);
    http_talk_read(fd, strncmp(request, "HEAD", 4) == 0, out);
    close(fd);
}

void http_answer_free(struct http_answer *a)
{
    free(a->head);
    free(a->body);
    *a = (struct http_answer){0};
}
