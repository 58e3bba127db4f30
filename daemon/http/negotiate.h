/* What a client's headers allow: validators (RFC 9110 13), codings (12.5.3) and media types
 * (12.5.1). Pure functions over header values; NULL stands for an absent header. */
#ifndef HTTP_NEGOTIATE_H
#define HTTP_NEGOTIATE_H

#include "core/base.h"

/* True when an If-None-Match value names etag (with its quotes) or is "*". Weak comparison,
 * RFC 9110 8.8.3.2: W/ in front does not matter. */
bool http_etag_listed(const char *if_none_match, const char *etag);
/* True when the client's copy is from modified_s or later. A malformed date is ignored
 * (RFC 9110 13.1.3). */
bool http_unchanged_since(const char *if_modified_since, int64_t modified_s);
bool http_accepts_gzip(const char *accept_encoding);
/* True when application/json stands before text/html, or alone. */
bool http_prefers_json(const char *accept);

#endif
