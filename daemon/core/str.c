/* String views and strict numbers. */
#include "core/str.h"

#include <string.h>

struct sv sv_of(const char *s)
{
    return s != NULL ? (struct sv){s, strlen(s)} : SV("");
}

bool sv_eq(struct sv a, struct sv b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool sv_eq_str(struct sv a, const char *s)
{
    return sv_eq(a, sv_of(s));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool sv_eq_nocase(struct sv a, struct sv b)
{
    if (a.n != b.n) {
        return false;
    }
    for (size_t i = 0; i < a.n; i++) {
        if (lower(a.p[i]) != lower(b.p[i])) {
            return false;
        }
    }
    return true;
}

bool sv_starts(struct sv s, struct sv prefix)
{
    return s.n >= prefix.n && sv_eq((struct sv){s.p, prefix.n}, prefix);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct sv sv_trim(struct sv s)
{
    while (s.n > 0 && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && is_space(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

bool sv_cut(struct sv *s, char sep, struct sv *part)
{
    if (s->n == 0) {
        return false;
    }
    const char *at = memchr(s->p, sep, s->n);
    size_t n = at != NULL ? (size_t)(at - s->p) : s->n;
    size_t skip = at != NULL ? n + 1 : n;

    *part = (struct sv){s->p, n};
    *s = (struct sv){s->p + skip, s->n - skip};
    return true;
}

bool sv_int(struct sv s, int64_t min, int64_t max, int64_t *out)
{
    bool is_negative = s.n > 0 && s.p[0] == '-';
    size_t first = is_negative ? 1 : 0;
    if (s.n == first) {
        return false;
    }
    /* Summed below zero, where the smallest number also fits. */
    int64_t v = 0;
    for (size_t i = first; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, s.p[i] - '0', &v)) {
            return false;
        }
    }
    if (!is_negative && __builtin_sub_overflow(0, v, &v)) {
        return false;
    }
    if (v < min || v > max) {
        return false;
    }
    *out = v;
    return true;
}
