/* The one way out: every request ends in exactly one of these. They set UTF-8 types, security
 * headers (CSP without inline script, nosniff, no-referrer, frame-ancestors none), Content-Length,
 * strip bodies for HEAD, gzip text when asked (Vary), and handle If-None-Match / If-Modified-Since
 * by RFC 9110 13 when an ETag is given. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include <jansson.h>

#include "core/buf.h"
#include "http/request.h"

/* Where an API's kinds of problems are explained: the first part of a problem's type. */
#define HTTP_PROBLEMS "/api/v1/problems/"

struct http_body {
    int status;
    const char *type;   /* "text/html; charset=utf-8" */
    struct sv bytes;    /* copied unless is_static or held */
    struct sv gzip;     /* the same compressed beforehand (borrowed as bytes), or empty */
    const char *etag;   /* strong, with quotes, NULL for none; the gzip form gets "-gz" inside */
    int64_t modified_s; /* Last-Modified, 0 for none */
    const char *cache_control; /* NULL: "no-store" */
    const char *disposition;   /* Content-Disposition or NULL */
    bool is_static;            /* bytes and gzip outlive the reply */
    /* When set, bytes and gzip are not copied but held: hold(owner) is called once, and drop(owner)
     * when they have been sent. Neither is when they are not sent. */
    void (*hold)(void *owner), (*drop)(void *owner);
    void *owner;
};

void http_reply(struct http_request *r, const struct http_body *b);
/* 303 to a path of our own. */
void http_redirect(struct http_request *r, const char *location);
/* The error as a page in the user's language or, when JSON is wanted and below /api/ always,
 * problem+json (RFC 9457). The page is made by the server's error callback, see server.h. */
void http_reply_error(struct http_request *r, const struct err *e, const char *args_json);
/* The same as problem+json whoever asks. args: what the sentence names; below /api/ its members
 * errors, results and hearing become the problem's own (RFC 9457 3.2). */
void http_reply_problem(struct http_request *r, const struct err *e, const json_t *args);
/* Appends the error's sentence with its placeholders filled from args (may be NULL) and e. */
void http_error_sentence(struct buf *out, enum lang lang, const struct err *e, const json_t *args);
/* Adds a header to the reply to come. name and value free of CR and LF (checked). */
void http_reply_header(struct http_request *r, const char *name, const char *value);
/* Session cookie: HttpOnly, SameSite=Lax, Path=/, Secure and __Host- behind https. token NULL
 * clears it. max_age in seconds. */
void http_set_session(struct http_request *r, const char *token, int64_t max_age);

#endif
