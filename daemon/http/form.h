/* Fields of queries, forms and cookies, decoded strictly (pitfalls P4). Pure: bytes in, fields in
 * an arena out. */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "core/arena.h"
#include "core/err.h"
#include "http/request.h"

#define HTTP_FIELDS_MAX 2000

struct http_fields {
    struct arena *arena; /* borrowed; holds the list and the texts */
    struct http_field *list;
    size_t n;
    size_t cap;
};

/* False with ERR_TOO_LARGE past HTTP_FIELDS_MAX. */
MUST_CHECK bool http_fields_add(struct http_fields *f, const struct http_field *field,
                                struct err *e);
/* application/x-www-form-urlencoded, also a query. A name without "=" has the value "". Broken
 * percent signs, %00 and broken UTF-8 are ERR_BAD_REQUEST. */
MUST_CHECK bool http_form_parse(struct http_fields *f, struct sv text, struct err *e);
/* multipart/form-data (RFC 7578). body is writable and lives in the arena: the values are views
 * into it, ended by NUL in place. The last byte of body (body[n]) must be writable too. */
MUST_CHECK bool http_multipart_parse(struct http_fields *f, const char *content_type, char *body,
                                     size_t n, struct err *e);
/* One cookie's value out of a Cookie header (RFC 6265 4.2.1): a view into header, false when it is
 * absent or holds anything but cookie octets. */
bool http_cookie_find(struct sv header, const char *name, struct sv *value);

#endif
