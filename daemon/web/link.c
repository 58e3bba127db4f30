/* Addresses within this site, made from what people and the database gave. */
#include "web/link.h"

#include <string.h>

#include "core/str.h"

#define LINK_MAX 2048

static void put_key(const struct http_request *r, struct buf *out, const char *key,
                    const json_t *data)
{
    const json_t *v = json_object_get(data, key);
    if (json_is_integer(v))
        buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
    else if (json_is_string(v))
        url_encode(out, sv_of(json_string_value(v)));
    else
        url_encode(out, sv_of(http_field(r, key)));
}

/* The text in the arena, "/" when it did not fit. */
static const char *take(const struct http_request *r, struct buf *b)
{
    const char *link = buf_ok(b) ? arena_dup(r->arena, buf_view(b)) : "/";
    buf_free(b);
    return link;
}

const char *link_fill(struct http_request *r, const char *pattern, const json_t *data)
{
    struct buf out;
    buf_init(&out, LINK_MAX);
    for (const char *p = pattern; *p; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            buf_char(&out, *p);
            continue;
        }
        put_key(r, &out, arena_dup(r->arena, (struct sv){p + 1, (size_t)(end - p - 1)}), data);
        p = end;
    }
    return take(r, &out);
}

const char *link_next(const struct http_request *r)
{
    const char *next = http_field(r, "next");
    if (!next || next[0] != '/' || next[1] == '/' || strlen(next) > LINK_MAX)
        return "/";
    for (const char *p = next; *p; p++) {
        if (*p <= ' ' || *p > '~' || *p == '\\')
            return "/";
    }
    return next;
}

const char *link_here(const struct http_request *r)
{
    struct buf out;
    struct sv path = sv_of(r->path), segment;
    buf_init(&out, LINK_MAX);
    (void)sv_cut(&path, '/', &segment); /* what stands before the first slash: nothing */
    buf_char(&out, '/');
    for (bool more = sv_cut(&path, '/', &segment); more;) {
        url_encode(&out, segment);
        more = sv_cut(&path, '/', &segment);
        if (more)
            buf_char(&out, '/');
    }
    if (r->query_string[0])
        buf_printf(&out, "?%s", r->query_string);
    return take(r, &out);
}
