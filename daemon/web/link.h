/* Where a reply leads to: filled patterns, back after the log-in, this page again. Pure: strings in
 * the request's arena, and never an address outside this site. */
#ifndef WEB_LINK_H
#define WEB_LINK_H

#include <jansson.h>

#include "http/request.h"

/* pattern with its {key} parts, percent-encoded, from data (texts and integers; may be NULL) or,
 * failing that, from the request's fields. "/" when it becomes longer than an address may be. */
const char *link_fill(struct http_request *r, const char *pattern, const json_t *data);
/* The field "next" if it is a path of our own ("/x", never "//host" or a scheme), else "/". */
const char *link_next(const struct http_request *r);
/* This page with its query, percent-encoded, for coming back to it. */
const char *link_here(const struct http_request *r);

#endif
