/* Flows: order, every way to end, answers that come at once, late or never. */
#include "core/flow.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
/* On the heap, and given away in finish: a flow that touches itself afterwards is caught by ASan.
 */
struct story {
    struct flow flow;
    struct loop_timer *timer;
    struct flow_ticket *ticket;
};

static struct {
    char trace[16];
    size_t n;
    int finished;
    struct err err;
    struct loop *loop;
    struct flow_ticket *ticket;
} seen;

static void note(char c)
{
    seen.trace[seen.n++] = c;
}

static void story_end(struct flow *f)
{
    struct story *s = (struct story *)f;
    note('!');
    seen.finished++;
    seen.err = f->err;
    seen.ticket = s->ticket;
    loop_timer_free(s->timer);
    loop_stop(f->loop);
    /* Harsher than loop_retire: gone before finish returns. */
    free(s);
}

static struct story *story_new(void)
{
    memset(&seen, 0, sizeof(seen));
    seen.loop = loop_new();
    return heap_new(sizeof(struct story));
}

static void story_run(flow_step *const *steps, int64_t deadline_ms)
{
    struct story *s = story_new();
    flow_start(&s->flow, seen.loop, NULL, steps, story_end, deadline_ms);
    loop_run(seen.loop, NULL, NULL, NULL);
    assert_int_equal(seen.finished, 1);
    loop_free(seen.loop);
}

static enum step step_a(struct flow *f)
{
    (void)f;
    note('a');
    return STEP_NEXT;
}

static enum step step_done(struct flow *f)
{
    (void)f;
    note('d');
    return STEP_DONE;
}

static enum step step_refuse(struct flow *f)
{
    struct err e;
    note('r');
    (void)err_set(&e, ERR_CONFLICT, "taken");
    return flow_fail(f, &e);
}

static enum step step_fail_silently(struct flow *f)
{
    (void)f;
    return STEP_FAIL;
}

static void answer(void *ctx)
{
    note('<');
    flow_resume(ctx);
}

static void answer_with_error(void *ctx)
{
    struct err e;
    note('<');
    (void)err_set(&e, ERR_DB_LOST, "gone");
    (void)flow_fail(ctx, &e);
}

static enum step wait_for(struct flow *f, loop_fn *fn)
{
    struct story *s = (struct story *)f;
    note('w');
    loop_timer_free(s->timer);
    s->timer = loop_timer_new(f->loop, fn, f);
    loop_timer_set(s->timer, 1);
    return STEP_WAIT;
}

static enum step step_wait(struct flow *f)
{
    return wait_for(f, answer);
}

static enum step step_wait_error(struct flow *f)
{
    return wait_for(f, answer_with_error);
}

static enum step step_answered_at_once(struct flow *f)
{
    note('i');
    flow_resume(f);
    return STEP_WAIT;
}

static enum step step_refused_at_once(struct flow *f)
{
    note('j');
    answer_with_error(f);
    flow_resume(f);
    return STEP_WAIT;
}

static enum step step_wait_for_ever(struct flow *f)
{
    struct story *s = (struct story *)f;
    note('e');
    s->ticket = flow_ticket_open(f);
    return STEP_WAIT;
}

static void test_every_ending_runs_finish_once_after_the_right_steps(void **state)
{
    (void)state;
    static const struct {
        flow_step *steps[5];
        const char *trace;
        enum err_code code;
    } cases[] = {
        {{NULL}, "!", ERR_NONE},
        {{step_a, step_a, NULL}, "aa!", ERR_NONE},
        {{step_a, step_wait, step_a, step_wait, NULL}, "aw<aw<!", ERR_NONE},
        {{step_a, step_done, step_a, NULL}, "ad!", ERR_NONE},
        {{step_wait, step_done, step_a, NULL}, "w<d!", ERR_NONE},
        {{step_refuse, step_a, NULL}, "r!", ERR_CONFLICT},
        {{step_wait, step_refuse, step_a, NULL}, "w<r!", ERR_CONFLICT},
        {{step_wait_error, step_a, NULL}, "w<!", ERR_DB_LOST},
        {{step_answered_at_once, step_a, NULL}, "ia!", ERR_NONE},
        {{step_answered_at_once, step_wait, step_a, NULL}, "iw<a!", ERR_NONE},
        {{step_refused_at_once, step_a, NULL}, "j<!", ERR_DB_LOST},
        {{step_fail_silently, step_a, NULL}, "!", ERR_INTERNAL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        story_run(cases[i].steps, 10000);
        assert_string_equal(seen.trace, cases[i].trace);
        assert_int_equal(seen.err.code, cases[i].code);
    }
}

static void test_a_deadline_ends_the_wait_and_a_late_answer_is_dropped(void **state)
{
    (void)state;
    static flow_step *const steps[] = {step_a, step_wait_for_ever, step_a, NULL};
    story_run(steps, 5);
    assert_string_equal(seen.trace, "ae!");
    assert_int_equal(seen.err.code, ERR_TIMEOUT);
    assert_null(flow_ticket_close(seen.ticket));
}

static void close_and_resume(void *ctx)
{
    struct story *s = ctx;
    struct flow_ticket *t = s->ticket;
    s->ticket = NULL;
    struct flow *f = flow_ticket_close(t);
    assert_ptr_equal(f, &s->flow);
    flow_resume(f);
}

static enum step step_with_ticket(struct flow *f)
{
    struct story *s = (struct story *)f;
    s->ticket = flow_ticket_open(f);
    return wait_for(f, close_and_resume);
}

static void test_a_ticket_in_time_leads_back_to_its_flow(void **state)
{
    (void)state;
    static flow_step *const steps[] = {step_with_ticket, step_a, step_with_ticket, NULL};
    story_run(steps, 10000);
    assert_string_equal(seen.trace, "waw!");
    assert_int_equal(seen.err.code, ERR_NONE);
}

static void test_a_ticket_of_an_earlier_wait_leads_nowhere(void **state)
{
    (void)state;
    static flow_step *const steps[] = {step_wait_for_ever, step_wait_for_ever, NULL};
    struct story *s = story_new();
    flow_start(&s->flow, seen.loop, NULL, steps, story_end, 10000);
    struct flow_ticket *old = s->ticket;
    struct flow_ticket *twin = flow_ticket_open(&s->flow);
    assert_ptr_equal(flow_ticket_close(twin), &s->flow);
    flow_resume(&s->flow);
    assert_null(flow_ticket_close(old));
    assert_ptr_equal(flow_ticket_close(s->ticket), &s->flow);
    s->ticket = NULL;
    flow_resume(&s->flow);
    assert_int_equal(seen.finished, 1);
    loop_free(seen.loop);
}

static void resume_twice(void *ctx)
{
    struct flow *f = ctx;
    note('<');
    flow_resume(f);
}

static enum step step_spurious(struct flow *f)
{
    note('s');
    flow_resume(f);
    flow_resume(f);
    return wait_for(f, resume_twice);
}

static void test_a_second_answer_to_one_wait_changes_nothing(void **state)
{
    (void)state;
    static flow_step *const steps[] = {step_spurious, step_wait, step_a, NULL};
    story_run(steps, 10000);
    assert_string_equal(seen.trace, "sww<a!");
}

static void keep(struct flow *f)
{
    note('!');
    seen.finished++;
    seen.err = f->err;
}

static void test_the_first_error_stays_and_calls_after_the_end_do_nothing(void **state)
{
    (void)state;
    static flow_step *const steps[] = {step_wait_for_ever, step_a, NULL};
    struct story *s = story_new();
    struct err first, second;
    (void)err_set(&first, ERR_GONE, "first");
    (void)err_set(&second, ERR_IO, "second");
    flow_start(&s->flow, seen.loop, NULL, steps, keep, 10000);
    assert_int_equal(flow_fail(&s->flow, &first), STEP_FAIL);
    assert_int_equal(flow_fail(&s->flow, &second), STEP_FAIL);
    flow_resume(&s->flow);
    assert_int_equal(seen.finished, 1);
    assert_int_equal(seen.err.code, ERR_GONE);
    assert_string_equal(seen.trace, "e!");
    assert_null(flow_ticket_close(s->ticket));
    free(s);
    loop_free(seen.loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_ending_runs_finish_once_after_the_right_steps),
        cmocka_unit_test(test_a_deadline_ends_the_wait_and_a_late_answer_is_dropped),
        cmocka_unit_test(test_a_ticket_in_time_leads_back_to_its_flow),
        cmocka_unit_test(test_a_ticket_of_an_earlier_wait_leads_nowhere),
        cmocka_unit_test(test_a_second_answer_to_one_wait_changes_nothing),
        cmocka_unit_test(test_the_first_error_stays_and_calls_after_the_end_do_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
