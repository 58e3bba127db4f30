/* The only parsing primitives: views, strict numbers, UTF-8, and the text forms of bytes.
 * Nothing here allocates except where an arena is passed. */
#ifndef CORE_STR_H
#define CORE_STR_H

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"

struct sv sv_of(const char *s); /* s may be NULL: empty view */
bool sv_eq(struct sv a, struct sv b);
bool sv_eq_str(struct sv a, const char *s);
bool sv_eq_nocase(struct sv a, struct sv b); /* ASCII only */
bool sv_starts(struct sv s, struct sv prefix);
struct sv sv_trim(struct sv s); /* ASCII white space at both ends */
/* Cuts s at the first sep: returns the part before, leaves the part after in *s. Returns false,
 * with *s untouched, when *s is empty. */
bool sv_cut(struct sv *s, char sep, struct sv *part);

/* The whole of s must be a decimal number inside [min, max]. */
MUST_CHECK bool sv_int(struct sv s, int64_t min, int64_t max, int64_t *out);

/* Strict UTF-8 (no overlong forms, surrogates, or values past U+10FFFF). */
bool utf8_valid(struct sv s);
/* True when s holds a control character (C0, DEL, C1) other than tab and line feed. */
bool sv_has_control(struct sv s);
/* Decodes one code point at *s and advances; 0xFFFD for a broken byte. s must not be empty. */
uint32_t utf8_next(struct sv *s);
void utf8_put(struct buf *b, uint32_t cp);

void hex_put(struct buf *b, const unsigned char *p, size_t n);
/* RFC 4648 base64 with padding; url: the URL alphabet, without padding. */
void base64_put(struct buf *b, const unsigned char *p, size_t n, bool url);

/* Percent-decoding of a path segment or (plus: '+' is a space) a form field. NULL when malformed,
 * when it holds %00, or when the result is not UTF-8. */
MUST_CHECK char *url_decode(struct arena *a, struct sv s, bool plus);
/* Percent-encoding of everything but RFC 3986 unreserved characters. */
void url_encode(struct buf *b, struct sv s);
/* &, <, >, ", ' become entities. */
void html_escape(struct buf *b, struct sv s);
/* A JSON string with quotes. */
void json_quote(struct buf *b, struct sv s);

#endif
