/* Copies what a peer said without what could break a line, a column or a log. */
#include "notice/plain.h"

#include <string.h>

#include "core/buf.h"
#include "core/str.h"

#define CHARACTER_BYTES 4

void plain_put(char *out, size_t size, struct sv s)
{
    struct buf b;
    buf_init(&b, size);
    while (s.n > 0 && b.n + CHARACTER_BYTES < size) {
        uint32_t cp = utf8_next(&s);
        utf8_put(&b, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? ' ' : cp);
    }
    memcpy(out, buf_view(&b).p, b.n);
    out[b.n] = '\0';
    buf_free(&b);
}
