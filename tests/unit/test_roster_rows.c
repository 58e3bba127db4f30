/* The planner of whole rows, on problems small enough to try every roster there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/str.h"
#include "roster/mend.h"
#include "roster/model.h"
#include "roster/random.h"
#include "roster/roster.h"
#include "roster/rows.h"
#include "roster/shifts_text.h"

enum { DAYS = 6, TYPES = 2, PEOPLE = 2, ROWS = 729 }; /* (TYPES + 1) to the DAYS */

static const struct model *read_text(struct arena *a, struct sv text)
{
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_shifts_read(a, text, &m, &e)) {
        fail_msg("%s: %s", e.field, e.detail);
    }
    return m;
}

static void put_person(struct buf *b, struct random *r, int person)
{
    int least = random_below(r, 3), most = least + 1 + random_below(r, 3);

    int first = random_below(r, 3), second = 1 + random_below(r, 3), run = 2 + random_below(r, 3);
    int short_run = 1 + random_below(r, 2), off = 1 + random_below(r, 2);
    buf_printf(b, "P%d,A=%d|B=%d,%d,%d,%d,%d,%d,1\n", person, first, second, most * 480,
               least * 480, run, short_run, off);
}

/* A tiny problem: minutes, runs, days off, a weekend and limits by type all bind now and then. */
static void put_problem(struct buf *b, struct random *r)
{
    buf_printf(b, "SECTION_HORIZON\n%d\n\nSECTION_SHIFTS\nA,480,\nB,%d,A\n\nSECTION_STAFF\n", DAYS,
               random_below(r, 2) == 0 ? 480 : 600);
    for (int p = 0; p < PEOPLE; p++) {
        put_person(b, r, p);
    }
    int day = random_below(r, DAYS);
    buf_printf(b, "\nSECTION_DAYS_OFF\nP0,%d\n\nSECTION_SHIFT_ON_REQUESTS\n", day);
    day = random_below(r, DAYS);
    buf_printf(b, "P0,%d,A,3\n\nSECTION_SHIFT_OFF_REQUESTS\n", day);
    day = random_below(r, DAYS);
    buf_printf(b, "P1,%d,B,2\n\nSECTION_COVER\n", day);
    for (int i = 0; i < DAYS * TYPES; i++) {
        int need = random_below(r, 3);
        buf_printf(b, "%d,%c,%d,%d,1\n", i / TYPES, 'A' + i % TYPES, need, 5 + 5 * (i % 3));
    }
}

static int type_of(int row, int day)
{
    for (; day > 0; day--) {
        row /= TYPES + 1;
    }
    return row % (TYPES + 1) - 1;
}

/* Every run of days on or off is long enough, or touches an end, and no run on is too long. */
static bool runs_are_kept(const struct contract *c, int row)
{
    bool kept = true;

    for (int d = 0, next = 0; d < DAYS; d = next) {
        bool on = type_of(row, d) != NONE;
        while (next < DAYS && (type_of(row, next) != NONE) == on) {
            next++;
        }
        bool inside = d > 0 && next < DAYS;
        kept = kept && !(inside && next - d < (on ? c->min_run : c->min_off)) &&
               !(on && next - d > c->max_run);
    }
    return kept;
}

static bool is_legal(const struct model *m, int32_t person, int row)
{
    const struct contract *c = m->providers[person].contract;
    int32_t minutes = 0, count[TYPES] = {0};
    bool legal = runs_are_kept(c, row);

    for (int d = 0; d < DAYS && legal; d++) {
        int type = type_of(row, d), before = d > 0 ? type_of(row, d - 1) : NONE;
        if (type == NONE) {
            continue;
        }
        int32_t shift = d * TYPES + type;
        minutes += m->shifts[shift].end - m->shifts[shift].start;
        legal = model_may(m, shift, person) && ++count[type] <= c->max_of_type[type] &&
                (before == NONE || (m->not_after[before] >> type & 1) == 0);
    }
    bool weekend = type_of(row, 5) != NONE;
    return legal && minutes >= c->min_minutes && minutes <= c->max_minutes &&
           (!weekend || c->max_weekends > 0);
}

static int64_t cost_of(const struct model *m, const int *row)
{
    int64_t sum = 0;

    for (int32_t s = 0; s < m->shift_n; s++) {
        const struct shift *x = &m->shifts[s];
        int32_t stood = 0;
        for (int p = 0; p < PEOPLE; p++) {
            stood += type_of(row[p], x->day) == x->type;
        }
        sum += stood < x->needed ? (x->needed - stood) * x->empty_cost
                                 : (stood - x->needed) * x->over_cost;
    }
    for (int32_t i = 0; i < m->request_n; i++) {
        const struct request *q = &m->requests[i];
        const struct shift *x = &m->shifts[q->shift];
        sum += type_of(row[q->provider], x->day) == x->type ? q->on : q->off;
    }
    return sum;
}

/* The least cost of all legal rosters, INT64_MAX when somebody has no legal row. */
static int64_t least_cost(const struct model *m)
{
    int64_t least = INT64_MAX;

    for (int a = 0; a < ROWS; a++) {
        if (!is_legal(m, 0, a)) {
            continue;
        }
        for (int b = 0; b < ROWS; b++) {
            int64_t cost = is_legal(m, 1, b) ? cost_of(m, (int[]){a, b}) : INT64_MAX;
            least = cost < least ? cost : least;
        }
    }
    return least;
}

static void test_rows_of_tiny_problems_are_the_best_there_are_and_bounds_never_above(void **state)
{
    struct random r;
    int solved = 0, proved = 0;

    (void)state;
    random_init(&r, 7);
    for (int i = 0; i < 150; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        struct buf text;
        buf_init(&text, 1 << 20);
        put_problem(&text, &r);
        const struct model *m = read_text(a, buf_view(&text));
        struct roster_options o = {.seed = 1, .budget = 30000};
        int64_t least = least_cost(m);
        assert_true(rows_fit(m));
        if (least < INT64_MAX) {
            struct roster_summary s = roster_summary_of(roster_solve(a, m, &o));
            assert_int_equal(s.penalty, least);
            assert_true(s.bound <= least);
            solved++;
            proved += s.bound == least;
        }
        buf_free(&text);
        arena_free(a);
    }
    assert_true(solved > 50);
    assert_true(proved > solved * 3 / 4); /* by rows listed within the gap */
}

static void test_a_person_without_a_legal_row_does_not_stop_the_roster(void **state)
{
    static const char text[] = "SECTION_HORIZON\n7\nSECTION_SHIFTS\nA,480,\nSECTION_STAFF\n"
                               "P,A=7,9600,4800,5,2,2,1\nQ,A=7,2400,0,5,1,1,1\n"
                               "SECTION_COVER\n0,A,2,10,1\n1,A,1,10,1\n";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_text(a, sv_of(text));
    struct roster_options o = {.seed = 1, .budget = 20000};

    (void)state;
    struct roster_summary s = roster_summary_of(roster_solve(a, m, &o));
    assert_true(s.penalty >= m->weights.pattern); /* said, not hidden */
    assert_int_equal(s.uncovered, 0);
    arena_free(a);
}

/* The fuzzer's: four duties at most make small planes, whatever minutes and runs are allowed. */
static void test_few_duties_are_planned_with_little_work(void **state)
{
    static const char text[] = "SECTION_HORIZON\n14\nSECTION_SHIFTS\nn,359,d\nd,480,n|d\n"
                               "SECTION_STAFF\nP,d=2|n=2,9600,980,999,0,0,1\n"
                               "SECTION_COVER\n13,n,1,200,1\n0,d,1,1,1000000\n";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_text(a, sv_of(text));
    struct roster_options o = {.seed = 7, .budget = 300};

    (void)state;
    struct roster_summary s = roster_summary_of(roster_solve(a, m, &o));
    assert_int_equal(s.penalty, 0);
    assert_true(s.moves < 20000); /* planes for every minute of the contract took 341,322 */
    arena_free(a);
}

struct listed {
    const struct model *m;
    int32_t person, n, dearest;
    bool legal, seen[ROWS], again;
};

static bool take_listed(void *to, const uint8_t *row)
{
    struct listed *l = to;
    int code = 0, days = 0;

    for (int d = DAYS - 1; d >= 0; d--) {
        code = code * (TYPES + 1) + row[d];
        days += row[d] != PLAN_OFF;
    }
    l->again = l->again || l->seen[code];
    l->seen[code] = true;
    l->legal = l->legal && is_legal(l->m, l->person, code);
    l->dearest = days > l->dearest ? days : l->dearest;
    l->n++;
    return true;
}

static int days_on(int row)
{
    int n = 0;

    for (int d = 0; d < DAYS; d++) {
        n += type_of(row, d) != NONE;
    }
    return n;
}

/* Rows cost their days on duty; all up to one more than the fewest are listed. */
static void check_list(struct arena *a, const struct model *m, int32_t person)
{
    struct grid *g = grid_new(a, m);
    struct planner *p = planner_new(a, DAYS, TYPES, m->weekday);
    int32_t cost[DAYS * TYPES], fewest = DAYS + 1, expected = 0;
    uint8_t row[DAYS] = {0};
    struct listed l = {.m = m, .person = person, .legal = true};
    struct plan_task t = {.shape = &g->shape[person],
                          .cost = cost,
                          .row = row,
                          .to = DAYS,
                          .slack_units = NO_LIMIT,
                          .slack_weekends = NO_LIMIT};

    for (int i = 0; i < DAYS * TYPES; i++) {
        cost[i] = grid_own(g, person)[i] < PLAN_NONE ? 1 : PLAN_NONE;
    }
    for (int i = 0; i < ROWS; i++) {
        fewest = is_legal(m, person, i) && days_on(i) < fewest ? days_on(i) : fewest;
    }
    for (int i = 0; i < ROWS; i++) {
        expected += is_legal(m, person, i) && days_on(i) <= fewest + 1;
    }
    assert_int_equal(plan_list(p, &t, 1, take_listed, &l), expected > 0);
    assert_int_equal(l.n, expected);
    assert_true(l.legal && !l.again && l.dearest <= fewest + 1);
}

static void test_every_row_within_a_cost_is_listed_once(void **state)
{
    struct random r;

    (void)state;
    random_init(&r, 11);
    for (int i = 0; i < 60; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        struct buf text;
        buf_init(&text, 1 << 20);
        put_problem(&text, &r);
        struct model *m = (struct model *)read_text(a, buf_view(&text));
        for (int32_t p = 0; p < PEOPLE; p++) {
            struct contract *c = (struct contract *)m->providers[p].contract;
            c->max_of_type[0] = c->max_of_type[0] > 0 ? DAYS : 0; /* limits are the taker's */
            c->max_of_type[1] = DAYS;
            check_list(a, m, p);
        }
        buf_free(&text);
        arena_free(a);
    }
}

enum { FAR_DAYS = 56, FAR_DUTIES = 10 };

/* One person with exactly 20 duties, wanted in the first two and the last two weeks. */
static void put_far_problem(struct buf *b)
{
    buf_printf(b,
               "SECTION_HORIZON\n%d\nSECTION_SHIFTS\nA,480,\nSECTION_STAFF\n"
               "P,A=56,%d,%d,5,2,2,8\nSECTION_COVER\n",
               FAR_DAYS, 2 * FAR_DUTIES * 480, 2 * FAR_DUTIES * 480);
    for (int d = 0; d < FAR_DAYS; d++) {
        bool wanted = d % 7 < 5 && (d < 14 || d >= FAR_DAYS - 14);
        buf_printf(b, "%d,A,%d,100,1\n", d, wanted ? 1 : 0);
    }
}

static int64_t mended(struct arena *a, const struct grid *g, int32_t window, int32_t stray)
{
    struct mend *x = mend_new(a, g, crew_new(a, g, 1));

    for (int32_t d = 0; d < 28; d++) { /* the duties in the first four weeks: two are for nothing */
        x->now.row[d] = d % 7 < 5;
    }
    rows_put(g, &x->now, 0, 0, g->days);
    rows_copy(g, &x->best, &x->now);
    x->window = window;
    x->stray = stray;
    for (int i = 0; i < 400; i++) {
        mend_try(x, 1);
    }
    assert_int_equal(rows_cost(g, &x->now), x->now.cost);
    return x->best.cost / g->scale;
}

static void test_whole_rows_near_their_course_carry_duties_between_weeks_far_apart(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct buf text;

    (void)state;
    buf_init(&text, 1 << 20);
    put_far_problem(&text);
    const struct grid *g = grid_new(a, read_text(a, buf_view(&text)));
    assert_int_equal(mended(a, g, 0, 2), 0);
    assert_true(mended(a, g, 7, NO_LIMIT) >= 1000);
    buf_free(&text);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_of_tiny_problems_are_the_best_there_are_and_bounds_never_above),
        cmocka_unit_test(test_every_row_within_a_cost_is_listed_once),
        cmocka_unit_test(test_whole_rows_near_their_course_carry_duties_between_weeks_far_apart),
        cmocka_unit_test(test_a_person_without_a_legal_row_does_not_stop_the_roster),
        cmocka_unit_test(test_few_duties_are_planned_with_little_work),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
