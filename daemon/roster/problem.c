/* Reads a problem from JSON: the document, its horizon, rules and weights. Every number is
 * bounded here, so that the rest of the engine may trust what it gets. */
#include "roster/problem.h"

#include <stdio.h>

#include "core/str.h"
#include "roster/calendar.h"

/* A parsed value costs up to some 100 bytes: this bounds the parser's memory before it starts. */
enum { MAX_VALUES = 8000000 };

bool problem_count(struct reader *r, const struct node *n, struct err *e)
{
    r->entries++;
    return r->entries <= MAX_ENTRIES ||
           node_fail(n, e, "is one entry too many (%d in all)", MAX_ENTRIES);
}

bool problem_points(struct reader *r, const struct node *n, struct range each,
                    int64_t out[MAX_KINDS], struct err *e)
{
    const char *names[MAX_KINDS + 1] = {0};

    if (!node_given(n)) {
        return true;
    }
    for (int32_t k = 0; k < r->m->kind_n; k++) {
        names[k] = r->m->kind[k];
    }
    if (!node_only(n, names, e)) {
        return false;
    }
    for (int32_t k = 0; k < r->m->kind_n; k++) {
        if (!field_opt_int(n, names[k], each, &out[k], e)) {
            return false;
        }
    }
    return true;
}

static bool read_horizon(struct reader *r, struct err *e)
{
    struct node horizon = node_key(&r->root, "horizon");
    struct node start = node_key(&horizon, "start");
    struct sv text;
    int32_t serial = 0;

    if (!node_is_object(&horizon, e) || !node_text(&start, 10, &text, e)) {
        return false;
    }
    if (!calendar_parse(text, &serial)) {
        return node_fail(&start, e, "must be a date YYYY-MM-DD from 1970 to 2199");
    }
    r->m->first_day = serial;
    r->m->weekday = calendar_weekday(serial);
    return field_int32(&horizon, "days", (struct range){1, MAX_DAYS}, &r->m->days, e);
}

static bool read_rules(struct reader *r, struct err *e)
{
    static const char *const names[] = {"rest_min",
                                        "max_duties_per_day",
                                        "weekly_rest_min",
                                        "max_duties_per_week",
                                        "max_duties_per_month",
                                        "night_release_until_min",
                                        NULL};
    const struct range count = {0, NO_LIMIT}, minutes = {0, WEEK}, of_day = {0, DAY};
    struct rules *u = &r->m->rules;
    struct node n = node_key(&r->root, "rules");

    *u = (struct rules){.max_duties_per_day = NO_LIMIT,
                        .max_duties_per_week = NO_LIMIT,
                        .max_duties_per_month = NO_LIMIT};
    return node_only(&n, names, e) && field_opt_int32(&n, "rest_min", minutes, &u->rest_min, e) &&
           field_opt_int32(&n, "max_duties_per_day", count, &u->max_duties_per_day, e) &&
           field_opt_int32(&n, "max_duties_per_week", count, &u->max_duties_per_week, e) &&
           field_opt_int32(&n, "max_duties_per_month", count, &u->max_duties_per_month, e) &&
           field_opt_int32(&n, "weekly_rest_min", minutes, &u->weekly_rest_min, e) &&
           field_opt_int32(&n, "night_release_until_min", of_day, &u->night_release_until_min, e);
}

static bool read_weights(struct reader *r, struct err *e)
{
    static const char *const names[] = {"uncovered", "fairness",  "wish",    "travel",
                                        "area",      "stability", "pattern", NULL};
    const struct range each = {0, 1000000000};
    struct weights *w = &r->m->weights;
    struct node n = node_key(&r->root, "weights");

    return node_only(&n, names, e) && field_int(&n, "uncovered", each, &w->uncovered, e) &&
           field_opt_int(&n, "fairness", each, &w->fairness, e) &&
           field_opt_int(&n, "wish", each, &w->wish, e) &&
           field_opt_int(&n, "travel", each, &w->travel, e) &&
           field_opt_int(&n, "area", each, &w->area, e) &&
           field_opt_int(&n, "stability", each, &w->stability, e) &&
           field_opt_int(&n, "pattern", each, &w->pattern, e);
}

static bool read_kinds(struct reader *r, struct err *e)
{
    struct node list;

    if (!node_array(&r->root, "point_kinds", MAX_KINDS, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        struct sv name;
        if (!node_text(&n, 32, &name, e)) {
            return false;
        }
        for (int32_t k = 0; k < r->m->kind_n; k++) {
            if (sv_eq_str(name, r->m->kind[k])) {
                return node_fail(&n, e, "is given twice");
            }
        }
        r->m->kind[r->m->kind_n++] = arena_dup(r->a, name);
    }
    return true;
}

static bool read_all(struct reader *r, struct err *e)
{
    int64_t version = 0;

    return node_is_object(&r->root, e) &&
           field_int(&r->root, "version", (struct range){1, 1}, &version, e) &&
           read_horizon(r, e) && read_rules(r, e) && read_weights(r, e) && read_kinds(r, e) &&
           problem_read_places(r, e) && problem_read_types(r, e) && problem_read_contracts(r, e) &&
           problem_read_shifts(r, e) && problem_read_people(r, e) && problem_read_named(r, e) &&
           model_finish(r->a, r->m, e);
}

static bool refuse(struct err *e, const char *what)
{
    (void)err_set(e, ERR_INVALID, "%s", what);
    (void)snprintf(e->field, sizeof(e->field), "problem");
    return false;
}

static bool too_many_values(struct sv json)
{
    int32_t n = 0;

    for (size_t i = 0; i < json.n; i++) {
        n += json.p[i] == ',' || json.p[i] == '[' || json.p[i] == '{';
        if (n > MAX_VALUES) {
            return true;
        }
    }
    return false;
}

bool roster_problem_read(struct arena *a, struct sv json, const struct model **out, struct err *e)
{
    struct reader r = {.a = a, .m = arena_alloc(a, sizeof(*r.m))};
    json_error_t why;
    json_t *document = NULL;

    *out = r.m;
    if (json.n > ROSTER_INPUT_MAX) {
        return refuse(e, "is larger than 64 MiB");
    }
    if (too_many_values(json)) {
        return refuse(e, "has too many values");
    }
    document = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &why);
    if (document == NULL) {
        char what[96];
        (void)snprintf(what, sizeof(what), "is not JSON: line %d column %d: %.40s", why.line,
                       why.column, why.text);
        return refuse(e, what);
    }
    r.root = (struct node){.json = document, .key = "problem"};
    bool ok = read_all(&r, e);
    json_decref(document);
    return ok;
}
