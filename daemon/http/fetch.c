/* One visit to a stranger's address: hop after hop, each checked by the parser that will be used to
 * connect, so that nobody reads the address in another way than we do. */
#include "http/fetch.h"

#include "core/arena.h"
#include "core/clock.h"
#include "core/str.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#define VISIT_BYTES   ((size_t)256 * 1024)
#define RETRY_MAX_S   86400
#define ACCEPT_HEADER "Accept: text/calendar, */*;q=0.1"

struct visit {
    struct arena *arena;
    struct http_client *client;
    struct fetch_call call; /* strings in the arena */
    CURLU *url;             /* of the present hop */
    int hops;
    int64_t started_us;
};

const char *fetch_end_str(enum fetch_end e)
{
    static const char *const names[] = {
        [FETCH_WAIT] = "wait",
        [FETCH_OK] = "ok",
        [FETCH_SAME] = "same",
        [FETCH_STATUS] = "status",
        [FETCH_URL] = "url",
        [FETCH_REDIRECT] = "redirect",
        [FETCH_ADDRESS] = "address",
        [FETCH_NAME] = "name",
        [FETCH_CONNECT] = "connect",
        [FETCH_TLS] = "tls",
        [FETCH_TIME] = "time",
        [FETCH_CUT] = "cut",
        [FETCH_TOO_LARGE] = "too_large",
        [FETCH_ENCODING] = "encoding",
    };
    return names[e];
}

/* ---- the address of a hop ---- */

static bool is_listed(const char *ports, struct sv port)
{
    struct sv list = sv_of(ports), one;
    while (sv_cut(&list, ' ', &one)) {
        if (sv_eq(one, port)) {
            return true;
        }
    }
    return false;
}

static bool has_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK;
    curl_free(text);
    return has;
}

static bool is_part(CURLU *url, CURLUPart part, const struct fetch_bounds *b)
{
    char *text = NULL;
    bool ok = false;
    if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK) {
        ok = part == CURLUPART_PORT ? is_listed(b->ports, sv_of(text)) : strcmp(text, "https") == 0;
    }
    curl_free(text);
    return ok;
}

/* Takes the address as the next hop's: whole, or relative to the hop before. */
static bool lead_to(struct visit *v, const char *to)
{
    const struct fetch_bounds *b = v->call.bounds;
    return to[0] != '\0' && curl_url_set(v->url, CURLUPART_URL, to, 0) == CURLUE_OK &&
           is_part(v->url, CURLUPART_SCHEME, b) && is_part(v->url, CURLUPART_PORT, b) &&
           !has_part(v->url, CURLUPART_USER) && !has_part(v->url, CURLUPART_PASSWORD);
}

/* ---- hops ---- */

static int64_t spent_ms(const struct visit *v)
{
    return (clock_mono_us() - v->started_us) / 1000;
}

static void visit_free(struct visit *v)
{
    curl_url_cleanup(v->url);
    arena_free(v->arena);
}

static void on_answer(void *ctx, const struct client_result *r);

/* Asks whether it has changed only where there is something to compare with. */
static bool ask(struct visit *v)
{
    const struct fetch_bounds *b = v->call.bounds;
    const char *headers[5] = {ACCEPT_HEADER, "Accept-Encoding: gzip"};
    size_t n = 2;
    char *url = NULL;
    struct err e;
    if (v->call.etag[0] != '\0') {
        headers[n++] = arena_printf(v->arena, "If-None-Match: %s", v->call.etag);
    }
    if (v->call.last_modified[0] != '\0') {
        headers[n++] = arena_printf(v->arena, "If-Modified-Since: %s", v->call.last_modified);
    }
    bool ok = curl_url_get(v->url, CURLUPART_URL, &url, 0) == CURLUE_OK;
    ok = ok && http_client_call(v->client,
                                &(struct client_call){.url = url,
                                                      .method = "GET",
                                                      .headers = headers,
                                                      .public_only = true,
                                                      .inside = b->inside,
                                                      .ca_file = b->ca_file,
                                                      .timeout_ms = b->timeout_ms - spent_ms(v),
                                                      .body_max = b->body_max,
                                                      .done = on_answer,
                                                      .ctx = v},
                                &e);
    curl_free(url);
    return ok;
}

/* ---- answers ---- */

static enum fetch_end end_of_fault(enum client_fault f)
{
    switch (f) {
    case CLIENT_FAULT_ADDRESS: return FETCH_ADDRESS;
    case CLIENT_FAULT_NAME: return FETCH_NAME;
    case CLIENT_FAULT_CONNECT: return FETCH_CONNECT;
    case CLIENT_FAULT_TLS: return FETCH_TLS;
    case CLIENT_FAULT_TIME: return FETCH_TIME;
    case CLIENT_FAULT_NONE:
    case CLIENT_FAULT_CUT:
    default: return FETCH_CUT;
    }
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* A 304 that nobody asked for says nothing. */
static enum fetch_end judge(const struct visit *v, const struct client_result *r)
{
    bool is_asked = v->call.etag[0] != '\0' || v->call.last_modified[0] != '\0';
    struct sv encoding = sv_of(r->headers.encoding);
    if (r->end != CLIENT_ANSWERED) {
        return end_of_fault(r->fault);
    }
    if (r->status == 304 && is_asked) {
        return FETCH_SAME;
    }
    if (r->status != 200) {
        return FETCH_STATUS;
    }
    if (r->is_cut) {
        return FETCH_TOO_LARGE;
    }
    bool is_plain = encoding.n == 0 || sv_eq_nocase(encoding, SV("identity"));
    return is_plain || sv_eq_nocase(encoding, SV("gzip")) ? FETCH_OK : FETCH_ENCODING;
}

static void finish(struct visit *v, enum fetch_end end, const struct client_result *r)
{
    struct fetch_result out = {.end = end,
                               .status = r->status,
                               .body = end == FETCH_OK ? r->body : SV(""),
                               .etag = r->headers.etag,
                               .last_modified = r->headers.last_modified,
                               .ms = spent_ms(v)};
    if (!sv_int(sv_of(r->headers.retry_after), 0, RETRY_MAX_S, &out.retry_after_s)) {
        out.retry_after_s = 0;
    }
    v->call.done(v->call.ctx, &out);
    visit_free(v);
}

static void on_answer(void *ctx, const struct client_result *r)
{
    struct visit *v = ctx;
    if (r->end != CLIENT_ANSWERED || !is_redirect(r->status)) {
        finish(v, judge(v, r), r);
        return;
    }
    bool goes_on = ++v->hops <= FETCH_HOPS_MAX && lead_to(v, r->headers.location);
    if (goes_on && spent_ms(v) >= v->call.bounds->timeout_ms) {
        finish(v, FETCH_TIME, r);
    } else if (!goes_on || !ask(v)) {
        finish(v, FETCH_REDIRECT, r);
    }
}

enum fetch_end http_fetch(struct http_client *c, const struct fetch_call *call)
{
    struct arena *a = arena_new(VISIT_BYTES);
    struct visit *v = arena_alloc(a, sizeof(*v));
    *v = (struct visit){.arena = a, .client = c, .call = *call, .started_us = clock_mono_us()};
    v->call.etag = arena_str(a, call->etag);
    v->call.last_modified = arena_str(a, call->last_modified);
    v->url = curl_url();
    if (v->url == NULL) {
        fatal("out of memory: libcurl");
    }
    if (lead_to(v, call->url) && ask(v)) {
        return FETCH_WAIT;
    }
    visit_free(v);
    return FETCH_URL;
}
