/* Splits a multipart/form-data body (RFC 7578) in place; strict, because every browser is. */
#include "http/form.h"

#include "core/str.h"

#include <string.h>
#include <strings.h>

#define BOUNDARY_MAX 70 /* RFC 2046 5.1.1 */
#define HEAD_MAX     4096

struct rest {
    char *p;
    size_t n;
};

struct part {
    struct sv name;
    struct sv filename;
    bool has_name;
    bool is_file;
};

/* The value of a parameter ("; key=value" or "; key=\"value\"") of a header. */
static bool find_param(struct sv s, const char *key, struct sv *value)
{
    while (s.n > 0) {
        const char *semicolon = memchr(s.p, ';', s.n);
        if (semicolon == NULL) {
            return false;
        }
        s = (struct sv){semicolon + 1, s.n - (size_t)(semicolon + 1 - s.p)};
        while (s.n > 0 && s.p[0] == ' ') {
            s = (struct sv){s.p + 1, s.n - 1};
        }
        struct sv after = s, name;
        if (!sv_cut(&after, '=', &name)) {
            return false;
        }
        bool is_quoted = after.n > 0 && after.p[0] == '"';
        const char *end =
            is_quoted ? memchr(after.p + 1, '"', after.n - 1) : memchr(after.p, ';', after.n);
        if (is_quoted && end == NULL) {
            return false;
        }
        const char *start = is_quoted ? after.p + 1 : after.p;
        const char *stop = end != NULL ? end : after.p + after.n;
        if (sv_eq_nocase(name, sv_of(key))) {
            *value = (struct sv){start, (size_t)(stop - start)};
            return true;
        }
        s = (struct sv){stop, (size_t)(after.p + after.n - stop)};
    }
    return false;
}

/* Writes "\r\n--boundary" into out, which holds BOUNDARY_MAX + 5 bytes. */
static bool read_boundary(const char *content_type, char *out, size_t *n)
{
    struct sv boundary;
    if (!find_param(sv_of(content_type), "boundary", &boundary)) {
        return false;
    }
    boundary = sv_trim(boundary);
    if (boundary.n == 0 || boundary.n > BOUNDARY_MAX) {
        return false;
    }
    for (size_t i = 0; i < boundary.n; i++) {
        if (boundary.p[i] < ' ' || boundary.p[i] > '~') {
            return false;
        }
    }
    memcpy(out, "\r\n--", 4);
    memcpy(out + 4, boundary.p, boundary.n);
    *n = boundary.n + 4;
    return true;
}

/* The header lines of one part; only Content-Disposition matters. Advances past the empty line. */
static bool read_part_head(struct rest *rest, struct part *part)
{
    size_t used = 0;
    *part = (struct part){0};

    for (;;) {
        size_t window = rest->n < HEAD_MAX - used ? rest->n : HEAD_MAX - used;
        const char *eol = memmem(rest->p, window, "\r\n", 2);
        if (eol == NULL) {
            return false;
        }
        struct sv line = {rest->p, (size_t)(eol - rest->p)};
        rest->p += line.n + 2;
        rest->n -= line.n + 2;
        used += line.n + 2;
        if (line.n == 0) {
            return part->has_name;
        }
        struct sv value = line, key;
        if (sv_cut(&value, ':', &key) && sv_eq_nocase(key, SV("Content-Disposition"))) {
            part->has_name = find_param(value, "name", &part->name);
            part->is_file = find_param(value, "filename", &part->filename);
        }
    }
}

/* A name as browsers write it: only a quote and line ends are percent-encoded (HTML 4.10.21.8). */
static const char *part_text(struct arena *a, struct sv s)
{
    struct buf b;
    buf_init(&b, HEAD_MAX);
    for (size_t i = 0; i < s.n; i++) {
        bool is_quote = s.n - i >= 3 && strncmp(s.p + i, "%22", 3) == 0;
        buf_char(&b, is_quote ? '"' : s.p[i]);
        i += is_quote ? 2 : 0;
    }
    struct sv text = buf_view(&b);
    bool is_good = utf8_valid(text) && !sv_has_control(text) && strlen(text.p) == text.n;
    const char *out = is_good ? arena_dup(a, text) : NULL;
    buf_free(&b);
    return out;
}

/* Without any folder in front: the name is for people, never for opening files. */
static const char *base_name(const char *path)
{
    const char *name = path;
    for (const char *p = path; *p != '\0'; p++) {
        if (*p == '/' || *p == '\\') {
            name = p + 1;
        }
    }
    return name;
}

static bool add_part(struct http_fields *f, const struct part *part, struct sv value, struct err *e)
{
    struct http_field field = {.name = part_text(f->arena, part->name), .value = value};
    const char *file = part->is_file ? part_text(f->arena, part->filename) : NULL;

    if (field.name == NULL || (part->is_file && file == NULL)) {
        return err_set(e, ERR_BAD_REQUEST, "multipart: a name is not plain UTF-8");
    }
    if (file != NULL) {
        field.filename = base_name(file);
    } else if (memchr(value.p, '\0', value.n) != NULL || !utf8_valid(value)) {
        return err_set(e, ERR_BAD_REQUEST, "multipart: a text field is not UTF-8");
    }
    return http_fields_add(f, &field, e);
}

bool http_multipart_parse(struct http_fields *f, const char *content_type, char *body, size_t n,
                          struct err *e)
{
    char delimiter[BOUNDARY_MAX + 5];
    size_t len;
    struct rest rest = {body, n};
    struct part part;

    if (!read_boundary(content_type, delimiter, &len)) {
        return err_set(e, ERR_BAD_REQUEST, "multipart: no boundary");
    }
    if (n < len - 2 || memcmp(body, delimiter + 2, len - 2) != 0) {
        return err_set(e, ERR_BAD_REQUEST, "multipart: no first boundary");
    }
    rest.p += len - 2;
    rest.n -= len - 2;
    while (rest.n < 2 || memcmp(rest.p, "--", 2) != 0) {
        if (rest.n < 2 || memcmp(rest.p, "\r\n", 2) != 0) {
            return err_set(e, ERR_BAD_REQUEST, "multipart: cut short");
        }
        rest.p += 2;
        rest.n -= 2;
        if (!read_part_head(&rest, &part)) {
            return err_set(e, ERR_BAD_REQUEST, "multipart: a part without a name");
        }
        char *end = memmem(rest.p, rest.n, delimiter, len);
        if (end == NULL) {
            return err_set(e, ERR_BAD_REQUEST, "multipart: cut short");
        }
        struct sv value = {rest.p, (size_t)(end - rest.p)};
        *end = '\0';
        rest.p += value.n + len;
        rest.n -= value.n + len;
        if (!add_part(f, &part, value, e)) {
            return false;
        }
    }
    return true;
}
