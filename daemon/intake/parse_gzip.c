/* What a server sent in gzip (RFC 1952), opened: here, in the child, and never in the daemon. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>
#include <zlib.h>

#define CHUNK_BYTES 65536
#define GZIP_ONLY   (16 + MAX_WBITS) /* zlib: a gzip header, and no other */

/* Inflates until the stream ends or out is full; a bomb costs no more than that. */
static int inflate_all(z_stream *z, struct buf *out)
{
    unsigned char chunk[CHUNK_BYTES];
    int rc = Z_OK;
    while (rc == Z_OK && buf_ok(out)) {
        z->next_out = chunk;
        z->avail_out = sizeof(chunk);
        rc = inflate(z, Z_NO_FLUSH);
        buf_add(out, chunk, sizeof(chunk) - z->avail_out);
    }
    return rc;
}

bool parse_gzip(struct arena *a, struct sv *bytes, struct err *e)
{
    struct buf out;
    z_stream z = {0};
    if (!sv_starts(*bytes, SV("\x1F\x8B\x08"))) {
        return true;
    }
    if (bytes->n > PARSE_ICS_BYTES_MAX || inflateInit2(&z, GZIP_ONLY) != Z_OK) {
        return err_field(e, "intake.error.too_large", "document", SV("16 MiB"));
    }
    unsigned char *in = arena_alloc(a, bytes->n); /* zlib takes no constant */
    memcpy(in, bytes->p, bytes->n);
    z.next_in = in;
    z.avail_in = (unsigned)bytes->n;
    buf_init(&out, PARSE_ICS_BYTES_MAX);
    int rc = inflate_all(&z, &out);
    (void)inflateEnd(&z);
    bool ok = true;
    if (!buf_ok(&out)) {
        ok = err_field(e, "intake.error.too_large", "document", SV("16 MiB"));
    } else if (rc != Z_STREAM_END) {
        ok = err_field(e, "intake.error.broken", "document", SV("gzip"));
    } else {
        *bytes = (struct sv){arena_dup(a, buf_view(&out)), out.n};
    }
    buf_free(&out);
    return ok;
}
