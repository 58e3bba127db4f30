/* Any bytes as a document: the answer is always JSON, never a crash. */
#include "core/str.h"
#include "intake/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct parse_options o = {.order = size % 2 == 0 ? PARSE_DMY : PARSE_MDY};
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document((struct sv){(const char *)data, size}, &o, &out);
    if (!buf_ok(&out) || out.n < 2 || out.p[out.n - 2] != '}' || !utf8_valid(buf_view(&out)))
        abort();
    buf_free(&out);
    return 0;
}
