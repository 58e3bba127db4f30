/* The roster engine as a whole: determinism, what it prefers, what it explains, what it proves. */
#include "roster_fixture.h"

#define HEAD "{'version':1,'horizon':{'start':'2026-12-01','days':31},"
/* One duty a week each, so that a duty in the same week is a choice. */
#define RULES "'rules':{'max_duties_per_week':1},"
#define WEIGHTS                                                                                    \
    "'weights':{'uncovered':100000,'fairness':100,'wish':50,'travel':1,'area':20,"                 \
    "'stability':200},'point_kinds':['n','d'],'places':[{'id':1},{'id':2}],"                       \
    "'travel':[[1,2,45]],"
#define BASE HEAD RULES WEIGHTS
/* Shifts of one week, on five days. */
#define S1 "{'id':1,'start':480,'end':690,'kind':'custody_phone','day':0"
#define S2 "{'id':2,'start':1920,'end':2130,'kind':'custody_phone','day':1"
#define S3 "{'id':3,'start':3360,'end':3570,'kind':'custody_phone','day':2"
#define S4 "{'id':4,'start':4800,'end':5010,'kind':'custody_phone','day':3"
#define S5 "{'id':5,'start':6240,'end':6450,'kind':'custody_phone','day':4"
/* People, alike until the test adds something. */
#define P1 "{'id':1,'class':'officer'"
#define P2 "{'id':2,'class':'officer'"
#define P3 "{'id':3,'class':'officer'"
#define P4 "{'id':4,'class':'officer'"
#define P5 "{'id':5,'class':'officer'"
#define P6 "{'id':6,'class':'officer'"
#define P7 "{'id':7,'class':'officer'"
#define P8 "{'id':8,'class':'officer'"
#define P9 "{'id':9,'class':'officer'"

#define POINTS ",'points':{'n':100}}"

static void test_the_same_seed_gives_the_same_bytes(void **state)
{
    static const char problem[] = BASE "'shifts':[" S1 POINTS "," S2 POINTS "," S3 POINTS
                                       "," S4 POINTS "],'providers':[" P7 "}," P8 "}," P9 "}]}";
    bool differs = false;
    char *first = solve_text(problem, 1, 5000);

    (void)state;
    for (uint64_t seed = 1; seed < 10; seed++) {
        char *a = solve_text(problem, seed, 5000), *b = solve_text(problem, seed, 5000);
        assert_string_equal(a, b);
        differs = differs || strcmp(strstr(a, "assignments"), strstr(first, "assignments")) != 0;
        free(a);
        free(b);
    }
    assert_true(differs); /* the seed matters where people are equal */
    free(first);
}

static void test_without_providers_everything_is_uncovered(void **state)
{
    json_t *s = solve(BASE "'shifts':[" S1 ",'needed':2}," S2 "}]}", 1, 1000);
    const json_t *empty = json_object_get(s, "uncovered");

    (void)state;
    assert_int_equal(json_array_size(json_object_get(s, "assignments")), 0);
    assert_int_equal(json_array_size(empty), 2);
    assert_int_equal(member(json_array_get(empty, 0), "missing"), 2);
    assert_int_equal(member(s, "penalty"), 3 * 256 * 100000);
    assert_int_equal(member(s, "bound"), member(s, "penalty"));
    json_decref(s);
}

static void test_without_shifts_the_roster_is_empty_and_free(void **state)
{
    json_t *s = solve(BASE "'providers':[" P7 ",'ledger':{'n':500}}," P8 "}]}", 1, 1000);

    (void)state;
    assert_int_equal(member(s, "penalty"), 0);
    assert_int_equal(member(s, "moves"), 0);
    json_decref(s);
}

struct choice {
    const char *decided, *shift, *chosen, *other, *more;
};

/* Provider 7 is better than 8 for shift 1, for the reason named. */
static const struct choice CHOICES[] = {
    {"fairness", POINTS, ",'ledger':{'n':100}}", ",'ledger':{'n':300}}", ""},
    {"fairness", POINTS, ",'share':100}", ",'share':50}", ""},
    {"wish", "}", "}", ",'wishes':[{'day':0,'weight':-1}]}", ""},
    {"wish", "}", ",'wishes':[{'day':0,'weight':1}]}", "}", ""},
    {"travel", ",'place':1}", ",'home':1}", ",'home':2}", ""},
    {"area", ",'area':3}", ",'areas':[3]}", ",'areas':[4]}", ""},
    {"stability", "}", "}", "}",
     ",'published':[{'shift':1,'provider':7},{'shift':1,'provider':99}]"},
    {"pinned", "}", "}", "}", ",'pinned':[{'shift':1,'provider':7}]"},
    {"only", "}", "}", "}", ",'barred':[{'shift':1,'provider':8}]"},
};

static void test_the_better_person_is_chosen_and_the_reason_is_stated(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * ARRAY_LEN(CHOICES); i++) {
        const struct choice *c = &CHOICES[i / 2];
        char problem[2000];
        bool first = i % 2 == 0; /* the better one stands first, then second, in the input */
        int n = snprintf(problem, sizeof(problem),
                         BASE "'shifts':[" S1 "%s],'providers':[{'class':'officer','id':%d%s,"
                              "{'class':'officer','id':%d%s]%s}",
                         c->shift, first ? 7 : 8, first ? c->chosen : c->other, first ? 8 : 7,
                         first ? c->other : c->chosen, c->more);
        assert_in_range(n, 1, sizeof(problem) - 1);
        json_t *s = solve(problem, i, 500);
        const json_t *why =
            json_object_get(json_array_get(json_object_get(s, "assignments"), 0), "reason");
        const char *decided = json_string_value(json_object_get(why, "decided"));
        const json_t *next = json_array_get(json_object_get(why, "next"), 0);
        if (holder_of(s, 1) != 7 || strcmp(decided, c->decided) != 0 ||
            (strcmp(decided, "pinned") != 0 && next != NULL && member(next, "more") <= 0)) {
            print_error("%s: %lld by %s\n", problem, (long long)holder_of(s, 1), decided);
            fail();
        }
        json_decref(s);
    }
}

static void test_the_reason_counts_everybody(void **state)
{
    json_t *s = solve(BASE "'shifts':[" S1 "}],'providers':[" P1 "}," P2 "}," P3 "}," P4 "}," P5
                           ",'share':0}," P6 ",'credentials':[]},{'id':7,'class':'collaborator'"
                           "},"
                           "{'id':8,'class':'collaborator'}]}",
                      1, 100);
    const json_t *why =
        json_object_get(json_array_get(json_object_get(s, "assignments"), 0), "reason");
    const json_t *excluded = json_object_get(why, "excluded");

    (void)state;
    assert_int_equal(member(why, "eligible"), 4);
    assert_int_equal(member(excluded, "class"), 2);
    assert_int_equal(member(excluded, "share"), 1);
    assert_int_equal(member(excluded, "credential"), 1);
    assert_int_equal(json_object_size(excluded), 3);
    assert_string_equal(json_string_value(json_object_get(why, "decided")), "tie");
    assert_int_equal(json_array_size(json_object_get(why, "next")), 3);
    assert_int_equal(json_object_size(json_object_get(why, "cost")), 0); /* only what is not 0 */
    json_decref(s);
}

static void test_points_follow_the_share_of_a_load(void **state)
{
    struct buf b;
    int64_t counts[3] = {0};

    (void)state;
    buf_init(&b, 20000);
    buf_str(&b, HEAD "'rules':{}," WEIGHTS "'shifts':[");
    for (int i = 0; i < 20; i++) {
        buf_printf(&b, "%s{'id':%d,'start':%d,'end':%d,'day':%d,'kind':'hotline'" POINTS,
                   i > 0 ? "," : "", i + 1, i * 1440, i * 1440 + 60, i);
    }
    buf_str(&b, "],'providers':[" P7 "}," P8 ",'share':50}," P9 ",'share':50}]}");
    char *problem = strdup(b.p);
    json_t *s = solve(problem, 3, 50000);
    for (int i = 1; i <= 20; i++) {
        counts[holder_of(s, i) - 7]++;
    }
    assert_int_equal(counts[0], 10);
    assert_int_equal(counts[1], 5);
    assert_int_equal(counts[2], 5);
    assert_int_equal(member(s, "bound"), member(s, "penalty"));
    assert_in_range(member(s, "moves"), 0, 49999); /* at the bound it stops */
    json_decref(s);
    free(problem);
    buf_free(&b);
}

/* Pearson's statistic for five equal chances; 18.47 is passed once in a thousand. */
static void test_no_place_in_the_input_is_favoured(void **state)
{
    enum { PEOPLE = 5, SEEDS = 1000, EACH = SEEDS / PEOPLE };
    int64_t by_person[PEOPLE] = {0}, by_shift[PEOPLE] = {0};
    int64_t off_person = 0, off_shift = 0;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        json_t *s =
            solve(BASE "'shifts':[" S1 "}],'providers':[" P1 "}," P2 "}," P3 "}," P4 "}," P5 "}]}",
                  seed, seed % 2 == 0 ? 0 : 50);
        by_person[holder_of(s, 1) - 1]++;
        json_decref(s);
        s = solve(BASE "'shifts':[" S1 "}," S2 "}," S3 "}," S4 "}," S5 "}],'providers':[" P1 "}]}",
                  seed, seed % 2 == 0 ? 0 : 50);
        const json_t *taken = json_array_get(json_object_get(s, "assignments"), 0);
        by_shift[member(taken, "shift") - 1]++;
        json_decref(s);
    }
    for (int i = 0; i < PEOPLE; i++) {
        off_person += (by_person[i] - EACH) * (by_person[i] - EACH);
        off_shift += (by_shift[i] - EACH) * (by_shift[i] - EACH);
    }
    assert_in_range(off_person * 100 / EACH, 0, 1847);
    assert_in_range(off_shift * 100 / EACH, 0, 1847);
}

static void test_custody_is_covered_before_anything_else(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        json_t *s = solve(BASE "'shifts':[" S1 ",'priority':5}," S2 ",'priority':9}," S3
                               ",'priority':5}],'providers':[" P7 ",'wishes':[{'day':1,'weight':-"
                               "5},{'day':0,'weight':5}]}]}",
                          seed, 500);
        assert_int_equal(holder_of(s, 2), 7);
        assert_int_equal(json_array_size(json_object_get(s, "uncovered")), 2);
        json_decref(s);
    }
}

/* Three shifts, each open to two of three people in a ring: a wrong first choice strands the last.
 */
static void test_the_search_covers_what_the_greedy_start_leaves_open(void **state)
{
    static const char ring[] =
        BASE "'shifts':[" S1 POINTS "," S2 ",'points':{'d':100}}," S3 POINTS "],'providers':[" P1
             "}," P2 "}," P3 "}],'barred':[{'shift':1,'provider':3},{'shift':2,'provider':1},"
             "{'shift':3,'provider':2}]}";
    size_t stranded = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 40; seed++) {
        json_t *greedy = solve(ring, seed, 0), *searched = solve(ring, seed, 3000);
        stranded += json_array_size(json_object_get(greedy, "uncovered"));
        assert_int_equal(json_array_size(json_object_get(searched, "uncovered")), 0);
        json_decref(greedy);
        json_decref(searched);
    }
    assert_in_range(stranded, 1, 39);
}

static void test_a_published_roster_moves_only_where_it_must(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 20000);
    buf_str(&b, BASE "'shifts':[");
    for (int i = 0; i < 4; i++) {
        buf_printf(&b, "%s{'id':%d,'start':%d,'end':%d,'day':%d,'kind':'hotline'" POINTS,
                   i > 0 ? "," : "", i + 1, i * 10080, i * 10080 + 60, i * 7);
    }
    buf_str(&b, "],'providers':[" P7 "}," P8 "}," P9
                ",'busy':[{'start':10000,'end':10200,'why':'absence'}]}],'published':["
                "{'shift':1,'provider':7},{'shift':2,'provider':9},{'shift':3,'provider':8},"
                "{'shift':4,'provider':9}]}");
    char *problem = strdup(b.p);
    json_t *start = solve(problem, 1, 0), *s = solve(problem, 1, 20000);
    assert_int_equal(member(json_object_get(start, "cost"), "stability"), 200);
    const json_t *kept =
        json_object_get(json_array_get(json_object_get(s, "assignments"), 0), "reason");
    assert_int_equal(member(json_object_get(kept, "cost"), "stability"), -200);
    assert_int_equal(holder_of(s, 1), 7);
    assert_true(holder_of(s, 2) == 7 || holder_of(s, 2) == 8);
    assert_int_equal(holder_of(s, 3), 8);
    assert_int_equal(holder_of(s, 4), 9);
    assert_int_equal(member(json_object_get(s, "cost"), "stability"), 200);
    json_decref(start);
    json_decref(s);
    free(problem);
    buf_free(&b);
}

static void test_published_people_stay_even_without_a_search(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        json_t *s =
            solve(BASE "'shifts':[" S1 ",'priority':9}," S2 ",'priority':4}],'providers':[" P7
                       "}," P8 "}],'published':[{'shift':"
                       "2,'provider':7}]}",
                  seed, 0);
        assert_int_equal(holder_of(s, 1), 8);
        assert_int_equal(holder_of(s, 2), 7);
        json_decref(s);
    }
}

/* Both people are at their maximum, so neither shift can move alone. */
static void test_two_people_trade_places_when_only_that_helps(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        json_t *s = solve(
            HEAD "'rules':{'max_duties_per_day':1,'max_duties_per_week':1},"
                 "'weights':{'uncovered':100000,'travel':1,'wish':50},"
                 "'places':[{'id':1},{'id':2}],'shifts':["
                 "{'id':1,'start':0,'end':60,'day':0,'kind':'hotline','place':1},"
                 "{'id':2,'start':0,'end':60,'day':0,'kind':'hotline','place':2,'pair':1}],"
                 "'providers':[" P7 ",'home':1,'wishes':[{'day':0,'weight':-2}]}," P8 ",'home':2}],"
                 "'published':[{'shift':1,'provider':8},{'shift':2,'provider':7}]}",
            seed, 1000);
        assert_int_equal(holder_of(s, 1), 7);
        assert_int_equal(holder_of(s, 2), 8);
        assert_int_equal(member(s, "penalty"), 100);
        json_decref(s);
    }
}

static void test_a_lesser_duty_is_given_up_for_custody_nobody_else_can_take(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        json_t *s = solve(BASE "'shifts':[" S1 ",'priority':9}," S2
                               ",'priority':4}],'providers':[" P7 "}],'published':[{'shift':2,'"
                               "provider':7}]}",
                          seed, 2000);
        assert_int_equal(holder_of(s, 1), 7);
        assert_int_equal(holder_of(s, 2), 0);
        json_decref(s);
    }
}

static void test_the_penalty_is_the_sum_of_its_parts_and_never_below_the_bound(void **state)
{
    static const char problem[] =
        HEAD "'rules':{}," WEIGHTS "'shifts':["
             "{'id':1,'start':0,'end':60,'day':0,'kind':'hotline','place':1,'points':{'n':150}},"
             "{'id':2,'start':120,'end':180,'day':0,'kind':'hotline','area':2,'needed':2,"
             "'points':{'d':70}},"
             "{'id':3,'start':240,'end':300,'day':0,'kind':'hotline','place':2,"
             "'points':{'n':50,'d':30}},"
             "{'id':4,'start':300,'end':400,'day':0,'kind':'hotline','place':1,"
             "'points':{'n':80}},"
             "{'id':5,'start':500,'end':600,'day':0,'kind':'hotline','points':{'d':110}}],"
             "'providers':[" P7 ",'ledger':{'n':35}}," P8 ",'home':2,'areas':[1],'share':60}," P9
             ",'home':1,'wishes':[{'day':0,'weight':4}]}]}";

    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        json_t *s = solve(problem, seed, 300); /* so few moves that it ends while still hot */
        const json_t *cost = json_object_get(s, "cost");
        const char *part = NULL;
        json_t *value = NULL, *parts = json_deep_copy(cost);
        int64_t sum = 0;
        json_object_foreach(parts, part, value)
        {
            sum += json_integer_value(value);
        }
        assert_int_equal(sum, member(s, "penalty"));
        assert_true(member(s, "bound") <= member(s, "penalty"));
        assert_true(member(s, "bound") > 0);
        json_decref(parts);
        json_decref(s);
    }
}

static void test_a_stopped_search_still_gives_its_pins(void **state)
{
    static const volatile sig_atomic_t stop = 1;
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct roster_options o = {.seed = 1, .budget = ROSTER_BUDGET_MAX, .stop = &stop};
    char *json = unquote(arena_str(a, BASE "'shifts':[" S1 "}," S2 "}],'providers':[" P7
                                           "}],'pinned':[{'shift':2,'provider':7}]}"));

    (void)state;
    assert_true(roster_problem_read(a, sv_of(json), &m, &e));
    struct roster_summary s = roster_summary_of(roster_solve(a, m, &o));
    assert_int_equal(s.moves, 0);
    assert_int_equal(s.uncovered, 1);
    assert_int_equal(roster_budget(m, 0), 0);
    assert_true(roster_budget(m, 10) == 10 * roster_budget(m, 1));
    assert_true(roster_budget(m, INT64_MAX) == ROSTER_BUDGET_MAX);
    arena_free(a);
}

/* Six Centres that share nobody, each with its own skill, thirty days of two shifts. */
static void write_country(struct buf *b)
{
    buf_str(b, HEAD "'rules':{'rest_min':660,'max_duties_per_week':3}," WEIGHTS "'shifts':[");
    for (int i = 0; i < 360; i++) {
        int centre = i % 6, day = i / 12, start = day * 1440 + (i / 6 % 2 == 0 ? 360 : 1080);
        buf_printf(b,
                   "%s{'id':%d,'day':%d,'start':%d,'end':%d,'kind':'hotline','skills':['c%d'],"
                   "'points':{'n':%d}}",
                   i > 0 ? "," : "", i + 1, day, start, start + 720, centre, 100 + i % 5 * 10);
    }
    buf_str(b, "],'providers':[");
    for (int i = 0; i < 40; i++) {
        buf_printf(b, "%s{'id':%d,'class':'officer','skills':['c%d'],'ledger':{'n':%d}}",
                   i > 0 ? "," : "", i + 1, i % 6, i * 37 % 400);
    }
    buf_str(b, "]}");
}

struct told {
    int64_t times, first, last;
};

static void note_progress(void *to, const struct roster_summary *now)
{
    struct told *told = to;

    told->first = told->times == 0 ? now->penalty : told->first;
    assert_true(told->times == 0 || now->penalty <= told->last);
    told->last = now->penalty;
    told->times++;
}

static char *solve_country(struct roster_options o)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf b, out;

    buf_init(&b, 100000);
    buf_init(&out, ROSTER_OUTPUT_MAX);
    write_country(&b);
    assert_true(roster_problem_read(a, sv_of(unquote(arena_str(a, b.p))), &m, &e));
    roster_write(roster_solve(a, m, &o), &out);
    char *text = strdup(out.p);
    buf_free(&b);
    buf_free(&out);
    arena_free(a);
    return text;
}

static void test_two_threads_draw_the_same_roster_as_one(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct told told = {0};
        struct roster_options o = {.seed = seed, .budget = 200000, .threads = 1};
        char *one = solve_country(o);
        o.threads = 2;
        o.report = note_progress;
        o.report_to = &told;
        char *two = solve_country(o);
        assert_string_equal(one, two);
        assert_in_range(told.times, 2, 300);
        assert_true(told.last < told.first);
        free(one);
        free(two);
    }
}

static void test_a_stopped_search_can_be_drawn_again(void **state)
{
    struct roster_options o = {.seed = 4, .budget = 400000, .until = 100000, .threads = 2};
    char *stopped = solve_country(o);
    json_t *s = json_loads(stopped, 0, NULL);
    int64_t moves = member(s, "moves");

    (void)state;
    assert_in_range(moves, 100000, 110000);
    o.until = moves;
    o.threads = 1;
    char *again = solve_country(o);
    assert_string_equal(stopped, again);
    json_decref(s);
    free(stopped);
    free(again);
}

/* Two may stand it, one is needed: the second costs 30 and comes only where a wish is worth more.
 */
static void test_people_beyond_the_need_come_where_they_pay(void **state)
{
    (void)state;
    for (int weight = 0; weight <= 1; weight++) {
        char problem[1500];
        int n = snprintf(problem, sizeof(problem),
                         BASE "'shifts':[" S1 ",'most':2,'over':30}],'providers':["
                              "{'id':7,'class':'officer','wishes':[{'day':0,'weight':1}]},"
                              "{'id':8,'class':'officer','wishes':[{'day':0,'weight':%d}]}]}",
                         weight == 0 ? -1 : 1);
        assert_in_range(n, 1, sizeof(problem) - 1);
        json_t *s = solve(problem, 1, 2000);
        assert_int_equal(json_array_size(json_object_get(s, "assignments")), 1 + weight);
        assert_int_equal(member(json_object_get(s, "cost"), "uncovered"), weight * 30);
        assert_int_equal(member(s, "penalty"), weight * 30);
        assert_int_equal(json_array_size(json_object_get(s, "uncovered")), 0);
        assert_int_equal(json_array_size(json_object_get(s, "warnings")), 0);
        json_decref(s);
    }
}

static void test_a_crowd_of_shifts_at_one_time_is_refused(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, 4000000);
    buf_str(&b, HEAD "'rules':{}," WEIGHTS "'shifts':[");
    for (int i = 0; i < 30000; i++) {
        buf_printf(&b, "%s{'id':%d,'start':%d,'end':%d,'day':0,'kind':'hotline'}", i > 0 ? "," : "",
                   i + 1, i % 600, i % 600 + 60);
    }
    buf_str(&b, "],'providers':[" P7 "}]}");
    assert_true(buf_ok(&b));
    assert_false(roster_problem_read(a, sv_of(unquote(arena_str(a, b.p))), &m, &e));
    assert_string_equal(e.field, "shifts");
    buf_free(&b);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(test_without_providers_everything_is_uncovered),
        cmocka_unit_test(test_without_shifts_the_roster_is_empty_and_free),
        cmocka_unit_test(test_the_better_person_is_chosen_and_the_reason_is_stated),
        cmocka_unit_test(test_the_reason_counts_everybody),
        cmocka_unit_test(test_points_follow_the_share_of_a_load),
        cmocka_unit_test(test_no_place_in_the_input_is_favoured),
        cmocka_unit_test(test_custody_is_covered_before_anything_else),
        cmocka_unit_test(test_the_search_covers_what_the_greedy_start_leaves_open),
        cmocka_unit_test(test_a_published_roster_moves_only_where_it_must),
        cmocka_unit_test(test_published_people_stay_even_without_a_search),
        cmocka_unit_test(test_two_people_trade_places_when_only_that_helps),
        cmocka_unit_test(test_a_lesser_duty_is_given_up_for_custody_nobody_else_can_take),
        cmocka_unit_test(test_the_penalty_is_the_sum_of_its_parts_and_never_below_the_bound),
        cmocka_unit_test(test_a_stopped_search_still_gives_its_pins),
        cmocka_unit_test(test_two_threads_draw_the_same_roster_as_one),
        cmocka_unit_test(test_a_stopped_search_can_be_drawn_again),
        cmocka_unit_test(test_people_beyond_the_need_come_where_they_pay),
        cmocka_unit_test(test_a_crowd_of_shifts_at_one_time_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
