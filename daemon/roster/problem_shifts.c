/* Reads places, the minutes between them, and the shifts of a problem. */
#include "roster/problem.h"

#include "core/str.h"

static bool read_travel(struct reader *r, const struct node *list, struct err *e)
{
    const struct range ids = IDS, minutes = {0, 2 * DAY};
    struct model *m = r->m;

    for (size_t i = 0; i < node_count(list); i++) {
        struct node row = node_at(list, i);
        int64_t v[3] = {0};
        if (!node_is_array(&row, 3, e)) {
            return false;
        }
        for (size_t k = 0; k < 3; k++) {
            struct node n = node_at(&row, k);
            if (!node_int(&n, k < 2 ? ids : minutes, &v[k], e)) {
                return false;
            }
        }
        int32_t from = keys_find(&r->places, v[0]), to = keys_find(&r->places, v[1]);
        if (from == NONE || to == NONE) {
            return node_fail(&row, e, "names a place that is not in places");
        }
        int32_t *cell = &m->travel[(size_t)from * (size_t)m->place_n + (size_t)to];
        if (*cell != NONE) {
            return node_fail(&row, e, "gives the same way twice");
        }
        *cell = (int32_t)v[2];
    }
    return true;
}

/* A way given in one direction serves both; a way not given takes the default. */
static void complete_travel(struct model *m, int32_t otherwise)
{
    size_t n = (size_t)m->place_n;

    for (size_t a = 0; a < n; a++) {
        m->travel[a * n + a] = 0;
        for (size_t b = a + 1; b < n; b++) {
            int32_t *there = &m->travel[a * n + b], *back = &m->travel[b * n + a];
            int32_t given = *there != NONE ? *there : *back;
            given = given != NONE ? given : otherwise;
            *there = *there != NONE ? *there : given;
            *back = *back != NONE ? *back : given;
        }
    }
}

bool problem_read_places(struct reader *r, struct err *e)
{
    struct node places, travel;
    int32_t otherwise = 60;

    if (!node_array(&r->root, "places", MAX_PLACES, &places, e) ||
        !keys_read(r, &places, &r->places, e) ||
        !node_array(&r->root, "travel", MAX_TRAVEL, &travel, e) ||
        !field_opt_int32(&r->root, "travel_default", (struct range){0, 2 * DAY}, &otherwise, e)) {
        return false;
    }
    size_t n = node_count(&places), cells = n * n;
    r->m->place_n = (int32_t)n;
    r->m->travel = arena_alloc(r->a, (cells + 1) * sizeof(*r->m->travel));
    for (size_t i = 0; i < cells; i++) {
        r->m->travel[i] = NONE;
    }
    if (!read_travel(r, &travel, e)) {
        return false;
    }
    complete_travel(r->m, otherwise);
    return true;
}

static bool skill_bit(struct reader *r, const struct node *n, struct sv name, uint64_t *set,
                      struct err *e)
{
    int32_t i = 0;

    while (i < r->skill_n && !sv_eq(r->skill[i], name)) {
        i++;
    }
    if (i == MAX_SKILLS) {
        return node_fail(n, e, "is one skill too many (%d in all)", MAX_SKILLS);
    }
    if (i == r->skill_n) {
        r->skill[r->skill_n++] = sv_of(arena_dup(r->a, name));
    }
    *set |= UINT64_C(1) << i;
    return true;
}

static bool read_skills(struct reader *r, const struct node *up, struct shift *s, struct err *e)
{
    struct node list;

    if (!node_array(up, "skills", MAX_SKILLS, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        struct sv name;
        if (!node_text(&n, 64, &name, e) || !skill_bit(r, &n, name, &s->skills, e)) {
            return false;
        }
    }
    return true;
}

static bool read_interval(const struct node *n, struct shift *s, struct err *e)
{
    struct node end = node_key(n, "end");

    if (!field_int32(n, "start", MINUTES, &s->start, e) || !node_int32(&end, MINUTES, &s->end, e)) {
        return false;
    }
    if (s->end <= s->start || s->end - s->start > WEEK) {
        return node_fail(&end, e, "must be after start, by a week at most");
    }
    return true;
}

static bool read_words(const struct node *n, struct shift *s, struct err *e)
{
    static const char *const kinds[] = {"court_onsite", "court_phone", "custody_phone", "hotline",
                                        NULL};
    static const char *const roles[] = {"main", "backup", "centre", NULL};
    struct node kind = node_key(n, "kind"), role = node_key(n, "role");
    int32_t at_kind = 0, at_role = ROLE_MAIN;

    if (!node_word(&kind, kinds, &at_kind, e) ||
        (node_given(&role) && !node_word(&role, roles, &at_role, e))) {
        return false;
    }
    s->kind = (enum post_kind)at_kind;
    s->role = (enum role)at_role;
    return field_opt_bool(n, "night", &s->night, e);
}

static bool read_points(struct reader *r, const struct node *n, struct shift *s, struct err *e)
{
    struct node points = node_key(n, "points");
    int64_t all[MAX_KINDS] = {0};

    if (!problem_points(r, &points, (struct range){0, 100000}, all, e)) {
        return false;
    }
    for (int32_t k = 0; k < MAX_KINDS; k++) {
        s->points[k] = (int32_t)all[k];
    }
    return true;
}

static bool read_shift(struct reader *r, const struct node *n, struct shift *s, struct err *e)
{
    const struct range days = {0, r->m->days - 1};
    struct node pair = node_key(n, "pair");

    *s = (struct shift){.needed = 1, .priority = 5, .type = NONE};
    if (!field_int(n, "id", IDS, &s->id, e) || !read_interval(n, s, e) ||
        !field_int32(n, "day", days, &s->day, e) || !read_words(n, s, e) ||
        !read_points(r, n, s, e) || !read_skills(r, n, s, e) ||
        !field_opt_int32(n, "needed", (struct range){1, 50}, &s->needed, e) ||
        !field_opt_int32(n, "priority", (struct range){1, 9}, &s->priority, e) ||
        !keys_opt_field(n, "place", &r->places, &s->place, e) ||
        !keys_opt_field(n, "area", &r->areas, &s->area, e) ||
        !keys_opt_field(n, "type", &r->types, &s->type, e) ||
        !keys_opt_field(n, "pair", &r->shifts, &s->pair, e)) {
        return false;
    }
    if (s->pair != NONE && r->m->shifts + s->pair == s) {
        return node_fail(&pair, e, "must be another shift");
    }
    s->most = s->needed;
    return field_opt_int32(n, "most", (struct range){s->needed, MAX_PROVIDERS}, &s->most, e) &&
           field_opt_int(n, "over", (struct range){0, 1000000000}, &s->over_cost, e);
}

bool problem_read_shifts(struct reader *r, struct err *e)
{
    struct node list;
    struct model *m = r->m;

    if (!node_array(&r->root, "shifts", MAX_SHIFTS, &list, e) ||
        !keys_read(r, &list, &r->shifts, e) || !keys_gather(r, &list, "area", &r->areas, e)) {
        return false;
    }
    if (r->areas.n > MAX_AREAS) {
        return node_fail(&list, e, "name more than %d areas", MAX_AREAS);
    }
    m->area_n = r->areas.n;
    m->shift_n = (int32_t)node_count(&list);
    m->shifts = arena_alloc(r->a, ((size_t)m->shift_n + 1) * sizeof(*m->shifts));
    for (int32_t i = 0; i < m->shift_n; i++) {
        struct node n = node_at(&list, (size_t)i);
        if (!read_shift(r, &n, &m->shifts[i], e)) {
            return false;
        }
    }
    return true;
}
