/* Renders a calendar and compresses it. */
#include "feed/copy.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/log.h"
#include "feed/ics.h"

#define FEED_MAX   (8u << 20)
#define GZIP_LEVEL 6
#define GZIP_BITS  (15 + 16) /* zlib's way to ask for gzip */

struct feed_render {
    struct buf plain;
    unsigned char *gzip; /* as long as was ever needed */
    size_t gzip_cap;
    z_stream z;
};

struct feed_render *feed_render_new(void)
{
    struct feed_render *r = heap_new(sizeof *r);
    buf_init(&r->plain, FEED_MAX);
    if (deflateInit2(&r->z, GZIP_LEVEL, Z_DEFLATED, GZIP_BITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        fatal("out of memory: zlib");
    return r;
}

void feed_render_free(struct feed_render *r)
{
    deflateEnd(&r->z);
    buf_free(&r->plain);
    free(r->gzip);
    free(r);
}

/* The buffer's content compressed, into r->gzip; its length. */
static size_t compress_plain(struct feed_render *r)
{
    size_t bound = deflateBound(&r->z, r->plain.n);
    if (bound > r->gzip_cap) {
        free(r->gzip);
        r->gzip = heap_new(bound);
        r->gzip_cap = bound;
    }
    r->z.next_in = (unsigned char *)r->plain.p;
    r->z.avail_in = (uInt)r->plain.n;
    r->z.next_out = r->gzip;
    r->z.avail_out = (uInt)r->gzip_cap;
    bool ok = deflate(&r->z, Z_FINISH) == Z_STREAM_END;
    size_t n = r->z.total_out;
    if (!ok || deflateReset(&r->z) != Z_OK)
        fatal("zlib: bound too small");
    return n;
}

struct feed_copy *feed_render(struct feed_render *r, const json_t *feed, const char *public_url,
                              struct err *e)
{
    char hex[SECRET_HEX_LEN + 1];
    buf_reset(&r->plain);
    if (!ics_feed(&r->plain, feed, public_url, e))
        return NULL;
    size_t n = r->plain.n, gzip_n = compress_plain(r);
    struct feed_copy *c = heap_new(sizeof *c + n + gzip_n);
    memcpy(c->bytes, r->plain.p, n);
    memcpy(c->bytes + n, r->gzip, gzip_n);
    c->plain = (struct sv){c->bytes, n};
    c->gzip = (struct sv){c->bytes + n, gzip_n};
    c->holders = 1;
    secret_sha256_hex(c->plain, hex);
    (void)snprintf(c->etag, sizeof c->etag, "\"%.32s\"", hex);
    return c;
}

struct feed_copy *feed_copy_hold(struct feed_copy *c)
{
    c->holders++;
    return c;
}

void feed_copy_drop(struct feed_copy *c)
{
    if (c && --c->holders == 0)
        free(c);
}

size_t feed_copy_size(const struct feed_copy *c)
{
    return sizeof *c + c->plain.n + c->gzip.n;
}
