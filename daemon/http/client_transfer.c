/* Sets one transfer up, and judges at its end whether the peer can have got it (P13). */
#include "http/client_transfer.h"

#include "core/clock.h"
#include "core/str.h"
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONNECT_MS 5000L
#define IDLE_S     15L                 /* a kept connection older than this is not used again */
#define CALL_BYTES ((size_t)32 * 1024) /* of a call's strings */
#define FIELD_MAX  ((size_t)4096)      /* of an answer's header field we keep */

/* ---- checks ---- */

static bool is_line(const char *s)
{
    struct sv v = sv_of(s);
    return !sv_has_control(v) && memchr(v.p, '\n', v.n) == NULL;
}

static bool is_url(const char *url, bool *is_mail)
{
    struct sv s = sv_of(url);
    *is_mail = sv_starts(s, SV("smtp://")) || sv_starts(s, SV("smtps://"));
    return (*is_mail || sv_starts(s, SV("http://")) || sv_starts(s, SV("https://"))) &&
           is_line(url) && strchr(url, ' ') == NULL && strchr(url, '\t') == NULL;
}

/* A bare address: what may stand between < and > without leaving them. */
static bool is_mail_address(const char *s)
{
    return s != NULL && s[0] != '\0' && is_line(s) && strpbrk(s, " \t<>") == NULL;
}

static bool is_header(const char *s)
{
    size_t name = strcspn(s, ": \t");
    return is_line(s) && name > 0 && s[name] == ':';
}

static size_t call_bytes(const struct client_call *call)
{
    const char *const one[] = {call->url,  call->method,   call->mail_from, call->mail_to,
                               call->user, call->password, call->ca_file};
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(one); i++) {
        n += sv_of(one[i]).n;
    }
    for (size_t i = 0; call->headers != NULL && call->headers[i] != NULL; i++) {
        n += strlen(call->headers[i]) + sizeof(char *) + 1;
    }
    return n;
}

bool client_call_check(const struct client_call *call, struct err *e)
{
    bool is_mail;
    if (call_bytes(call) > CALL_BYTES) {
        return err_set(e, ERR_INVALID, "address and headers of %zu bytes", call_bytes(call));
    }
    if (call->url == NULL || !is_url(call->url, &is_mail)) {
        return err_set(e, ERR_INVALID, "not an http or smtp address");
    }
    if (call->timeout_ms <= 0) {
        return err_set(e, ERR_INVALID, "no time to call");
    }
    for (size_t i = 0; call->headers != NULL && call->headers[i] != NULL; i++) {
        if (!is_header(call->headers[i])) {
            return err_set(e, ERR_INVALID, "malformed header %zu", i);
        }
    }
    if ((call->user != NULL && !is_line(call->user)) ||
        (call->password != NULL && !is_line(call->password))) {
        return err_set(e, ERR_INVALID, "malformed user or password");
    }
    if (is_mail) {
        return (is_mail_address(call->mail_from) && is_mail_address(call->mail_to)) ||
               err_set(e, ERR_INVALID, "malformed mail address");
    }
    return (call->method != NULL &&
            (strcmp(call->method, "GET") == 0 || strcmp(call->method, "POST") == 0)) ||
           err_set(e, ERR_INVALID, "method is neither GET nor POST");
}

/* ---- libcurl's callbacks ---- */

static size_t on_reply(char *p, size_t size, size_t n, void *ctx)
{
    struct transfer *t = ctx;
    size_t room = t->reply.max - t->reply.n;

    n *= size;
    buf_add(&t->reply, p, n < room ? n : room);
    if (n > room) {
        t->result.is_cut = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return n;
}

static bool is_sent(CURL *easy)
{
    long head = 0;
    curl_off_t body = 0;
    (void)curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &head);
    (void)curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &body);
    return head > 0 || body > 0;
}

static bool may_reach(const struct transfer *t, const struct sockaddr *to)
{
    return !t->call.public_only || address_is_public(to) || address_is_within(t->call.inside, to);
}

static bool may_reach_ip(const struct transfer *t, const char *ip)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1) {
        return may_reach(t, (struct sockaddr *)&v4);
    }
    return inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1 && may_reach(t, (struct sockaddr *)&v6);
}

/* libcurl sends a request again by itself when a kept connection dies without an answer; but the
 * peer may have acted on the first copy. A kept connection was opened for a call that may have been
 * allowed more: so the address it leads to is looked at again. */
static int on_request(void *ctx, char *ip, char *local_ip, int port, int local_port)
{
    (void)local_ip;
    (void)port;
    (void)local_port;
    struct transfer *t = ctx;
    if (t->call.public_only && !may_reach_ip(t, ip)) {
        t->result.fault = CLIENT_FAULT_ADDRESS;
        return CURL_PREREQFUNC_ABORT;
    }
    return is_sent(t->easy) ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

/* The last moment, when the address is final: no name can point elsewhere any more. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
    (void)purpose;
    struct transfer *t = ctx;
    if (!may_reach(t, &to->addr)) {
        t->result.fault = CLIENT_FAULT_ADDRESS;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* ---- setting up ---- */

struct curl_slist *transfer_append(struct curl_slist *list, const char *s)
{
    struct curl_slist *longer = curl_slist_append(list, s);
    if (longer == NULL) {
        fatal("out of memory: libcurl");
    }
    return longer;
}

static void setup_common(struct transfer *t)
{
    SET(t, CURLOPT_URL, t->call.url);
    SET(t, CURLOPT_PRIVATE, t);
    SET(t, CURLOPT_ERRORBUFFER, t->error);
    SET(t, CURLOPT_NOSIGNAL, 1L);
    SET(t, CURLOPT_QUICK_EXIT, 1L);
    SET(t, CURLOPT_FOLLOWLOCATION, 0L);
    SET(t, CURLOPT_PROXY, "");
    SET(t, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
    SET(t, CURLOPT_MAXAGE_CONN, IDLE_S);
    SET(t, CURLOPT_WRITEFUNCTION, on_reply);
    SET(t, CURLOPT_WRITEDATA, t);
    SET(t, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    SET(t, CURLOPT_OPENSOCKETDATA, t);
    if (t->call.user != NULL) {
        SET(t, CURLOPT_USERNAME, t->call.user);
    }
    if (t->call.password != NULL) {
        SET(t, CURLOPT_PASSWORD, t->call.password);
    }
}

static void setup_http(struct transfer *t)
{
    const char *const *headers = t->call.headers;

    SET(t, CURLOPT_PROTOCOLS_STR, "http,https");
    SET(t, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(t, CURLOPT_USERAGENT, "dutyd");
    SET(t, CURLOPT_PREREQFUNCTION, on_request);
    SET(t, CURLOPT_PREREQDATA, t);
    if (t->call.public_only) {
        SET(t, CURLOPT_DNS_CACHE_TIMEOUT, 0L); /* seldom asked: what a name said then is no use */
    }
    if (t->call.ca_file != NULL) {
        SET(t, CURLOPT_CAINFO, t->call.ca_file);
    }
    t->headers = transfer_append(NULL, "Expect:"); /* no waiting for 100 Continue */
    for (size_t i = 0; headers != NULL && headers[i] != NULL; i++) {
        t->headers = transfer_append(t->headers, headers[i]);
    }
    SET(t, CURLOPT_HTTPHEADER, t->headers);
    if (strcmp(t->call.method, "POST") == 0) {
        SET(t, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->call.body.n);
        SET(t, CURLOPT_POSTFIELDS, t->call.body.p);
    }
}

void transfer_setup(struct transfer *t, CURL *easy)
{
    if (easy == NULL) {
        fatal("out of memory: libcurl");
    }
    t->easy = easy;
    setup_common(t);
    if (t->is_mail) {
        transfer_setup_mail(t);
    } else {
        setup_http(t);
    }
}

/* ---- the copy of a call ---- */

static const char *copy(struct arena *a, const char *s)
{
    return s != NULL ? arena_str(a, s) : NULL;
}

static const char *const *copy_list(struct arena *a, const char *const *list)
{
    size_t n = 0;
    if (list == NULL) {
        return NULL;
    }
    while (list[n] != NULL) {
        n++;
    }
    const char **out = arena_alloc(a, (n + 1) * sizeof(*out));
    for (size_t i = 0; i < n; i++) {
        out[i] = arena_str(a, list[i]);
    }
    return out;
}

struct transfer *transfer_new(const struct client_call *call)
{
    struct arena *a = arena_new(call->body.n + 2 * CALL_BYTES);
    struct transfer *t = arena_alloc(a, sizeof(*t));

    t->arena = a;
    t->call = *call;
    t->call.url = copy(a, call->url);
    t->call.method = copy(a, call->method);
    t->call.headers = copy_list(a, call->headers);
    t->call.body = (struct sv){arena_dup(a, call->body), call->body.n};
    t->call.mail_from = copy(a, call->mail_from);
    t->call.mail_to = copy(a, call->mail_to);
    t->call.user = copy(a, call->user);
    t->call.password = copy(a, call->password);
    t->call.ca_file = copy(a, call->ca_file);
    (void)is_url(call->url, &t->is_mail);
    t->started_us = clock_mono_us();
    buf_init(&t->reply, call->body_max);
    return t;
}

void transfer_free(struct transfer *t)
{
    buf_free(&t->reply);
    curl_slist_free_all(t->headers);
    curl_slist_free_all(t->to);
    arena_free(t->arena);
}

int64_t transfer_left_ms(const struct transfer *t)
{
    int64_t left_ms = t->call.timeout_ms - (clock_mono_us() - t->started_us) / 1000;
    return left_ms > 0 ? left_ms : 0;
}

/* ---- judging ---- */

/* A whole answer, or a refusal of which the rest is lost, is an answer. */
static enum client_end end_of_http(const struct transfer *t, CURLcode code)
{
    bool is_whole = code == CURLE_OK || (code == CURLE_WRITE_ERROR && t->result.is_cut);
    if ((is_whole && t->result.status >= 200) || t->result.status >= 400) {
        return CLIENT_ANSWERED;
    }
    return is_sent(t->easy) ? CLIENT_UNKNOWN : CLIENT_NOT_SENT;
}

/* An address refused stays the reason, unless another one of the name answered. */
static enum client_fault fault_of(const struct transfer *t, CURLcode code)
{
    if (code == CURLE_OK || t->result.is_cut) {
        return CLIENT_FAULT_NONE;
    }
    if (t->result.fault != CLIENT_FAULT_NONE) {
        return t->result.fault;
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return CLIENT_FAULT_NAME;
    case CURLE_COULDNT_CONNECT: return CLIENT_FAULT_CONNECT;
    case CURLE_OPERATION_TIMEDOUT: return CLIENT_FAULT_TIME;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_PEER_FAILED_VERIFICATION: return CLIENT_FAULT_TLS;
    default: return CLIENT_FAULT_CUT;
    }
}

/* A field longer than FIELD_MAX or with bytes that are no text is as good as none. */
static const char *field(const struct transfer *t, const char *name)
{
    struct curl_header *h;
    if (curl_easy_header(t->easy, name, 0, CURLH_HEADER, -1, &h) != CURLHE_OK) {
        return "";
    }
    struct sv value = sv_of(h->value);
    bool is_text = value.n <= FIELD_MAX && utf8_valid(value) && is_line(h->value);
    return is_text ? arena_str(t->arena, h->value) : "";
}

static void keep_headers(struct transfer *t)
{
    t->result.headers = (struct client_headers){.location = field(t, "Location"),
                                                .etag = field(t, "ETag"),
                                                .last_modified = field(t, "Last-Modified"),
                                                .encoding = field(t, "Content-Encoding"),
                                                .retry_after = field(t, "Retry-After")};
}

void transfer_classify(struct transfer *t, CURLcode code)
{
    long status = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    t->result.status = (int)status;
    t->result.end = t->is_mail ? transfer_end_of_mail(t, code) : end_of_http(t, code);
    t->result.fault = fault_of(t, code);
    if (t->call.public_only && !t->is_mail) {
        keep_headers(t);
    }
    t->result.text = t->error[0] != '\0' ? t->error : curl_easy_strerror(code);
}
