/* evhttp behind our own rules: connection cap, header deadline, limits on head and body, strict
 * requests (exactly one Host, no smuggling, no control characters), rate limits, sessions and CSRF,
 * request log and metrics. Handlers see only http_request and reply.h. */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "core/config.h"
#include "core/loop.h"
#include "http/reply.h"
#include "http/router.h"

struct http_server;

/* Writes the error page for r (through http_reply, status err_http(e->code)); wants_json is already
 * handled by http_reply_error. */
typedef void http_error_page(struct http_request *r, const struct err *e, const char *args_json);

struct http_setup {
    struct loop *loop;
    const struct config *config;
    const struct http_route *routes;
    size_t n_routes;
    http_error_page *error_page;
    void *app;
};

/* Binds and serves. NULL with *e filled when the port is taken. */
struct http_server *http_server_start(const struct http_setup *setup, struct err *e);
/* Stops listening; open requests get wait_ms to finish; then s is gone. It runs the loop itself:
 * call it after loop_run has returned, while the database still answers. A request unanswered by
 * then loses its client; its late reply goes nowhere. */
void http_server_stop(struct http_server *s, int64_t wait_ms);
int http_server_port(const struct http_server *s); /* the real one when the port was 0 */

#endif
