/* How the two child programs are called and how their failures are told to people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/str.h"
#include "programs.h"

static void test_a_list_of_rows_is_accepted(void **state)
{
    struct err e = {0};
    (void)state;
    assert_true(program_parsed(SV("{\"rows\": [], \"error\": null}"), "file", &e));
    assert_true(program_parsed(SV("{\"rows\": [{\"error\": {\"key\": \"x\"}}]}"), "file", &e));
    assert_int_equal(e.code, ERR_NONE);
}

static void test_a_refused_document_says_why_beside_the_file(void **state)
{
    struct err e = {0};
    (void)state;
    assert_false(
        program_parsed(SV("{\"error\": {\"key\": \"error.x\", \"value\": \"42\"}}"), "file", &e));
    assert_string_equal(e.key, "error.x");
    assert_string_equal(e.field, "file");
    assert_string_equal(e.value, "42");
    assert_false(program_parsed(SV("{\"error\": {\"key\": \"error.y\"}}"), "file", &e));
    assert_string_equal(e.key, "error.y");
}

static void test_anything_but_json_is_the_parsers_failure(void **state)
{
    static const char *const printed[] = {"", "{", "Segmentation fault", "{\"rows\": []} trailing"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(printed); i++) {
        struct err e = {0};
        assert_false(program_parsed(sv_of(printed[i]), "file", &e));
        assert_int_equal(e.code, ERR_CHILD);
    }
}

static void test_a_date_is_passed_only_when_there_is_one_and_a_wrong_one_is_the_users(void **state)
{
    struct arena *a = arena_new(1u << 16);
    struct child_result wrong_call = {.exit_code = 2, .err = {.code = ERR_CHILD}};
    struct child_result killed = {.exit_code = -1, .err = {.code = ERR_TIMEOUT}};
    (void)state;
    struct child_job job = program_parse(a, "/lib", &(struct program_parse_options){0}, SV("x"));
    assert_string_equal(job.argv[0], "/lib/dutyparse");
    assert_null(job.argv[1]);
    job = program_parse(a, "/lib",
                        &(struct program_parse_options){.date = "2026-12-01", .zone = ""}, SV("x"));
    assert_string_equal(job.argv[1], "--date");
    assert_string_equal(job.argv[2], "2026-12-01");
    assert_null(job.argv[3]);
    job = program_parse(a, "/lib", &(struct program_parse_options){.only = "busy"}, SV("x"));
    assert_string_equal(job.argv[1], "--only");
    assert_string_equal(job.argv[2], "busy");
    assert_null(job.argv[3]);
    struct err e = program_parse_error(&wrong_call, "tomorrow");
    assert_int_equal(e.code, ERR_INVALID);
    assert_string_equal(e.field, "date");
    assert_string_equal(e.value, "tomorrow");
    assert_int_equal(program_parse_error(&wrong_call, "").code, ERR_CHILD);
    e = program_parse_error(&killed, "2026-12-01");
    assert_string_equal(e.key, "intake.error.slow");
    assert_string_equal(e.field, "file");
    arena_free(a);
}

static void test_the_engines_failure_is_never_the_users_and_goes_to_the_log(void **state)
{
    struct child_result crashed = {.exit_code = 1,
                                   .errs = SV("problem: line 3"),
                                   .err = {.code = ERR_CHILD, .detail = "exit code 1"}};
    struct child_result slow = {.exit_code = -1, .err = {.code = ERR_TIMEOUT}};
    (void)state;
    struct err e = program_solve_error(&crashed);
    assert_int_equal(e.code, ERR_INTERNAL);
    assert_non_null(strstr(e.detail, "exit code 1"));
    assert_non_null(strstr(e.detail, "line 3"));
    assert_int_equal(program_solve_error(&slow).code, ERR_TIMEOUT);
}

static void test_among_its_progress_the_engines_complaint_is_found(void **state)
{
    struct child_result refused = {.exit_code = 2,
                                   .errs =
                                       SV("error: shifts[3]: is too long\nprogress cost 1 bound "
                                          "0 uncovered 0 moves 1\n"),
                                   .err = {.code = ERR_CHILD, .detail = "exit code 2"}};
    (void)state;
    assert_string_equal(program_solve_error(&refused).detail,
                        "dutysolve: exit code 2: error: shifts[3]: is too long");
    refused.errs = SV("progress cost 1 bound 0 uncovered 0 moves 1\n");
    assert_string_equal(program_solve_error(&refused).detail, "dutysolve: exit code 2: ");
}

static void test_the_engine_is_called_with_its_budget_and_has_patience_in_proportion(void **state)
{
    static const char *const want[] = {"/lib/dutysolve", "--progress", "--mode", "fill",
                                       "--seconds",      "600",        "--seed", "7",
                                       "--problem",      "-",          "--out",  "-"};
    struct arena *a = arena_new(1u << 16);
    struct child_job job = program_solve(a, "/lib", "fill", 600, "7", SV("{}"));
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        assert_string_equal(job.argv[i], want[i]);
    assert_null(job.argv[ARRAY_LEN(want)]);
    assert_true(job.limits->wall_ms > 600 * 1000 && job.limits->cpu_s > 600);
    assert_true(job.limits->memory_mb > 0 && job.limits->output_max > 0);
    arena_free(a);
}

static void test_a_recurrence_is_called_with_its_days_and_the_parsers_limits(void **state)
{
    struct arena *a = arena_new(1u << 16);
    struct child_job job = program_rrule(a, "/lib", "FREQ=DAILY", "2027-01-04", "2027-02-01");
    static const char *const want[] = {"/lib/dutyparse", "--rrule", "2027-01-04", "--from",
                                       "2027-02-01"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        assert_string_equal(job.argv[i], want[i]);
    assert_null(job.argv[ARRAY_LEN(want)]);
    assert_true(sv_eq_str(job.input, "FREQ=DAILY"));
    assert_true(job.limits->cpu_s <= 5 && job.limits->wall_ms <= 10000);
    arena_free(a);
}

static void test_a_recurrence_that_takes_too_long_is_the_users_mistake(void **state)
{
    struct child_result res = {.exit_code = -1};
    (void)state;
    err_set(&res.err, ERR_TIMEOUT, "past its limit");
    struct err e = program_rrule_error(&res);
    assert_string_equal(e.key, "intake.error.rrule_slow");
    assert_string_equal(e.field, "rrule");
    err_set(&res.err, ERR_CHILD, "died");
    assert_int_equal(program_rrule_error(&res).code, ERR_CHILD);
}

static void test_a_question_names_its_shift_only_where_there_is_one(void **state)
{
    struct arena *a = arena_new(1u << 16);
    struct child_job job = program_ask(a, "/lib", "rank", "12", SV("{}"));
    (void)state;
    assert_string_equal(job.argv[2], "rank");
    assert_string_equal(job.argv[3], "--shift");
    assert_string_equal(job.argv[4], "12");
    assert_null(job.argv[5]);
    assert_true(job.limits->wall_ms <= 10000);
    job = program_ask(a, "/lib", "repair", NULL, SV("{}"));
    assert_string_equal(job.argv[2], "repair");
    assert_null(job.argv[3]);
    arena_free(a);
}

static void test_progress_is_read_exactly_or_not_at_all(void **state)
{
    static const char *const others[] = {
        "",
        "progress",
        "progress cost 1 bound 2 uncovered 3",
        "progress cost 1 bound 2 uncovered 3 moves",
        "progress cost 1 bound 2 uncovered 3 moves x",
        "progress cost -1 bound 2 uncovered 3 moves 4",
        "progress cost 1 uncovered 3 bound 2 moves 4",
        "progress cost 99999999999999999999 bound 2 uncovered 3 moves 4",
        "progress cost 1 bound 2 uncovered 3 moves 4 more 5",
        "error: progress cost 1 bound 2 uncovered 3 moves 4",
    };
    struct program_progress p = {0};
    (void)state;
    assert_true(program_progress(
        SV("progress cost 9000000000 bound 8999999999 uncovered 3 moves 12000000"), &p));
    assert_int_equal(p.cost, 9000000000);
    assert_int_equal(p.bound, 8999999999);
    assert_int_equal(p.uncovered, 3);
    assert_int_equal(p.moves, 12000000);
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        assert_false(program_progress(sv_of(others[i]), &p));
    assert_int_equal(p.moves, 12000000);
}

static void test_the_gap_is_rounded_up_and_nothing_only_when_proved(void **state)
{
    static const struct {
        int64_t cost, bound, percent;
    } cases[] = {{0, 0, 0},           {100, 100, 0},
                 {100, 120, 0},       {100, 99, 1},
                 {1000, 999, 1},      {150, 0, 100},
                 {199, 99, 51},       {1, 0, 100},
                 {INT64_MAX, 0, 100}, {INT64_MAX, INT64_MAX - 1, 100}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct program_progress p = {.cost = cases[i].cost, .bound = cases[i].bound};
        assert_int_equal(program_gap_percent(&p), cases[i].percent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_of_rows_is_accepted),
        cmocka_unit_test(test_a_refused_document_says_why_beside_the_file),
        cmocka_unit_test(test_anything_but_json_is_the_parsers_failure),
        cmocka_unit_test(test_a_date_is_passed_only_when_there_is_one_and_a_wrong_one_is_the_users),
        cmocka_unit_test(test_the_engines_failure_is_never_the_users_and_goes_to_the_log),
        cmocka_unit_test(test_among_its_progress_the_engines_complaint_is_found),
        cmocka_unit_test(test_the_engine_is_called_with_its_budget_and_has_patience_in_proportion),
        cmocka_unit_test(test_a_recurrence_is_called_with_its_days_and_the_parsers_limits),
        cmocka_unit_test(test_a_recurrence_that_takes_too_long_is_the_users_mistake),
        cmocka_unit_test(test_a_question_names_its_shift_only_where_there_is_one),
        cmocka_unit_test(test_progress_is_read_exactly_or_not_at_all),
        cmocka_unit_test(test_the_gap_is_rounded_up_and_nothing_only_when_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
