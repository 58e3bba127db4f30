/* Arena: clean-up order, limit, alignment, copies. */
#include "core/arena.h"

#include <signal.h>
#include <stdalign.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct trace {
    char text[8];
    size_t n;
};

static struct trace trace;

static void note(void *p)
{
    trace.text[trace.n++] = *(const char *)p;
}

static void test_clean_ups_run_newest_first(void **state)
{
    (void)state;
    trace = (struct trace){.n = 0};
    struct arena *a = arena_new(1000);
    arena_on_free(a, note, arena_str(a, "1"));
    arena_on_free(a, note, arena_str(a, "2"));
    arena_on_free(a, note, arena_str(a, "3"));
    arena_free(a);
    assert_string_equal(trace.text, "321");
}

static void test_memory_is_zeroed_and_aligned_whatever_its_size(void **state)
{
    (void)state;
    struct arena *a = arena_new(4 << 20);
    for (size_t n = 0; n < 300; n += 7) {
        unsigned char *p = arena_alloc(a, n * n);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        for (size_t i = 0; i < n * n; i++) {
            assert_int_equal(p[i], 0);
        }
        memset(p, 0xAA, n * n);
    }
    arena_free(a);
}

static void test_copies_are_terminated_and_independent(void **state)
{
    (void)state;
    struct arena *a = arena_new(1000);
    char source[] = "trực ban";
    char *copy = arena_dup(a, (struct sv){source, 5});
    source[0] = 'x';
    assert_string_equal(copy, "trự");
    assert_string_equal(arena_dup(a, (struct sv){NULL, 0}), "");
    assert_string_equal(arena_printf(a, "%s-%04d", copy, 42), "trự-0042");
    arena_free(a);
    arena_free(NULL);
}

/* How a child ends that takes n bytes, in two parts, from an arena with a limit of 100. */
static int status_after_taking(size_t n)
{
    pid_t pid = fork();
    if (pid == 0) {
        (void)close(STDERR_FILENO);
        struct arena *a = arena_new(100);
        (void)arena_alloc(a, 50);
        (void)arena_alloc(a, n - 50);
        arena_free(a);
        _exit(0);
    }
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void test_the_limit_may_be_reached_but_not_passed(void **state)
{
    (void)state;
    assert_int_equal(status_after_taking(100), 0);
    int status = status_after_taking(101);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    status = status_after_taking(SIZE_MAX);
    assert_true(WIFSIGNALED(status));
}

static void test_clean_ups_do_not_count_against_the_limit(void **state)
{
    (void)state;
    trace = (struct trace){.n = 0};
    char letter = 'x';
    struct arena *a = arena_new(1);
    (void)arena_alloc(a, 1);
    arena_on_free(a, note, &letter);
    arena_free(a);
    assert_string_equal(trace.text, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_ups_run_newest_first),
        cmocka_unit_test(test_memory_is_zeroed_and_aligned_whatever_its_size),
        cmocka_unit_test(test_copies_are_terminated_and_independent),
        cmocka_unit_test(test_the_limit_may_be_reached_but_not_passed),
        cmocka_unit_test(test_clean_ups_do_not_count_against_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
