/* Drafting a month: the database poses the problem, the engine's process solves it, the database
 * keeps the draft with its reasons. The engine may crash or be killed: the old draft stays. */
#include <string.h>

#include "core/str.h"
#include "programs.h"
#include "web/web.h"

#define DRAFT_MS 180000

struct draft {
    struct flow flow; /* first */
    struct http_request *r;
    const char *month, *seed;
    const char *problem, *solution;
    const char *args;       /* of the error's sentence */
    struct db_result draft; /* its value in the arena */
};

static void note_error(struct draft *d, const struct db_result *res)
{
    d->flow.err = res->err;
    d->args = res->args ? arena_str(d->flow.arena, res->args) : NULL;
}

static void posed(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    note_error((struct draft *)f, res);
    ((struct draft *)f)->problem = arena_dup(f->arena, res->value);
    flow_resume(f);
}

static enum step pose_problem(struct flow *f)
{
    struct draft *d = (struct draft *)f;
    const char *params[] = {d->month, NULL};
    web_call(d->r, DB_SLOW, Q_ROSTER_PROBLEM, params, posed, flow_ticket_open(f));
    return STEP_WAIT;
}

static void solved(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    if (res->ok)
        ((struct draft *)f)->solution = arena_dup(f->arena, res->out);
    else
        f->err = program_solve_error(res);
    flow_resume(f);
}

static enum step solve(struct flow *f)
{
    struct draft *d = (struct draft *)f;
    struct web *w = d->r->app;
    struct err e = {0};
    struct child_job job =
        program_solve(f->arena, w->lib_dir, w->config->roster_seconds, d->seed, sv_of(d->problem));
    job.done = solved;
    job.ctx = flow_ticket_open(f);
    if (child_run(w->loop, &job, &e))
        return STEP_WAIT;
    flow_ticket_close(job.ctx);
    return flow_fail(f, &e);
}

static void kept(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct draft *d = (struct draft *)f;
    note_error(d, res);
    d->draft.value = (struct sv){arena_dup(f->arena, res->value), res->value.n};
    flow_resume(f);
}

static enum step keep_draft(struct flow *f)
{
    struct draft *d = (struct draft *)f;
    const char *params[] = {d->month, d->seed, d->solution, NULL};
    web_call(d->r, DB_SLOW, Q_ROSTER_DRAFT_SAVE, params, kept, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const draft_steps[] = {
    pose_problem, /* WAIT: one SQL call */
    solve,        /* WAIT: the engine's process */
    keep_draft,   /* WAIT: one SQL call */
    NULL,
};

static void draft_end(struct flow *f)
{
    struct draft *d = (struct draft *)f;
    if (f->err.code != ERR_NONE)
        web_form_again(d->r, d->r->route->data, &f->err, d->args);
    else
        web_done(d->r, "/roster?month={month}&done=draft", &d->draft);
}

void web_roster_draft(struct http_request *r)
{
    struct web *w = r->app;
    struct draft *d = arena_alloc(r->arena, sizeof *d);
    struct err e = {0};
    int64_t seed;
    const char *given = http_field(r, "seed");
    d->r = r;
    d->month = http_field(r, "month") ? http_field(r, "month") : "";
    d->seed = given && given[0] ? given : "1";
    if (!sv_int(sv_of(d->seed), 0, INT32_MAX, &seed)) {
        err_field(&e, "error.field.number", "seed", sv_of(d->seed));
        web_form_again(r, r->route->data, &e, NULL);
        return;
    }
    flow_start(&d->flow, w->loop, r->arena, draft_steps, draft_end, DRAFT_MS);
}
