/* Errors by value, and the end of the program for those that must not be survived. */
#include "core/err.h"

#include "core/log.h"
#include "core/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    const char *sqlstate;
    int http;
    const char *key;
} codes[ERR_COUNT] = {
#define E(name, sqlstate, http, key) [ERR_##name] = {#name, sqlstate, http, key},
#include "core/errors.def"
#undef E
};

/* How much of s fits in n bytes without breaking a letter. */
static size_t whole_letters(struct sv s, size_t n)
{
    if (s.n <= n) {
        return s.n;
    }
    while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) {
        n--;
    }
    return n;
}

static void copy_cut(char *out, size_t size, struct sv s)
{
    size_t n = whole_letters(s, size - 1);
    if (n > 0) {
        memcpy(out, s.p, n);
    }
    out[n] = '\0';
}

bool err_set_at(struct err *e, const char *where, enum err_code code, const char *fmt, ...)
{
    /* Built aside: the arguments may point into *e. */
    struct err made = {.code = code, .where = where};
    char detail[sizeof(made.detail) * 2];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(detail, sizeof(detail), fmt, args);
    va_end(args);

    copy_cut(made.detail, sizeof(made.detail), n < 0 ? sv_of(fmt) : sv_of(detail));
    *e = made;
    return false;
}

bool err_field(struct err *e, const char *key, const char *field, struct sv value)
{
    struct err made = {.code = ERR_INVALID, .where = __func__};
    copy_cut(made.key, sizeof(made.key), sv_of(key));
    copy_cut(made.field, sizeof(made.field), sv_of(field));
    copy_cut(made.value, sizeof(made.value), value);
    *e = made;
    return false;
}

int err_http(enum err_code code)
{
    return codes[code].http;
}

const char *err_name(enum err_code code)
{
    return codes[code].name;
}

const char *err_key(const struct err *e)
{
    return e->key[0] != '\0' ? e->key : codes[e->code].key;
}

enum err_code err_from_sqlstate(const char *sqlstate)
{
    if (sqlstate == NULL || sqlstate[0] == '\0') {
        return ERR_INTERNAL;
    }
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        if (strcmp(codes[i].sqlstate, sqlstate) == 0) {
            return (enum err_code)i;
        }
    }
    return ERR_INTERNAL;
}

void fatal(const char *fmt, ...)
{
    char detail[512];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(detail, sizeof(detail), fmt, args);
    va_end(args);
    log_error("fatal", LOG_S("detail", detail));
    abort();
}
