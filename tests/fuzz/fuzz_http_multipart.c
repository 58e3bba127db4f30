/* Multipart bodies: the first line of the input is the content type, the rest is the body. */
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

static void check_field(const struct http_field *f, const char *body, size_t n)
{
    require(f->value.p >= body && f->value.p + f->value.n <= body + n);
    require(f->value.p[f->value.n] == '\0');
    require(utf8_valid(sv_of(f->name)));
    if (f->filename != NULL) {
        require(utf8_valid(sv_of(f->filename)) && strpbrk(f->filename, "/\\") == NULL);
    } else {
        require(utf8_valid(f->value) && strlen(f->value.p) == f->value.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct http_fields f = {.arena = arena_new((size_t)64 << 20)};
    struct sv body = {(const char *)data, n};
    struct sv type = {0};
    struct err e = {0};

    (void)sv_cut(&body, '\n', &type);
    char *copy = arena_dup(f.arena, body);
    if (http_multipart_parse(&f, arena_dup(f.arena, type), copy, body.n, &e)) {
        for (size_t i = 0; i < f.n; i++) {
            check_field(&f.list[i], copy, body.n);
        }
    } else {
        require(e.code == ERR_BAD_REQUEST || e.code == ERR_TOO_LARGE);
    }
    arena_free(f.arena);
    return 0;
}
