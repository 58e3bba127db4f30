/* The thread pool: answers in the loop, a bounded queue, an orderly stop. */
#include "core/work.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static struct {
    struct loop *loop;
    pthread_t loop_thread;
    sem_t gate; /* every job waits for one post */
    atomic_int started;
    atomic_int ran;
    int answered;
    int expected;
} pool;

static void pool_init(int expected)
{
    pool.loop = loop_new();
    pool.loop_thread = pthread_self();
    pool.answered = 0;
    pool.expected = expected;
    atomic_store(&pool.started, 0);
    atomic_store(&pool.ran, 0);
    assert_int_equal(sem_init(&pool.gate, 0, 0), 0);
}

static void pool_fini(void)
{
    assert_int_equal(sem_destroy(&pool.gate), 0);
    loop_free(pool.loop);
}

static void open_gate(int n)
{
    for (int i = 0; i < n; i++) {
        assert_int_equal(sem_post(&pool.gate), 0);
    }
}

static void job(void *p)
{
    atomic_fetch_add(&pool.started, 1);
    while (sem_wait(&pool.gate) != 0) {
    }
    *(int *)p += 1;
    atomic_fetch_add(&pool.ran, 1);
}

static void done(void *p)
{
    assert_true(pthread_equal(pthread_self(), pool.loop_thread));
    assert_int_equal(*(int *)p, 1);
    if (++pool.answered == pool.expected) {
        loop_stop(pool.loop);
    }
}

static void wait_until_started(int n)
{
    while (atomic_load(&pool.started) < n) {
    }
}

static void test_every_job_runs_once_and_answers_in_the_loop(void **state)
{
    (void)state;
    int numbers[20] = {0};
    pool_init(20);
    struct work *w = work_start(pool.loop, 2);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        assert_true(work_add(w, job, done, &numbers[i]));
    }
    open_gate(20);
    loop_run(pool.loop, NULL, NULL, NULL);
    assert_int_equal(pool.answered, 20);
    work_stop(w);
    pool_fini();
}

static void test_a_full_queue_refuses_instead_of_growing(void **state)
{
    (void)state;
    int numbers[2 + WORK_WAITING_MAX + 1] = {0};
    pool_init(2 + WORK_WAITING_MAX);
    struct work *w = work_start(pool.loop, 2);
    assert_true(work_add(w, job, done, &numbers[0]));
    assert_true(work_add(w, job, done, &numbers[1]));
    wait_until_started(2);
    for (size_t i = 2; i < 2 + WORK_WAITING_MAX; i++) {
        assert_true(work_add(w, job, done, &numbers[i]));
    }
    assert_false(work_add(w, job, done, &numbers[2 + WORK_WAITING_MAX]));

    open_gate(2 + WORK_WAITING_MAX);
    loop_run(pool.loop, NULL, NULL, NULL);
    assert_int_equal(numbers[2 + WORK_WAITING_MAX], 0);
    work_stop(w);
    pool_fini();
}

/* Lets one job go at a time, each long after the main thread has entered work_stop. */
static void *open_slowly(void *p)
{
    const atomic_bool *is_over = p;
    while (!atomic_load(is_over)) {
        (void)usleep(100000);
        open_gate(1);
    }
    return NULL;
}

static void test_a_stop_finishes_running_jobs_drops_waiting_ones_and_answers_none(void **state)
{
    (void)state;
    int numbers[4] = {0};
    pool_init(4);
    struct work *w = work_start(pool.loop, 1);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        assert_true(work_add(w, job, done, &numbers[i]));
    }
    wait_until_started(1);
    atomic_bool is_over = false;
    pthread_t opener;
    assert_int_equal(pthread_create(&opener, NULL, open_slowly, &is_over), 0);
    work_stop(w);
    atomic_store(&is_over, true);
    assert_int_equal(pthread_join(opener, NULL), 0);

    assert_int_equal(atomic_load(&pool.ran), atomic_load(&pool.started));
    assert_int_equal(numbers[0], 1);
    assert_int_equal(numbers[3], 0);
    loop_stop(pool.loop);
    loop_run(pool.loop, NULL, NULL, NULL);
    assert_int_equal(pool.answered, 0);
    pool_fini();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_job_runs_once_and_answers_in_the_loop),
        cmocka_unit_test(test_a_full_queue_refuses_instead_of_growing),
        cmocka_unit_test(test_a_stop_finishes_running_jobs_drops_waiting_ones_and_answers_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
