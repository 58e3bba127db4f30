/* Runs one program to its end, in a loop of its own. */
#include "core/child.h"

#include "core/str.h"
#include "ctl/ctl.h"

struct waiting {
    struct arena *arena;
    struct loop *loop;
    struct child_result *result;
};

static void ended(void *ctx, const struct child_result *r)
{
    struct waiting *w = ctx;
    *w->result = *r;
    w->result->out = (struct sv){arena_dup(w->arena, r->out), r->out.n};
    w->result->errs = (struct sv){arena_dup(w->arena, r->errs), r->errs.n};
    loop_stop(w->loop);
}

bool ctl_child(struct ctl *c, const struct child_job *job, struct child_result *out, struct err *e)
{
    struct waiting w = {c->arena, loop_new(), out};
    struct child_job mine = *job;
    mine.done = ended;
    mine.ctx = &w;
    bool ok = child_run(w.loop, &mine, e) != NULL;
    if (ok)
        loop_run(w.loop, NULL, NULL, NULL);
    loop_free(w.loop);
    return ok;
}
