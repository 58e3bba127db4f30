/* A real server on a free port in a thread of its own, and raw sockets to talk to it. */
#ifndef HTTP_TALK_H
#define HTTP_TALK_H

#include "http/server.h"

struct http_talk; /* one running server */

struct http_answer {
    int status; /* 0: the connection ended without an answer */
    char *head; /* NUL-terminated, from the status line to the empty line */
    char *body;
    size_t body_n;
};

/* overrides: "section.key=value", NULL-terminated; NULL for none. The port is always free. */
struct http_talk *http_talk_start(const struct http_route *routes, size_t n, void *app,
                                  const char *const *overrides);
void http_talk_stop(struct http_talk *t);
/* The loop goes on for ms after the server has stopped. */
void http_talk_linger(struct http_talk *t, int64_t ms);
int http_talk_port(const struct http_talk *t);
/* Runs fn in the server's thread and waits for it. */
void http_talk_do(struct http_talk *t, loop_fn *fn, void *ctx);
struct loop *http_talk_loop(const struct http_talk *t);

int http_talk_connect(const struct http_talk *t);
void http_talk_send(int fd, const char *text);
void http_talk_send_n(int fd, const void *p, size_t n);
/* Reads one answer by its Content-Length; is_head: of a HEAD, without a body. */
void http_talk_read(int fd, bool is_head, struct http_answer *out);
/* True when the peer closes within ms. */
bool http_talk_closed(int fd, int ms);
/* One request on its own connection. */
void http_talk_once(const struct http_talk *t, const char *request, struct http_answer *out);
/* The value of a header in the answer, in a static buffer; "" when absent. */
const char *http_answer_header(const struct http_answer *a, const char *name);
void http_answer_free(struct http_answer *a);

#endif
