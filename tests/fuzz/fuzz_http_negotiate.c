/* Conditional and negotiation headers: no input may be read past its end, and what matches one's
 * own tag must contain it. */
#include "http/negotiate.h"

#include "core/arena.h"
#include "core/str.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new((size_t)1 << 24);
    const char *text = arena_dup(a, (struct sv){(const char *)data, n});

    if (http_etag_listed(text, "\"a-1\"") && strstr(text, "\"a-1\"") == NULL &&
        !sv_eq_str(sv_trim(sv_of(text)), "*")) {
        abort();
    }
    (void)http_unchanged_since(text, 784111777);
    (void)http_accepts_gzip(text);
    if (http_prefers_json(text) && strcasestr(text, "json") == NULL) {
        abort();
    }
    arena_free(a);
    return 0;
}
