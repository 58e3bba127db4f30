/* Queries, forms and cookies: whatever comes in, fields are clean text or the whole is refused. */
#include "http/form.h"

#include "core/str.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void require(bool ok)
{
    if (!ok) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct http_fields f = {.arena = arena_new((size_t)64 << 20)};
    struct sv text = {(const char *)data, n};
    struct sv value;
    struct err e = {0};

    if (http_form_parse(&f, text, &e)) {
        for (size_t i = 0; i < f.n; i++) {
            struct sv v = f.list[i].value;
            require(utf8_valid(sv_of(f.list[i].name)) && utf8_valid(v));
            require(strlen(v.p) == v.n && f.list[i].filename == NULL);
        }
    } else {
        require(e.code == ERR_BAD_REQUEST || e.code == ERR_TOO_LARGE);
    }
    if (http_cookie_find(text, "session", &value)) {
        require(value.p >= text.p && value.p + value.n <= text.p + text.n);
        require(value.n == 0 || memchr(value.p, ';', value.n) == NULL);
    }
    arena_free(f.arena);
    return 0;
}
