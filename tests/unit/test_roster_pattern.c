/* Patterns of one person's days: what each unit costs, and that every change is priced as the
 * difference of two whole rosters. */
#include "roster_fixture.h"

#include "roster/cost.h"
#include "roster/pattern.h"
#include "roster/random.h"
#include "roster/rule.h"

/* Two weeks from a Tuesday; each day a shift of eight hours of each of two types. 2 then 1 on the
 * next day is forbidden. */
#define HEAD                                                                                       \
    "{'version':1,'horizon':{'start':'2026-12-01','days':14},'rules':{},"                          \
    "'weights':{'uncovered':0,'pattern':1},"                                                       \
    "'types':[{'id':1},{'id':2,'not_after':[1]}],'contracts':[{'id':1%s}],"

struct pattern_case {
    const char *contract;
    const char *days; /* the type stood on each day, 3 for both, . for none */
    int64_t units;
};

static const struct pattern_case CASES[] = {
    {"", "1.1.11.1111.11", 0},
    {",'max_run':2", "111.1111..1111", 1 + 2 + 2},
    {",'max_run':2", "11.11.11.11.11", 0},
    {",'min_run':3", "1..1...11....1", 2 + 1}, /* runs at both ends may be shorter */
    {",'min_run':3", "1.....111.....", 0},
    {",'min_off':3", ".1.1..1...1...", 2 + 1},
    {",'min_off':3", "..............", 0},
    {",'max_weekends':0", "....1.......1.", 2}, /* Saturday 5 and Sunday 13 December */
    {",'max_weekends':1", "....11.....11.", 1},
    {",'max_weekends':0", "1111..11111..1", 0},
    {",'max_of_type':{'1':2}", "1.1.1.2.2.1...", 2},
    {",'max_of_type':{'2':0}", "...2..........", 1},
    {"", ".21.2..1.221..", 1 + 1}, /* one free day between is enough */
    {"", "..12.11.22....", 0},
    {"", "..33..........", 1}, /* the second of one day before the first of the next */
    {",'min_minutes':960", "1.............", 8},
    {",'min_minutes':481", "1.............", 1},
    {",'min_minutes':480", "1.............", 0},
    {",'max_minutes':899", "1.1...........", 2}, /* each started hour */
    {",'max_minutes':959,'max_run':1", "11............", 1 + 1},
};

static void write_shifts(struct buf *b, const char *days, const char *pins)
{
    const char *comma = "";

    buf_str(b, "'shifts':[");
    for (int i = 0; i < 28; i++) {
        buf_printf(b, "%s{'id':%d,'day':%d,'start':%d,'end':%d,'kind':'hotline','type':%d}",
                   i > 0 ? "," : "", i + 1, i / 2, i / 2 * 1440 + i % 2 * 480,
                   i / 2 * 1440 + i % 2 * 480 + 480, i % 2 + 1);
    }
    buf_str(b, pins);
    for (int i = 0; i < 28; i++) {
        if (days[i / 2] == '3' || days[i / 2] == '1' + i % 2) {
            buf_printf(b, "%s{'shift':%d,'provider':7}", comma, i + 1);
            comma = ",";
        }
    }
    buf_str(b, "]}");
}

static void test_each_unit_off_the_contract_costs_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct buf b;
        buf_init(&b, 20000);
        buf_printf(&b, HEAD, CASES[i].contract);
        write_shifts(&b, CASES[i].days,
                     "],'providers':[{'id':7,'class':'officer','contract':1,'max_per_week':0}],"
                     "'pinned':[");
        json_t *s = solve(b.p, 1, 0);
        int64_t units = member(json_object_get(s, "cost"), "pattern");
        if (units != CASES[i].units) {
            print_error("%s %s: %lld\n", CASES[i].contract, CASES[i].days, (long long)units);
            fail();
        }
        json_decref(s);
        buf_free(&b);
    }
}

static const struct model *read_model(struct arena *a, const char *text)
{
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_problem_read(a, sv_of(unquote(arena_str(a, text))), &m, &e)) {
        print_error("%s: %s\n", e.field, e.detail);
        fail();
    }
    return m;
}

static int64_t whole_cost(const struct draft *d)
{
    struct cost c = cost_total(d);

    return c.part[COST_PATTERN] + c.part[COST_WISH];
}

/* What cost_change says of giving up one shift and taking another is what it then costs. */
static void try_change(struct draft *d, int32_t drop, int32_t add)
{
    struct cost said = cost_change(d, 0, drop, add);
    int64_t before = whole_cost(d);

    if (drop != NONE) {
        draft_take(d, d->m->shifts[drop].first_seat);
    }
    if (add != NONE) {
        draft_put(d, d->m->shifts[add].first_seat, 0);
    }
    int64_t change = said.part[COST_PATTERN] + said.part[COST_WISH];
    assert_int_equal(whole_cost(d) - before, change);
}

static void test_a_change_is_priced_as_the_difference_of_two_rosters(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct random random;
    struct buf b;

    (void)state;
    buf_init(&b, 20000);
    buf_printf(&b, HEAD,
               ",'min_run':2,'max_run':3,'min_off':2,'max_weekends':1,"
               "'max_of_type':{'1':3,'2':4},'min_minutes':2000,'max_minutes':4000");
    write_shifts(&b, "..............",
                 "],'providers':[{'id':7,'class':'officer','contract':1,"
                 "'wishes':[{'day':3,'weight':-2},{'day':6,'weight':3}],"
                 "'busy':[{'start':2000,'end':2100,'why':'duty'}]}],"
                 "'requests':[{'provider':7,'shift':4,'weight':3},"
                 "{'provider':7,'shift':9,'weight':-5}],'pinned':[");
    random_init(&random, 5);
    struct draft *d = draft_new(a, read_model(a, b.p));
    for (int32_t i = 0; i < 4000; i++) {
        int32_t one = random_below(&random, 28), other = random_below(&random, 28);
        bool held = d->stood[one] > 0;
        if (held && d->stood[other] == 0 && other != one) {
            try_change(d, one, other);
        } else {
            try_change(d, held ? one : NONE, held ? NONE : one);
        }
    }
    arena_free(a);
    buf_free(&b);
}

static void test_the_search_mends_what_a_contract_minds(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 20000);
    buf_printf(&b, HEAD, ",'max_run':2,'min_off':1,'max_of_type':{'1':5,'2':0},'max_weekends':1");
    write_shifts(&b, "..............",
                 "],'providers':[{'id':7,'class':'officer','contract':1},"
                 "{'id':8,'class':'officer','contract':1}],'pinned':[");
    /* An empty place costs nothing here: nobody needs to stand anything. */
    json_t *s = solve(b.p, 1, 20000);
    assert_int_equal(member(json_object_get(s, "cost"), "pattern"), 0);
    json_decref(s);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_unit_off_the_contract_costs_one),
        cmocka_unit_test(test_a_change_is_priced_as_the_difference_of_two_rosters),
        cmocka_unit_test(test_the_search_mends_what_a_contract_minds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
