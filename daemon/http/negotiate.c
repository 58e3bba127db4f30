/* Reads conditional and content negotiation headers. */
#include "http/negotiate.h"

#include "core/clock.h"
#include "core/str.h"

#include <string.h>

/* Cuts the next entity tag, without W/, off the list. False at its end or where it is malformed. */
static bool next_tag(struct sv *list, struct sv *tag)
{
    while (list->n > 0 && (list->p[0] == ' ' || list->p[0] == '\t' || list->p[0] == ',')) {
        list->p++;
        list->n--;
    }
    if (sv_starts(*list, SV("W/"))) {
        list->p += 2;
        list->n -= 2;
    }
    if (list->n < 2 || list->p[0] != '"') {
        return false;
    }
    const char *end = memchr(list->p + 1, '"', list->n - 1);
    if (end == NULL) {
        return false;
    }
    *tag = (struct sv){list->p, (size_t)(end - list->p) + 1};
    list->p += tag->n;
    list->n -= tag->n;
    return true;
}

bool http_etag_listed(const char *if_none_match, const char *etag)
{
    struct sv list = sv_trim(sv_of(if_none_match));
    struct sv tag;

    if (sv_eq_str(list, "*")) {
        return true;
    }
    while (next_tag(&list, &tag)) {
        if (sv_eq_str(tag, etag)) {
            return true;
        }
    }
    return false;
}

bool http_unchanged_since(const char *if_modified_since, int64_t modified_s)
{
    int64_t since_s;
    return if_modified_since != NULL && clock_http_date_parse(sv_of(if_modified_since), &since_s) &&
           modified_s <= since_s;
}

/* True when the parameters of a list member say q=0. */
static bool has_zero_weight(struct sv params)
{
    struct sv one;
    while (sv_cut(&params, ';', &one)) {
        one = sv_trim(one);
        if (one.n < 3 || !sv_eq_nocase((struct sv){one.p, 2}, SV("q="))) {
            continue;
        }
        for (size_t i = 2; i < one.n; i++) {
            if (one.p[i] != '0' && one.p[i] != '.') {
                return false;
            }
        }
        return true;
    }
    return false;
}

bool http_accepts_gzip(const char *accept_encoding)
{
    struct sv list = sv_of(accept_encoding);
    struct sv member, coding;
    bool any = false;

    while (sv_cut(&list, ',', &member)) {
        if (!sv_cut(&member, ';', &coding)) {
            continue;
        }
        coding = sv_trim(coding);
        if (sv_eq_nocase(coding, SV("gzip")) || sv_eq_nocase(coding, SV("x-gzip"))) {
            return !has_zero_weight(member);
        }
        if (sv_eq_str(coding, "*")) {
            any = !has_zero_weight(member);
        }
    }
    return any;
}

bool http_prefers_json(const char *accept)
{
    struct sv list = sv_of(accept);
    struct sv member, type;

    while (sv_cut(&list, ',', &member)) {
        if (!sv_cut(&member, ';', &type)) {
            continue;
        }
        type = sv_trim(type);
        if (sv_eq_nocase(type, SV("text/html"))) {
            return false;
        }
        if (sv_eq_nocase(type, SV("application/json")) ||
            sv_eq_nocase(type, SV("application/problem+json"))) {
            return true;
        }
    }
    return false;
}
