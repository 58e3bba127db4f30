/* All legal rows of one person up to a cost, walked back over the planes of the plan: from every
 * state that is cheap enough to every state before it that still is, so that no step is in vain. */
#include "roster/plan_field.h"

#define STEP_WORK 32 /* what a step of a walk costs, in cells of planes */

struct walk {
    struct planner *p;
    const struct plan_task *t;
    const struct field_of *f;
    plan_take *take;
    void *to;
};

/* The row so far holds the days after day i; x is a state after day i that left is enough for. */
static bool walk_back(const struct walk *w, int32_t i, struct spot x, int32_t left);

/* Goes on to the state before at x.at - by of a plane, when that is cheap enough. */
static bool walk_to(const struct walk *w, int32_t i, struct spot x, int32_t by, int32_t left)
{
    const int32_t *plane =
        x.on ? on_plane(w->p, w->f, i, x.class, x.run) : off_plane(w->p, w->f, i, x.run);

    x.at -= by;
    return x.at < 0 || x.at >= w->f->plane || plane[x.at] > left || walk_back(w, i, x, left);
}

static bool walk_off(const struct walk *w, int32_t i, struct spot x, int32_t left)
{
    const struct shape *s = w->f->s;
    int32_t d = w->t->from + i - 1, by = step_by(w->p, w->f, i, 0, 0), to = x.run;
    bool on = true;

    w->t->row[d] = PLAN_OFF;
    for (x.run = max32(to - 1, 1); x.run <= to && on; x.run++) {
        on = min32(x.run + 1, s->min_off) != to || walk_to(w, i - 1, x, by, left);
    }
    x.on = true;
    for (x.run = 1; x.run <= s->max_run && to == 1; x.run++) {
        bool enough = x.run >= s->min_run || x.run == d;
        for (x.class = 0; x.class < s->classes && enough && on; x.class ++) {
            on = walk_to(w, i - 1, x, by, left);
        }
    }
    return on;
}

/* The steps to x by standing the shape's type k. */
static bool walk_on(const struct walk *w, int32_t i, int32_t k, struct spot x, int32_t left)
{
    const struct shape *s = w->f->s;
    int32_t d = w->t->from + i - 1;
    int32_t by = step_by(w->p, w->f, i, s->units[k], adds_weekend(w->p, s, d, x.run > 1));
    bool on = true;

    w->t->row[d] = (uint8_t)(s->type[k] + 1);
    if (x.run == 1) {
        x = (struct spot){.run = s->min_off, .at = x.at};
        return walk_to(w, i - 1, x, by, left);
    }
    x.run--;
    for (uint64_t rest = s->set_mask[s->set[k]]; rest != 0 && on; rest &= rest - 1) {
        x.class = __builtin_ctzll(rest);
        on = walk_to(w, i - 1, x, by, left);
    }
    return on;
}

static bool walk_back(const struct walk *w, int32_t i, struct spot x, int32_t left)
{
    const struct shape *s = w->f->s;
    bool on = true;

    w->p->work += STEP_WORK;
    if (i == 0) {
        return w->take(w->to, w->t->row);
    }
    if (!x.on) {
        return walk_off(w, i, x, left);
    }
    size_t d = (size_t)(w->t->from + i - 1);
    for (int32_t k = 0; k < s->types && on; k++) {
        int32_t cost = w->t->cost[d * (size_t)w->p->types + (size_t)s->type[k]];
        if (s->class[k] == x.class && cost < PLAN_NONE) {
            on = walk_on(w, i, k, x, left - cost);
        }
    }
    return on;
}

/* All ends in one plane. */
static bool walk_plane(const struct walk *w, struct spot x, int32_t left)
{
    const struct field_of *f = w->f;
    const int32_t *plane =
        x.on ? on_plane(w->p, f, f->days, x.class, x.run) : off_plane(w->p, f, f->days, x.run);
    bool on = true;

    for (int32_t i = 0; i < f->lines * f->stride && on; i++) {
        int32_t u = i % f->stride, units = w->p->low_units[f->days] + u;
        int32_t weekends = w->p->low_weekends[f->days] + i / f->stride;
        if (plane[i] <= left && u < f->width && units >= f->min_units && units <= f->max_units &&
            weekends <= f->max_weekends) {
            x.at = i;
            on = walk_back(w, f->days, x, left);
        }
    }
    return on;
}

bool plan_list(struct planner *p, const struct plan_task *t, int32_t over, plan_take *take,
               void *to)
{
    struct field_of f;
    struct plan_end end = plan_fill(p, t, &f);
    struct walk w = {.p = p, .t = t, .f = &f, .take = take, .to = to};
    bool on = end.cost < REACHED;

    for (int32_t run = 1; on && run <= f.s->min_off; run++) {
        struct spot x = {.run = run};
        on = !plan_may_end(p, t, &x) || walk_plane(&w, x, end.cost + over);
    }
    for (int32_t i = 0; on && i < f.s->classes * f.s->max_run; i++) {
        struct spot x = {.on = true, .class = i / f.s->max_run, .run = 1 + i % f.s->max_run};
        on = !plan_may_end(p, t, &x) || walk_plane(&w, x, end.cost + over);
    }
    return on;
}
