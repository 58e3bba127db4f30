/* The rendered bytes of a calendar, plain and gzip, in one piece of memory. Replies hold it while
 * they write, so it may be replaced at any time. */
#ifndef FEED_COPY_H
#define FEED_COPY_H

#include <jansson.h>

#include "core/base.h"
#include "core/err.h"
#include "core/secret.h"

struct feed_copy {
    size_t holders;
    struct sv plain, gzip;             /* into bytes */
    char etag[SECRET_HEX_LEN / 2 + 3]; /* strong, quoted */
    char bytes[];
};

/* What is kept from one rendering to the next: buffers that have grown, and zlib's state. */
struct feed_render;

struct feed_render *feed_render_new(void);
void feed_render_free(struct feed_render *r);
/* From the JSON of duty.feed_read; held once, by the caller. NULL: *e says why, as ics_feed. */
struct feed_copy *feed_render(struct feed_render *r, const json_t *feed, const char *public_url,
                              struct err *e);

struct feed_copy *feed_copy_hold(struct feed_copy *c);
void feed_copy_drop(struct feed_copy *c); /* NULL is allowed */
size_t feed_copy_size(const struct feed_copy *c);

#endif
