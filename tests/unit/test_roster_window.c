/* Windows of equal duties and equal people: whenever a flow proves that everybody's count can stay
 * within one of the mean, in total, on working days and weekends, and on each day of the week, all
 * at once, the engine's roster keeps it so. */
#include "roster_fixture.h"

#include "roster/draft.h"
#include "roster/flow.h"
#include "roster/random.h"
#include "roster/result.h"

enum { DAYS = 28, SHIFTS = 2 * DAYS, MOST = 9, COUNTS = 10, TEXT = 65536, TRIES = 60 };

struct window {
    int32_t people;
    bool away[MOST][DAYS];
};

/* What is counted of a duty on a day: all, one of two halves of the week, one of seven days. */
static int32_t half(int32_t day)
{
    return 1 + (day % 7 >= 5);
}

static int32_t weekday(int32_t day)
{
    return 3 + day % 7;
}

static struct window make_window(struct random *r)
{
    struct window w = {.people = 4 + random_below(r, MOST - 3)};

    for (int32_t p = 0; p < w.people; p++) {
        for (int32_t n = random_below(r, 7); n > 0; n--) {
            int32_t from = random_below(r, DAYS), days = 1 + random_below(r, 7);
            for (int32_t day = from; day < from + days && day < DAYS; day++) {
                w.away[p][day] = true;
            }
        }
    }
    return w;
}

/* ---- the oracle ---- */

/* How many duties of a count there are in all. */
static int32_t duties_of(int32_t count)
{
    return count == 0   ? SHIFTS
           : count == 1 ? SHIFTS * 5 / 7
           : count == 2 ? SHIFTS * 2 / 7
                        : SHIFTS / 7;
}

/* At least the mean rounded down, which is rewarded, at most the mean rounded up. */
static void between(struct net *n, const struct window *w, int32_t from, int32_t to, int32_t count)
{
    int32_t all = duties_of(count), low = all / w->people;

    (void)net_arc(n, from, to, low, -1);
    (void)net_arc(n, from, to, all % w->people != 0, 0);
}

/* Shift -> person and day -> weekday -> half of the week -> person -> end. */
static bool is_possible(const struct window *w)
{
    struct arena *a = arena_new(1 << 24);
    int32_t end = SHIFTS, node = SHIFTS + 1, rewards = 0;
    struct net *n = net_new(a, SHIFTS + 1 + MOST * (COUNTS + DAYS), MOST * 5 * (COUNTS + DAYS));

    for (int32_t p = 0; p < w->people; p++, node += COUNTS + DAYS) {
        between(n, w, node, end, 0);
        for (int32_t c = 1; c < COUNTS; c++) {
            between(n, w, node + c, c < 3 ? node : node + half(c - 3), c);
        }
        for (int32_t c = 0; c < COUNTS; c++) {
            rewards += duties_of(c) / w->people;
        }
        for (int32_t day = 0; day < DAYS; day++) {
            (void)net_arc(n, node + COUNTS + day, node + weekday(day), !w->away[p][day], 0);
            (void)net_arc(n, 2 * day, node + COUNTS + day, 1, 0);
            (void)net_arc(n, 2 * day + 1, node + COUNTS + day, 1, 0);
        }
    }
    for (int32_t s = 0; s < SHIFTS; s++) {
        net_supply(n, s, 1);
        net_supply(n, end, -1);
    }
    bool possible = net_solve(n) == NET_OPTIMAL && net_cost(n) == -rewards;
    arena_free(a);
    return possible;
}

/* ---- the engine ---- */

static void say(char *text, const char *format, ...) PRINTF_FMT(2, 3);

static void say(char *text, const char *format, ...)
{
    size_t n = strlen(text);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text + n, TEXT - n, format, args);
    va_end(args);
}

static void say_window(char *text, const struct window *w)
{
    text[0] = '\0';
    say(text, "{'version':1,'horizon':{'start':'2026-11-30','days':%d},", DAYS); /* a Monday */
    say(text, "'rules':{'max_duties_per_day':1},'weights':{'uncovered':1000000,'fairness':100},");
    say(text, "'point_kinds':['0','1','2','3','4','5','6','7','8','9'],'shifts':[");
    for (int32_t s = 0; s < SHIFTS; s++) {
        int32_t day = s / 2, start = day * 1440 + 360;
        say(text, "%s{'id':%d,'day':%d,'start':%d,'end':%d,'kind':'custody_phone',",
            s == 0 ? "" : ",", s + 1, day, start, start + 720);
        say(text, "'points':{'0':100,'%d':100,'%d':100}}", half(day), weekday(day));
    }
    say(text, "],'providers':[");
    for (int32_t p = 0; p < w->people; p++) {
        say(text, "%s{'id':%d,'class':'officer','busy':[", p == 0 ? "" : ",", p + 1);
        bool first = true;
        for (int32_t day = 0; day < DAYS; day++) {
            if (w->away[p][day]) {
                say(text, "%s{'start':%d,'end':%d,'why':'absence'}", first ? "" : ",", day * 1440,
                    (day + 1) * 1440);
                first = false;
            }
        }
        say(text, "]}");
    }
    say(text, "]}");
    (void)unquote(text);
}

static bool is_even(const struct window *w, const struct roster *r)
{
    const struct draft *d = r->draft;
    int32_t count[MOST][COUNTS] = {{0}};
    bool even = true;

    for (int32_t seat = 0; seat < d->m->seat_n; seat++) {
        int32_t p = d->holder[seat], day = d->m->shifts[d->m->seat_shift[seat]].day;
        assert_int_not_equal(p, NONE);
        count[p][0]++;
        count[p][half(day)]++;
        count[p][weekday(day)]++;
    }
    for (int32_t p = 0; p < w->people; p++) {
        for (int32_t c = 0; c < COUNTS; c++) {
            int32_t low = duties_of(c) / w->people;
            int32_t high = low + (duties_of(c) % w->people != 0);
            even = even && count[p][c] >= low && count[p][c] <= high;
        }
    }
    return even;
}

static void test_counts_stay_within_one_whenever_a_flow_proves_that_possible(void **state)
{
    static char text[TEXT];
    int32_t possible = 0, kept = 0;
    struct random r;

    (void)state;
    random_init(&r, 11);
    for (int32_t i = 0; i < TRIES; i++) {
        struct arena *a = arena_new(ROSTER_MEMORY_MAX);
        struct window w = make_window(&r);
        struct roster_options o = {.seed = (uint64_t)i + 1, .budget = 400000};
        const struct model *m = NULL;
        struct err e = {0};
        if (is_possible(&w)) {
            say_window(text, &w);
            if (!roster_problem_read(a, sv_of(text), &m, &e)) {
                print_error("%s: %s\n", e.field, e.detail);
                fail();
            }
            possible++;
            kept += is_even(&w, roster_solve(a, m, &o));
        }
        arena_free(a);
    }
    print_message("possible %d of %d, kept %d\n", possible, TRIES, kept);
    assert_int_equal(kept, possible);
    assert_in_range(possible, 5, TRIES - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_stay_within_one_whenever_a_flow_proves_that_possible),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
