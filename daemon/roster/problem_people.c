/* Reads the providers of a problem: what they can do, when they are free, what they wish. */
#include "roster/problem.h"

#include <stdlib.h>

#include "core/str.h"
#include "roster/problem_parts.h"

static int span_order(const void *a, const void *b)
{
    const struct span *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

/* Windows that touch become one: a credential renewed on the day covers a duty across midnight. */
static int32_t merge_spans(struct span *s, int32_t n)
{
    int32_t kept = 0;

    qsort(s, (size_t)n, sizeof(*s), span_order);
    for (int32_t i = 0; i < n; i++) {
        if (kept > 0 && s[i].from <= s[kept - 1].to) {
            s[kept - 1].to = s[i].to > s[kept - 1].to ? s[i].to : s[kept - 1].to;
        } else {
            s[kept++] = s[i];
        }
    }
    return kept;
}

static bool read_span(const struct node *row, struct span *s, struct err *e)
{
    if (!node_is_array(row, 2, e)) {
        return false;
    }
    struct node from = node_at(row, 0), to = node_at(row, 1);
    *s = (struct span){-MAX_MINUTE, MAX_MINUTE};
    if ((node_given(&from) && !node_int32(&from, MINUTES, &s->from, e)) ||
        (node_given(&to) && !node_int32(&to, MINUTES, &s->to, e))) {
        return false;
    }
    return s->from < s->to || node_fail(row, e, "must end after it begins");
}

static bool read_credentials(struct reader *r, const struct node *up, struct provider *p,
                             struct err *e)
{
    struct node list;

    if (!node_array(up, "credentials", MAX_ENTRIES, &list, e)) {
        return false;
    }
    p->any_time = !node_given(&list);
    int32_t n = (int32_t)node_count(&list);
    struct span *spans = arena_alloc(r->a, ((size_t)n + 1) * sizeof(*spans));
    for (int32_t i = 0; i < n; i++) {
        struct node row = node_at(&list, (size_t)i);
        if (!problem_count(r, &row, e) || !read_span(&row, &spans[i], e)) {
            return false;
        }
    }
    p->span_n = merge_spans(spans, n);
    p->spans = spans;
    return true;
}

static bool read_busy_entry(struct reader *r, const struct node *n, struct busy *b, struct err *e)
{
    static const char *const whys[] = {"absence", "hearing", "duty", NULL};
    struct node why = node_key(n, "why"), end = node_key(n, "end"), ref = node_key(n, "ref");
    struct sv text = SV("");
    int32_t at = 0;

    if (!problem_count(r, n, e) || !node_is_object(n, e) ||
        !field_int32(n, "start", MINUTES, &b->start, e) || !node_int32(&end, MINUTES, &b->end, e) ||
        !keys_opt_field(n, "place", &r->places, &b->place, e) || !node_word(&why, whys, &at, e) ||
        !field_opt_bool(n, "night", &b->night, e) ||
        (node_given(&ref) && !node_text(&ref, 200, &text, e))) {
        return false;
    }
    if (b->end <= b->start) {
        return node_fail(&end, e, "must be after start");
    }
    b->why = (enum busy_why)at;
    b->ref = arena_dup(r->a, text);
    b->day = floor_div(b->start, DAY);
    if (b->why == BUSY_DUTY && b->end - b->start > WEEK) {
        return node_fail(&end, e, "must be after start, by a week at most");
    }
    return field_opt_int32(n, "day", (struct range){-MAX_MINUTE / DAY, MAX_MINUTE / DAY}, &b->day,
                           e);
}

static bool read_busy(struct reader *r, const struct node *up, struct provider *p, struct err *e)
{
    struct node list;

    if (!node_array(up, "busy", MAX_ENTRIES, &list, e)) {
        return false;
    }
    int32_t n = (int32_t)node_count(&list);
    struct busy *busy = arena_alloc(r->a, ((size_t)n + 1) * sizeof(*busy));
    for (int32_t i = 0; i < n; i++) {
        struct node item = node_at(&list, (size_t)i);
        if (!read_busy_entry(r, &item, &busy[i], e)) {
            return false;
        }
    }
    busy_set(r->a, p, busy, n);
    return true;
}

static bool read_wishes(struct reader *r, const struct node *up, int8_t *wish, struct err *e)
{
    const struct range days = {0, r->m->days - 1};
    struct node list;

    if (!node_array(up, "wishes", MAX_ENTRIES, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        int32_t day = 0, weight = 0;
        if (!problem_count(r, &n, e) || !node_is_object(&n, e) ||
            !field_int32(&n, "day", days, &day, e) ||
            !field_int32(&n, "weight", (struct range){-5, 5}, &weight, e)) {
            return false;
        }
        if (wish[day] != 0) {
            struct node twice = node_key(&n, "day");
            return node_fail(&twice, e, "is wished about twice");
        }
        wish[day] = (int8_t)weight;
    }
    return true;
}

static bool read_areas(struct reader *r, const struct node *up, uint8_t *in_area, struct err *e)
{
    struct node list;

    if (!node_array(up, "areas", MAX_AREAS, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        int64_t id = 0;
        if (!node_int(&n, IDS, &id, e)) {
            return false;
        }
        int32_t at = keys_find(&r->areas, id); /* an area no shift names is of no account */
        if (at != NONE) {
            in_area[at] = 1;
        }
    }
    return true;
}

static bool read_skills(struct reader *r, const struct node *up, struct provider *p, struct err *e)
{
    struct node list;

    if (!node_array(up, "skills", 1000, &list, e)) {
        return false;
    }
    for (size_t i = 0; i < node_count(&list); i++) {
        struct node n = node_at(&list, i);
        struct sv name;
        if (!node_text(&n, 64, &name, e)) {
            return false;
        }
        for (int32_t k = 0; k < r->skill_n; k++) {
            p->skills |= sv_eq(r->skill[k], name) ? UINT64_C(1) << k : 0;
        }
    }
    return true;
}

static bool read_provider(struct reader *r, const struct node *n, int32_t at, struct err *e)
{
    static const char *const classes[] = {"officer", "contract_lawyer", "collaborator", NULL};
    const struct range count = {0, NO_LIMIT}, ledger = {-10000000, 10000000};
    struct model *m = r->m;
    struct provider *p = &m->providers[at];
    struct node class = node_key(n, "class"), points = node_key(n, "ledger");
    int32_t at_class = 0, contract = NONE;

    *p = (struct provider){.share = 100,
                           .max_per_week = m->rules.max_duties_per_week,
                           .max_per_month = m->rules.max_duties_per_month};
    if (!field_int(n, "id", IDS, &p->id, e) || !node_word(&class, classes, &at_class, e) ||
        !keys_opt_field(n, "home", &r->places, &p->home, e) ||
        !field_opt_int32(n, "share", (struct range){0, 200}, &p->share, e) ||
        !field_opt_int32(n, "max_per_week", count, &p->max_per_week, e) ||
        !field_opt_int32(n, "max_per_month", count, &p->max_per_month, e) ||
        !keys_opt_field(n, "contract", &r->contracts, &contract, e) ||
        !problem_points(r, &points, ledger, p->ledger, e)) {
        return false;
    }
    p->contract = contract != NONE ? &r->contract[contract] : NULL;
    p->class = (enum provider_class)at_class;
    return read_skills(r, n, p, e) && read_credentials(r, n, p, e) && read_busy(r, n, p, e) &&
           read_areas(r, n, m->in_area + (size_t)at * (size_t)m->area_n, e) &&
           read_wishes(r, n, m->wish + (size_t)at * (size_t)m->days, e);
}

bool problem_read_people(struct reader *r, struct err *e)
{
    struct model *m = r->m;
    struct node list;

    if (!node_array(&r->root, "providers", MAX_PROVIDERS, &list, e) ||
        !keys_read(r, &list, &r->providers, e)) {
        return false;
    }
    size_t n = node_count(&list);
    if (n * (size_t)m->shift_n > MAX_CHOICES) {
        return node_fail(&list, e, "are too many for so many shifts (%d choices in all)",
                         MAX_CHOICES);
    }
    m->provider_n = (int32_t)n;
    m->providers = arena_alloc(r->a, (n + 1) * sizeof(*m->providers));
    m->in_area = arena_alloc(r->a, n * (size_t)m->area_n + 1);
    m->wish = arena_alloc(r->a, n * (size_t)m->days + 1);
    for (size_t i = 0; i < n; i++) {
        struct node item = node_at(&list, i);
        if (!read_provider(r, &item, (int32_t)i, e)) {
            return false;
        }
    }
    return true;
}
