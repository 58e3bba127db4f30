/* What the roster tests share: problems written with single quotes, solved and read back. */
#ifndef ROSTER_FIXTURE_H
#define ROSTER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "roster/roster.h"

/* Single quotes become double ones, so that JSON stays readable in C. */
static inline char *unquote(char *text)
{
    for (char *p = text; *p != '\0'; p++) {
        *p = *p == '\'' ? '"' : *p;
    }
    return text;
}

/* The solution as bytes; the caller frees it. Fails the test when the problem is refused. */
static inline char *solve_text(const char *problem, uint64_t seed, int64_t budget)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf out;
    struct roster_options o = {.seed = seed, .budget = budget};
    char *json = unquote(arena_str(a, problem));

    if (!roster_problem_read(a, sv_of(json), &m, &e)) {
        print_error("%s: %s\n%s\n", e.field, e.detail, json);
        fail();
    }
    buf_init(&out, ROSTER_OUTPUT_MAX);
    roster_write(roster_solve(a, m, &o), &out);
    assert_true(buf_ok(&out));
    char *text = strdup(out.p);
    buf_free(&out);
    arena_free(a);
    return text;
}

/* The same, parsed; the caller drops the reference. */
static inline json_t *solve(const char *problem, uint64_t seed, int64_t budget)
{
    char *text = solve_text(problem, seed, budget);
    json_t *solution = json_loads(text, 0, NULL);

    assert_non_null(solution);
    free(text);
    return solution;
}

/* The first provider assigned to a shift, 0 when there is none. */
static inline int64_t holder_of(const json_t *solution, int64_t shift)
{
    const json_t *list = json_object_get(solution, "assignments");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *x = json_array_get(list, i);
        if (json_integer_value(json_object_get(x, "shift")) == shift) {
            return json_integer_value(json_object_get(x, "provider"));
        }
    }
    return 0;
}

static inline int64_t member(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

#endif
