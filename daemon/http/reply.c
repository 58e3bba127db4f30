/* Writes the reply: status, headers, conditional answers and coding, all in one place. */
#include "http/reply.h"

#include "core/clock.h"
#include "core/log.h"
#include "core/str.h"
#include "http/internal.h"
#include "http/negotiate.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GZIP_MIN     512
#define PROBLEM_MAX  ((size_t)64 * 1024)
#define RETRY_SECOND "2"
#define ONE_WRITE    8192 /* with its head surely less than libevent writes in one go */

static const char *const security_headers[][2] = {
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
};

/* Where evhttp knows no phrase or an old one. */
static const char *reason_of(int status)
{
    switch (status) {
    case 413: return "Content Too Large";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    default: return NULL;
    }
}

static void add_header(struct http_request *r, const char *name, const char *value)
{
    if (evhttp_add_header(evhttp_request_get_output_headers(r->ev), name, value) != 0) {
        log_warn("http.bad_header", LOG_S("name", name), LOG_S("req", r->id));
    }
}

void http_reply_header(struct http_request *r, const char *name, const char *value)
{
    if (r->ev == NULL) {
        return;
    }
    if (strpbrk(name, "\r\n") != NULL || strpbrk(value, "\r\n") != NULL) {
        log_warn("http.bad_header", LOG_S("name", name), LOG_S("req", r->id));
        return;
    }
    add_header(r, name, value);
}

/* Counts the reply; false when the client is gone and there is nothing left to send. */
static bool begin(struct http_request *r, int status)
{
    if (r->is_answered) {
        fatal("request %s answered twice", r->id);
    }
    r->is_answered = true;
    r->status = status;
    if (r->ev == NULL) {
        http_request_end(r);
        return false;
    }
    return true;
}

/* Writes a short reply at once: by the loop it would take a turn more and two changes to what epoll
 * watches, half as much again. What the socket does not take goes by the loop. */
static void write_now(struct bufferevent *bev)
{
    struct evbuffer *out = bufferevent_get_output(bev);

    (void)evbuffer_unfreeze(out, 1);
    (void)evbuffer_write(out, bufferevent_getfd(bev));
    (void)evbuffer_freeze(out, 1);
    if (evbuffer_get_length(out) == 0) {
        bufferevent_trigger(bev, EV_WRITE, BEV_TRIG_DEFER_CALLBACKS);
    }
}

/* evhttp reads while it writes, and takes the end of a client's sending for the end of the
 * connection; a long reply is then cut. It reads again by itself after the reply. */
static void send_reply(struct evhttp_request *ev, int status, bool is_long)
{
    struct evhttp_connection *evcon = evhttp_request_get_connection(ev);
    struct bufferevent *bev = evhttp_connection_get_bufferevent(evcon);

    evhttp_send_reply(ev, status, reason_of(status), NULL);
    if (is_long) {
        (void)bufferevent_disable(bev, EV_READ);
    } else {
        write_now(bev);
    }
}

/* Sends what stands in the output buffer; its length is the Content-Length. */
static void finish(struct http_request *r)
{
    struct evhttp_request *ev = r->ev;
    struct exchange *x = exchange_of(r);
    struct evbuffer *out = evhttp_request_get_output_buffer(ev);
    size_t n = evbuffer_get_length(out);

    /* After a 304 the client keeps those it has. */
    for (size_t i = 0; r->status != 304 && i < ARRAY_LEN(security_headers); i++) {
        add_header(r, security_headers[i][0], security_headers[i][1]);
    }
    if (r->status != 304 && r->status != 204) {
        char digits[24];
        (void)snprintf(digits, sizeof(digits), "%zu", n);
        add_header(r, "Content-Length", digits);
    }
    if (r->method == HTTP_HEAD) {
        (void)evbuffer_drain(out, n); /* pitfalls P4 */
    }
    if (x->must_close || r->server->is_stopping) {
        add_header(r, "Connection", "close");
    }
    evhttp_request_set_on_complete_cb(ev, http_conn_replied, x->conn);
    r->ev = NULL;
    send_reply(ev, r->status, n > ONE_WRITE);
    http_request_end(r);
}

static bool is_text(const char *type)
{
    return type != NULL &&
           (strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0 ||
            strncmp(type, "application/problem+json", 24) == 0 ||
            strncmp(type, "application/javascript", 22) == 0 ||
            strncmp(type, "image/svg+xml", 13) == 0);
}

/* "abc" becomes "abc-gz": another coding is another representation (RFC 9110 8.8.3.3). */
static const char *gzip_etag(struct arena *a, const char *etag)
{
    return arena_printf(a, "%.*s-gz\"", (int)strlen(etag) - 1, etag);
}

/* True when the client's copy is still good. *etag is the tag of the form we would send; either
 * form names the same content, so either one may be in the client's hands. */
static bool is_unchanged(const struct http_request *r, const struct http_body *b, bool gzip,
                         const char **etag)
{
    const char *none_match = http_header(r, "If-None-Match");
    if (b->status != 200 || (r->method != HTTP_GET && r->method != HTTP_HEAD)) {
        return false;
    }
    if (none_match == NULL || b->etag == NULL) {
        return none_match == NULL && b->modified_s > 0 &&
               http_unchanged_since(http_header(r, "If-Modified-Since"), b->modified_s);
    }
    if (http_etag_listed(none_match, *etag)) {
        return true;
    }
    const char *other = gzip ? b->etag : gzip_etag(r->arena, b->etag);
    if (http_etag_listed(none_match, other)) {
        *etag = other;
        return true;
    }
    return false;
}

static void add_validators(struct http_request *r, const struct http_body *b, const char *etag,
                           bool varies)
{
    if (etag != NULL) {
        add_header(r, "ETag", etag);
    }
    if (b->modified_s > 0) {
        char date[30];
        clock_http_date(b->modified_s, date);
        add_header(r, "Last-Modified", date);
    }
    add_header(r, "Cache-Control", b->cache_control != NULL ? b->cache_control : "no-store");
    if (varies) {
        add_header(r, "Vary", "Accept-Encoding");
    }
}

struct held { /* bytes of somebody else's on their way out */
    void (*drop)(void *owner);
    void *owner;
};

static void sent(const void *bytes, size_t n, void *extra)
{
    struct held *h = extra;
    (void)bytes;
    (void)n;
    h->drop(h->owner);
    free(h);
}

static void add_held(struct evbuffer *out, struct sv bytes, const struct http_body *b)
{
    struct held *h = heap_new(sizeof(*h));
    *h = (struct held){b->drop, b->owner};
    b->hold(b->owner);
    if (evbuffer_add_reference(out, bytes.p, bytes.n, sent, h) != 0) {
        fatal("out of memory: evbuffer");
    }
}

static void add_bytes(struct http_request *r, const struct http_body *b, bool gzip)
{
    struct evbuffer *out = evhttp_request_get_output_buffer(r->ev);
    struct sv bytes = gzip && b->gzip.n > 0 ? b->gzip : b->bytes;

    if (gzip && b->gzip.n == 0) {
        gzip_add(r->server->gzip, b->bytes, out);
    } else if (b->hold != NULL) {
        add_held(out, bytes, b);
    } else if (b->is_static) {
        (void)evbuffer_add_reference(out, bytes.p, bytes.n, NULL, NULL);
    } else {
        (void)evbuffer_add(out, bytes.p, bytes.n);
    }
}

void http_reply(struct http_request *r, const struct http_body *b)
{
    if (!begin(r, b->status)) {
        return;
    }
    bool varies = b->gzip.n > 0 || (b->bytes.n > GZIP_MIN && is_text(b->type));
    bool gzip = varies && http_accepts_gzip(http_header(r, "Accept-Encoding"));
    const char *etag = gzip && b->etag != NULL ? gzip_etag(r->arena, b->etag) : b->etag;

    if (is_unchanged(r, b, gzip, &etag)) {
        r->status = 304;
    }
    add_validators(r, b, etag, varies);
    if (r->status != 304) {
        if (b->type != NULL) {
            add_header(r, "Content-Type", b->type);
        }
        if (b->disposition != NULL) {
            http_reply_header(r, "Content-Disposition", b->disposition);
        }
        if (gzip) {
            add_header(r, "Content-Encoding", "gzip");
        }
        add_bytes(r, b, gzip);
    }
    finish(r);
}

void http_redirect(struct http_request *r, const char *location)
{
    if (!begin(r, 303)) {
        return;
    }
    bool is_ours = location[0] == '/' && location[1] != '/' && location[1] != '\\';
    if (!is_ours || sv_has_control(sv_of(location)) || strpbrk(location, "\t\n") != NULL) {
        log_warn("http.bad_redirect", LOG_S("req", r->id));
        location = "/";
    }
    add_header(r, "Location", location);
    add_header(r, "Cache-Control", "no-store");
    finish(r);
}

/* ---- errors ---- */

static struct sv error_arg(const json_t *args, const struct err *e, struct sv name, char digits[24])
{
    const json_t *v = json_object_getn(args, name.p, name.n);
    if (json_is_string(v)) {
        return (struct sv){json_string_value(v), json_string_length(v)};
    }
    if (json_is_integer(v)) {
        (void)snprintf(digits, 24, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
        return sv_of(digits);
    }
    if (sv_eq_str(name, "field")) {
        return sv_of(e->field);
    }
    return sv_eq_str(name, "value") ? sv_of(e->value) : SV("");
}

void http_error_sentence(struct buf *out, enum lang lang, const struct err *e, const json_t *args)
{
    struct sv rest = sv_of(tr(lang, err_key(e)));
    struct sv text, name;
    char digits[24];

    while (tr_next(&rest, &text, &name)) {
        buf_sv(out, text);
        if (name.n > 0) {
            buf_sv(out, error_arg(args, e, name, digits));
        }
    }
}

static void add_member(json_t *out, const char *name, const char *value)
{
    if (value[0] != '\0') {
        json_object_set_new(out, name, json_string(value));
    }
}

/* A request refused by its head has no path yet. */
static bool is_api(const struct http_request *r)
{
    const char *path =
        r->path[0] == '\0' && r->ev != NULL ? evhttp_request_get_uri(r->ev) : r->path;
    return sv_starts(sv_of(path), SV("/api/"));
}

/* What kind of problem it is, where that kind is explained, and what is wrong this time. */
static void add_api_members(json_t *out, const struct http_request *r, const struct err *e,
                            struct sv sentence)
{
    const struct err kind = {.code = e->code};
    const char *title =
        tr_find(r->lang, arena_printf(r->arena, "problem%s", err_key(&kind) + strlen("error")));
    add_member(out, "type", arena_printf(r->arena, HTTP_PROBLEMS "%s", err_key(e)));
    add_member(out, "title", title != NULL ? title : tr(r->lang, "problem.internal"));
    add_member(
        out, "detail",
        arena_printf(r->arena, "%s%s%s", e->field, e->field[0] != '\0' ? ": " : "", sentence.p));
}

/* Of a page the sentence is the title; programs get it as the detail. */
void http_reply_problem(struct http_request *r, const struct err *e, const json_t *args)
{
    static const char *const extra[] = {"errors", "results", "hearing"};
    struct buf sentence;
    json_t *out = json_pack("{s:i}", "status", err_http(e->code));

    buf_init(&sentence, PROBLEM_MAX);
    http_error_sentence(&sentence, r->lang, e, args);
    if (is_api(r) && e->code == ERR_SIGNED_OUT) {
        http_reply_header(r, "WWW-Authenticate", "Bearer realm=\"dutyd\"");
    }
    if (is_api(r)) {
        add_api_members(out, r, e, buf_view(&sentence));
    } else {
        add_member(out, "type", "about:blank");
        add_member(out, "title", buf_view(&sentence).p);
    }
    add_member(out, "code", err_name(e->code));
    add_member(out, "key", err_key(e));
    add_member(out, "field", e->field);
    add_member(out, "value", e->value);
    add_member(out, "request", r->id);
    for (size_t i = 0; is_api(r) && i < ARRAY_LEN(extra); i++) {
        json_t *value = json_object_get(args, extra[i]);
        if (value != NULL) {
            json_object_set(out, extra[i], value);
        }
    }
    char *text = json_dumps(out, JSON_COMPACT);
    http_reply(r, &(struct http_body){
                      .status = err_http(e->code),
                      .type = "application/problem+json",
                      .bytes = sv_of(text),
                  });
    free(text);
    json_decref(out);
    buf_free(&sentence);
}

static void reply_problem(struct http_request *r, const struct err *e, const char *args_json)
{
    json_t *args = args_json != NULL ? json_loads(args_json, 0, NULL) : NULL;
    http_reply_problem(r, e, args);
    json_decref(args);
}

void http_reply_error(struct http_request *r, const struct err *e, const char *args_json)
{
    int status = err_http(e->code);

    if (status >= 500) {
        log_error("http.failed", LOG_S("req", r->id), LOG_S("code", err_name(e->code)),
                  LOG_S("where", e->where), LOG_S("detail", e->detail));
    } else {
        log_debug("http.refused", LOG_S("req", r->id), LOG_S("code", err_name(e->code)),
                  LOG_S("detail", e->detail));
    }
    if (status == 503) {
        http_reply_header(r, "Retry-After", RETRY_SECOND);
    }
    if (http_wants_json(r) || is_api(r)) {
        reply_problem(r, e, args_json);
    } else if (r->ev == NULL) {
        (void)begin(r, status);
    } else {
        r->server->error_page(r, e, args_json);
    }
}

void http_set_session(struct http_request *r, const char *token, int64_t max_age)
{
    const char *name = session_cookie_name(r->is_https);
    const char *secure = r->is_https ? "; Secure" : "";

    http_reply_header(
        r, "Set-Cookie",
        arena_printf(r->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s", name,
                     token != NULL ? token : "", token != NULL ? (long long)max_age : 0LL, secure));
    /* Somebody who knew the password was not guessing it. */
    if (token != NULL && r->route != NULL && (r->route->flags & ROUTE_LIMITED) != 0) {
        limit_refund(r->server->limit, r->address, LIMIT_STRICT);
    }
}
