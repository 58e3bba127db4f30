/* Header fields of a message, and the bare addresses in them. */
#include "intake/parse_mail.h"

#include "core/str.h"

#include <string.h>

static struct sv without_cr(struct sv line)
{
    if (line.n > 0 && line.p[line.n - 1] == '\r') {
        line.n--;
    }
    return line;
}

static bool is_fold(struct sv rest)
{
    return rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

/* The rest of a field's lines after its first. */
static struct sv unfolded(struct arena *a, struct sv first, struct sv *rest)
{
    struct sv line;
    if (!is_fold(*rest)) {
        return first;
    }
    char *out = arena_alloc(a, first.n + rest->n + 1);
    size_t n = first.n;
    memcpy(out, first.p, n);
    while (is_fold(*rest) && sv_cut(rest, '\n', &line)) {
        line = without_cr(line);
        memcpy(out + n, line.p, line.n);
        n += line.n;
    }
    return (struct sv){out, n};
}

bool mail_field_next(struct arena *a, struct sv *rest, struct mail_field *out)
{
    struct sv line;
    while (sv_cut(rest, '\n', &line)) {
        line = without_cr(line);
        if (line.n == 0) {
            return false;
        }
        line = unfolded(a, line, rest);
        struct sv value = line;
        if (memchr(line.p, ':', line.n) != NULL && sv_cut(&value, ':', &out->name)) {
            out->name = sv_trim(out->name);
            out->value = sv_trim(value);
            return true;
        }
    }
    return false;
}

/* ---- addresses ---- */

/* The bytes of a quoted text or a comment at the beginning of s, which nests no deeper than its
 * bytes; the whole of s when it does not end. */
static size_t aside(struct sv s)
{
    size_t depth = 0;
    char quote = s.p[0];
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\') {
            i++;
        } else if (quote == '(' && c == '(') {
            depth++;
        } else if ((quote == '(' && c == ')' && --depth == 0) ||
                   (quote == '"' && c == '"' && i > 0)) {
            return i + 1;
        }
    }
    return s.n;
}

static bool is_between(char c)
{
    return (unsigned char)c <= ' ' || strchr("<>,;:()\"[]\\", c) != NULL;
}

/* In lower case, if it is an address: printable ASCII around one "@", and no encoded word. */
static bool take_address(struct arena *a, struct sv word, struct sv *out)
{
    const char *at = word.n > 0 ? memchr(word.p, '@', word.n) : NULL;
    bool is_one = at != NULL && at > word.p && at + 1 < word.p + word.n && word.n <= 254 &&
                  !sv_starts(word, SV("=?")) &&
                  memchr(at + 1, '@', word.n - (size_t)(at + 1 - word.p)) == NULL;
    char *lower = is_one ? arena_alloc(a, word.n + 1) : NULL;
    for (size_t i = 0; is_one && i < word.n; i++) {
        char c = word.p[i];
        is_one = c > ' ' && c < 0x7F;
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    if (is_one) {
        *out = (struct sv){lower, word.n};
    }
    return is_one;
}

size_t mail_addresses(struct arena *a, struct sv value, struct sv *out, size_t max)
{
    size_t n = 0, i = 0;
    while (i < value.n && n < max) {
        char c = value.p[i];
        size_t end = i;
        if (c == '"' || c == '(') {
            i += aside((struct sv){value.p + i, value.n - i});
            continue;
        }
        while (end < value.n && !is_between(value.p[end])) {
            end++;
        }
        if (take_address(a, (struct sv){value.p + i, end - i}, &out[n])) {
            n++;
        }
        i = end > i ? end : i + 1;
    }
    return n;
}

/* ---- parameters ---- */

struct sv mail_word(struct sv value)
{
    size_t n = 0;
    while (n < value.n && value.p[n] != ';' && (unsigned char)value.p[n] > ' ') {
        n++;
    }
    return (struct sv){value.p, n};
}

struct sv mail_param(struct sv value, const char *name)
{
    struct sv part, key;
    size_t i = 0;
    while (i < value.n) {
        size_t from = i;
        while (i < value.n && value.p[i] != ';') {
            i += value.p[i] == '"' ? aside((struct sv){value.p + i, value.n - i}) : 1;
        }
        part = (struct sv){value.p + from, (i < value.n ? i : value.n) - from};
        i++;
        if (part.n == 0 || memchr(part.p, '=', part.n) == NULL || !sv_cut(&part, '=', &key) ||
            !sv_eq_nocase(sv_trim(key), sv_of(name))) {
            continue;
        }
        part = sv_trim(part);
        if (part.n > 1 && part.p[0] == '"' && part.p[part.n - 1] == '"') {
            part = (struct sv){part.p + 1, part.n - 2};
        }
        return part;
    }
    return SV("");
}
