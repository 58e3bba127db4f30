/* Runs a flow's steps in order, once each, and its finish exactly once. */
#include "core/flow.h"

#include <stdlib.h>

struct flow_ticket {
    struct flow *flow; /* borrowed; NULL when the wait it was drawn for is over */
    struct flow_ticket *next;
};

/* Operations still under way may answer later: their tickets no longer lead here. */
static void void_tickets(struct flow *f)
{
    while (f->tickets != NULL) {
        struct flow_ticket *t = f->tickets;
        f->tickets = t->next;
        t->flow = NULL;
        t->next = NULL;
    }
}

/* The last act on f: finish may give its memory away. */
static void end(struct flow *f)
{
    f->is_over = true;
    f->is_waiting = false;
    void_tickets(f);
    loop_timer_free(f->deadline);
    f->deadline = NULL;
    f->finish(f);
}

static enum step run_step(struct flow *f)
{
    /* Set before the call: the operation may answer while the step still runs. */
    f->is_waiting = true;
    enum step s = f->steps[f->at++](f);

    if (s == STEP_FAIL && f->err.code == ERR_NONE) {
        (void)err_set(&f->err, ERR_INTERNAL, "a step failed without saying why");
    }
    if (f->err.code != ERR_NONE) {
        return STEP_FAIL;
    }
    return s == STEP_WAIT && !f->is_waiting ? STEP_NEXT : s;
}

static void run(struct flow *f)
{
    enum step s = f->err.code == ERR_NONE ? STEP_NEXT : STEP_FAIL;

    f->is_running = true;
    while (s == STEP_NEXT && f->steps[f->at] != NULL) {
        s = run_step(f);
    }
    f->is_running = false;
    if (s != STEP_WAIT) {
        end(f);
    }
}

static void on_deadline(void *ctx)
{
    struct err e;
    (void)err_set(&e, ERR_TIMEOUT, "the flow's deadline has passed");
    (void)flow_fail(ctx, &e);
}

void flow_start(struct flow *f, struct loop *l, struct arena *a, flow_step *const *steps,
                void (*finish)(struct flow *), int64_t deadline_ms)
{
    *f = (struct flow){.steps = steps, .finish = finish, .arena = a, .loop = l};
    f->deadline = loop_timer_new(l, on_deadline, f);
    loop_timer_set(f->deadline, deadline_ms);
    run(f);
}

void flow_resume(struct flow *f)
{
    if (f->is_over) {
        return;
    }
    f->is_waiting = false;
    void_tickets(f);
    if (!f->is_running) {
        run(f);
    }
}

enum step flow_fail(struct flow *f, const struct err *e)
{
    if (f->is_over) {
        return STEP_FAIL;
    }
    if (f->err.code == ERR_NONE) {
        f->err = *e;
    }
    if (f->err.code == ERR_NONE) {
        (void)err_set(&f->err, ERR_INTERNAL, "failed with an empty error");
    }
    if (!f->is_running) {
        end(f);
    }
    return STEP_FAIL;
}

struct flow_ticket *flow_ticket_open(struct flow *f)
{
    struct flow_ticket *t = heap_new(sizeof(*t));
    t->flow = f;
    t->next = f->tickets;
    f->tickets = t;
    return t;
}

struct flow *flow_ticket_close(struct flow_ticket *t)
{
    struct flow *f = t->flow;
    if (f != NULL) {
        struct flow_ticket **at = &f->tickets;
        while (*at != t) {
            at = &(*at)->next;
        }
        *at = t->next;
    }
    free(t);
    return f;
}
