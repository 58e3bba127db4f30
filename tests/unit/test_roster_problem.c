/* Reading problems: hostile and mistaken input is refused with the path and the value at fault. */
#include "roster_fixture.h"

#include "roster/calendar.h"
#include "roster/model.h"

#define HEAD    "{'version':1,'horizon':{'start':'2026-12-01','days':31},'rules':{},"
#define WEIGHTS "'weights':{'uncovered':1000}"
#define BASE    HEAD WEIGHTS ","
#define SHIFT   "{'id':1,'start':0,'end':60,'day':0,'kind':'hotline'"
#define PERSON  "{'id':7,'class':'officer'"
#define PEOPLE  BASE "'shifts':[" SHIFT "}],'providers':[" PERSON "}],"

struct refusal {
    const char *json, *path, *what;
};

static const struct refusal REFUSED[] = {
    {"", "problem", "is not JSON"},
    {"{'version':1", "problem", "is not JSON"},
    {"{'version':1,'version':1}", "problem", "duplicate"},
    {"[]", "problem", "must be an object, got an array of 0"},
    {"{}", "version", "must be a whole number from 1 to 1, got nothing"},
    {"{'version':2}", "version", "got 2"},
    {"{'version':99999999999999999999}", "problem", "is not JSON"},
    {"{'version':1,'horizon':{'start':'2026-02-29','days':3}}", "horizon.start",
     "must be a date YYYY-MM-DD from 1970 to 2199, got \"2026-02-29\""},
    {"{'version':1,'horizon':{'start':20261201,'days':3}}", "horizon.start", "got 20261201"},
    {"{'version':1,'horizon':{'start':'2026-12-01','days':401}}", "horizon.days", "1 to 400"},
    {"{'version':1,'horizon':{'start':'2026-12-01','days':3.0}}", "horizon.days", "got 3.0"},
    {"{'version':1,'horizon':{'start':'2026-12-01','days':3},'rules':{'rest':1}}", "rules.rest",
     "is not known here, got 1"},
    {"{'version':1,'horizon':{'start':'2026-12-01','days':3},'rules':{'rest_min':-1}}",
     "rules.rest_min", "from 0 to 10080, got -1"},
    {HEAD "'weights':{}}", "weights.uncovered", "got nothing"},
    {HEAD "'weights':{'uncovered':1,'fairnes':2}}", "weights.fairnes", "is not known here"},
    {HEAD "'weights':{'uncovered':1,'\u00e9\\n':2}}", "weights.???", "is not known here"},
    {BASE "'point_kinds':['a','b','a']}", "point_kinds[2]", "is given twice, got \"a\""},
    {BASE "'point_kinds':['1','2','3','4','5','6','7','8','9','a','b','c','d','e','f','g','h']}",
     "point_kinds", "at most 16"},
    {BASE "'places':[{'id':1},{'id':1}]}", "places[1].id", "is given twice, got 1"},
    {BASE "'places':[{'id':0}]}", "places[0].id", "got 0"},
    {BASE "'places':[{'id':1},{'id':2}],'travel':[[1,2,5],[1,2,6]]}", "travel[1]",
     "gives the same way twice"},
    {BASE "'places':[{'id':1}],'travel':[[1,2,5]]}", "travel[0]", "names a place"},
    {BASE "'places':[{'id':1}],'travel':[[1,1]]}", "travel[0][2]", "got nothing"},
    {BASE "'places':[{'id':1}],'travel':[[1,1,'x']]}", "travel[0][2]", "got \"x\""},
    {BASE "'shifts':{}}", "shifts", "must be an array, got an object"},
    {BASE "'shifts':[7]}", "shifts[0]", "must be an object, got 7"},
    {BASE "'shifts':[{'id':1,'start':60,'end':60,'day':0,'kind':'hotline'}]}", "shifts[0].end",
     "must be after start, by a week at most, got 60"},
    {BASE "'shifts':[{'id':1,'start':0,'end':10081,'day':0,'kind':'hotline'}]}", "shifts[0].end",
     "got 10081"},
    {BASE "'shifts':[{'id':1,'start':-10000001,'end':0,'day':0,'kind':'hotline'}]}",
     "shifts[0].start", "got -10000001"},
    {BASE "'shifts':[{'id':1,'start':0,'end':60,'day':31,'kind':'hotline'}]}", "shifts[0].day",
     "from 0 to 30, got 31"},
    {BASE "'shifts':[{'id':1,'start':0,'end':60,'day':0,'kind':'court'}]}", "shifts[0].kind",
     "must be court_onsite|court_phone|custody_phone|hotline, got \"court\""},
    {BASE "'shifts':[" SHIFT ",'role':'boss'}]}", "shifts[0].role", "main|backup|centre"},
    {BASE "'shifts':[" SHIFT ",'needed':51}]}", "shifts[0].needed", "from 1 to 50"},
    {BASE "'shifts':[" SHIFT ",'priority':0}]}", "shifts[0].priority", "from 1 to 9"},
    {BASE "'shifts':[" SHIFT ",'place':3}]}", "shifts[0].place", "names nothing"},
    {BASE "'shifts':[" SHIFT ",'pair':1}]}", "shifts[0].pair", "must be another shift"},
    {BASE "'shifts':[" SHIFT ",'night':1}]}", "shifts[0].night", "must be true or false"},
    {BASE "'shifts':[" SHIFT ",'points':{'night':1}}]}", "shifts[0].points.night",
     "is not known here"},
    {BASE "'point_kinds':['n'],'shifts':[" SHIFT ",'points':{'n':-1}}]}", "shifts[0].points.n",
     "from 0 to 100000, got -1"},
    {BASE "'shifts':[" SHIFT ",'skills':['']}]}", "shifts[0].skills[0]", "1 to 64 bytes"},
    {BASE "'providers':[{'id':7}]}", "providers[0].class", "officer|contract_lawyer|collabor"},
    {BASE "'providers':[" PERSON ",'share':201}]}", "providers[0].share", "from 0 to 200"},
    {BASE "'providers':[" PERSON ",'credentials':[[5,5]]}]}", "providers[0].credentials[0]",
     "must end after it begins"},
    {BASE "'providers':[" PERSON ",'credentials':[[1,2,3]]}]}", "providers[0].credentials[0]",
     "at most 2 elements"},
    {BASE "'providers':[" PERSON ",'busy':[{'start':1,'end':1,'why':'duty'}]}]}",
     "providers[0].busy[0].end", "must be after start"},
    {BASE "'providers':[" PERSON ",'busy':[{'start':1,'end':2,'why':'fun'}]}]}",
     "providers[0].busy[0].why", "absence|hearing|duty, got \"fun\""},
    {BASE "'providers':[" PERSON ",'wishes':[{'day':0,'weight':6}]}]}",
     "providers[0].wishes[0].weight", "from -5 to 5, got 6"},
    {BASE "'providers':[" PERSON ",'wishes':[{'day':0,'weight':1},{'day':0,'weight':2}]}]}",
     "providers[0].wishes[1].day", "is wished about twice"},
    {BASE "'providers':[" PERSON ",'ledger':{'x':1}}]}", "providers[0].ledger.x", "not known"},
    {BASE "'shifts':[" SHIFT "}],'pinned':[{'shift':2,'provider':7}]}", "pinned[0].shift",
     "names nothing in this problem, got 2"},
    {BASE "'shifts':[" SHIFT "}],'pinned':[{'shift':1,'provider':7}]}", "pinned[0].provider",
     "names nothing in this problem, got 7"},
    {BASE "'shifts':[" SHIFT "}],'providers':[" PERSON
          "}],'pinned':[{'shift':1,'provider':7},{'shift':1,'provider':7}]}",
     "pinned", "names provider 7 twice for one shift"},
    {HEAD "'weights':{'uncovered':1,'fairness':1000000000},'point_kinds':['n'],"
          "'shifts':[" SHIFT ",'points':{'n':100000}}],'providers':[" PERSON "}]}",
     "weights.fairness", "is too large for the points of this problem"},
    {HEAD "'weights':{'uncovered':1000000000},'shifts':[" SHIFT ",'priority':9,'needed':50}]}",
     NULL, NULL},
    {HEAD "'weights':{'uncovered':1,'pattern':-1}}", "weights.pattern", "got -1"},
    {BASE "'types':[{'id':1},{'id':1}]}", "types[1].id", "is given twice"},
    {BASE "'types':[{'id':1,'after':[]}]}", "types[0].after", "is not known here"},
    {BASE "'types':[{'id':1,'not_after':[1,2]}]}", "types[0].not_after[1]",
     "names no type of this problem, got 2"},
    {BASE "'contracts':[{'id':1,'min_days':3}]}", "contracts[0].min_days", "is not known here"},
    {BASE "'contracts':[{'id':1,'max_run':1000001}]}", "contracts[0].max_run", "got 1000001"},
    {BASE "'contracts':[{'id':1,'min_off':401}]}", "contracts[0].min_off", "from 0 to 400"},
    {BASE "'contracts':[{'id':1,'min_minutes':9,'max_minutes':8}]}", "contracts[0].max_minutes",
     "must not be below min_minutes, got 8"},
    {BASE "'contracts':[{'id':1,'min_run':3,'max_run':2}]}", "contracts[0].max_run",
     "must not be below min_run, got 2"},
    {BASE "'contracts':[{'id':1,'max_of_type':[[1,2]]}]}", "contracts[0].max_of_type",
     "must be an object"},
    {BASE "'types':[{'id':1}],'contracts':[{'id':1,'max_of_type':{'1':1,'2':1}}]}",
     "contracts[0].max_of_type.2", "names no type of this problem, got 1"},
    {BASE "'types':[{'id':1}],'contracts':[{'id':1,'max_of_type':{'x':1}}]}",
     "contracts[0].max_of_type.x", "names no type of this problem"},
    {BASE "'types':[{'id':1}],'contracts':[{'id':1,'max_of_type':{'1':-1}}]}",
     "contracts[0].max_of_type.1", "got -1"},
    {BASE "'providers':[" PERSON ",'contract':2}]}", "providers[0].contract", "names nothing"},
    {BASE "'shifts':[" SHIFT ",'type':2}]}", "shifts[0].type", "names nothing in this problem"},
    {BASE "'shifts':[" SHIFT ",'needed':3,'most':2}]}", "shifts[0].most", "from 3 to 4000, got 2"},
    {BASE "'shifts':[" SHIFT ",'over':-1}]}", "shifts[0].over", "got -1"},
    {PEOPLE "'requests':[{'provider':8,'shift':1,'weight':1}]}", "requests[0].provider",
     "names nothing in this problem, got 8"},
    {PEOPLE "'requests':[{'provider':7,'shift':1,'weight':1001}]}", "requests[0].weight",
     "from -1000 to 1000, got 1001"},
    {PEOPLE "'requests':[{'provider':7,'shift':1,'weight':1},{'provider':7,'shift':1,"
            "'weight':-1}]}",
     "requests", "ask twice about shift 1 for provider 7"},
    {PEOPLE "'out':[{'provider':8,'from':0,'to':1}]}", "out[0].provider", "got 8"},
    {PEOPLE "'out':[{'provider':7,'from':1,'to':1}]}", "out[0].to", "must be after from, got 1"},
    {PEOPLE "'out':[{'provider':7,'to':1}]}", "out[0].from", "got nothing"},
    {PEOPLE "'notice_until':'now'}", "notice_until", "got \"now\""},
};

static void check_refusal(const struct refusal *r)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    char *json = unquote(arena_str(a, r->json));
    bool ok = roster_problem_read(a, sv_of(json), &m, &e);

    if (r->path == NULL
            ? !ok
            : ok || strcmp(e.field, r->path) != 0 || strstr(e.detail, r->what) == NULL) {
        print_error("%s\n  gave %s: %s\n", r->json, ok ? "no refusal" : e.field, e.detail);
        fail();
    }
    arena_free(a);
}

static void test_a_mistaken_problem_is_refused_with_path_and_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(REFUSED); i++) {
        check_refusal(&REFUSED[i]);
    }
}

/* Reads text that is too large to be written out in a table. */
static void check_large(struct buf *b, const char *path, const char *what)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};

    assert_true(buf_ok(b));
    (void)unquote(b->p);
    assert_false(roster_problem_read(a, buf_view(b), &m, &e));
    assert_string_equal(e.field, path);
    assert_non_null(strstr(e.detail, what));
    arena_free(a);
    buf_free(b);
}

static void repeat(struct buf *b, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_str(b, text);
    }
}

static void test_a_problem_too_large_is_refused_before_it_fills_memory(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, (size_t)100 << 20);
    repeat(&b, "                                                                ", 1 << 20);
    buf_str(&b, " ");
    check_large(&b, "problem", "is larger than 64 MiB");

    buf_init(&b, (size_t)100 << 20);
    repeat(&b, "[[[[[[[[", 1100000);
    check_large(&b, "problem", "has too many values");

    buf_init(&b, (size_t)100 << 20);
    repeat(&b, "[", 100000);
    check_large(&b, "problem", "is not JSON");
}

static void test_more_entries_than_allowed_are_refused(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, (size_t)60 << 20);
    buf_str(&b, BASE "'providers':[" PERSON ",'busy':[{'start':0,'end':1,'why':'absence'}");
    repeat(&b, ",{'start':0,'end':1,'why':'absence'}", 150000);
    buf_str(&b, "]},{'id':8,'class':'officer','busy':[{'start':0,'end':1,'why':'absence'}");
    repeat(&b, ",{'start':0,'end':1,'why':'absence'}", 150000);
    buf_str(&b, "]}]}");
    check_large(&b, "providers[1].busy[49999]", "is one entry too many (200000 in all)");

    buf_init(&b, (size_t)60 << 20);
    buf_str(&b, BASE "'shifts':[1");
    repeat(&b, ",1", 60000);
    buf_str(&b, "]}");
    check_large(&b, "shifts", "at most 60000 elements");
}

static void test_a_value_that_is_long_or_binary_never_breaks_the_line(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, 100000);
    buf_str(&b, "{\"version\":1,\"horizon\":{\"start\":\"a\\nb\\u0000\xe1\xbb\x87\",\"days\":1}}");
    assert_false(roster_problem_read(a, buf_view(&b), &m, &e));
    buf_reset(&b);
    buf_str(&b, "{\"version\":1,\"horizon\":{\"start\":\"a\\nb\xe1\xbb\x87\",\"days\":1}}");
    assert_false(roster_problem_read(a, buf_view(&b), &m, &e));
    assert_non_null(strstr(e.detail, "got \"a\\nb\\u1EC7\""));
    buf_reset(&b);
    buf_str(&b, "{\"version\":\"");
    repeat(&b, "x", 5000);
    buf_str(&b, "\"}");
    assert_false(roster_problem_read(a, buf_view(&b), &m, &e));
    assert_non_null(strstr(e.detail, "got a text of 5000 bytes"));
    buf_free(&b);
    arena_free(a);
}

/* Lists of objects with ids from 1. */
static void number(struct buf *b, const char *list, int32_t n, const char *rest)
{
    buf_printf(b, ",'%s':[", list);
    for (int32_t i = 1; i <= n; i++) {
        buf_printf(b, "%s{'id':%d,%s}", i > 1 ? "," : "", i, rest);
    }
    buf_str(b, "]");
}

static void test_more_people_and_shifts_than_memory_holds_are_refused(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, (size_t)60 << 20);
    buf_str(&b, HEAD WEIGHTS);
    number(&b, "shifts", 40000, "'start':0,'end':60,'day':0,'kind':'hotline'");
    number(&b, "providers", 3001, "'class':'officer'");
    buf_str(&b, "}");
    check_large(&b, "providers", "are too many for so many shifts (120000000 choices in all)");

    buf_init(&b, (size_t)60 << 20);
    buf_str(&b, HEAD WEIGHTS);
    number(&b, "shifts", 1001, "'start':0,'end':60,'day':0,'kind':'hotline','most':4000");
    buf_str(&b, "}");
    check_large(&b, "shifts", "more than 4000000 people");
}

static const struct model *read_text(struct arena *a, const char *text)
{
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_problem_read(a, sv_of(unquote(arena_str(a, text))), &m, &e)) {
        print_error("%s: %s\n", e.field, e.detail);
        fail();
    }
    return m;
}

static void test_what_a_contract_does_not_name_is_not_limited(void **state)
{
    static const char text[] =
        HEAD "'weights':{'uncovered':1,'pattern':5},'types':[{'id':30,'not_after':[20]},{'id':20}],"
             "'contracts':[{'id':1},{'id':2,'min_minutes':60,'max_run':2,'max_of_type':{'20':3}}],"
             "'shifts':[" SHIFT ",'type':20,'needed':2,'most':5,'over':9},"
             "{'id':2,'start':0,'end':60,'day':0,'kind':'hotline','needed':2}],"
             "'providers':[" PERSON ",'contract':2},{'id':8,'class':'officer','contract':1},"
             "{'id':9,'class':'officer'}]}";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_text(a, text);
    const struct contract *named = m->providers[0].contract, *open = m->providers[1].contract;

    (void)state;
    assert_int_equal(m->weights.pattern, 5);
    assert_int_equal(m->type_n, 2);
    assert_int_equal(m->type_id[0], 30);
    assert_int_equal(m->not_after[0], 2);
    assert_int_equal(m->not_after[1], 0);
    assert_int_equal(m->shifts[0].type, 1);
    assert_int_equal(m->shifts[0].most, 5);
    assert_int_equal(m->shifts[0].over_cost, 9);
    assert_int_equal(m->shifts[1].type, NONE);
    assert_int_equal(m->shifts[1].most, 2);
    assert_int_equal(named->min_minutes, 60);
    assert_int_equal(named->max_run, 2);
    assert_int_equal(named->max_of_type[1], 3);
    assert_true(named->max_of_type[0] >= MAX_DAYS && open->max_of_type[1] >= MAX_DAYS);
    assert_true(open->max_run >= MAX_DAYS && open->max_weekends >= MAX_DAYS);
    assert_true(open->max_minutes >= MAX_DAYS * DAY);
    assert_int_equal(open->min_minutes + open->min_run + open->min_off, 0);
    assert_null(m->providers[2].contract);
    arena_free(a);
}

static void test_requests_cost_their_weight_times_that_of_wishes(void **state)
{
    static const char text[] =
        HEAD "'weights':{'uncovered':1,'wish':10},'shifts':[" SHIFT "},"
             "{'id':2,'start':0,'end':60,'day':0,'kind':'hotline'}],"
             "'providers':[{'id':8,'class':'officer'}," PERSON "}],"
             "'requests':[{'provider':7,'shift':2,'weight':-1000},{'provider':7,'shift':1,"
             "'weight':3},{'provider':8,'shift':2,'weight':0}]}";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_text(a, text);

    (void)state;
    assert_int_equal(m->request_n, 3);
    assert_int_equal(m->requests[0].provider, 0);
    assert_int_equal(m->requests[0].on + m->requests[0].off, 0);
    assert_int_equal(m->requests[1].shift, 0);
    assert_int_equal(m->requests[1].on, 0);
    assert_int_equal(m->requests[1].off, 30);
    assert_int_equal(m->requests[2].on, 10000);
    assert_int_equal(m->requests[2].off, 0);
    assert_int_equal(m->providers[1].request_at, 1);
    assert_int_equal(m->providers[1].request_n, 2);
    arena_free(a);
}

static void test_who_is_out_and_the_notice_period_are_read_for_the_repair(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_text(a, PEOPLE "'out':[{'provider':7,'from':-5,'to':1440},"
                                                "{'provider':7,'from':0,'to':1}],"
                                                "'notice_until':2880}");

    (void)state;
    assert_int_equal(m->out_n, 2);
    assert_int_equal(m->out[0].provider, 0);
    assert_int_equal(m->out[0].from, -5);
    assert_int_equal(m->out[0].to, 1440);
    assert_int_equal(m->notice_until, 2880);
    m = read_text(a, PEOPLE "'out':[]}");
    assert_int_equal(m->out_n, 0);
    assert_int_equal(m->notice_until, -MAX_MINUTE); /* no shift starts before it */
    arena_free(a);
}

static void test_days_fall_into_the_right_weeks_and_months(void **state)
{
    int32_t serial = 0;

    (void)state;
    assert_true(calendar_parse(SV("1970-01-01"), &serial));
    assert_int_equal(serial, 0);
    assert_int_equal(calendar_weekday(0), 3);
    assert_int_equal(calendar_month(0), 1970 * 12 + 1);
    assert_int_equal(calendar_month(-1), 1969 * 12 + 12);
    assert_int_equal(calendar_month(-6944), 1950 * 12 + 12);
    assert_true(calendar_parse(SV("2026-12-01"), &serial));
    assert_int_equal(calendar_weekday(serial), 1);
    assert_int_equal(calendar_month(serial + 30), 2026 * 12 + 12);
    assert_int_equal(calendar_month(serial + 31), 2027 * 12 + 1);
    assert_true(calendar_parse(SV("2028-02-29"), &serial));
    assert_int_equal(calendar_month(serial), 2028 * 12 + 2);
    assert_true(calendar_parse(SV("2199-12-31"), &serial));
    assert_int_equal(calendar_month(serial), 2199 * 12 + 12);
    assert_int_equal(calendar_month(serial + 6944), 2219 * 12 + 1);
    assert_false(calendar_parse(SV("2100-02-29"), &serial));
    assert_false(calendar_parse(SV("2026-13-01"), &serial));
    assert_false(calendar_parse(SV("2026-1-011"), &serial));
    assert_false(calendar_parse(SV(""), &serial));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_mistaken_problem_is_refused_with_path_and_value),
        cmocka_unit_test(test_a_problem_too_large_is_refused_before_it_fills_memory),
        cmocka_unit_test(test_more_entries_than_allowed_are_refused),
        cmocka_unit_test(test_a_value_that_is_long_or_binary_never_breaks_the_line),
        cmocka_unit_test(test_more_people_and_shifts_than_memory_holds_are_refused),
        cmocka_unit_test(test_what_a_contract_does_not_name_is_not_limited),
        cmocka_unit_test(test_requests_cost_their_weight_times_that_of_wishes),
        cmocka_unit_test(test_who_is_out_and_the_notice_period_are_read_for_the_repair),
        cmocka_unit_test(test_days_fall_into_the_right_weeks_and_months),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
