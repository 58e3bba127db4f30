/* Splits queries, forms and cookie headers into fields. */
#include "http/form.h"

#include "core/str.h"

#include <string.h>

bool http_fields_add(struct http_fields *f, const struct http_field *field, struct err *e)
{
    if (f->n == HTTP_FIELDS_MAX) {
        return err_set(e, ERR_TOO_LARGE, "more than %d fields", HTTP_FIELDS_MAX);
    }
    if (f->n == f->cap) {
        size_t cap = f->cap > 0 ? f->cap * 2 : 16;
        struct http_field *list = arena_alloc(f->arena, cap * sizeof(*list));
        if (f->n > 0) {
            memcpy(list, f->list, f->n * sizeof(*list));
        }
        f->list = list;
        f->cap = cap;
    }
    f->list[f->n++] = *field;
    return true;
}

bool http_form_parse(struct http_fields *f, struct sv text, struct err *e)
{
    struct sv pair, name;

    while (sv_cut(&text, '&', &pair)) {
        if (!sv_cut(&pair, '=', &name)) {
            continue;
        }
        const char *n = url_decode(f->arena, name, true);
        const char *v = url_decode(f->arena, pair, true);
        if (n == NULL || v == NULL) {
            return err_set(e, ERR_BAD_REQUEST, "field is not percent-encoded UTF-8");
        }
        struct http_field field = {.name = n, .value = sv_of(v)};
        if (!http_fields_add(f, &field, e)) {
            return false;
        }
    }
    return true;
}

static bool is_cookie_text(struct sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == ';' || c == '\\') {
            return false;
        }
    }
    return true;
}

bool http_cookie_find(struct sv header, const char *name, struct sv *value)
{
    struct sv pair, key;

    while (sv_cut(&header, ';', &pair)) {
        pair = sv_trim(pair);
        if (!sv_cut(&pair, '=', &key) || !sv_eq_str(key, name)) {
            continue;
        }
        if (!is_cookie_text(pair)) {
            return false;
        }
        *value = pair;
        return true;
    }
    return false;
}
