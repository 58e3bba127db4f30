/* Reads the types of shift, what may not follow what, and the contracts of a problem. */
#include "roster/problem.h"

#include "core/str.h"
#include "roster/problem_parts.h"

static bool read_not_after(struct reader *r, const struct node *type, uint64_t *set, struct err *e)
{
    struct node list;

    if (!node_array(type, "not_after", MAX_TYPES, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        int64_t id = 0;
        if (!node_int(&n, IDS, &id, e)) {
            return false;
        }
        int32_t at = keys_find(&r->types, id);
        if (at == NONE) {
            return node_fail(&n, e, "names no type of this problem");
        }
        *set |= UINT64_C(1) << at;
    }
    return true;
}

bool problem_read_types(struct reader *r, struct err *e)
{
    static const char *const names[] = {"id", "not_after", NULL};
    struct model *m = r->m;
    struct node list;

    if (!node_array(&r->root, "types", MAX_TYPES, &list, e) || !keys_read(r, &list, &r->types, e)) {
        return false;
    }
    m->type_n = r->types.n;
    for (int32_t i = 0; i < r->types.n; i++) {
        m->type_id[r->types.k[i].at] = r->types.k[i].id;
    }
    for (int32_t i = 0; i < m->type_n; i++) {
        struct node n = node_at(&list, (size_t)i);
        if (!node_only(&n, names, e) || !read_not_after(r, &n, &m->not_after[i], e)) {
            return false;
        }
    }
    return true;
}

/* An object of type id -> number. */
static bool read_max_of_type(struct reader *r, const struct node *up, struct contract *c,
                             struct err *e)
{
    struct node n = node_key(up, "max_of_type");
    const char *key = NULL;
    json_t *value = NULL;

    if (!node_given(&n)) {
        return true;
    }
    if (!node_is_object(&n, e)) {
        return false;
    }
    json_object_foreach(n.json, key, value)
    {
        struct node member = node_key(&n, key);
        int64_t id = 0;
        int32_t at = sv_int(sv_of(key), 1, INT64_MAX, &id) ? keys_find(&r->types, id) : NONE;
        if (at == NONE) {
            return node_fail(&member, e, "names no type of this problem");
        }
        if (!node_int32(&member, (struct range){0, NO_LIMIT}, &c->max_of_type[at], e)) {
            return false;
        }
    }
    return true;
}

static bool read_contract(struct reader *r, const struct node *n, struct contract *c, struct err *e)
{
    static const char *const names[] = {"id",           "min_minutes", "max_minutes",
                                        "min_run",      "max_run",     "min_off",
                                        "max_weekends", "max_of_type", NULL};
    const struct range days = {0, MAX_DAYS}, count = {0, NO_LIMIT}, minutes = {0, MAX_MINUTE};
    struct node most = node_key(n, "max_minutes"), longest = node_key(n, "max_run");

    contract_open(c);
    if (!node_only(n, names, e) ||
        !field_opt_int32(n, "min_minutes", minutes, &c->min_minutes, e) ||
        !field_opt_int32(n, "max_minutes", minutes, &c->max_minutes, e) ||
        !field_opt_int32(n, "min_run", days, &c->min_run, e) ||
        !field_opt_int32(n, "max_run", count, &c->max_run, e) ||
        !field_opt_int32(n, "min_off", days, &c->min_off, e) ||
        !field_opt_int32(n, "max_weekends", count, &c->max_weekends, e) ||
        !read_max_of_type(r, n, c, e)) {
        return false;
    }
    if (c->max_minutes < c->min_minutes) {
        return node_fail(&most, e, "must not be below min_minutes");
    }
    return c->max_run >= c->min_run || node_fail(&longest, e, "must not be below min_run");
}

bool problem_read_contracts(struct reader *r, struct err *e)
{
    struct node list;

    if (!node_array(&r->root, "contracts", MAX_CONTRACTS, &list, e) ||
        !keys_read(r, &list, &r->contracts, e)) {
        return false;
    }
    int32_t count = r->contracts.n;
    r->contract = arena_alloc(r->a, ((size_t)count + 1) * sizeof(*r->contract));
    for (int32_t i = 0; i < count; i++) {
        struct node n = node_at(&list, (size_t)i);
        if (!read_contract(r, &n, &r->contract[i], e)) {
            return false;
        }
    }
    return true;
}
