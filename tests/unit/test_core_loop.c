/* The loop: timers, retired objects, signals, its lag, and what systemd hears. */
#include "core/loop.h"

#include "core/clock.h"
#include "core/metrics.h"

#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
struct scene {
    struct loop *loop;
    struct loop_timer *timer, *other;
    char trace[16];
    size_t n;
};

static void stop(void *ctx)
{
    struct scene *s = ctx;
    s->trace[s->n++] = 's';
    loop_stop(s->loop);
}

static void reload(void *ctx)
{
    struct scene *s = ctx;
    s->trace[s->n++] = 'r';
    assert_int_equal(raise(SIGTERM), 0);
}

static void note_retired(void *p)
{
    struct scene *s = p;
    s->trace[s->n++] = 'f';
}

static void retire_again(void *p)
{
    struct scene *s = p;
    s->trace[s->n++] = 'a';
    loop_retire(s->loop, note_retired, s);
}

static void free_itself(void *ctx)
{
    struct scene *s = ctx;
    loop_retire(s->loop, retire_again, s);
    loop_timer_free(s->timer);
    s->trace[s->n++] = 't';
    loop_stop(s->loop);
}

static void test_a_timer_may_free_itself_and_retired_objects_go_after_it(void **state)
{
    (void)state;
    struct scene s = {.loop = loop_new()};
    s.timer = loop_timer_new(s.loop, free_itself, &s);
    loop_timer_set(s.timer, 1);
    loop_run(s.loop, NULL, NULL, NULL);
    assert_string_equal(s.trace, "taf");
    loop_free(s.loop);
}

static void free_other(void *ctx)
{
    struct scene *s = ctx;
    s->trace[s->n++] = 'x';
    loop_timer_free(s->other);
    s->other = NULL;
    loop_stop(s->loop);
}

static void other_fires(void *ctx)
{
    struct scene *s = ctx;
    s->trace[s->n++] = 'o';
}

static void test_a_freed_timer_never_fires_though_it_was_due_at_once(void **state)
{
    (void)state;
    struct scene s = {.loop = loop_new()};
    s.timer = loop_timer_new(s.loop, free_other, &s);
    s.other = loop_timer_new(s.loop, other_fires, &s);
    loop_timer_set(s.timer, 0);
    loop_timer_set(s.other, 0);
    loop_run(s.loop, NULL, NULL, NULL);
    assert_string_equal(s.trace, "x");
    loop_timer_free(s.timer);
    loop_timer_free(NULL);
    loop_free(s.loop);
}

static void test_a_timer_fires_once_and_not_when_cleared(void **state)
{
    (void)state;
    struct scene s = {.loop = loop_new()};
    struct loop_timer *once = loop_timer_new(s.loop, other_fires, &s);
    struct loop_timer *cleared = loop_timer_new(s.loop, other_fires, &s);
    s.timer = loop_timer_new(s.loop, stop, &s);
    loop_timer_set(once, 1);
    loop_timer_set(cleared, 1);
    loop_timer_clear(cleared);
    loop_timer_set(s.timer, 30);
    int64_t before = clock_mono_us();
    loop_run(s.loop, NULL, NULL, NULL);
    assert_string_equal(s.trace, "os");
    /* libevent's coarse clock may be a few milliseconds early. */
    assert_true(clock_mono_us() - before >= 20000);
    loop_timer_free(once);
    loop_timer_free(cleared);
    loop_timer_free(s.timer);
    loop_free(s.loop);
}

static void raise_hup(void *ctx)
{
    (void)ctx;
    assert_int_equal(raise(SIGHUP), 0);
}

static void test_signals_are_ordinary_callbacks_and_sigpipe_is_harmless(void **state)
{
    (void)state;
    struct scene s = {.loop = loop_new()};
    assert_int_equal(raise(SIGPIPE), 0);
    s.timer = loop_timer_new(s.loop, raise_hup, NULL);
    loop_timer_set(s.timer, 0);
    loop_run(s.loop, stop, reload, &s);
    assert_string_equal(s.trace, "rs");
    loop_timer_free(s.timer);
    loop_free(s.loop);
}

static void test_a_stop_before_the_run_is_not_lost(void **state)
{
    (void)state;
    struct loop *l = loop_new();
    loop_stop(l);
    loop_run(l, NULL, NULL, NULL);
    loop_free(l);
}

static void block(void *ctx)
{
    (void)ctx;
    int64_t until = clock_mono_us() + 180000;
    while (clock_mono_us() < until) {
    }
}

static void test_a_blocking_callback_shows_as_lag(void **state)
{
    (void)state;
    struct scene s = {.loop = loop_new()};
    struct loop_timer *blocker = loop_timer_new(s.loop, block, NULL);
    struct buf after;
    buf_init(&after, 100000);
    s.timer = loop_timer_new(s.loop, stop, &s);
    loop_timer_set(blocker, 20);
    loop_timer_set(s.timer, 300);
    loop_run(s.loop, NULL, NULL, NULL);
    metrics_write(&after);

    /* The tick due at 100 ms ran at 200 ms: above the 50 ms bucket. */
    const char *above = strstr(after.p, "dutyd_loop_lag_ms_bucket{le=\"+Inf\"} ");
    const char *small = strstr(after.p, "dutyd_loop_lag_ms_bucket{le=\"50\"} ");
    assert_non_null(above);
    assert_non_null(small);
    size_t n = strcspn(strchr(above, '}') + 2, "\n");
    assert_memory_not_equal(strchr(above, '}') + 2, strchr(small, '}') + 2, n + 1);
    buf_free(&after);
    loop_timer_free(blocker);
    loop_timer_free(s.timer);
    loop_free(s.loop);
}

/* A socket as systemd would hold it; a leading @ is the abstract name. */
static int notify_socket(const char *path)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path));
    if (path[0] == '@') {
        at.sun_path[0] = '\0';
    }
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
    return fd;
}

static void assert_heard(int fd, const char *expected)
{
    char text[64] = "";
    ssize_t n = recv(fd, text, sizeof(text) - 1, 0);
    assert_int_equal(n, strlen(expected));
    assert_string_equal(text, expected);
}

/* Replaces the environment by these variables; restored by the caller. */
static char **with_environment(char **list)
{
    char **before = environ;
    environ = list;
    return before;
}

static void test_systemd_hears_us_on_a_path_and_on_an_abstract_name(void **state)
{
    (void)state;
    char dir[] = "/tmp/dutyd-notify-XXXXXX";
    assert_non_null(mkdtemp(dir));
    char path[64], abstract[64], variable[96];
    (void)snprintf(path, sizeof(path), "%s/socket", dir);
    (void)snprintf(abstract, sizeof(abstract), "@dutyd-test-%d", (int)getpid());
    const char *const names[] = {path, abstract};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        int fd = notify_socket(names[i]);
        (void)snprintf(variable, sizeof(variable), "NOTIFY_SOCKET=%s", names[i]);
        char *list[] = {variable, NULL};
        char **before = with_environment(list);
        loop_notify("READY=1");
        environ = before;
        assert_heard(fd, "READY=1");
        loop_notify("STOPPING=1");
        char none[8];
        assert_true(recv(fd, none, sizeof(none), 0) < 0);
        (void)close(fd);
    }
    (void)unlink(path);
    (void)rmdir(dir);
}

/* Runs a loop for 250 ms under WATCHDOG_USEC=200000 and the given WATCHDOG_PID. */
static int watched_loop(pid_t pid)
{
    char name[64], variable[96], for_pid[32], interval[] = "WATCHDOG_USEC=200000";
    (void)snprintf(name, sizeof(name), "@dutyd-watchdog-%d", (int)getpid());
    (void)snprintf(variable, sizeof(variable), "NOTIFY_SOCKET=%s", name);
    (void)snprintf(for_pid, sizeof(for_pid), "WATCHDOG_PID=%d", (int)pid);
    int fd = notify_socket(name);
    char *list[] = {variable, interval, for_pid, NULL};
    char **before = with_environment(list);

    struct scene s = {.loop = loop_new()};
    s.timer = loop_timer_new(s.loop, stop, &s);
    loop_timer_set(s.timer, 250);
    loop_run(s.loop, NULL, NULL, NULL);
    loop_timer_free(s.timer);
    loop_free(s.loop);
    environ = before;
    return fd;
}

static void test_the_watchdog_is_fed_from_the_loop(void **state)
{
    (void)state;
    int fd = watched_loop(getpid());
    assert_heard(fd, "WATCHDOG=1");
    assert_heard(fd, "WATCHDOG=1");
    (void)close(fd);
}

static void test_a_watchdog_for_another_process_is_not_fed(void **state)
{
    (void)state;
    int fd = watched_loop(getppid());
    char none[16];
    assert_true(recv(fd, none, sizeof(none), 0) < 0);
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_timer_may_free_itself_and_retired_objects_go_after_it),
        cmocka_unit_test(test_a_freed_timer_never_fires_though_it_was_due_at_once),
        cmocka_unit_test(test_a_timer_fires_once_and_not_when_cleared),
        cmocka_unit_test(test_signals_are_ordinary_callbacks_and_sigpipe_is_harmless),
        cmocka_unit_test(test_a_stop_before_the_run_is_not_lost),
        cmocka_unit_test(test_a_blocking_callback_shows_as_lag),
        cmocka_unit_test(test_systemd_hears_us_on_a_path_and_on_an_abstract_name),
        cmocka_unit_test(test_the_watchdog_is_fed_from_the_loop),
        cmocka_unit_test(test_a_watchdog_for_another_process_is_not_fed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
