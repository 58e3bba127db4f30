/* Compresses replies (RFC 1952) with one zlib state that is kept and reset. */
#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "core/base.h"

struct evbuffer;
struct gzip;

struct gzip *gzip_new(void);
void gzip_free(struct gzip *g);
/* Appends in, compressed, to out. */
void gzip_add(struct gzip *g, struct sv in, struct evbuffer *out);

#endif
