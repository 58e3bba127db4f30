/* Content lines of a calendar: folded lines joined, and a line into name, parameters and value. */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <string.h>

struct unfolder {
    char *out;
    size_t n;
    size_t owed; /* blank lines that stand for joined ones */
};

static void end_line(struct unfolder *u)
{
    memset(u->out + u->n, '\n', u->owed);
    u->n += u->owed;
    u->owed = 0;
}

struct sv ics_unfold(struct arena *a, struct sv bytes)
{
    struct unfolder u = {.out = arena_alloc(a, bytes.n + 2)};
    struct sv rest = bytes, line;
    while (sv_cut(&rest, '\n', &line)) {
        if (line.n > 0 && line.p[line.n - 1] == '\r') {
            line.n--;
        }
        bool is_more = u.n > 0 && line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
        if (is_more) {
            line = (struct sv){line.p + 1, line.n - 1};
        } else {
            end_line(&u);
        }
        memcpy(u.out + u.n, line.p, line.n);
        u.n += line.n;
        u.owed++;
    }
    end_line(&u);
    return (struct sv){u.out, u.n};
}

/* Where the value begins: the first colon outside quotes; with a quote left open, the first. */
static size_t colon_of(struct sv s)
{
    bool is_quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ':' && !is_quoted) {
            return i;
        }
        is_quoted = is_quoted != (s.p[i] == '"');
    }
    const char *first = s.n > 0 ? memchr(s.p, ':', s.n) : NULL;
    return first != NULL ? (size_t)(first - s.p) : s.n;
}

bool ics_split(struct sv line, struct ics_line *out)
{
    size_t colon = colon_of(line), name = 0;
    while (name < colon && line.p[name] != ';') {
        name++;
    }
    if (colon == line.n) {
        return false;
    }
    out->name = sv_trim((struct sv){line.p, name});
    out->params = (struct sv){line.p + name, colon - name};
    out->value = (struct sv){line.p + colon + 1, line.n - colon - 1};
    return out->name.n > 0;
}

/* The parameter that begins after the semicolon, up to the next one outside quotes. */
static struct sv next_param(struct sv *rest)
{
    bool is_quoted = false;
    size_t i = 0;
    while (i < rest->n && (is_quoted || rest->p[i] != ';')) {
        is_quoted = is_quoted != (rest->p[i] == '"');
        i++;
    }
    struct sv part = {rest->p, i};
    size_t used = i < rest->n ? i + 1 : i;
    *rest = (struct sv){rest->p + used, rest->n - used};
    return part;
}

struct sv ics_param(const struct ics_line *l, const char *name)
{
    struct sv rest = l->params;
    while (rest.n > 0) {
        struct sv value = next_param(&rest), key;
        if (!sv_cut(&value, '=', &key) || !sv_eq_nocase(sv_trim(key), sv_of(name))) {
            continue;
        }
        value = sv_trim(value);
        if (value.n > 1 && value.p[0] == '"' && value.p[value.n - 1] == '"') {
            value = (struct sv){value.p + 1, value.n - 2};
        }
        return value;
    }
    return SV("");
}

struct sv ics_unescaped(struct arena *a, struct sv value, size_t most)
{
    size_t n = 0;
    value.n = value.n < most ? value.n : most;
    if (value.n == 0 || memchr(value.p, '\\', value.n) == NULL) {
        return value;
    }
    char *out = arena_alloc(a, value.n + 1);
    for (size_t i = 0; i < value.n; i++) {
        bool is_escape = value.p[i] == '\\' && i + 1 < value.n;
        char c = value.p[is_escape ? ++i : i];
        out[n++] = (char)(is_escape && (c == 'n' || c == 'N') ? '\n' : c);
    }
    return (struct sv){out, n};
}
