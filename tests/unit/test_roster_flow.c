/* The flow, the bounds and the certificates, each against trying everything on small problems. */
#include "roster_fixture.h"

#include "roster/bound.h"
#include "roster/cost.h"
#include "roster/draft.h"
#include "roster/flow.h"
#include "roster/flow_roster.h"
#include "roster/hall.h"
#include "roster/random.h"
#include "roster/rule.h"

/* ---- flow ---- */

enum { NODES = 5, ARCS = 7 };

struct small {
    int32_t from[ARCS], to[ARCS], cap[ARCS], cost[ARCS], supply[NODES];
};

static struct small small_net(struct random *r)
{
    struct small s = {0};

    for (int32_t i = 0; i < ARCS; i++) {
        s.from[i] = random_below(r, NODES - 1); /* onwards only: no cycle */
        s.to[i] = s.from[i] + 1 + random_below(r, NODES - 1 - s.from[i]);
        s.cap[i] = random_below(r, 4);
        s.cost[i] = random_below(r, 41) - 20;
    }
    for (int32_t i = 0; i < 3; i++) {
        int32_t a = random_below(r, NODES), b = random_below(r, NODES);
        s.supply[a < b ? a : b]++;
        s.supply[a < b ? b : a]--;
    }
    return s;
}

/* The least cost over all flows, INT64_MAX when there is none. */
static int64_t try_flows(const struct small *s, int32_t arc, int32_t *left, int64_t cost)
{
    int64_t least = INT64_MAX;

    if (arc == ARCS) {
        for (int32_t i = 0; i < NODES; i++) {
            if (left[i] != 0) {
                return INT64_MAX;
            }
        }
        return cost;
    }
    for (int32_t f = 0; f <= s->cap[arc]; f++) {
        left[s->from[arc]] -= f;
        left[s->to[arc]] += f;
        int64_t c = try_flows(s, arc + 1, left, cost + f * s->cost[arc]);
        least = c < least ? c : least;
        left[s->from[arc]] += f;
        left[s->to[arc]] -= f;
    }
    return least;
}

static void test_the_flow_costs_what_the_cheapest_of_all_flows_costs(void **state)
{
    struct random r;
    int32_t found = 0;

    (void)state;
    random_init(&r, 1);
    for (int32_t i = 0; i < 3000; i++) {
        struct arena *a = arena_new(1 << 20);
        struct small s = small_net(&r);
        struct net *n = net_new(a, NODES, ARCS);
        int32_t left[NODES];
        for (int32_t k = 0; k < NODES; k++) {
            net_supply(n, k, s.supply[k]);
            left[k] = s.supply[k];
        }
        for (int32_t k = 0; k < ARCS; k++) {
            assert_int_equal(net_arc(n, s.from[k], s.to[k], s.cap[k], s.cost[k]), k);
        }
        int64_t least = try_flows(&s, 0, left, 0);
        if (least == INT64_MAX) {
            assert_int_equal(net_solve(n), NET_SHORT);
        } else {
            found++;
            assert_int_equal(net_solve(n), NET_OPTIMAL);
            assert_int_equal(net_cost(n), least);
        }
        for (int32_t k = 0; k < ARCS; k++) {
            assert_in_range(net_flow(n, k), 0, s.cap[k]);
        }
        arena_free(a);
    }
    assert_in_range(found, 300, 2900);
}

static void test_costs_too_large_for_the_flow_are_refused(void **state)
{
    struct arena *a = arena_new(1 << 20);
    struct net *n = net_new(a, 2, 1);

    (void)state;
    (void)net_arc(n, 0, 1, 1, INT64_MAX / 4);
    assert_int_equal(net_solve(n), NET_TOO_LARGE);
    arena_free(a);
}

/* ---- small problems ---- */

enum { SHIFTS = 4, PEOPLE = 3, DAYS = 10 };

/* Appends to a text of fixed size. */
static void say(char *text, const char *format, ...) PRINTF_FMT(2, 3);

enum { TEXT = 8192 };

static void say(char *text, const char *format, ...)
{
    size_t n = strlen(text);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text + n, TEXT - n, format, args);
    va_end(args);
}

static void say_shifts(char *text, struct random *r)
{
    say(text, "'shifts':[");
    for (int32_t i = 0; i < SHIFTS; i++) {
        int32_t day = random_below(r, 4) + (random_below(r, 3) == 0 ? 5 : 0);
        bool night = random_below(r, 3) == 0;
        int32_t start = day * 1440 + (night ? 1080 : 360), needed = 1 + random_below(r, 2);
        say(text, "%s{'id':%d,'day':%d,'start':%d,'end':%d,'night':%s,'kind':'custody_phone',",
            i == 0 ? "" : ",", i + 1, day, start, start + 720, night ? "true" : "false");
        say(text, "'needed':%d,'priority':%d,", needed, 1 + random_below(r, 3));
        if (random_below(r, 4) == 0) {
            say(text, "'most':%d,'over':%d,", needed + 1, random_below(r, 300));
        }
        say(text, "'place':%d,'points':{'%s':%d}}", 1 + random_below(r, 2),
            random_below(r, 3) == 0 ? "d" : "n", random_below(r, 2) == 0 ? 150 : 200);
    }
    say(text, "],");
}

static void say_people(char *text, struct random *r)
{
    say(text, "'providers':[");
    for (int32_t i = 0; i < PEOPLE; i++) {
        say(text, "%s{'id':%d,'class':'officer','home':%d,'share':%d,", i == 0 ? "" : ",", i + 1,
            1 + random_below(r, 2), random_below(r, 3) == 0 ? 50 : 100);
        say(text, "'ledger':{'n':%d,'d':%d},", random_below(r, 5) * 50, random_below(r, 5) * 50);
        if (random_below(r, 3) == 0) {
            say(text, "'max_per_week':%d,", random_below(r, 3));
        }
        say(text, "'wishes':[{'day':%d,'weight':%d}],'busy':[", random_below(r, 5),
            random_below(r, 2) == 0 ? -3 : 2);
        if (random_below(r, 3) == 0) {
            say(text, "{'start':%d,'end':%d,'why':'%s'}", random_below(r, 6) * 720 - 720,
                random_below(r, 6) * 720 + 4400, random_below(r, 2) == 0 ? "absence" : "duty");
        }
        say(text, "]}");
    }
    say(text, "],");
}

/* weight: of an empty place of the lowest priority; the largest goes with a large fairness. */
static void say_problem(char *text, struct random *r, int32_t weight)
{
    text[0] = '\0';
    say(text, "{'version':1,'horizon':{'start':'2026-11-28','days':%d},'rules':{'rest_min':%d,",
        DAYS, random_below(r, 2) * 660);
    if (random_below(r, 4) != 0) {
        say(text, "'max_duties_per_day':1,");
    }
    say(text, "'max_duties_per_week':%d,'max_duties_per_month':%d},", 1 + random_below(r, 3),
        1 + random_below(r, 4));
    say(text, "'weights':{'uncovered':%d,'fairness':%d,'wish':50,'travel':1,'stability':60},",
        weight, weight == 1000000000 ? 100000000 : 100);
    say(text, "'point_kinds':['n','d'],'places':[{'id':1},{'id':2}],'travel':[[1,2,45]],");
    say_shifts(text, r);
    say_people(text, r);
    if (random_below(r, 3) == 0) {
        say(text, "'pinned':[{'shift':%d,'provider':%d}],", 1 + random_below(r, SHIFTS),
            1 + random_below(r, PEOPLE));
    }
    say(text, "'published':[{'shift':%d,'provider':%d}],'requests':[{'shift':%d,'provider':%d,",
        1 + random_below(r, SHIFTS), 1 + random_below(r, PEOPLE), 1 + random_below(r, SHIFTS),
        1 + random_below(r, PEOPLE));
    say(text, "'weight':%d}]}", random_below(r, 7) - 3);
    (void)unquote(text);
}

static const struct model *read_problem(struct arena *a, const char *json)
{
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_problem_read(a, sv_of(json), &m, &e)) {
        print_error("%s: %s\n%s\n", e.field, e.detail, json);
        fail();
    }
    return m;
}

static struct draft *draft_of_pins(struct arena *a, const struct model *m)
{
    struct draft *d = draft_new(a, m);

    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (m->seat_pin[seat] != NONE) {
            draft_put(d, seat, m->seat_pin[seat]);
        }
    }
    return d;
}

/* The cheapest roster of all, by trying every one; d is left as it was, best gets it. */
static int64_t try_rosters(struct draft *d, int32_t seat, int64_t least, int32_t *best)
{
    const struct model *m = d->m;
    struct rule_hit hit;

    while (seat < m->seat_n && m->seat_pin[seat] != NONE) {
        seat++;
    }
    if (seat == m->seat_n) {
        struct cost c = cost_total(d);
        if (cost_sum(&c) < least) {
            least = cost_sum(&c);
            memcpy(best, d->holder, (size_t)m->seat_n * sizeof(*best));
        }
        return least;
    }
    least = try_rosters(d, seat + 1, least, best);
    for (int32_t p = 0; p < m->provider_n; p++) {
        if (rule_first(d, m->seat_shift[seat], p, NONE, &hit) == RULE_NONE) {
            draft_put(d, seat, p);
            least = try_rosters(d, seat + 1, least, best);
            draft_take(d, seat);
        }
    }
    return least;
}

/* A cheapest roster as a draft; *cost tells what it costs. */
static struct draft *best_roster(struct arena *a, const struct model *m, int64_t *cost)
{
    struct draft *d = draft_of_pins(a, m);
    int32_t *best = arena_alloc(a, ((size_t)m->seat_n + 1) * sizeof(*best));

    *cost = try_rosters(d, 0, INT64_MAX, best);
    for (int32_t seat = 0; seat < m->seat_n; seat++) {
        if (best[seat] != NONE && d->holder[seat] == NONE) {
            draft_put(d, seat, best[seat]);
        }
    }
    return d;
}

static void check_bounds(struct random *r, int32_t weight, int32_t *tight, int32_t *n)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    char text[TEXT];

    say_problem(text, r, weight);
    const struct model *m = read_problem(a, text);
    int64_t least = 0;
    const struct draft *best = best_roster(a, m, &least);
    int64_t quick = bound_of(a, m), slow = bound_improve(best, &(struct bound_work){.budget = 500});
    int64_t blind = bound_improve(draft_of_pins(a, m), &(struct bound_work){.budget = 170});
    if (quick > least || slow > least || blind > least) {
        print_error("least %lld, bounds %lld %lld %lld\n%s\n", (long long)least, (long long)quick,
                    (long long)slow, (long long)blind, text);
        fail();
    }
    *tight += slow == least;
    ++*n;
    arena_free(a);
}

static void test_no_roster_of_thousands_of_problems_costs_less_than_the_bounds(void **state)
{
    static const int32_t weights[] = {0, 40, 300, 1000000, 1000000000};
    struct random r;
    int32_t tight = 0, n = 0;

    (void)state;
    random_init(&r, 7);
    for (int32_t i = 0; i < 2000; i++) {
        check_bounds(&r, weights[i % 5], &tight, &n);
    }
    assert_true(tight * 2 > n); /* and the bound is worth something */
}

/* ---- certificates ---- */

/* Whether somebody outside the certificate may take one of its shifts, the rest being as it is. */
static bool has_outsider(struct draft *d, const struct hall *h)
{
    const struct model *m = d->m;
    struct rule_hit hit;
    bool found = false;

    for (int32_t i = 0; i < h->shift_n; i++) {
        for (int32_t p = 0; p < m->provider_n; p++) {
            bool inside = false;
            for (int32_t k = 0; k < h->person_n; k++) {
                inside = inside || h->people[k] == p;
            }
            found = found || (!inside && rule_first(d, h->shifts[i], p, NONE, &hit) == RULE_NONE);
        }
    }
    return found;
}

/* Takes everybody who is not pinned out of the shifts of the certificate. */
static void empty_shifts(struct draft *d, const struct hall *h)
{
    for (int32_t i = 0; i < h->shift_n; i++) {
        const struct shift *s = &d->m->shifts[h->shifts[i]];
        for (int32_t seat = s->first_seat; seat < s->first_seat + s->seats; seat++) {
            if (d->holder[seat] != NONE && d->m->seat_pin[seat] == NONE) {
                draft_take(d, seat);
            }
        }
    }
}

/* Nobody may stand two of the certificate's shifts, so m people fill m places at most. */
static bool stands_two(struct draft *d, const struct hall *h)
{
    const struct model *m = d->m;
    struct rule_hit hit;
    bool found = false;

    for (int32_t i = 0; i < h->shift_n; i++) {
        for (int32_t k = 0; k < h->person_n; k++) {
            int32_t p = h->people[k], seat = m->shifts[h->shifts[i]].first_seat;
            if (d->holder[seat] != NONE ||
                rule_first(d, h->shifts[i], p, NONE, &hit) != RULE_NONE) {
                continue;
            }
            draft_put(d, seat, p);
            for (int32_t j = 0; j < h->shift_n; j++) {
                found = found || rule_first(d, h->shifts[j], p, NONE, &hit) == RULE_NONE;
            }
            draft_take(d, seat);
        }
    }
    return found;
}

static void follow_chain(struct draft *d, const struct hall *h, int32_t shift)
{
    int32_t before = d->stood[shift];
    struct rule_hit hit;

    for (int32_t i = 0; i < h->chain_n; i++) {
        struct hall_move x = h->chain[i];
        if (x.from != NONE) {
            assert_int_equal(d->holder[x.from], x.provider);
            draft_take(d, x.from);
        }
        assert_int_equal(d->holder[x.seat], NONE);
        assert_int_equal(rule_first(d, d->m->seat_shift[x.seat], x.provider, NONE, &hit),
                         RULE_NONE);
        draft_put(d, x.seat, x.provider);
    }
    assert_int_equal(d->stood[shift], before + 1);
}

static void check_empty(struct arena *a, struct draft *d, int32_t shift, int32_t *proofs,
                        int32_t *chains)
{
    struct hall h = hall_find(a, d, shift);

    if (h.proved) {
        assert_true(h.places > h.person_n);
        empty_shifts(d, &h);
        assert_false(has_outsider(d, &h));
        assert_false(stands_two(d, &h));
        ++*proofs;
    } else {
        follow_chain(d, &h, shift);
        ++*chains;
    }
}

/* Fills seats at random, some left empty though somebody could take them. */
static void fill_at_random(struct draft *d, struct random *r)
{
    struct rule_hit hit;

    for (int32_t seat = 0; seat < d->m->seat_n; seat++) {
        int32_t p = random_below(r, d->m->provider_n);
        if (d->holder[seat] == NONE && random_below(r, 5) != 0 &&
            rule_first(d, d->m->seat_shift[seat], p, NONE, &hit) == RULE_NONE) {
            draft_put(d, seat, p);
        }
    }
}

static void test_an_empty_place_has_a_true_certificate_or_a_chain_that_fills_it(void **state)
{
    int32_t proofs = 0, chains = 0;
    struct random r;

    (void)state;
    random_init(&r, 3);
    for (int32_t i = 0; i < 2000; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        char text[TEXT];
        say_problem(text, &r, 1000000);
        const struct model *m = read_problem(a, text);
        struct draft *d = draft_of_pins(a, m);
        fill_at_random(d, &r);
        for (int32_t s = 0; s < m->shift_n; s++) {
            if (d->stood[s] < m->shifts[s].planned) {
                check_empty(a, d, s, &proofs, &chains);
                break;
            }
        }
        arena_free(a);
    }
    assert_true(proofs > 100 && chains > 100);
}

/* ---- pure assignment ---- */

static void say_pure(char *text, struct random *r, int32_t rest)
{
    text[0] = '\0';
    say(text, "{'version':1,'horizon':{'start':'2026-12-01','days':9},'rules':{'rest_min':%d,",
        rest);
    say(text, "'max_duties_per_day':1},'weights':{'uncovered':100000,'fairness':100,'wish':30,");
    say(text, "'travel':1},'point_kinds':['n'],'places':[{'id':1},{'id':2}],'travel':[[1,2,45]],");
    say(text, "'shifts':[");
    for (int32_t i = 0; i < 6; i++) {
        int32_t day = random_below(r, 4), start = day * 1440 + random_below(r, 2) * 600;
        say(text, "%s{'id':%d,'day':%d,'start':%d,'end':%d,'kind':'custody_phone','place':%d,",
            i == 0 ? "" : ",", i + 1, day, start, start + 600, 1 + random_below(r, 2));
        say(text, "'points':{'n':100}}");
    }
    say(text, "],'providers':[");
    for (int32_t i = 0; i < 3; i++) {
        say(text, "%s{'id':%d,'class':'officer','home':%d,'ledger':{'n':%d},", i == 0 ? "" : ",",
            i + 1, 1 + random_below(r, 2), random_below(r, 3) * 100);
        say(text, "'wishes':[{'day':%d,'weight':%d}]}", random_below(r, 4),
            random_below(r, 2) == 0 ? -3 : 2);
    }
    say(text, "]}");
    (void)unquote(text);
}

static void test_a_pure_assignment_is_solved_and_proved_by_the_flow_alone(void **state)
{
    struct random r;
    int32_t refused = 0;

    (void)state;
    random_init(&r, 5);
    for (int32_t i = 0; i < 300; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        char text[TEXT];
        bool rest = i % 3 == 2; /* then it may be no pure assignment */
        say_pure(text, &r, rest ? 1000 : 0);
        const struct model *m = read_problem(a, text);
        struct draft *d = draft_new(a, m);
        int64_t cost = 0, least = 0;
        (void)best_roster(a, m, &least);
        if (flow_roster(d, &cost)) {
            assert_int_equal(cost, least);
        } else {
            assert_true(rest);
            assert_int_equal(d->of[0].n + d->of[1].n + d->of[2].n, 0);
            refused++;
        }
        arena_free(a);
    }
    assert_true(refused > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_flow_costs_what_the_cheapest_of_all_flows_costs),
        cmocka_unit_test(test_costs_too_large_for_the_flow_are_refused),
        cmocka_unit_test(test_no_roster_of_thousands_of_problems_costs_less_than_the_bounds),
        cmocka_unit_test(test_an_empty_place_has_a_true_certificate_or_a_chain_that_fills_it),
        cmocka_unit_test(test_a_pure_assignment_is_solved_and_proved_by_the_flow_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
