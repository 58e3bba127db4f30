/* The hard rules of a duty roster, one small function each, in the order in which they are asked.
 */
#include "roster/rule.h"

const char *rule_str(enum rule r)
{
    static const char *const names[RULE_COUNT] = {
        [RULE_NONE] = "none",
        [RULE_CONFLICT] = "conflict",
        [RULE_CLASS] = "class",
        [RULE_SHARE] = "share",
        [RULE_SKILL] = "skill",
        [RULE_CREDENTIAL] = "credential",
        [RULE_ABSENCE] = "absence",
        [RULE_HEARING] = "hearing",
        [RULE_TRAVEL] = "travel",
        [RULE_RELEASE] = "release",
        [RULE_OVERLAP] = "overlap",
        [RULE_REST] = "rest",
        [RULE_PAIR] = "pair",
        [RULE_DAY] = "day",
        [RULE_WEEK] = "week",
        [RULE_MONTH] = "month",
        [RULE_WEEKLY_REST] = "weekly_rest",
        [RULE_NEEDED] = "needed",
    };

    return names[r];
}

/* Keeps the hit that comes first in the order of rules. */
static void keep_first(struct rule_hit *hit, struct rule_hit found)
{
    if (found.rule != RULE_NONE && (hit->rule == RULE_NONE || found.rule < hit->rule)) {
        *hit = found;
    }
}

static bool has_credential(const struct provider *p, const struct shift *s)
{
    bool covered = p->any_time;

    for (int32_t i = 0; i < p->span_n && !covered; i++) {
        covered = p->spans[i].from <= s->start && s->end <= p->spans[i].to;
    }
    return covered;
}

static bool overlaps(int32_t start, int32_t end, int32_t other_start, int32_t other_end)
{
    return start < other_end && other_start < end;
}

/* Whether a night duty that ends then still has its release when court begins. */
static bool breaks_release(const struct model *m, int32_t night_end, int32_t court_start)
{
    int32_t until = floor_div(night_end, DAY) * DAY + m->rules.night_release_until_min;

    return court_start >= night_end && court_start < until;
}

static struct rule_hit against_busy(const struct model *m, const struct shift *s,
                                    const struct busy *b)
{
    struct rule_hit hit = {.seat = NONE, .busy = b};
    bool hearing = b->why == BUSY_HEARING, after = b->start >= s->end;
    int32_t gap = after ? b->start - s->end : s->start - b->end;
    int32_t way = after ? model_travel(m, s->place, b->place) : model_travel(m, b->place, s->place);

    if (overlaps(s->start, s->end, b->start, b->end)) {
        hit.rule = hearing ? RULE_HEARING : RULE_ABSENCE;
    } else if (hearing && gap < way) {
        hit.rule = RULE_TRAVEL;
        hit.found = gap;
        hit.needed = way;
    } else if (hearing && s->night && after && breaks_release(m, s->end, b->start)) {
        hit.rule = RULE_RELEASE;
        hit.found = b->start - floor_div(b->start, DAY) * DAY;
        hit.needed = m->rules.night_release_until_min;
    }
    return hit;
}

/* Absences and hearings near the shift. Carried-in duties count among the duties. */
static enum rule busy_rule(const struct model *m, const struct shift *s, const struct provider *p,
                           struct rule_hit *hit)
{
    int32_t low = 0, high = p->busy_n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (p->busy[mid].start < s->end + m->reach) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    for (int32_t i = low - 1; i >= 0 && p->busy_reach[i] > s->start - m->reach; i--) {
        if (p->busy[i].why != BUSY_DUTY) {
            keep_first(hit, against_busy(m, s, &p->busy[i]));
        }
        if (hit->rule == RULE_ABSENCE) {
            break;
        }
    }
    return hit->rule;
}

enum rule rule_of_person(const struct shift *s, const struct provider *p)
{
    if (p->class == CLASS_COLLABORATOR && s->kind != POST_HOTLINE) {
        return RULE_CLASS;
    }
    if (p->share == 0) {
        return RULE_SHARE;
    }
    return (s->skills & ~p->skills) != 0 ? RULE_SKILL : RULE_NONE;
}

enum rule rule_of_problem(const struct model *m, int32_t shift, int32_t provider,
                          struct rule_hit *hit)
{
    const struct shift *s = &m->shifts[shift];
    const struct provider *p = &m->providers[provider];

    *hit = (struct rule_hit){.rule = rule_of_person(s, p), .seat = NONE};
    if (namings_hold(&m->barred, shift, provider)) {
        hit->rule = RULE_CONFLICT;
    } else if (hit->rule == RULE_NONE && !has_credential(p, s)) {
        hit->rule = RULE_CREDENTIAL;
    }
    return hit->rule == RULE_NONE ? busy_rule(m, s, p, hit) : hit->rule;
}

/* Two duties of one person: never at once, rest between, time to travel, release after a night. */
enum rule rule_of_two(const struct model *m, const struct duty *x, const struct duty *other,
                      struct rule_hit *hit)
{
    const struct duty *first = x->start < other->start ? x : other;
    const struct duty *then = first == x ? other : x;
    int32_t gap = then->start - first->end, way = model_travel(m, first->place, then->place);

    *hit = (struct rule_hit){.seat = other->seat, .busy = other->busy};
    if (gap < 0) {
        hit->rule = RULE_OVERLAP;
    } else if (gap < m->rules.rest_min) {
        hit->rule = RULE_REST;
        hit->found = gap;
        hit->needed = m->rules.rest_min;
    } else if (gap < way) {
        hit->rule = RULE_TRAVEL;
        hit->found = gap;
        hit->needed = way;
    } else if (first->night && then->court && breaks_release(m, first->end, then->start)) {
        hit->rule = RULE_RELEASE;
        hit->found = then->start - floor_div(then->start, DAY) * DAY;
        hit->needed = m->rules.night_release_until_min;
    }
    return hit->rule;
}

static bool is_except(const struct duty *x, int32_t except)
{
    return x->seat != NONE && x->seat == except;
}

static enum rule neighbour_rule(const struct draft *d, const struct duty *x, int32_t provider,
                                int32_t except, struct rule_hit *hit)
{
    const struct model *m = d->m;
    const struct duties *of = &d->of[provider];
    int32_t earliest = x->start - m->reach - m->longest;

    for (int32_t i = draft_find(of, x->end + m->reach) - 1; i >= 0; i--) {
        if (of->d[i].start < earliest) {
            break;
        }
        struct rule_hit found;
        if (!is_except(&of->d[i], except) && rule_of_two(m, x, &of->d[i], &found) != RULE_NONE) {
            keep_first(hit, found);
        }
    }
    return hit->rule;
}

static enum rule pair_rule(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                           struct rule_hit *hit)
{
    const struct model *m = d->m;

    for (int32_t i = m->foe_at[shift]; i < m->foe_at[shift + 1]; i++) {
        const struct shift *foe = &m->shifts[m->foe[i]];
        for (int32_t seat = foe->first_seat; seat < foe->first_seat + foe->seats; seat++) {
            if (d->holder[seat] == provider && seat != except) {
                *hit = (struct rule_hit){.rule = RULE_PAIR, .seat = seat};
                return RULE_PAIR;
            }
        }
    }
    return RULE_NONE;
}

static enum rule at_most(enum rule rule, int32_t count, int32_t max, struct rule_hit *hit)
{
    if (count < max) {
        return RULE_NONE;
    }
    *hit = (struct rule_hit){.rule = rule, .seat = NONE, .found = count, .needed = max};
    return rule;
}

static enum rule count_rule(const struct draft *d, const struct shift *s, int32_t provider,
                            int32_t except, struct rule_hit *hit)
{
    const struct model *m = d->m;
    const struct provider *p = &m->providers[provider];
    const struct shift *x = except == NONE ? NULL : &m->shifts[m->seat_shift[except]];
    int32_t day = draft_row(d->in_day, provider, m->days)[s->day];
    int32_t week = draft_row(d->in_week, provider, m->weeks)[s->week];
    int32_t month = draft_row(d->in_month, provider, m->months)[s->month];

    if (x != NULL) {
        day -= x->day == s->day;
        week -= x->week == s->week;
        month -= x->month == s->month;
    }
    if (at_most(RULE_DAY, day, m->rules.max_duties_per_day, hit) != RULE_NONE ||
        at_most(RULE_WEEK, week, p->max_per_week, hit) != RULE_NONE) {
        return hit->rule;
    }
    return at_most(RULE_MONTH, month, p->max_per_month, hit);
}

/* The longest rest of the week once x is added. */
static int32_t longest_rest(const struct draft *d, const struct duty *x, int32_t provider,
                            int32_t except, int32_t week)
{
    const struct duties *of = &d->of[provider];
    struct rest rest = rest_begin(d->m, week);
    int32_t i = draft_find(of, rest.free_from - d->m->longest);
    bool added = false;

    while (!added || (i < of->n && of->d[i].start < rest.to)) {
        const struct duty *next = x;
        if (i < of->n && of->d[i].start < rest.to && (added || of->d[i].start < x->start)) {
            next = &of->d[i++];
        } else {
            added = true;
        }
        if (!is_except(next, except)) {
            rest_add(&rest, next->start, next->end);
        }
    }
    return rest_end(&rest);
}

static enum rule weekly_rest_rule(const struct draft *d, const struct duty *x, int32_t provider,
                                  int32_t except, struct rule_hit *hit)
{
    const struct model *m = d->m;
    int32_t monday = -m->weekday * DAY, needed = m->rules.weekly_rest_min;
    int32_t first = floor_div(x->start - monday, WEEK);
    int32_t last = floor_div(x->end - 1 - monday, WEEK);

    for (int32_t w = first; w <= last && needed > 0; w++) {
        int32_t rest = longest_rest(d, x, provider, except, w);
        if (w >= 0 && w < m->weeks && rest < needed) {
            *hit = (struct rule_hit){
                .rule = RULE_WEEKLY_REST, .seat = NONE, .found = rest, .needed = needed};
            return RULE_WEEKLY_REST;
        }
    }
    return RULE_NONE;
}

enum rule rule_of_duties(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                         struct rule_hit *hit)
{
    const struct shift *s = &d->m->shifts[shift];
    struct duty x = draft_duty(d->m, s->first_seat);

    x.seat = NONE;
    *hit = (struct rule_hit){.rule = RULE_NONE, .seat = NONE};
    if (neighbour_rule(d, &x, provider, except, hit) != RULE_NONE ||
        pair_rule(d, shift, provider, except, hit) != RULE_NONE ||
        count_rule(d, s, provider, except, hit) != RULE_NONE) {
        return hit->rule;
    }
    return weekly_rest_rule(d, &x, provider, except, hit);
}

enum rule rule_first(const struct draft *d, int32_t shift, int32_t provider, int32_t except,
                     struct rule_hit *hit)
{
    if (!model_may(d->m, shift, provider)) {
        return rule_of_problem(d->m, shift, provider, hit);
    }
    return rule_of_duties(d, shift, provider, except, hit);
}
