/* Child processes with real programs: documents through, limits kept, nothing left behind. */
#include "core/child.h"

#include "core/arena.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/str.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static const struct child_limits easy = {.wall_ms = 10000, .cpu_s = 10, .output_max = 4 << 20};

struct run {
    struct loop *loop;
    struct arena *arena;
    struct child *child;
    child_line *on_line;
    struct buf lines; /* what on_line has heard, each line in brackets */
    int calls;
    bool ok;
    int exit_code;
    struct sv out, errs;
    struct err err;
};

static struct run run_new(void)
{
    struct run run = {.loop = loop_new(), .arena = arena_new(16 << 20)};
    buf_init(&run.lines, 1 << 20);
    return run;
}

static void run_free(struct run *run)
{
    buf_free(&run->lines);
    arena_free(run->arena);
    loop_free(run->loop);
}

static void on_done(void *ctx, const struct child_result *r)
{
    struct run *run = ctx;
    run->calls++;
    run->ok = r->ok;
    run->exit_code = r->exit_code;
    run->out = (struct sv){arena_dup(run->arena, r->out), r->out.n};
    run->errs = (struct sv){arena_dup(run->arena, r->errs), r->errs.n};
    run->err = r->err;
    loop_stop(run->loop);
}

static void start(struct run *run, const char *const *argv, struct sv input,
                  const struct child_limits *limits)
{
    struct err e;
    const struct child_job job = {.argv = argv,
                                  .input = input,
                                  .limits = limits,
                                  .done = on_done,
                                  .line = run->on_line,
                                  .ctx = run};
    run->calls = 0;
    run->child = child_run(run->loop, &job, &e);
    assert_non_null(run->child);
    assert_int_equal(run->calls, 0);
}

static void await(struct run *run)
{
    loop_run(run->loop, NULL, NULL, NULL);
    assert_int_equal(run->calls, 1);
    /* Nothing of ours is left to reap. */
    assert_true(waitpid(-1, NULL, WNOHANG) < 0);
}

static void run_shell(struct run *run, const char *script, struct sv input,
                      const struct child_limits *limits)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    start(run, argv, input, limits);
    await(run);
}

static void test_a_document_larger_than_any_pipe_comes_back_whole(void **state)
{
    (void)state;
    static const char *const argv[] = {"/bin/cat", NULL};
    struct run run = run_new();
    size_t n = 3 << 20;
    char *text = arena_alloc(run.arena, n);
    for (size_t i = 0; i < n; i++) {
        text[i] = (char)('a' + i % 23);
    }
    start(&run, argv, (struct sv){text, n}, &easy);
    await(&run);
    assert_true(run.ok);
    assert_int_equal(run.exit_code, 0);
    assert_int_equal(run.err.code, ERR_NONE);
    assert_true(sv_eq(run.out, (struct sv){text, n}));
    run_free(&run);
}

static void test_an_empty_document_is_an_end_of_file_at_once(void **state)
{
    (void)state;
    struct run run = run_new();
    run_shell(&run, "cat; echo end", SV(""), &easy);
    assert_true(run.ok);
    assert_true(sv_eq_str(run.out, "end\n"));
    run_free(&run);
}

static void test_a_program_need_not_read_its_input(void **state)
{
    (void)state;
    struct run run = run_new();
    char *text = arena_alloc(run.arena, 1 << 20);
    run_shell(&run, "exec <&-; echo done", (struct sv){text, 1 << 20}, &easy);
    assert_true(run.ok);
    assert_true(sv_eq_str(run.out, "done\n"));
    run_free(&run);
}

static void test_a_failure_keeps_exit_code_output_and_errors(void **state)
{
    (void)state;
    struct run run = run_new();
    run_shell(&run, "echo half; echo why >&2; exit 3", SV(""), &easy);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, 3);
    assert_int_equal(run.err.code, ERR_CHILD);
    assert_string_equal(run.err.detail, "exit code 3");
    assert_true(sv_eq_str(run.out, "half\n"));
    assert_true(sv_eq_str(run.errs, "why\n"));
    run_free(&run);
}

static void test_only_the_last_4_kib_of_errors_are_kept(void **state)
{
    (void)state;
    struct run run = run_new();
    run_shell(&run,
              "i=0; while [ $i -lt 3000 ]; do echo line-$i >&2; i=$((i+1)); done; echo last >&2",
              SV(""), &easy);
    assert_true(run.ok);
    assert_int_equal(run.errs.n, 4096);
    struct sv tail = {run.errs.p + run.errs.n - 15, 15};
    assert_true(sv_eq_str(tail, "line-2999\nlast\n"));
    run_free(&run);
}

static void test_the_wall_limit_kills_and_says_timeout(void **state)
{
    (void)state;
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.wall_ms = 50;
    int64_t before = clock_mono_us();
    run_shell(&run, "sleep 30; true", SV(""), &limits);
    assert_true(clock_mono_us() - before < 5000000);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, -1);
    assert_int_equal(run.err.code, ERR_TIMEOUT);
    run_free(&run);
}

static void test_the_cpu_limit_kills_and_says_timeout(void **state)
{
    (void)state;
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.cpu_s = 1;
    run_shell(&run, "while :; do :; done", SV(""), &limits);
    assert_int_equal(run.exit_code, -1);
    assert_int_equal(run.err.code, ERR_TIMEOUT);
    assert_string_equal(run.err.detail, "CPU limit reached");
    run_free(&run);
}

static void test_the_memory_limit_is_in_force(void **state)
{
    (void)state;
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.memory_mb = 64;
    run_shell(&run, "ulimit -v", SV(""), &limits);
    assert_true(sv_eq_str(run.out, "65536\n"));
    run_free(&run);
}

static void test_an_output_bomb_is_killed_at_the_limit(void **state)
{
    (void)state;
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.output_max = 100000;
    run_shell(&run, "yes", SV(""), &limits);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, -1);
    assert_int_equal(run.err.code, ERR_CHILD);
    assert_non_null(strstr(run.err.detail, "output too large"));
    assert_int_equal(run.out.n, 0);

    run_shell(&run, "head -c 100000 /dev/zero", SV(""), &limits);
    assert_true(run.ok);
    assert_int_equal(run.out.n, 100000);
    run_free(&run);
}

static void test_a_signal_is_a_failure_with_its_number(void **state)
{
    (void)state;
    struct run run = run_new();
    run_shell(&run, "kill -11 $$", SV(""), &easy);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, -1);
    assert_string_equal(run.err.detail, "killed by signal 11");
    run_free(&run);
}

static void test_what_cannot_start_is_refused_at_once(void **state)
{
    (void)state;
    static const char *const bad[] = {"/nonexistent/program", "/etc/passwd", "/tmp"};
    struct run run = run_new();
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const char *const argv[] = {bad[i], NULL};
        struct err e;
        const struct child_job job = {
            .argv = argv, .input = SV("x"), .limits = &easy, .done = on_done, .ctx = &run};
        assert_null(child_run(run.loop, &job, &e));
        assert_int_equal(e.code, ERR_CHILD);
        assert_non_null(strstr(e.detail, bad[i]));
    }
    assert_int_equal(run.calls, 0);
    assert_true(waitpid(-1, NULL, WNOHANG) < 0);
    run_free(&run);
}

static void kill_it(void *ctx)
{
    struct run *run = ctx;
    child_kill(run->child);
    assert_int_equal(run->calls, 0);
}

static void test_a_killed_child_answers_once_and_not_inside_the_call(void **state)
{
    (void)state;
    static const char *const argv[] = {"/bin/cat", "/dev/zero", NULL};
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.output_max = SIZE_MAX / 2;
    start(&run, argv, SV(""), &limits);
    struct loop_timer *t = loop_timer_new(run.loop, kill_it, &run);
    loop_timer_set(t, 10);
    await(&run);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, -1);
    assert_int_equal(run.err.code, ERR_CHILD);
    loop_timer_free(t);
    run_free(&run);
}

static void hear(void *ctx, struct sv line)
{
    struct run *run = ctx;
    assert_int_equal(run->calls, 0);
    buf_printf(&run->lines, "[%.*s]", (int)line.n, line.p);
}

static void end_it(void *ctx, struct sv line)
{
    struct run *run = ctx;
    hear(ctx, line);
    child_end(run->child, 5000);
}

static void end_it_soon(void *ctx, struct sv line)
{
    struct run *run = ctx;
    hear(ctx, line);
    child_end(run->child, 100);
    child_end(run->child, 60000);
}

static void kill_at_a_line(void *ctx, struct sv line)
{
    hear(ctx, line);
    kill_it(ctx);
}

static void test_lines_of_its_errors_are_heard_whole_and_in_order(void **state)
{
    (void)state;
    struct run run = run_new();
    run.on_line = hear;
    run_shell(&run, "printf 'on' >&2; sleep 0.05; printf 'e\\n\\ntwo\\nhalf' >&2; echo out", SV(""),
              &easy);
    assert_true(run.ok);
    assert_string_equal(run.lines.p, "[one][][two]");
    assert_true(sv_eq_str(run.out, "out\n"));
    assert_true(sv_eq_str(run.errs, "one\n\ntwo\nhalf"));
    run_free(&run);
}

static void test_a_line_without_an_end_takes_no_memory_and_is_cut(void **state)
{
    (void)state;
    struct run run = run_new();
    run.on_line = hear;
    run_shell(&run, "head -c 300000 /dev/zero | tr '\\0' x >&2; printf '\\nnext\\n' >&2", SV(""),
              &easy);
    assert_true(run.ok);
    assert_int_equal(run.lines.n, 1 + CHILD_LINE_BYTES + 1 + 6);
    assert_string_equal(run.lines.p + 1 + CHILD_LINE_BYTES, "][next]");
    run_free(&run);
}

static void test_asked_to_end_it_answers_with_the_best_it_has(void **state)
{
    (void)state;
    struct run run = run_new();
    int64_t before = clock_mono_us();
    run.on_line = end_it;
    run_shell(&run, "trap 'echo best; exit 0' TERM; echo running >&2; while :; do sleep 0.1; done",
              SV(""), &easy);
    assert_true(clock_mono_us() - before < 5000000);
    assert_true(run.ok);
    assert_string_equal(run.lines.p, "[running]");
    assert_true(sv_eq_str(run.out, "best\n"));
    run_free(&run);
}

static void test_asked_to_end_without_a_handler_it_has_failed(void **state)
{
    (void)state;
    struct run run = run_new();
    run.on_line = end_it;
    run_shell(&run, "echo running >&2; sleep 30; true", SV(""), &easy);
    assert_false(run.ok);
    assert_int_equal(run.err.code, ERR_CHILD);
    assert_string_equal(run.err.detail, "killed by signal 15");
    run_free(&run);
}

static void test_who_will_not_end_is_killed_after_the_first_grace_given(void **state)
{
    (void)state;
    struct run run = run_new();
    int64_t before = clock_mono_us();
    run.on_line = end_it_soon;
    run_shell(&run, "trap '' TERM; echo deaf >&2; while :; do sleep 1; done", SV(""), &easy);
    assert_true(clock_mono_us() - before < 5000000);
    assert_false(run.ok);
    assert_int_equal(run.exit_code, -1);
    assert_int_equal(run.err.code, ERR_TIMEOUT);
    run_free(&run);
}

static void test_no_line_is_heard_after_the_listener_had_it_killed(void **state)
{
    (void)state;
    struct run run = run_new();
    run.on_line = kill_at_a_line;
    run_shell(&run, "printf 'one\\ntwo\\nthree\\n' >&2; sleep 30", SV(""), &easy);
    assert_false(run.ok);
    assert_string_equal(run.lines.p, "[one]");
    run_free(&run);
}

/* While the test adopts orphans, their deaths are reported to it. */
static void adopt_orphans(bool is_on)
{
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, is_on ? 1 : 0, 0, 0, 0), 0);
}

static void assert_orphan_was_killed(int64_t start_us)
{
    int status = 0;
    assert_true(waitpid(-1, &status, 0) > 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_true(clock_mono_us() - start_us < 5000000);
}

static void test_processes_left_behind_are_killed_and_not_waited_for(void **state)
{
    (void)state;
    static const char *const argv[] = {"/bin/sh", "-c", "sleep 30 & echo begun", NULL};
    struct run run = run_new();
    int64_t before = clock_mono_us();
    adopt_orphans(true);
    start(&run, argv, SV(""), &easy);
    loop_run(run.loop, NULL, NULL, NULL);
    assert_true(run.ok);
    assert_string_equal(run.out.p, "begun\n");
    assert_orphan_was_killed(before);
    adopt_orphans(false);
    run_free(&run);
}

static void test_a_child_dies_with_the_daemon(void **state)
{
    (void)state;
    static const char *const argv[] = {"/bin/sleep", "30", NULL};
    int64_t before = clock_mono_us();
    adopt_orphans(true);
    pid_t daemon_pid = fork();
    if (daemon_pid == 0) {
        struct run run = run_new();
        start(&run, argv, SV(""), &easy);
        _exit(0);
    }
    assert_int_equal(waitpid(daemon_pid, NULL, 0), daemon_pid);
    assert_orphan_was_killed(before);
    adopt_orphans(false);
}

static void test_an_escaped_process_that_holds_the_pipes_cannot_outlive_the_limit(void **state)
{
    (void)state;
    struct run run = run_new();
    struct child_limits limits = easy;
    limits.wall_ms = 2000;
    int64_t before = clock_mono_us();
    run_shell(&run, "setsid sleep 30 & sleep 0.1; echo said", SV(""), &limits);
    assert_true(clock_mono_us() - before < 20000000);
    assert_int_equal(run.err.code, ERR_TIMEOUT);
    assert_true(sv_eq_str(run.out, "said\n"));
    run_free(&run);
}

static void test_the_child_gets_no_descriptors_and_no_environment(void **state)
{
    (void)state;
    static const char *const list[] = {"/bin/ls", "/proc/self/fd", NULL};
    static const char *const env[] = {"/usr/bin/env", NULL};
    struct run run = run_new();
    int leak = fcntl(STDIN_FILENO, F_DUPFD, 50);
    assert_true(leak >= 50);
    start(&run, list, SV(""), &easy);
    await(&run);
    /* The fourth is the folder that ls itself reads. */
    assert_string_equal(run.out.p, "0\n1\n2\n3\n");
    (void)close(leak);

    start(&run, env, SV(""), &easy);
    await(&run);
    assert_true(run.ok);
    assert_string_equal(run.out.p, "");
    run_free(&run);
}

static void test_signals_are_as_a_program_expects_them(void **state)
{
    (void)state;
    struct run run = run_new();
    /* loop_new ignores SIGPIPE in the daemon; the child must not inherit that. */
    run_shell(&run, "grep -E '^Sig(Blk|Ign)|^NoNewPrivs' /proc/$$/status | tr -d '\\t\\n'", SV(""),
              &easy);
    assert_string_equal(run.out.p, "SigBlk:0000000000000000SigIgn:0000000000000000NoNewPrivs:1");
    run_free(&run);
}

static void test_other_children_are_not_reaped(void **state)
{
    (void)state;
    struct run run = run_new();
    static const char *const argv[] = {"/bin/true", NULL};
    pid_t other = fork();
    if (other == 0) {
        _exit(7);
    }
    start(&run, argv, SV(""), &easy);
    loop_run(run.loop, NULL, NULL, NULL);
    assert_true(run.ok);
    int status = 0;
    assert_int_equal(waitpid(other, &status, 0), other);
    assert_int_equal(WEXITSTATUS(status), 7);
    run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_document_larger_than_any_pipe_comes_back_whole),
        cmocka_unit_test(test_an_empty_document_is_an_end_of_file_at_once),
        cmocka_unit_test(test_a_program_need_not_read_its_input),
        cmocka_unit_test(test_a_failure_keeps_exit_code_output_and_errors),
        cmocka_unit_test(test_only_the_last_4_kib_of_errors_are_kept),
        cmocka_unit_test(test_the_wall_limit_kills_and_says_timeout),
        cmocka_unit_test(test_the_cpu_limit_kills_and_says_timeout),
        cmocka_unit_test(test_the_memory_limit_is_in_force),
        cmocka_unit_test(test_an_output_bomb_is_killed_at_the_limit),
        cmocka_unit_test(test_a_signal_is_a_failure_with_its_number),
        cmocka_unit_test(test_what_cannot_start_is_refused_at_once),
        cmocka_unit_test(test_a_killed_child_answers_once_and_not_inside_the_call),
        cmocka_unit_test(test_lines_of_its_errors_are_heard_whole_and_in_order),
        cmocka_unit_test(test_a_line_without_an_end_takes_no_memory_and_is_cut),
        cmocka_unit_test(test_asked_to_end_it_answers_with_the_best_it_has),
        cmocka_unit_test(test_asked_to_end_without_a_handler_it_has_failed),
        cmocka_unit_test(test_who_will_not_end_is_killed_after_the_first_grace_given),
        cmocka_unit_test(test_no_line_is_heard_after_the_listener_had_it_killed),
        cmocka_unit_test(test_processes_left_behind_are_killed_and_not_waited_for),
        cmocka_unit_test(test_a_child_dies_with_the_daemon),
        cmocka_unit_test(test_an_escaped_process_that_holds_the_pipes_cannot_outlive_the_limit),
        cmocka_unit_test(test_the_child_gets_no_descriptors_and_no_environment),
        cmocka_unit_test(test_signals_are_as_a_program_expects_them),
        cmocka_unit_test(test_other_children_are_not_reaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
