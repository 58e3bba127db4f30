/* Every hard rule of the roster engine: a case that passes and one that fails, side by side. */
#include "roster_fixture.h"

/* One provider, 7. Shift 1, if given, is pinned to him; shift 2 is the one that is asked for. */
struct rule_case {
    const char *rule; /* that excludes him from shift 2, or NULL: he gets it */
    const char *rules, *first, *second, *person, *more;
};

#define NIGHT   "'start':-120,'end':360,'day':0,'night':true,'kind':'custody_phone'"
#define MORNING "'start':480,'end':690,'day':0,'kind':'custody_phone'"
#define NEXT    "'start':1920,'end':2130,'day':1,'kind':'custody_phone'"
#define COURT   "'start':1920,'end':2130,'day':1,'place':2,'kind':'court_onsite'"
#define OFFICER "'class':'officer'"

static const struct rule_case CASES[] = {
    {NULL, "", NULL, MORNING, OFFICER, ""},
    {"conflict", "", NULL, MORNING, OFFICER, ",'barred':[{'shift':2,'provider':7}]"},

    {"class", "", NULL, MORNING, "'class':'collaborator'", ""},
    {NULL, "", NULL, "'start':480,'end':690,'day':0,'kind':'hotline'", "'class':'collaborator'",
     ""},

    {"share", "", NULL, MORNING, OFFICER ",'share':0", ""},
    {NULL, "", NULL, MORNING, OFFICER ",'share':1", ""},

    {"skill", "", NULL, MORNING ",'skills':['khmer','sign']", OFFICER ",'skills':['khmer']", ""},
    {NULL, "", NULL, MORNING ",'skills':['khmer']", OFFICER ",'skills':['a','khmer']", ""},

    {"credential", "", NULL, MORNING, OFFICER ",'credentials':[]", ""},
    {"credential", "", NULL, MORNING, OFFICER ",'credentials':[[0,689]]", ""},
    {"credential", "", NULL, MORNING, OFFICER ",'credentials':[[0,500],[501,900]]", ""},
    {NULL, "", NULL, MORNING, OFFICER ",'credentials':[[480,690]]", ""},
    {NULL, "", NULL, MORNING, OFFICER ",'credentials':[[500,null],[null,500]]", ""},

    {"absence", "", NULL, MORNING, OFFICER ",'busy':[{'start':689,'end':900,'why':'absence'}]", ""},
    {NULL, "", NULL, MORNING, OFFICER ",'busy':[{'start':690,'end':900,'why':'absence'}]", ""},
    {"absence", "", NULL, NEXT,
     OFFICER ",'busy':[{'start':-9000,'end':9000,'why':'absence'},"
             "{'start':10,'end':20,'why':'absence'}]",
     ""},

    {"hearing", "", NULL, MORNING,
     OFFICER ",'busy':[{'start':600,'end':700,'why':'hearing','place':1}]", ""},
    {NULL, "", NULL, MORNING, OFFICER ",'busy':[{'start':690,'end':700,'why':'hearing','place':1}]",
     ""},

    /* Place 1 to 2 takes 45 minutes, back 50. */
    {"travel", "", NULL, COURT,
     OFFICER ",'busy':[{'start':1700,'end':1876,'why':'hearing','place':1}]", ""},
    {NULL, "", NULL, COURT, OFFICER ",'busy':[{'start':1700,'end':1875,'why':'hearing','place':1}]",
     ""},
    {"travel", "", NULL, COURT,
     OFFICER ",'busy':[{'start':2179,'end':2200,'why':'hearing','place':1}]", ""},
    {NULL, "", NULL, COURT, OFFICER ",'busy':[{'start':2180,'end':2200,'why':'hearing','place':1}]",
     ""},
    {NULL, "", NULL, COURT, OFFICER ",'busy':[{'start':1700,'end':1920,'why':'hearing'}]", ""},
    {"travel", "", "'start':1700,'end':1876,'day':1,'place':1,'kind':'court_onsite'", COURT,
     OFFICER, ""},
    {NULL, "", "'start':1700,'end':1875,'day':1,'place':1,'kind':'court_onsite'", COURT, OFFICER,
     ""},

    {"release", "'night_release_until_min':780", NULL, NIGHT,
     OFFICER ",'busy':[{'start':779,'end':900,'why':'hearing'}]", ""},
    {NULL, "'night_release_until_min':780", NULL, NIGHT,
     OFFICER ",'busy':[{'start':780,'end':900,'why':'hearing'}]", ""},
    {NULL, "'night_release_until_min':780", NULL, MORNING,
     OFFICER ",'busy':[{'start':779,'end':900,'why':'hearing'}]", ""},
    {"release", "'night_release_until_min':780", NIGHT,
     "'start':779,'end':900,'day':0,'kind':'court_phone'", OFFICER, ""},
    {NULL, "'night_release_until_min':780", NIGHT,
     "'start':780,'end':900,'day':0,'kind':'court_phone'", OFFICER, ""},
    {NULL, "'night_release_until_min':780", NIGHT, MORNING, OFFICER, ""},
    {"release", "'night_release_until_min':780", NULL,
     "'start':480,'end':690,'day':0,'kind':'court_phone'",
     OFFICER ",'busy':[{'start':-120,'end':360,'why':'duty','night':true}]", ""},

    {"overlap", "", MORNING, "'start':689,'end':800,'day':0,'kind':'hotline'", OFFICER, ""},
    {NULL, "", MORNING, "'start':690,'end':800,'day':0,'kind':'hotline'", OFFICER, ""},
    {"overlap", "", NULL, MORNING, OFFICER ",'busy':[{'start':400,'end':481,'why':'duty'}]", ""},

    {"rest", "'rest_min':660", NIGHT, "'start':1019,'end':1100,'day':0,'kind':'hotline'", OFFICER,
     ""},
    {NULL, "'rest_min':660", NIGHT, "'start':1020,'end':1100,'day':0,'kind':'hotline'", OFFICER,
     ""},
    {"rest", "'rest_min':660", NULL, MORNING,
     OFFICER ",'busy':[{'start':-700,'end':-179,'why':'duty'}]", ""},
    {NULL, "'rest_min':660", NULL, MORNING,
     OFFICER ",'busy':[{'start':-700,'end':-180,'why':'duty'}]", ""},

    {"rest", "'rest_min':660", "'start':-8000,'end':1900,'day':0,'kind':'hotline'", NEXT, OFFICER,
     ""},

    {"pair", "", MORNING, NEXT ",'pair':1", OFFICER, ""},
    {"pair", "", MORNING ",'pair':2", NEXT, OFFICER, ""},
    {NULL, "", MORNING, NEXT, OFFICER, ""},

    {"day", "'max_duties_per_day':1", NIGHT, MORNING, OFFICER, ""},
    {NULL, "'max_duties_per_day':2", NIGHT, MORNING, OFFICER, ""},
    {"day", "'max_duties_per_day':1", NULL, MORNING,
     OFFICER ",'busy':[{'start':-700,'end':-180,'why':'duty','day':0}]", ""},

    /* 2026-12-01 is a Tuesday: day 5 a Sunday, day 6 a Monday. */
    {"week", "'max_duties_per_week':1", MORNING, "'start':7300,'end':7400,'day':5,'kind':'hotline'",
     OFFICER, ""},
    {NULL, "'max_duties_per_week':1", MORNING, "'start':8700,'end':8800,'day':6,'kind':'hotline'",
     OFFICER, ""},
    {"week", "'max_duties_per_week':1", NULL, MORNING,
     OFFICER ",'busy':[{'start':-1000,'end':-900,'why':'duty'}]", ""},
    {NULL, "'max_duties_per_week':1", NULL, MORNING,
     OFFICER ",'busy':[{'start':-2000,'end':-1900,'why':'duty'}]", ""},
    {NULL, "'max_duties_per_week':1", MORNING, NEXT, OFFICER ",'max_per_week':2", ""},

    {"month", "'max_duties_per_month':1", MORNING,
     "'start':44000,'end':44100,'day':30,'kind':'hotline'", OFFICER, ""},
    {NULL, "'max_duties_per_month':1", MORNING,
     "'start':45000,'end':45100,'day':31,'kind':'hotline'", OFFICER, ""},
    {"month", "", MORNING, NEXT, OFFICER ",'max_per_month':1", ""},

    /* Week of Monday 2026-12-07: minutes 8640 to 18720. Free before the second duty: 1439, 1440. */
    {"weekly_rest", "'weekly_rest_min':1440", "'start':11518,'end':18700,'day':8,'kind':'hotline'",
     "'start':10079,'end':10080,'day':7,'kind':'hotline'", OFFICER, ""},
    {NULL, "'weekly_rest_min':1440", "'start':11520,'end':18700,'day':8,'kind':'hotline'",
     "'start':10079,'end':10080,'day':7,'kind':'hotline'", OFFICER, ""},
    {NULL, "'weekly_rest_min':1440", "'start':11518,'end':18700,'day':8,'kind':'hotline'",
     "'start':10080,'end':10081,'day':7,'kind':'hotline'", OFFICER, ""},
};

static void write_problem(const struct rule_case *c, char *out, size_t size)
{
    int n = snprintf(out, size,
                     "{'version':1,'horizon':{'start':'2026-12-01','days':40},'rules':{%s},"
                     "'weights':{'uncovered':1000},'places':[{'id':1},{'id':2}],"
                     "'travel':[[1,2,45],[2,1,50]],'shifts':[%s%s%s{'id':2,%s}],"
                     "'providers':[{'id':7,%s}]%s%s}",
                     c->rules, c->first == NULL ? "" : "{'id':1,", c->first == NULL ? "" : c->first,
                     c->first == NULL ? "" : "},", c->second, c->person,
                     c->first == NULL ? "" : ",'pinned':[{'shift':1,'provider':7}]", c->more);

    assert_in_range(n, 1, size - 1);
}

static void test_each_hard_rule_admits_and_excludes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct rule_case *c = &CASES[i];
        char problem[2000];
        write_problem(c, problem, sizeof(problem));
        json_t *s = solve(problem, 1, 100);
        const json_t *empty = json_array_get(json_object_get(s, "uncovered"), 0);
        const json_t *excluded = json_object_get(empty, "excluded");
        bool right = c->rule == NULL ? holder_of(s, 2) == 7
                                     : holder_of(s, 2) == 0 && member(excluded, c->rule) == 1;
        if (!right) {
            print_error("case %zu, %s: %s\n", i, c->rule == NULL ? "free" : c->rule, problem);
            fail();
        }
        json_decref(s);
    }
}

static void test_a_pin_that_breaks_a_rule_is_kept_and_warned_of(void **state)
{
    (void)state;
    json_t *s = solve("{'version':1,'horizon':{'start':'2026-12-01','days':2},"
                      "'rules':{'rest_min':660},'weights':{'uncovered':1000},"
                      "'shifts':[{'id':1," NIGHT "},{'id':2," MORNING "},{'id':3," NEXT "}],"
                      "'providers':[{'id':7,'class':'officer'},{'id':8,'class':'collaborator'}],"
                      "'pinned':[{'shift':1,'provider':7},{'shift':2,'provider':7},"
                      "{'shift':3,'provider':7},{'shift':3,'provider':8}]}",
                      1, 1000);
    static const char *const rules[] = {"rest", "rest", "class"};
    const json_t *warnings = json_object_get(s, "warnings");

    assert_int_equal(json_array_size(json_object_get(s, "assignments")), 4);
    assert_int_equal(holder_of(s, 1), 7);
    assert_int_equal(holder_of(s, 2), 7);
    assert_int_equal(json_array_size(warnings), 3);
    for (size_t i = 0; i < 2; i++) {
        const json_t *w = json_array_get(warnings, i);
        assert_string_equal(json_string_value(json_object_get(w, "rule")), rules[i]);
        assert_int_equal(member(w, "other_shift"), i == 0 ? 2 : 1);
        assert_int_equal(member(w, "found"), 120);
        assert_int_equal(member(w, "needed"), 660);
    }
    /* Two pins on a shift that needs one: the second is over the need. */
    assert_string_equal(json_string_value(json_object_get(json_array_get(warnings, 2), "rule")),
                        "needed");
    json_decref(s);
}

static void test_nobody_stands_two_places_of_one_shift(void **state)
{
    (void)state;
    json_t *s = solve("{'version':1,'horizon':{'start':'2026-12-01','days':2},'rules':{},"
                      "'weights':{'uncovered':1000},'shifts':[{'id':2,'needed':3," MORNING "}],"
                      "'providers':[{'id':7,'class':'officer'},{'id':8,'class':'officer'}]}",
                      1, 1000);
    const json_t *empty = json_array_get(json_object_get(s, "uncovered"), 0);

    assert_int_equal(json_array_size(json_object_get(s, "assignments")), 2);
    assert_int_equal(member(empty, "missing"), 1);
    assert_int_equal(json_object_size(json_object_get(empty, "excluded")), 0);
    json_decref(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_hard_rule_admits_and_excludes),
        cmocka_unit_test(test_a_pin_that_breaks_a_rule_is_kept_and_warned_of),
        cmocka_unit_test(test_nobody_stands_two_places_of_one_shift),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
