/* Prices of places, points and months, learned by a subgradient method with a memory: prices follow
 * the lacks of the last rounds, by steps that shrink at a fixed rate. */
#include "roster/bound_people.h"

#include <string.h>

#include "roster/bound_cover.h"
#include "roster/bound_shares.h"
#include "roster/cost.h"

enum {
    PARTS = 256,          /* of a fine unit, while prices are learned */
    ONE = 65536,          /* of a duty, in smoothed lacks */
    SMOOTH = 64,          /* rounds that a lack is felt for */
    FIRST = 32,           /* times the step that would close the gap */
    OPTIONS_PER_MOVE = 12 /* priced in the time of a move */
};

#define LN_4096 INT64_C(8931211000) /* 2^30 times the natural logarithm */
#define FAR     (INT64_C(1) << 36)  /* no first step aims further, in fine units */
#define LARGEST (INT64_C(1) << 42)  /* no sum of costs may be larger */
#define STEEP   (INT64_C(1) << 30)  /* nor is it longer, for a duty */

struct learning {
    const struct model *m;
    const struct people_goal *goal;
    const struct everybody *all;
    struct shares *shares;
    struct planning plan;
    int64_t constant; /* what every roster costs, not fine */
    int32_t *stood;   /* shift -> people who take it, this round */
    int32_t *taken;   /* room for one person's plan */
    int64_t *worth;   /* room for one person's class prices */
    /* One vector: prices of shifts, then of provider * worths, then of provider * months. */
    size_t n, worth_at, month_at;
    int64_t *price; /* fine */
    int64_t *exact; /* the same in parts of a fine unit */
    int32_t *lack;  /* by how much this round's choices disagree */
    int64_t *along; /* the smoothed direction, in parts of ONE */
    int64_t bound;  /* fine, at best */
};

/* ---- one round ---- */

static int64_t highest(const struct learning *l, int32_t shift)
{
    return FINE * l->goal->empty[shift];
}

static int64_t lowest(const struct learning *l, int32_t shift)
{
    const struct shift *s = &l->m->shifts[shift];

    return s->seats > s->planned ? -FINE * s->over_cost : -FAR;
}

/* A place's price lies between what it may save to stand it in excess and what it costs to leave it
 * empty, so that neither is ever cheaper than to pay; at the ends both are as cheap, and count as
 * done where the plans lack people or have too many. */
static int64_t choose_places(struct learning *l, int32_t shift)
{
    const struct shift *s = &l->m->shifts[shift];
    int64_t price = l->price[shift];
    int32_t lack = l->all->open[shift] - l->stood[shift], beyond = s->seats - s->planned;

    if (lack > 0 && price == highest(l, shift)) {
        lack = 0;
    } else if (lack < 0 && beyond > 0 && price == lowest(l, shift)) {
        lack = lack + beyond < 0 ? lack + beyond : 0;
    }
    l->lack[shift] = lack;
    return l->all->open[shift] * price;
}

static void price_classes(struct learning *l, const int64_t *pay)
{
    const struct shares *s = l->shares;

    for (int32_t c = 0; c < s->class_n; c++) {
        l->worth[c] = 0;
        for (int32_t w = 0; w < s->worth_n; w++) {
            l->worth[c] += pay[w] * s->units[c * s->worth_n + w];
        }
    }
}

static void count_duty(struct learning *l, int32_t provider, int32_t shift)
{
    const struct shares *s = l->shares;
    int32_t *units = &l->lack[l->worth_at + (size_t)provider * (size_t)s->worth_n];
    int32_t *month = &l->lack[l->month_at + (size_t)provider * (size_t)l->m->months];

    l->stood[shift]++;
    month[l->m->shifts[shift].month]++;
    for (int32_t w = 0; w < s->worth_n; w++) {
        units[w] += s->units[s->class[shift] * s -> worth_n + w];
    }
}

/* The months' maxima at their prices; a maximum that is not reached and costs nothing is met. */
static int64_t charge_months(struct learning *l, int32_t provider)
{
    const struct person *p = l->all->of[provider];
    size_t at = l->month_at + (size_t)provider * (size_t)l->m->months;
    int64_t cost = 0;

    for (int32_t i = 0; i < l->m->months; i++) {
        int32_t *lack = &l->lack[at + (size_t)i];
        if (p->month_max[i] == NONE) {
            *lack = 0;
            continue;
        }
        *lack -= p->month_max[i];
        cost -= l->price[at + (size_t)i] * p->month_max[i];
        *lack = *lack < 0 && l->price[at + (size_t)i] == 0 ? 0 : *lack;
    }
    return cost;
}

/* One person's duties and points, at the prices of now. */
static int64_t price_person(struct learning *l, int32_t provider)
{
    const struct shares *s = l->shares;
    size_t at = l->worth_at + (size_t)provider * (size_t)s->worth_n;
    struct tariff t = {.place = l->price,
                       .worth = l->worth,
                       .month = l->price + l->month_at + (size_t)provider * (size_t)l->m->months,
                       .class = s->class};
    int32_t units[2 * MAX_KINDS] = {0}, n = 0;

    price_classes(l, l->price + at);
    int64_t cost = person_plan(l->all->of[provider], &t, &l->plan, l->taken, &n);
    for (int32_t i = 0; i < n; i++) {
        count_duty(l, provider, l->taken[i]);
    }
    cost += shares_best(s, provider, l->price + at, units);
    for (int32_t w = 0; w < s->worth_n; w++) {
        l->lack[at + (size_t)w] -= units[w];
    }
    return cost + charge_months(l, provider);
}

/* The bound at the prices of now, in fine units. */
static int64_t play_round(struct learning *l)
{
    int64_t sum = FINE * l->constant;

    memset(l->lack, 0, l->n * sizeof(*l->lack));
    memset(l->stood, 0, (size_t)l->m->shift_n * sizeof(*l->stood));
    for (int32_t p = 0; p < l->m->provider_n; p++) {
        sum += price_person(l, p);
    }
    for (int32_t i = 0; i < l->m->shift_n; i++) {
        sum += choose_places(l, i);
    }
    return sum;
}

/* ---- learning ---- */

static int64_t within(const struct learning *l, int32_t shift, int64_t price)
{
    int64_t high = highest(l, shift), low = lowest(l, shift);

    return price > high ? high : price < low ? low : price;
}

/* Prices follow the smoothed lack of people, duties and room, step fine units for each. */
static void move_prices(struct learning *l, int64_t step)
{
    for (size_t i = 0; i < l->n; i++) {
        l->along[i] += (l->lack[i] * ONE - l->along[i]) / SMOOTH;
        int64_t to = l->exact[i] + step * l->along[i] / (ONE / PARTS);
        if (i < l->worth_at) {
            to = PARTS * within(l, (int32_t)i, floor_div64(to, PARTS)) + (to & (PARTS - 1));
        } else {
            int64_t low = i < l->month_at ? -FAR * PARTS : 0;
            to = to > FAR * PARTS ? FAR * PARTS : to < low ? low : to;
        }
        l->exact[i] = to;
        l->price[i] = floor_div64(to, PARTS);
    }
}

/* The first step: a multiple of what would close the gap if everything moved as one. */
static int64_t first_step(const struct learning *l, int64_t bound)
{
    int64_t gap = FINE * l->goal->known - bound, norm = 1;

    for (size_t i = 0; i < l->n; i++) {
        norm += (int64_t)l->lack[i] * l->lack[i];
    }
    gap = gap < FINE ? FINE : gap > FAR ? FAR : gap;
    return FIRST * gap / norm < STEEP ? FIRST * gap / norm + 1 : STEEP;
}

/* The work is proved to be done, or must end. */
static bool is_over(const struct learning *l)
{
    const struct bound_work *w = l->goal->work;

    return l->bound > FINE * (l->goal->known - 1) || (w->until > 0 && w->done >= w->until) ||
           (w->stop != NULL && *w->stop != 0);
}

/* Steps shrink by the same part each round, so that the last is 1/4096 of the first. */
static void learn(struct learning *l)
{
    struct bound_work *w = l->goal->work;
    int64_t moves = l->all->option_n / OPTIONS_PER_MOVE + 1; /* that a round counts as */
    int64_t rounds = (w->budget + moves - 1) / moves;
    int64_t shrink = LN_4096 / (rounds < 16 ? 16 : rounds), step = 0; /* in 2^-30, in 2^-10 */

    for (size_t i = 0; i < l->n; i++) {
        l->exact[i] = PARTS * l->price[i];
    }
    l->bound = INT64_MIN;
    for (int64_t i = 0; i < rounds; i++) {
        int64_t bound = play_round(l);
        l->bound = bound > l->bound ? bound : l->bound;
        w->done = w->budget - w->done > moves ? w->done + moves : w->budget;
        if (is_over(l)) {
            break;
        }
        step = i == 0 ? first_step(l, bound) << 10 : step - (((step >> 15) * shrink) >> 15);
        move_prices(l, step >> 10);
    }
}

/* ---- beginning ---- */

/* Wishes not to work that pins are against, and wishes to work: duties that meet these are the
 * cheaper for it (bound_duties.c), unless a day may have several. */
static int64_t certain_wishes(const struct draft *base, int32_t provider)
{
    const struct model *m = base->m;
    const uint16_t *in_day = draft_row(base->in_day, provider, m->days);
    const int8_t *wish = m->wish + (size_t)provider * (size_t)m->days;
    int64_t sum = 0;

    for (int32_t day = 0; day < m->days; day++) {
        if (wish[day] < 0 && in_day[day] > 0) {
            sum -= wish[day];
        } else if (wish[day] > 0 && in_day[day] == 0 && m->rules.max_duties_per_day == 1) {
            sum += wish[day];
        }
    }
    return m->weights.wish * sum;
}

/* What no choice changes: pins with their ways, published and requested, wishes to work unmet. */
int64_t people_certain(const struct draft *base)
{
    const struct model *m = base->m;
    int64_t sum = m->weights.stability * m->published.n;

    for (int32_t i = 0; i < m->request_n; i++) {
        sum += m->requests[i].off;
    }
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        int32_t p = base->holder[seat], s = m->seat_shift[seat];
        if (p != NONE) {
            sum += cost_of_travel(m, s, p) + cost_of_area(m, s, p) + cost_of_request(m, s, p) +
                   cost_of_kept(m, s, p);
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        sum += certain_wishes(base, p);
    }
    return sum;
}

static void set_vector(struct arena *a, struct learning *l)
{
    size_t people = (size_t)l->m->provider_n;

    l->worth_at = (size_t)l->m->shift_n;
    l->month_at = l->worth_at + people * (size_t)l->shares->worth_n;
    l->n = l->month_at + people * (size_t)l->m->months;
    l->price = arena_alloc(a, (l->n + 1) * sizeof(*l->price));
    l->exact = arena_alloc(a, (l->n + 1) * sizeof(*l->exact));
    l->lack = arena_alloc(a, (l->n + 1) * sizeof(*l->lack));
    l->along = arena_alloc(a, (l->n + 1) * sizeof(*l->along));
    l->worth = arena_alloc(a, ((size_t)l->shares->class_n + 1) * sizeof(*l->worth));
}

/* What a person's points cost at the margin in the known roster is about their price. */
static void guess_worths(struct learning *l, const struct draft *known, int64_t *worth)
{
    const struct model *m = l->m;
    const struct shares *s = l->shares;
    const int32_t *units = l->lack + l->worth_at;

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (known->holder[seat] != NONE && l->all->base->holder[seat] == NONE) {
            count_duty(l, known->holder[seat], m->seat_shift[seat]);
        }
    }
    for (int32_t p = 0; p < m->provider_n; p++) {
        size_t at = (size_t)p * (size_t)s->worth_n;
        for (int32_t w = 0; w < s->worth_n; w++) {
            l->price[l->worth_at + at + (size_t)w] = shares_margin(s, p, w, units + at);
        }
        price_classes(l, &l->price[l->worth_at + at]);
        memcpy(worth + (size_t)p * (size_t)s->class_n, l->worth,
               (size_t)s->class_n * sizeof(*worth));
    }
}

/* Prices of places and months: those of a flow in which points have their prices. */
static void guess_prices(struct arena *a, struct learning *l)
{
    const struct model *m = l->m;
    const struct shares *s = l->shares;
    size_t classes = (size_t)m->provider_n * (size_t)s->class_n;
    int64_t *worth = arena_alloc(a, (classes + 1) * sizeof(*worth)), least = 0;
    struct cover_question q = {.all = l->all,
                               .empty = l->goal->empty,
                               .worth = worth,
                               .class = s->class,
                               .class_n = s->class_n};
    struct cover_told out = {.place = l->price, .month = l->price + l->month_at};

    guess_worths(l, l->goal->best != NULL ? l->goal->best : l->all->base, worth);
    (void)cover_least(&q, &least, &out);
    for (size_t i = 0; i < l->n; i++) {
        l->price[i] *= FINE;
    }
    for (int32_t i = 0; i < m->shift_n; i++) {
        l->price[i] = within(l, i, l->price[i]);
    }
}

/* Adds a product of numbers from 0 up; false when the sum passes what prices can bear. */
static bool add_size(int64_t *sum, int64_t a, int64_t b)
{
    int64_t product = 0;

    return !__builtin_mul_overflow(a, b, &product) && product <= LARGEST &&
           (*sum += product) <= LARGEST;
}

/* Whether no sum of costs can pass LARGEST, so that none in fine units overflows. */
static bool is_bearable(const struct learning *l)
{
    const struct model *m = l->m;
    const struct shares *s = l->shares;
    int64_t sum = 0;
    bool bearable = add_size(&sum, l->constant, 1) && add_size(&sum, l->goal->known, 1);

    for (int32_t i = 0; i < m->shift_n && bearable; i++) {
        bearable = add_size(&sum, l->goal->empty[i], l->all->open[i] + 1) &&
                   add_size(&sum, m->shifts[i].over_cost, m->shifts[i].seats + 1);
    }
    for (int32_t p = 0; p < m->provider_n && bearable; p++) {
        const struct person *x = l->all->of[p];
        for (int32_t o = 0; o < x->option_n && bearable; o++) {
            int64_t cost = x->options[o].cost;
            bearable = add_size(&sum, cost < 0 ? -cost : cost, 1);
        }
        for (int32_t k = p * m->kind_n; k < (p + 1) * m->kind_n && bearable; k++) {
            bearable =
                add_size(&sum, s->cost[k][0], 1) && add_size(&sum, s->cost[k][s->reach[k]], 1);
        }
    }
    return bearable;
}

int64_t bound_people(struct arena *a, const struct everybody *all, const struct people_goal *g)
{
    const struct model *m = all->m;
    struct learning l = {.m = m, .goal = g, .all = all};

    l.constant = people_certain(all->base);
    l.plan = planning_new(a, all);
    l.shares = shares_new(a, all);
    if (l.shares == NULL || !is_bearable(&l)) {
        return 0;
    }
    l.taken = arena_alloc(a, ((size_t)all->moment_n + 1) * sizeof(*l.taken));
    l.stood = arena_alloc(a, ((size_t)m->shift_n + 1) * sizeof(*l.stood));
    set_vector(a, &l);
    guess_prices(a, &l);
    learn(&l);
    return -floor_div64(-l.bound, FINE);
}
