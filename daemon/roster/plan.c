/* The cheapest row of days for one person, by dynamic programming forward over the days and a walk
 * back. A plane holds the least cost for every (weekends, units) so far; between its lines and
 * after them lie guard cells that stay out of reach, so that a step is one shifted pass. */
#include "roster/plan.h"

#include <string.h>

#include "roster/plan_field.h"

#define PLAN_CELLS (INT64_C(1) << 26) /* of one plan, at most */
#define PASS_WORK  40                 /* what a pass costs besides its cells, in cells */

/* The passes are the hot loop of the whole engine: built for wide registers too, chosen at start.
 */
#if defined(__x86_64__)
#define PLAN_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define PLAN_CLONES
#endif
struct planner *planner_new(struct arena *a, int32_t days, int32_t types, int32_t weekday)
{
    struct planner *p = arena_alloc(a, sizeof(*p));

    *p = (struct planner){.a = a, .days = days, .types = types, .weekday = weekday};
    p->low_units = arena_alloc(a, ((size_t)days + 1) * sizeof(*p->low_units));
    p->low_weekends = arena_alloc(a, ((size_t)days + 1) * sizeof(*p->low_weekends));
    return p;
}

int64_t planner_work(const struct planner *p)
{
    return p->work;
}

void planner_spend(struct planner *p, int64_t cells)
{
    p->work += cells;
}

static int32_t units_of(const struct shape *s, uint8_t cell)
{
    for (int32_t i = 0; i < s->types && cell != PLAN_OFF; i++) {
        if (s->type[i] == cell - 1) {
            return s->units[i];
        }
    }
    return 0;
}

/* What the days outside the plan leave of the contract, or false when nothing is left. */
static bool measure_outside(const struct planner *p, const struct plan_task *t, struct field_of *f)
{
    const struct shape *s = t->shape;
    int32_t units = 0, weekends = 0;

    for (int32_t d = 0; d < p->days; d++) {
        if (d == t->from) {
            d = t->to;
        }
        if (d < p->days && t->row[d] != PLAN_OFF) {
            units += units_of(s, t->row[d]);
            weekends += adds_weekend(p, s, d, d > 0 && d != t->to && t->row[d - 1] != PLAN_OFF);
        }
    }
    f->min_units = max32(0, s->min_units - units);
    f->max_units = s->max_units - units;
    f->max_weekends = s->max_weekends - weekends;
    return f->max_units >= f->min_units && f->max_weekends >= 0;
}

/* The reachable units and weekends after each day, which give the planes their size. */
static void measure_planes(struct planner *p, const struct plan_task *t, struct field_of *f)
{
    int32_t units = 0, weekends = 0, seen = 0;

    f->width = f->lines = 1;
    for (int32_t i = 0; i <= f->days; i++) {
        int32_t d = t->from + i - 1;
        if (i > 0) {
            bool before = d > 0 && t->row[d - 1] != PLAN_OFF;
            units += units_of(t->shape, t->row[d]);
            weekends += t->row[d] != PLAN_OFF && adds_weekend(p, t->shape, d, before);
            seen += adds_weekend(p, t->shape, d, d > t->from || before);
            seen += i == 1 && weekday_of(p, d) == 6 && t->shape->weekends;
        }
        if (t->even) {
            units = (f->min_units + f->max_units) / 2 * i / f->days;
            weekends = f->max_weekends * i / f->days;
        }
        int32_t low = max32(0, f->min_units - shape_most_units(t->shape, f->days - i));
        int32_t high = min32(f->max_units, shape_most_units(t->shape, i));
        p->low_units[i] = max32(low, units - t->slack_units);
        f->width = max32(f->width, min32(high, units + t->slack_units) - p->low_units[i] + 1);
        p->low_weekends[i] = max32(0, weekends - t->slack_weekends);
        high = min32(min32(f->max_weekends, seen), weekends + t->slack_weekends);
        f->lines = max32(f->lines, high - p->low_weekends[i] + 1);
    }
}

static void *room(struct arena *a, void *old, size_t *cap, size_t cells)
{
    if (*cap >= cells) {
        return old;
    }
    *cap = cells + cells / 2;
    return arena_alloc(a, *cap * sizeof(int32_t));
}

static bool lay_out(struct planner *p, const struct plan_task *t, struct field_of *f)
{
    const struct shape *s = t->shape;

    *f = (struct field_of){
        .s = s, .t = t, .days = t->to - t->from, .relaxed = t->relaxed, .width = 1, .lines = 1};
    if (t->relaxed) {
        memset(p->low_units, 0, ((size_t)p->days + 1) * sizeof(*p->low_units));
        memset(p->low_weekends, 0, ((size_t)p->days + 1) * sizeof(*p->low_weekends));
    } else {
        if (!measure_outside(p, t, f)) {
            return false;
        }
        measure_planes(p, t, f);
        if (p->low_units[0] > 0) { /* not even the fullest row has minutes enough */
            return false;
        }
        f->guard = s->longest;
    }
    f->groups = 1;
    for (int32_t i = 0; i < t->counted_n; i++) {
        f->unit[i] = f->groups;
        f->groups *= t->most[i] + 1;
    }
    int64_t planes = s->classes * s->max_run + s->min_off + s->sets * s->max_run;
    int64_t cells = (int64_t)(f->width + f->guard) * (f->lines + 1) * f->groups;
    if (cells > PLAN_CELLS / planes / (f->days + 1)) {
        return false;
    }
    f->stride = f->width + f->guard;
    f->group = (f->lines + (f->groups > 1)) * f->stride;
    f->plane = f->groups * f->group;
    f->on = s->classes * s->max_run * f->plane;
    f->off = s->min_off * f->plane;
    f->day = f->on + f->off;
    p->cells = room(p->a, p->cells, &p->cell_cap, ((size_t)f->days + 1) * (size_t)f->day);
    p->sets = room(p->a, p->sets, &p->set_cap, (size_t)(s->sets * s->max_run * f->plane) + 1);
    return true;
}

PASS void fill(int32_t *to, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        to[i] = PLAN_NONE;
    }
}

/* to[i] = the lesser of to[i] and from[i - by] + cost */
PASS void merge(int32_t *restrict to, const int32_t *restrict from, int32_t n, int32_t by,
                int32_t cost)
{
    int32_t first = by > 0 ? by : 0, last = by < 0 ? n + by : n;

    for (int32_t i = first; i < last; i++) {
        int32_t x = from[i - by] + cost;
        to[i] = x < to[i] ? x : to[i];
    }
}

/* Guard cells and guard lines are out of reach again. */
PASS void seal(int32_t *plane, const struct field_of *f)
{
    for (int32_t group = 0; group < f->groups; group++, plane += f->group) {
        for (int32_t line = 0; line < f->lines; line++) {
            fill(plane + line * f->stride + f->width, f->guard);
        }
        fill(plane + f->lines * f->stride, f->group - f->lines * f->stride);
    }
}

static int32_t counted_as(const struct plan_task *t, int32_t type)
{
    int32_t k = t->counted_n - 1;

    while (k >= 0 && t->counted[k] != type) {
        k--;
    }
    return k;
}

/* Merges one plane into another for a duty of a type: k says as what it is counted, or NONE. */
PASS void merge_duty(int32_t *to, const int32_t *from, const struct field_of *f, int32_t k,
                     int32_t by, int32_t cost)
{
    if (k == NONE) {
        merge(to, from, f->plane, by, cost);
        return;
    }
    int32_t one = f->unit[k] * f->group, all = one * (f->t->most[k] + 1);
    for (int32_t first = 0; first < f->plane; first += all) {
        merge(to + first + one, from + first, all - one, by, cost);
    }
}

static void start(struct planner *p, const struct plan_task *t, const struct field_of *f)
{
    int32_t run = 0;

    fill(p->cells, f->day);
    if (t->from == 0 || t->row[t->from - 1] == PLAN_OFF) {
        while (run < t->from && t->row[t->from - 1 - run] == PLAN_OFF) {
            run++;
        }
        bool enough = run == t->from || run >= f->s->min_off;
        *off_plane(p, f, 0, enough ? f->s->min_off : run) = 0;
        return;
    }
    while (run < t->from && t->row[t->from - 1 - run] != PLAN_OFF) {
        run++;
    }
    for (int32_t i = 0; i < f->s->types && run <= f->s->max_run; i++) {
        if (f->s->type[i] == t->row[t->from - 1] - 1) {
            *on_plane(p, f, 0, f->s->class[i], run) = 0;
        }
    }
}

/* For every set of classes the least of their planes after day i. */
PASS void unite(struct planner *p, const struct field_of *f, int32_t i)
{
    const struct shape *s = f->s;
    int32_t n = s->max_run * f->plane;

    for (int32_t set = 0; set < s->sets; set++) {
        int32_t *to = p->sets + (size_t)set * (size_t)n;
        if (s->set_base[set] == NONE) {
            fill(to, n);
        } else {
            memcpy(to, p->sets + (size_t)s->set_base[set] * (size_t)n, (size_t)n * sizeof(*to));
        }
        for (uint64_t rest = s->set_more[set]; rest != 0; rest &= rest - 1) {
            merge(to, on_plane(p, f, i, __builtin_ctzll(rest), 1), n, 0, 0);
        }
    }
}

PASS void step_on(struct planner *p, const struct plan_task *t, const struct field_of *f, int32_t i)
{
    const struct shape *s = f->s;
    int32_t d = t->from + i - 1;
    const int32_t *rested = off_plane(p, f, i - 1, s->min_off);

    for (int32_t x = 0; x < s->types; x++) {
        int32_t cost = t->cost[(size_t)d * (size_t)p->types + (size_t)s->type[x]];
        if (cost >= PLAN_NONE) {
            continue;
        }
        int32_t by = step_by(p, f, i, s->units[x], adds_weekend(p, s, d, true));
        int32_t first = step_by(p, f, i, s->units[x], adds_weekend(p, s, d, false));
        const int32_t *before = p->sets + (size_t)(s->set[x] * s->max_run * f->plane);
        int32_t *to = on_plane(p, f, i, s->class[x], 1), k = counted_as(t, s->type[x]);
        merge_duty(to, rested, f, k, first, cost);
        for (int32_t run = 1; run < s->max_run; run++) {
            merge_duty(to + run * f->plane, before + (run - 1) * f->plane, f, k, by, cost);
        }
    }
}

PASS void step_off(struct planner *p, const struct plan_task *t, const struct field_of *f,
                   int32_t i)
{
    const struct shape *s = f->s;
    int32_t d = t->from + i - 1, by = step_by(p, f, i, 0, 0);
    const int32_t *all = p->sets + (size_t)((s->sets - 1) * s->max_run * f->plane);

    for (int32_t run = 1; run <= s->max_run; run++) {
        if (run >= s->min_run || run == d) {
            merge(off_plane(p, f, i, 1), all + (run - 1) * f->plane, f->plane, by, 0);
        }
    }
    for (int32_t run = 1; run <= s->min_off; run++) {
        merge(off_plane(p, f, i, min32(run + 1, s->min_off)), off_plane(p, f, i - 1, run), f->plane,
              by, 0);
    }
}

PLAN_CLONES static void forward(struct planner *p, const struct plan_task *t,
                                const struct field_of *f)
{
    for (int32_t i = 1; i <= f->days; i++) {
        fill(p->cells + (size_t)i * (size_t)f->day, f->day);
        unite(p, f, i - 1);
        step_on(p, t, f, i);
        step_off(p, t, f, i);
        for (int32_t plane = 0; plane < f->day; plane += f->plane) {
            seal(p->cells + (size_t)i * (size_t)f->day + (size_t)plane, f);
        }
    }
    int32_t passes = (2 * f->s->classes + f->s->types + f->s->sets + 2) * f->s->max_run;
    p->work += (int64_t)f->days * (PASS_WORK * passes + (int64_t)passes * f->plane);
}

/* Whether the row may go on as it is after the days planned when they end in this state. */
bool plan_may_end(const struct planner *p, const struct plan_task *t, const struct spot *x)
{
    const struct shape *s = t->shape;
    int32_t ahead = 0;

    if (t->to == p->days) {
        return true;
    }
    bool on = t->row[t->to] != PLAN_OFF;
    while (t->to + ahead < p->days && (t->row[t->to + ahead] != PLAN_OFF) == on) {
        ahead++;
    }
    bool to_end = t->to + ahead == p->days;
    if (!on) {
        return x->on ? (x->run >= s->min_run || x->run == t->to) && (ahead >= s->min_off || to_end)
                     : x->run + ahead >= s->min_off || to_end;
    }
    if (!x->on) {
        return x->run == s->min_off && (ahead >= s->min_run || to_end);
    }
    int32_t next = 0;
    while (s->type[next] != t->row[t->to] - 1) {
        next++;
    }
    return (s->set_mask[s->set[next]] >> x->class & 1) != 0 && x->run + ahead <= s->max_run &&
           (x->run + ahead >= s->min_run || to_end || x->run == t->to);
}

static void consider(const struct planner *p, const struct field_of *f, struct spot x,
                     const int32_t *plane, struct plan_end *best)
{
    for (int32_t i = 0; i < f->groups * f->lines; i++) {
        int32_t line = i % f->lines, first = i / f->lines * f->group + line * f->stride;
        for (int32_t u = 0; u < f->width; u++) {
            int32_t at = first + u, cost = plane[at];
            int32_t units = p->low_units[f->days] + u, weekends = p->low_weekends[f->days] + line;
            if (cost > best->cost || units < f->min_units || units > f->max_units ||
                weekends > f->max_weekends) {
                continue;
            }
            best->equals = cost < best->cost ? 1 : best->equals + 1;
            best->lot = best->lot * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            if (cost < best->cost || (int32_t)((best->lot >> 33) % (uint64_t)best->equals) == 0) {
                best->cost = cost;
                x.at = at;
                best->spot = x;
            }
        }
    }
}

static struct plan_end find_end(const struct planner *p, const struct plan_task *t,
                                const struct field_of *f)
{
    struct plan_end best = {.cost = REACHED, .lot = t->lot};

    for (int32_t run = 1; run <= f->s->min_off; run++) {
        struct spot x = {.on = false, .run = run};
        if (plan_may_end(p, t, &x)) {
            consider(p, f, x, off_plane(p, f, f->days, run), &best);
        }
    }
    for (int32_t class = 0; class < f->s->classes; class ++) {
        for (int32_t run = 1; run <= f->s->max_run; run++) {
            struct spot x = {.on = true, .class = class, .run = run};
            if (plan_may_end(p, t, &x)) {
                consider(p, f, x, on_plane(p, f, f->days, class, run), &best);
            }
        }
    }
    return best;
}

/* Whether a plane held this cost where a step by leads to at. */
static bool came_from(const struct field_of *f, const int32_t *plane, int32_t at, int32_t by,
                      int32_t cost)
{
    int32_t from = at - by;

    return from >= 0 && from < f->plane && plane[from] == cost;
}

/* The state before x, which stands type s->type[type] on day i. */
static bool before_on(const struct planner *p, const struct field_of *f, int32_t i, int32_t type,
                      int32_t cost, struct spot *x)
{
    const struct shape *s = f->s;
    const struct plan_task *t = f->t;
    int32_t d = t->from + i - 1, k = counted_as(t, s->type[type]);
    int32_t by = step_by(p, f, i, s->units[type], adds_weekend(p, s, d, x->run > 1));

    if (k != NONE) {
        if (x->at / f->group / f->unit[k] % (t->most[k] + 1) == 0) {
            return false;
        }
        by += f->unit[k] * f->group;
    }
    if (x->run == 1) {
        bool found = came_from(f, off_plane(p, f, i - 1, s->min_off), x->at, by, cost);
        *x = found ? (struct spot){.run = s->min_off, .at = x->at - by} : *x;
        return found;
    }
    for (uint64_t rest = s->set_mask[s->set[type]]; rest != 0; rest &= rest - 1) {
        int32_t class = __builtin_ctzll(rest);
        if (came_from(f, on_plane(p, f, i - 1, class, x->run - 1), x->at, by, cost)) {
            *x = (struct spot){.on = true, .class = class, .run = x->run - 1, .at = x->at - by};
            return true;
        }
    }
    return false;
}

static void before_off(const struct planner *p, const struct plan_task *t, const struct field_of *f,
                       int32_t i, int32_t cost, struct spot *x)
{
    const struct shape *s = f->s;
    int32_t d = t->from + i - 1, by = step_by(p, f, i, 0, 0);

    for (int32_t run = max32(x->run - 1, 1); run <= x->run; run++) {
        if (min32(run + 1, s->min_off) == x->run &&
            came_from(f, off_plane(p, f, i - 1, run), x->at, by, cost)) {
            *x = (struct spot){.run = run, .at = x->at - by};
            return;
        }
    }
    for (int32_t run = 1; run <= s->max_run; run++) {
        for (int32_t class = 0; class < s->classes && (run >= s->min_run || run == d); class ++) {
            if (came_from(f, on_plane(p, f, i - 1, class, run), x->at, by, cost)) {
                *x = (struct spot){.on = true, .class = class, .run = run, .at = x->at - by};
                return;
            }
        }
    }
}

/* One day of the walk back: writes the day's cell and returns the cost before it. */
static int32_t walk_day(const struct planner *p, const struct plan_task *t,
                        const struct field_of *f, int32_t i, int32_t cost, struct spot *x)
{
    const struct shape *s = f->s;
    int32_t d = t->from + i - 1, class = x->class;

    if (!x->on) {
        t->row[d] = PLAN_OFF;
        before_off(p, t, f, i, cost, x);
        return cost;
    }
    for (int32_t k = 0; k < s->types; k++) {
        int32_t type = (int32_t)(((uint64_t)k + t->lot + (uint64_t)d) % (uint64_t)s->types);
        int32_t c = t->cost[(size_t)d * (size_t)p->types + (size_t)s->type[type]];
        if (s->class[type] == class && c < PLAN_NONE && before_on(p, f, i, type, cost - c, x)) {
            t->row[d] = (uint8_t)(s->type[type] + 1);
            return cost - c;
        }
    }
    fatal("plan: day %d cannot be walked back", d);
}

struct plan_end plan_fill(struct planner *p, const struct plan_task *t, struct field_of *f)
{
    if (!lay_out(p, t, f)) {
        return (struct plan_end){.cost = PLAN_NONE};
    }
    start(p, t, f);
    forward(p, t, f);
    return find_end(p, t, f);
}

int32_t plan_row(struct planner *p, const struct plan_task *t)
{
    struct field_of f;
    struct plan_end end = plan_fill(p, t, &f);

    if (end.cost >= REACHED) {
        return PLAN_NONE;
    }
    int32_t cost = end.cost;
    for (int32_t i = f.days; i > 0; i--) {
        cost = walk_day(p, t, &f, i, cost, &end.spot);
    }
    return end.cost;
}
