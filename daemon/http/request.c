/* Builds our request from evhttp's, refusing whatever two readers could read in two ways (P1). */
#include "http/request.h"

#include "core/clock.h"
#include "core/secret.h"
#include "core/str.h"
#include "http/form.h"
#include "http/internal.h"
#include "http/negotiate.h"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <string.h>
#include <sys/queue.h>

#define HEADERS_MAX     100
#define SESSION_MAX     128
#define CSRF_LEN        32
#define ARENA_BYTES     ((size_t)64 * 1024 * 1024)
#define V4_IN_V6_PREFIX "::ffff:"

static const struct evkeyval *first_header(const struct http_request *r)
{
    return r->ev != NULL ? TAILQ_FIRST(evhttp_request_get_input_headers(r->ev)) : NULL;
}

const char *http_header(const struct http_request *r, const char *name)
{
    return r->ev != NULL ? evhttp_find_header(evhttp_request_get_input_headers(r->ev), name) : NULL;
}

const char *http_cookie(const struct http_request *r, const char *name)
{
    const struct evkeyval *h = first_header(r);
    struct sv value;

    for (; h != NULL; h = TAILQ_NEXT(h, next)) {
        if (sv_eq_nocase(sv_of(h->key), SV("Cookie")) &&
            http_cookie_find(sv_of(h->value), name, &value)) {
            return arena_dup(r->arena, value);
        }
    }
    return NULL;
}

const char *http_field(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->n_fields; i++) {
        if (r->fields[i].filename == NULL && strcmp(r->fields[i].name, name) == 0) {
            return r->fields[i].value.p;
        }
    }
    return NULL;
}

const struct http_field *http_file(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct http_field *f = &r->fields[i];
        if (f->filename != NULL && f->filename[0] != '\0' && strcmp(f->name, name) == 0) {
            return f;
        }
    }
    return NULL;
}

bool http_wants_json(const struct http_request *r)
{
    return http_prefers_json(http_header(r, "Accept"));
}

/* ---- who asks ---- */

static bool is_address(const char *s)
{
    unsigned char out[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, s, out) == 1 || inet_pton(AF_INET6, s, out) == 1;
}

/* The last element of the last header of that name: the one our own proxy wrote. */
static const char *last_element(const struct http_request *r, const char *name)
{
    struct sv last = {0};
    for (const struct evkeyval *h = first_header(r); h != NULL; h = TAILQ_NEXT(h, next)) {
        if (sv_eq_nocase(sv_of(h->key), sv_of(name))) {
            const char *comma = strrchr(h->value, ',');
            last = sv_trim(sv_of(comma != NULL ? comma + 1 : h->value));
        }
    }
    return arena_dup(r->arena, last);
}

static void read_address(struct http_request *r)
{
    char *peer;
    uint16_t port;
    const char *proxy = r->server->config->trusted_proxy;

    evhttp_connection_get_peer(evhttp_request_get_connection(r->ev), &peer, &port);
    if (strncmp(peer, V4_IN_V6_PREFIX, strlen(V4_IN_V6_PREFIX)) == 0 && strchr(peer, '.') != NULL) {
        peer += strlen(V4_IN_V6_PREFIX);
    }
    r->address = arena_str(r->arena, peer);
    if (proxy[0] == '\0' || strcmp(proxy, peer) != 0) {
        return;
    }
    const char *forwarded = last_element(r, "X-Forwarded-For");
    r->address = is_address(forwarded) ? forwarded : r->address;
    r->is_https = sv_eq_nocase(sv_of(last_element(r, "X-Forwarded-Proto")), SV("https"));
}

static void read_language(struct http_request *r)
{
    r->lang = LANG_VI;
    if (!lang_parse(sv_of(http_cookie(r, "lang")), &r->lang)) {
        (void)lang_parse(sv_of(http_header(r, "Accept-Language")), &r->lang);
    }
}

static void read_session(struct http_request *r)
{
    const char *token = http_cookie(r, session_cookie_name(r->is_https));
    if (token == NULL || token[0] == '\0' || strlen(token) > SESSION_MAX) {
        return;
    }
    char hex[SECRET_HEX_LEN + 1];
    r->session = token;
    secret_sha256_hex(sv_of(token), hex);
    r->session_hash = arena_str(r->arena, hex);
    secret_sha256_hex(sv_of(arena_printf(r->arena, "csrf:%s", token)), hex);
    r->csrf = arena_dup(r->arena, (struct sv){hex, CSRF_LEN});
}

void http_request_read_bearer(struct http_request *r)
{
    struct sv rest = sv_of(http_header(r, "Authorization")), scheme;
    char hex[SECRET_HEX_LEN + 1];

    r->session = r->session_hash = NULL;
    r->csrf = "";
    if (!sv_cut(&rest, ' ', &scheme) || !sv_eq_nocase(scheme, SV("Bearer"))) {
        return;
    }
    rest = sv_trim(rest);
    if (rest.n == 0 || rest.n > SESSION_MAX) {
        return;
    }
    r->session = arena_dup(r->arena, rest);
    secret_sha256_hex(rest, hex);
    r->session_hash = arena_str(r->arena, hex);
}

static enum http_method method_of(struct evhttp_request *ev)
{
    switch (evhttp_request_get_command(ev)) {
    case EVHTTP_REQ_GET: return HTTP_GET;
    case EVHTTP_REQ_HEAD: return HTTP_HEAD;
    case EVHTTP_REQ_POST: return HTTP_POST;
    case EVHTTP_REQ_PUT: return HTTP_PUT;
    case EVHTTP_REQ_DELETE: return HTTP_DELETE;
    case EVHTTP_REQ_OPTIONS:
    case EVHTTP_REQ_TRACE:
    case EVHTTP_REQ_CONNECT:
    case EVHTTP_REQ_PATCH:
    default: return HTTP_OTHER;
    }
}

static void write_id(char out[17], uint64_t id)
{
    for (int i = 15; i >= 0; i--) {
        out[i] = "0123456789abcdef"[id & 15];
        id >>= 4;
    }
    out[16] = '\0';
}

struct http_request *http_request_new(struct http_server *s, struct evhttp_request *ev)
{
    size_t body_max = (size_t)s->config->max_body_kib * 1024;
    struct arena *a = arena_new(ARENA_BYTES + 3 * body_max);
    struct exchange *x = arena_alloc(a, sizeof(*x));
    struct http_request *r = &x->r;

    *r = (struct http_request){
        .arena = a,
        .server = s,
        .app = s->app,
        .method = method_of(ev),
        .path = "",
        .query_string = "",
        .csrf = "",
        .started_us = clock_mono_us(),
        .ev = ev,
    };
    write_id(r->id, s->next_id++);
    read_address(r);
    read_language(r);
    read_session(r);
    s->n_requests++;
    return r;
}

/* ---- the head ---- */

/* RFC 9110 5.6.2 */
static bool is_token(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_alnum = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (!is_alnum && (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL)) {
            return false;
        }
    }
    return s.n > 0;
}

/* True when every byte is printable or, where tab is allowed, a tab. Bytes above 127 are text. */
static bool is_clean(struct sv s, bool tab)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < ' ' && !(tab && c == '\t')) || c == 127) {
            return false;
        }
    }
    return true;
}

static bool is_host(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_alnum = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (!is_alnum && (c == '\0' || strchr("-._:[]%", c) == NULL)) {
            return false;
        }
    }
    return s.n > 0;
}

struct head {
    size_t bytes, fields, hosts, lengths, codings;
    int64_t length;
};

static bool count_header(struct head *head, struct sv name, struct sv value, struct err *e)
{
    head->bytes += name.n + value.n + 4;
    if (++head->fields > HEADERS_MAX || head->bytes > HTTP_HEAD_MAX) {
        return err_set(e, ERR_HEADERS, "head of %zu fields, %zu bytes", head->fields, head->bytes);
    }
    if (!is_token(name) || !is_clean(value, true)) {
        return err_set(e, ERR_BAD_REQUEST, "malformed header field");
    }
    if (sv_eq_nocase(name, SV("Host"))) {
        head->hosts++;
        return is_host(value) || err_set(e, ERR_BAD_REQUEST, "malformed Host");
    }
    if (sv_eq_nocase(name, SV("Content-Length"))) {
        head->lengths++;
        return sv_int(value, 0, INT64_MAX, &head->length) ||
               err_set(e, ERR_BAD_REQUEST, "malformed Content-Length");
    }
    if (sv_eq_nocase(name, SV("Transfer-Encoding"))) {
        head->codings++;
        return sv_eq_nocase(value, SV("chunked")) ||
               err_set(e, ERR_BAD_REQUEST, "transfer coding other than chunked");
    }
    return true;
}

static bool check_head(struct http_request *r, struct err *e)
{
    struct head head = {.bytes = strlen(evhttp_request_get_uri(r->ev)) + strlen("POST  HTTP/1.1")};

    for (const struct evkeyval *h = first_header(r); h != NULL; h = TAILQ_NEXT(h, next)) {
        if (!count_header(&head, sv_of(h->key), sv_of(h->value), e)) {
            return false;
        }
    }
    if (head.bytes > HTTP_HEAD_MAX) {
        return err_set(e, ERR_HEADERS, "head of %zu bytes", head.bytes);
    }
    if (r->ev->major != 1 || r->ev->minor < 0 || r->ev->minor > 1) {
        return err_set(e, ERR_BAD_REQUEST, "HTTP/%d.%d", r->ev->major, r->ev->minor);
    }
    if (head.hosts != 1) {
        return err_set(e, ERR_BAD_REQUEST, "%zu Host fields", head.hosts);
    }
    if (head.lengths + head.codings > 1 || (head.codings > 0 && r->ev->minor == 0)) {
        return err_set(e, ERR_BAD_REQUEST, "the body's length is ambiguous");
    }
    bool has_body = head.codings > 0 || head.length > 0;
    exchange_of(r)->is_unread = r->method == HTTP_OTHER || (r->method == HTTP_DELETE && has_body);
    if ((r->method == HTTP_GET || r->method == HTTP_HEAD) && has_body) {
        return err_set(e, ERR_BAD_REQUEST, "a body on GET or HEAD");
    }
    return true;
}

bool http_request_read_head(struct http_request *r, struct err *e)
{
    /* evhttp leaves the body of some methods unread, to be taken for the next request. */
    exchange_of(r)->must_close = true;
    if (!check_head(r, e)) {
        return false;
    }
    exchange_of(r)->must_close = exchange_of(r)->is_unread;
    return true;
}

/* ---- the target ---- */

static bool has_encoded_slash(struct sv s)
{
    for (size_t i = 0; i + 2 < s.n; i++) {
        if (s.p[i] == '%' && s.p[i + 1] == '2' && (s.p[i + 2] | 32) == 'f') {
            return true;
        }
    }
    return false;
}

static bool has_dot_segment(struct sv path)
{
    struct sv segment;
    while (sv_cut(&path, '/', &segment)) {
        if (sv_eq_str(segment, ".") || sv_eq_str(segment, "..")) {
            return true;
        }
    }
    return false;
}

static bool is_target(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '#') {
            return false;
        }
    }
    return s.n > 0 && s.p[0] == '/';
}

bool http_request_read_target(struct http_request *r, struct err *e)
{
    struct sv target = sv_of(evhttp_request_get_uri(r->ev));
    struct sv raw_path = {0};

    if (!is_target(target)) {
        exchange_of(r)->must_close = true;
        return err_set(e, ERR_BAD_REQUEST, "malformed request target");
    }
    (void)sv_cut(&target, '?', &raw_path);
    const char *path = url_decode(r->arena, raw_path, false);
    if (path == NULL || has_encoded_slash(raw_path) || has_dot_segment(sv_of(path)) ||
        !is_clean(sv_of(path), false)) {
        return err_set(e, ERR_BAD_REQUEST, "malformed path");
    }
    r->path = path;
    r->query_string = arena_dup(r->arena, target);

    struct http_fields fields = {.arena = r->arena};
    bool ok = http_form_parse(&fields, target, e);
    r->fields = fields.list;
    r->n_fields = fields.n;
    return ok;
}

/* ---- the body ---- */

static bool media_is(const char *content_type, struct sv want)
{
    struct sv rest = sv_of(content_type), type;
    return sv_cut(&rest, ';', &type) && sv_eq_nocase(sv_trim(type), want);
}

bool http_request_read_body(struct http_request *r, struct err *e)
{
    struct evbuffer *in = evhttp_request_get_input_buffer(r->ev);
    const char *type = http_header(r, "Content-Type");
    bool is_multipart = (r->route->flags & ROUTE_MULTIPART) != 0;
    size_t n = evbuffer_get_length(in);
    size_t max = is_multipart ? (size_t)r->server->config->max_body_kib * 1024
                 : (r->route->flags & ROUTE_API) != 0 ? HTTP_API_MAX
                                                      : HTTP_BODY_MAX;

    if (exchange_of(r)->is_unread) {
        return err_set(e, ERR_BAD_REQUEST, "a body on DELETE");
    }
    if (n == 0) {
        return true;
    }
    if (n > max) {
        return err_set(e, ERR_TOO_LARGE, "body of %zu bytes", n);
    }
    char *body = arena_alloc(r->arena, n + 1);
    (void)evbuffer_remove(in, body, n);
    body[n] = '\0';

    /* Room for the query's fields and those to come. */
    struct http_fields fields = {.arena = r->arena};
    for (size_t i = 0; i < r->n_fields; i++) {
        if (!http_fields_add(&fields, &r->fields[i], e)) {
            return false;
        }
    }
    bool ok = true;
    if (media_is(type, SV("application/x-www-form-urlencoded"))) {
        ok = http_form_parse(&fields, (struct sv){body, n}, e);
    } else if (media_is(type, SV("multipart/form-data"))) {
        ok = is_multipart ? http_multipart_parse(&fields, type, body, n, e)
                          : err_set(e, ERR_BAD_REQUEST, "multipart is not taken here");
    } else {
        r->body = (struct sv){body, n};
    }
    r->fields = fields.list;
    r->n_fields = fields.n;
    return ok;
}
