/* Finds sentences, splits them at their placeholders, and chooses the reader's language. */
#include "i18n/i18n.h"

#include <ctype.h>
#include <string.h>

#include "core/str.h"
#include "i18n/i18n_int.h"

static const char *const names[LANG_COUNT] = {[LANG_VI] = "vi", [LANG_KM] = "km", [LANG_EN] = "en"};

const char *lang_str(enum lang l)
{
    return names[l];
}

/* "0.8" as 800; anything malformed as 0, so that it is not chosen. */
static int64_t quality(struct sv params)
{
    struct sv param;
    int64_t thousandths = 1000;

    while (sv_cut(&params, ';', &param)) {
        struct sv value = sv_trim(param);
        struct sv key;
        if (!sv_cut(&value, '=', &key) || !sv_eq_nocase(sv_trim(key), SV("q")))
            continue;
        struct sv whole;
        struct sv digits = sv_trim(value);
        if (!sv_cut(&digits, '.', &whole) || !sv_int(whole, 0, 1, &thousandths))
            return 0;
        thousandths *= 1000;
        int64_t part = 0;
        if (digits.n > 3 || (digits.n > 0 && !sv_int(digits, 0, 999, &part)))
            return 0;
        for (size_t i = digits.n; i < 3; i++)
            part *= 10;
        thousandths += part;
    }
    return thousandths <= 1000 ? thousandths : 0;
}

static bool known(struct sv tag, enum lang *out)
{
    struct sv primary;

    if (!sv_cut(&tag, '-', &primary))
        return false;
    for (enum lang l = LANG_VI; l < LANG_COUNT; l++) {
        if (!sv_eq_nocase(primary, sv_of(names[l])))
            continue;
        *out = l;
        return true;
    }
    return false;
}

bool lang_parse(struct sv s, enum lang *out)
{
    int64_t best = 0;
    struct sv item;

    while (sv_cut(&s, ',', &item)) {
        struct sv tag;
        enum lang l;
        if (!sv_cut(&item, ';', &tag) || !known(sv_trim(tag), &l))
            continue;
        int64_t q = quality(item);
        if (q > best) {
            best = q;
            *out = l;
        }
    }
    return best > 0;
}

const char *tr_find(enum lang l, const char *key)
{
    size_t high;
    const struct i18n_entry *table = i18n_table(&high);
    size_t low = 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(key, table[mid].key);
        if (order == 0)
            return table[mid].sentence[l];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

const char *tr(enum lang l, const char *key)
{
    const char *sentence = tr_find(l, key);

    return sentence ? sentence : key;
}

/* The length of the {placeholder} at the start of s, 0 when there is none. */
static size_t placeholder(struct sv s)
{
    size_t n = 1;

    if (s.p[0] != '{')
        return 0;
    while (n < s.n && (isalnum((unsigned char)s.p[n]) || s.p[n] == '_' || s.p[n] == '.'))
        n++;
    return n > 1 && n < s.n && s.p[n] == '}' ? n + 1 : 0;
}

bool tr_next(struct sv *rest, struct sv *text, struct sv *name)
{
    struct sv s = *rest;

    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        size_t n = placeholder((struct sv){s.p + i, s.n - i});
        if (n == 0)
            continue;
        *text = (struct sv){s.p, i};
        *name = (struct sv){s.p + i + 1, n - 2};
        *rest = (struct sv){s.p + i + n, s.n - i - n};
        return true;
    }
    *text = s;
    *name = (struct sv){NULL, 0};
    *rest = (struct sv){s.p + s.n, 0};
    return true;
}
