/* Reading the shift-scheduling format: one model for both formats, mistakes refused by place. */
#include "roster_fixture.h"

#include "roster/model.h"
#include "roster/shifts_text.h"

#define HORIZON "SECTION_HORIZON\n7\n"
#define SHIFTS  "SECTION_SHIFTS\nE,480,\nL,540,E|L\n"
#define ANN     "Ann,E=7|L=0,4320,480,5,2,3,1\n"
#define BEN     "Ben,L=3,1000000,0,999,0,0,999\n"
#define STAFF   "SECTION_STAFF\n" ANN BEN
#define COVER   "SECTION_COVER\n0,E,1,100,2\n6,L,3,7,0\n"
#define BASE    HORIZON SHIFTS STAFF COVER

static const char WHOLE[] = HORIZON SHIFTS STAFF
    "SECTION_DAYS_OFF\nAnn,6,0\nSECTION_SHIFT_ON_REQUESTS\nBen,1,L,3\nAnn,2,E,2\n"
    "SECTION_SHIFT_OFF_REQUESTS\nAnn,1,E,4\n" COVER;

static const struct model *read_whole(struct arena *a, struct sv text)
{
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_shifts_read(a, text, &m, &e)) {
        print_error("%s: %s\n", e.field, e.detail);
        fail();
    }
    return m;
}

static void test_every_day_and_type_becomes_one_shift_that_anybody_may_stand(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_whole(a, sv_of(WHOLE));

    (void)state;
    assert_int_equal(m->days, 7);
    assert_int_equal(m->weekday, 0);
    assert_int_equal(m->shift_n, 14);
    assert_int_equal(m->type_n, 2);
    assert_string_equal(m->type_name[1], "L");
    assert_int_equal(m->not_after[0], 0);
    assert_int_equal(m->not_after[1], 3);
    const struct shift *late = &m->shifts[13], *unasked = &m->shifts[1];
    assert_int_equal(late->day, 6);
    assert_int_equal(late->type, 1);
    assert_int_equal(late->start, 6 * DAY);
    assert_int_equal(late->end, 6 * DAY + 540);
    assert_int_equal(late->needed, 3);
    assert_int_equal(late->most, 3); /* more than there are people */
    assert_int_equal(late->empty_cost, 7);
    assert_int_equal(m->shifts[0].most, 2);
    assert_int_equal(m->shifts[0].empty_cost, 100);
    assert_int_equal(m->shifts[0].over_cost, 2);
    assert_int_equal(unasked->needed, 0);
    assert_int_equal(unasked->most, 2);
    assert_int_equal(unasked->empty_cost, 0);
    assert_int_equal(unasked->over_cost, 0);
    assert_true(model_may(m, 1, 1));
    arena_free(a);
}

static void test_a_persons_rules_become_a_contract(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_whole(a, sv_of(WHOLE));
    const struct contract *ann = m->providers[0].contract, *ben = m->providers[1].contract;

    (void)state;
    assert_int_equal(m->provider_n, 2);
    assert_string_equal(m->staff_name[1], "Ben");
    assert_int_equal(ann->max_of_type[0], 7);
    assert_int_equal(ann->max_of_type[1], 0);
    assert_int_equal(ann->max_minutes, 4320);
    assert_int_equal(ann->min_minutes, 480);
    assert_int_equal(ann->max_run, 5);
    assert_int_equal(ann->min_run, 2);
    assert_int_equal(ann->min_off, 3);
    assert_int_equal(ann->max_weekends, 1);
    assert_true(ben->max_of_type[0] >= m->days); /* not named: no limit */
    assert_int_equal(ben->max_of_type[1], 3);
    assert_int_equal(m->rules.max_duties_per_day, 1);
    assert_int_equal(m->rules.rest_min, 0);
    arena_free(a);
}

static void test_days_off_bar_the_day_and_requests_cost_exactly_their_weight(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_whole(a, sv_of(WHOLE));

    (void)state;
    for (int32_t day = 0; day < 7; day++) {
        assert_int_equal(model_may(m, 2 * day, 0), day != 0 && day != 6);
        assert_true(model_may(m, 2 * day, 1));
    }
    assert_int_equal(m->request_n, 3);
    assert_int_equal(m->providers[0].request_n, 2);
    const struct request *x = &m->requests[m->providers[0].request_at];
    assert_int_equal(x[0].shift, 2);
    assert_int_equal(x[0].on, 4);
    assert_int_equal(x[0].off, 0);
    assert_int_equal(x[1].shift, 4);
    assert_int_equal(x[1].on, 0);
    assert_int_equal(x[1].off, 2);
    assert_int_equal(m->requests[m->providers[1].request_at].off, 3);
    assert_int_equal(m->weights.wish, 1);
    /* 100 + 2 on day 0, 3 * 7 on day 6, 9 of requests: one broken rule is dearer than all of it */
    assert_int_equal(m->weights.pattern, 102 + 21 + 9 + 1);
    arena_free(a);
}

static void test_comments_line_ends_spaces_and_the_order_of_sections_change_nothing(void **state)
{
    static const char odd[] =
        "# about\r\n\r\n" COVER "SECTION_SHIFT_OFF_REQUESTS  \r\n Ann , 1,E ,\t4 \r\n"
        "SECTION_DAYS_OFF\r\n# none\r\nAnn,6,0\r\n" STAFF
        "SECTION_SHIFT_ON_REQUESTS\nAnn,2,E,2\n\nBen,1,L,3\n  # x\n" SHIFTS "SECTION_HORIZON\n7";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = read_whole(a, sv_of(WHOLE)), *k = read_whole(a, sv_of(odd));

    (void)state;
    assert_int_equal(m->shift_n, k->shift_n);
    assert_memory_equal(m->shifts, k->shifts, (size_t)m->shift_n * sizeof(*m->shifts));
    assert_int_equal(m->request_n, k->request_n);
    for (int32_t i = 0; i < m->request_n; i++) {
        assert_int_equal(m->requests[i].provider, k->requests[i].provider);
        assert_int_equal(m->requests[i].shift, k->requests[i].shift);
        assert_int_equal(m->requests[i].on, k->requests[i].on);
        assert_int_equal(m->requests[i].off, k->requests[i].off);
    }
    assert_int_equal(m->weights.pattern, k->weights.pattern);
    arena_free(a);
}

struct refusal {
    const char *text, *field, *value, *what;
};

static const struct refusal REFUSED[] = {
    {"", "SECTION_HORIZON", "", "must have 1 to 1 rows, got none"},
    {"7\n", "line 1", "7", "line 1: stands before the first section"},
    {"\n# x\nSECTION_HORIZONS\n", "line 3", "SECTION_HORIZONS", "is no section of this format"},
    {HORIZON HORIZON, "line 3", "SECTION_HORIZON", "is a section given twice"},
    {"SECTION_HORIZON\n7\n8\n", "SECTION_HORIZON", "8", "line 3: must have 1 to 1 rows"},
    {"SECTION_HORIZON\n0\n", "SECTION_HORIZON[0].days", "0", "from 1 to 400, got \"0\""},
    {"SECTION_HORIZON\n401\n", "SECTION_HORIZON[0].days", "401", "from 1 to 400"},
    {"SECTION_HORIZON\n7,1\n", "line 2", "7,1", "has more cells than this section"},
    {"SECTION_HORIZON\n7.0\n", "SECTION_HORIZON[0].days", "7.0", "must be a whole number"},
    {HORIZON, "SECTION_SHIFTS", "", "must have 1 to 64 rows"},
    {HORIZON "SECTION_SHIFTS\nE,0,\n", "SECTION_SHIFTS[0].Length", "0", "from 1 to 1440"},
    {HORIZON "SECTION_SHIFTS\nE,1441,\n", "SECTION_SHIFTS[0].Length", "1441", "from 1 to 1440"},
    {HORIZON "SECTION_SHIFTS\nE\n", "SECTION_SHIFTS[0].Length", "", "is missing"},
    {HORIZON "SECTION_SHIFTS\n,480,\n", "SECTION_SHIFTS[0].ID", "", "must be a name"},
    {HORIZON "SECTION_SHIFTS\nE E,480,\n", "SECTION_SHIFTS[0].ID", "E E", "without space"},
    {HORIZON "SECTION_SHIFTS\n\xff,480,\n", "SECTION_SHIFTS[0].ID", "?", "must be a name"},
    {HORIZON "SECTION_SHIFTS\nE,480,\nE,480,\n", "SECTION_SHIFTS[1].ID", "E", "is given twice"},
    {HORIZON "SECTION_SHIFTS\nE,480,X\n", "SECTION_SHIFTS[0].NotAfter", "X", "names no shift"},
    {HORIZON "SECTION_SHIFTS\nE,480,E|\n" STAFF COVER, "SECTION_STAFF[0].MaxShifts", "L",
     "names no shift of SECTION_SHIFTS"},
    {HORIZON "SECTION_SHIFTS\nE,480,E,E\n", "line 4", "E,480,E,E", "has more cells"},
    {HORIZON SHIFTS, "SECTION_STAFF", "", "must have 1 to 4000 rows"},
    {HORIZON SHIFTS "SECTION_STAFF\nA,E7,1,0,1,1,1,1\n", "SECTION_STAFF[0].MaxShifts", "E7",
     "line 7: must be shift=number, got \"E7\""},
    {HORIZON SHIFTS "SECTION_STAFF\nA,E=1|E=2,1,0,1,1,1,1\n", "SECTION_STAFF[0].MaxShifts", "E=2",
     "limits this shift twice"},
    {HORIZON SHIFTS "SECTION_STAFF\n" ANN "A,E=-1,1,0,1,1,1,1\n", "SECTION_STAFF[1].MaxShifts",
     "E=-1", "must be shift=number"},
    {HORIZON SHIFTS "SECTION_STAFF\nA,,1,2,1,1,1,1\n", "SECTION_STAFF[0].MinTotalMinutes",
     "A,,1,2,1,1,1,1", "must not be above MaxTotalMinutes"},
    {HORIZON SHIFTS "SECTION_STAFF\nA,,99999999,2,1,1,1,1\n", "SECTION_STAFF[0].MaxTotalMinutes",
     "99999999", "from 0 to 10000000"},
    {HORIZON SHIFTS "SECTION_STAFF\nA,,9,2,1,2,1,1\n", "SECTION_STAFF[0].MinConsecutiveShifts",
     "A,,9,2,1,2,1,1", "must not be above MaxConsecutiveShifts"},
    {HORIZON SHIFTS "SECTION_STAFF\nA,,9,2,5,2,1\n", "SECTION_STAFF[0].MaxWeekends", "",
     "is missing"},
    {HORIZON SHIFTS "SECTION_STAFF\n" ANN BEN ANN, "SECTION_STAFF[2].ID", "Ann", "is given twice"},
    {BASE "SECTION_DAYS_OFF\nAnn\n", "SECTION_DAYS_OFF[0].DayIndexes", "", "is missing"},
    {BASE "SECTION_DAYS_OFF\nAnn,7\n", "SECTION_DAYS_OFF[0].DayIndexes", "7", "from 0 to 6"},
    {BASE "SECTION_DAYS_OFF\nAnn,1\nAnn,2,1\n", "SECTION_DAYS_OFF[1].DayIndexes", "Ann,2,1",
     "gives day 1 off twice"},
    {BASE "SECTION_DAYS_OFF\nann,1\n", "SECTION_DAYS_OFF[0].EmployeeID", "ann", "names nobody"},
    {BASE "SECTION_SHIFT_ON_REQUESTS\nAnn,1,E,1000001\n", "SECTION_SHIFT_ON_REQUESTS[0].Weight",
     "1000001", "from 0 to 1000000"},
    {BASE "SECTION_SHIFT_ON_REQUESTS\nAnn,1,E,-1\n", "SECTION_SHIFT_ON_REQUESTS[0].Weight", "-1",
     "from 0 to 1000000"},
    {BASE "SECTION_SHIFT_ON_REQUESTS\nAnn,1,E,1\nSECTION_SHIFT_OFF_REQUESTS\nAnn,1,E,1\n",
     "SECTION_SHIFT_ON_REQUESTS", "Ann", "Ann asks twice about shift E of day 1"},
    {BASE "SECTION_SHIFT_OFF_REQUESTS\nAnn,1,X,1\n", "SECTION_SHIFT_OFF_REQUESTS[0].ShiftID", "X",
     "names no shift"},
    {HORIZON SHIFTS STAFF, "SECTION_COVER", "", "must have 1 to 25600 rows"},
    {BASE "0,E,1,1,1\n", "SECTION_COVER[2].WeightOver", "0,E,1,1,1", "covers one day and shift"},
    {BASE "1,E,4001,1,1\n", "SECTION_COVER[2].Requirement", "4001", "from 0 to 4000"},
    {BASE "1,E,1,1,1,1\n", "line 12", "1,E,1,1,1,1", "has more cells than this section"},
};

static void check_refusal(const struct refusal *r)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    bool ok = roster_shifts_read(a, sv_of(r->text), &m, &e);

    if (ok || strcmp(e.field, r->field) != 0 || strcmp(e.value, r->value) != 0 ||
        strstr(e.detail, r->what) == NULL) {
        print_error("%s\n  gave %s: %s (%s)\n", r->text, ok ? "no refusal" : e.field, e.detail,
                    e.value);
        fail();
    }
    arena_free(a);
}

static void test_a_mistake_is_refused_with_section_row_cell_and_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(REFUSED); i++) {
        check_refusal(&REFUSED[i]);
    }
}

/* head, then n numbered rows, then tail. */
static void check_large(const char *head, int32_t n, const char *row, const char *tail,
                        const char *field)
{
    struct arena *a = arena_new((size_t)64 << 20); /* an arena that is full ends the test */
    const struct model *m = NULL;
    struct err e = {0};
    struct buf b;

    buf_init(&b, (size_t)65 << 20);
    buf_str(&b, head);
    for (int32_t i = 0; i < n; i++) {
        buf_printf(&b, "P%d%s", i, row);
    }
    buf_str(&b, tail);
    assert_true(buf_ok(&b));
    assert_false(roster_shifts_read(a, buf_view(&b), &m, &e));
    assert_string_equal(e.field, field);
    buf_free(&b);
    arena_free(a);
}

static void test_a_text_too_large_is_refused_before_it_fills_memory(void **state)
{
    static const char many[] = ",,1,0,1,1,1,1\n";
    struct buf b;

    (void)state;
    check_large("SECTION_STAFF\n", 400000, "\n", "", "line 300002");
    check_large(HORIZON SHIFTS "SECTION_STAFF\n", 4001, many, COVER, "SECTION_STAFF");
    check_large(HORIZON "SECTION_SHIFTS\n", 65, ",1,\n", STAFF COVER, "SECTION_SHIFTS");
    /* 400 days of 4 shifts that 4000 people may stand: more places than fit */
    check_large("SECTION_HORIZON\n400\nSECTION_SHIFTS\na,1,\nb,1,\nc,1,\nd,1,\nSECTION_STAFF\n",
                4000, many, "SECTION_COVER\n0,a,1,1,1\n", "shifts");
    buf_init(&b, (size_t)66 << 20);
    for (int32_t i = 0; i < 1 << 20; i++) {
        buf_str(&b, "#                                                              \n");
    }
    buf_str(&b, "#");
    check_large(buf_view(&b).p, 0, "", "", "problem");
    buf_free(&b);
}

static void test_costs_that_would_overflow_are_refused(void **state)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, 1 << 20);
    buf_str(&b, "SECTION_HORIZON\n400\nSECTION_SHIFTS\nE,1440,\nSECTION_STAFF\n");
    for (int32_t i = 0; i < 1000; i++) {
        buf_printf(&b, "P%d,,576000,576000,1,1,1,1\n", i);
    }
    buf_str(&b, "SECTION_COVER\n");
    for (int32_t day = 0; day < 400; day++) {
        buf_printf(&b, "%d,E,4000,1000000,1000000\n", day);
    }
    assert_false(roster_shifts_read(a, buf_view(&b), &m, &e));
    assert_string_equal(e.field, "weights");
    assert_non_null(strstr(e.detail, "overflow"));
    buf_free(&b);
    arena_free(a);
}

static void test_a_roster_is_written_by_employee_in_order_then_by_day(void **state)
{
    static const char text[] =
        "SECTION_HORIZON\n3\nSECTION_SHIFTS\nD,480,\nx2,60,\nSECTION_STAFF\n"
        "Zed,,9999,0,9,0,0,9\nAnn,,9999,0,9,0,0,9\nSECTION_DAYS_OFF\nZed,0\nAnn,1,2\n"
        "SECTION_COVER\n0,D,1,100,1\n1,x2,1,100,1\n2,D,1,100,1\n"
        "0,x2,0,0,1\n1,D,0,0,1\n2,x2,0,0,1\n";
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    struct roster_options o = {.seed = 1, .budget = 1000};
    struct buf out;

    (void)state;
    buf_init(&out, ROSTER_OUTPUT_MAX);
    roster_shifts_write(roster_solve(a, read_whole(a, sv_of(text)), &o), &out);
    assert_string_equal(buf_view(&out).p, "Zed 1 x2\nZed 2 D\nAnn 0 D\n");
    buf_free(&out);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_and_type_becomes_one_shift_that_anybody_may_stand),
        cmocka_unit_test(test_a_persons_rules_become_a_contract),
        cmocka_unit_test(test_days_off_bar_the_day_and_requests_cost_exactly_their_weight),
        cmocka_unit_test(test_comments_line_ends_spaces_and_the_order_of_sections_change_nothing),
        cmocka_unit_test(test_a_mistake_is_refused_with_section_row_cell_and_line),
        cmocka_unit_test(test_a_text_too_large_is_refused_before_it_fills_memory),
        cmocka_unit_test(test_costs_that_would_overflow_are_refused),
        cmocka_unit_test(test_a_roster_is_written_by_employee_in_order_then_by_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
