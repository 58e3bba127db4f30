/* Anything with more than one await: an array of small steps, run in order.
 * The array is the summary; the steps stand below each other in order. A step that starts an
 * operation does so as its last act and returns STEP_WAIT; the operation's callback calls
 * flow_resume (or flow_fail + flow_resume). finish runs exactly once, on success, failure or
 * deadline, and is the only place that answers; it may give f's memory to loop_retire, since
 * nothing here touches f afterwards. A result that arrives after its wait is over is dropped:
 * callbacks carry a ticket and ask flow_ticket_close for the flow first. */
#ifndef CORE_FLOW_H
#define CORE_FLOW_H

#include "core/arena.h"
#include "core/base.h"
#include "core/err.h"
#include "core/loop.h"

enum step { STEP_NEXT, STEP_WAIT, STEP_DONE, STEP_FAIL };

struct flow;
typedef enum step flow_step(struct flow *f);

struct flow {                /* first member of the context struct */
    flow_step *const *steps; /* NULL-terminated */
    void (*finish)(struct flow *f);
    struct arena *arena; /* borrowed: outlives the flow */
    struct err err;      /* err.code != ERR_NONE: failed */
    struct loop *loop;
    struct loop_timer *deadline;
    size_t at;
    struct flow_ticket *tickets; /* open in the present wait; freed by their operations */
    bool is_running, is_waiting, is_over;
};

/* deadline_ms bounds the whole flow. Runs the first steps at once. */
void flow_start(struct flow *f, struct loop *l, struct arena *a, flow_step *const *steps,
                void (*finish)(struct flow *), int64_t deadline_ms);
/* Continues after a STEP_WAIT (with the next step, or finish if f->err is set). Also allowed inside
 * the step, when the operation answers at once. Nothing happens when the flow is over. */
void flow_resume(struct flow *f);
/* Sets f->err from e (the first error stays) and, when the flow is waiting, ends it. Returns
 * STEP_FAIL for steps. */
enum step flow_fail(struct flow *f, const struct err *e);

/* A wait that may outlive the flow: owned by the operation, freed by flow_ticket_close, which
 * returns the flow to resume, or NULL when the flow is over or was resumed since. */
struct flow_ticket;
struct flow_ticket *flow_ticket_open(struct flow *f);
struct flow *flow_ticket_close(struct flow_ticket *t);

#endif
