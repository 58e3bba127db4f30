/* Matches a path against the route table; a literal segment beats a :name, the earlier the more. */
#include "http/router.h"

#include "core/err.h"
#include "core/str.h"

#include <string.h>

#define PARAMS_MAX 4

struct fit {
    unsigned score; /* one bit per segment, 1 for a literal, the first segment highest */
    size_t n;
    struct sv params[PARAMS_MAX];
};

static bool match(const char *pattern, const char *path, struct fit *fit)
{
    if (pattern[1] != ':' && pattern[1] != path[1]) {
        return false; /* most of a hundred routes differ in their first letter */
    }
    *fit = (struct fit){0};
    while (*pattern == '/' && *path == '/') {
        struct sv want = {pattern + 1, strcspn(pattern + 1, "/")};
        struct sv have = {path + 1, strcspn(path + 1, "/")};
        bool is_param = want.n > 0 && want.p[0] == ':';

        if (is_param ? have.n == 0 : !sv_eq(want, have)) {
            return false;
        }
        if (is_param) {
            if (fit->n == PARAMS_MAX) {
                fatal("route with more than %d parameters", PARAMS_MAX);
            }
            fit->params[fit->n++] = have;
        }
        fit->score = fit->score << 1 | !is_param;
        pattern = want.p + want.n;
        path = have.p + have.n;
    }
    return *pattern == '\0' && *path == '\0';
}

struct http_match http_route_find(const struct http_route *routes, size_t n, enum http_method m,
                                  const char *path, struct arena *a, const char *params[4])
{
    enum http_method want = m == HTTP_HEAD ? HTTP_GET : m;
    struct http_match found = {0};
    struct fit best = {0};
    struct fit fit;

    for (size_t i = 0; i < n; i++) {
        if (!match(routes[i].pattern, path, &fit)) {
            continue;
        }
        found.path_known = true;
        found.allows[routes[i].method] = true;
        if (routes[i].method == want && (found.route == NULL || fit.score > best.score)) {
            found.route = &routes[i];
            best = fit;
        }
    }
    for (size_t i = 0; i < PARAMS_MAX; i++) {
        params[i] = found.route != NULL && i < best.n ? arena_dup(a, best.params[i]) : NULL;
    }
    return found;
}
