/* Compresses straight into the reply's buffer. */
#include "http/gzip.h"

#include "core/arena.h"
#include "core/err.h"

#include <event2/buffer.h>
#include <stdlib.h>
#include <zlib.h>

#define LEVEL       4  /* most of the gain at a third of the time of the default */
#define WINDOW_BITS 31 /* 15, and 16 for the gzip wrapper */
#define MEMORY      8

struct gzip {
    z_stream z;
};

struct gzip *gzip_new(void)
{
    struct gzip *g = heap_new(sizeof(*g));
    if (deflateInit2(&g->z, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        fatal("zlib: %s", g->z.msg != NULL ? g->z.msg : "cannot start");
    }
    return g;
}

void gzip_free(struct gzip *g)
{
    (void)deflateEnd(&g->z);
    free(g);
}

void gzip_add(struct gzip *g, struct sv in, struct evbuffer *out)
{
    struct evbuffer_iovec room;
    size_t bound = deflateBound(&g->z, in.n);

    if (evbuffer_reserve_space(out, (ev_ssize_t)bound, &room, 1) != 1) {
        fatal("out of memory: %zu bytes to compress", in.n);
    }
    /* zlib's interface takes no const pointer but does not write to its input. */
    g->z.next_in = (z_const Bytef *)(uintptr_t)in.p;
    g->z.avail_in = (uInt)in.n;
    g->z.next_out = room.iov_base;
    g->z.avail_out = (uInt)bound;
    if (deflate(&g->z, Z_FINISH) != Z_STREAM_END) {
        fatal("zlib: %zu bytes did not fit their bound", in.n);
    }
    room.iov_len = bound - g->z.avail_out;
    (void)evbuffer_commit_space(out, &room, 1);
    (void)deflateReset(&g->z);
}
