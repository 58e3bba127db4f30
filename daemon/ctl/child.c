/* Runs one program to its end, in a loop of its own. */
#include "core/child.h"

#include "core/str.h"
#include "ctl/ctl.h"

#define GRACE_MS 10000 /* for writing down the best so far */

struct waiting {
    struct arena *arena;
    struct loop *loop;
    struct child *child;
    ctl_line *line;
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

static void said(void *ctx, struct sv line)
{
    ((struct waiting *)ctx)->line(line);
}

static void asked_to_stop(void *ctx)
{
    child_end(((struct waiting *)ctx)->child, GRACE_MS);
}

bool ctl_child(struct ctl *c, const struct child_job *job, ctl_line *line, struct child_result *out,
               struct err *e)
{
    struct waiting w = {.arena = c->arena, .loop = loop_new(), .line = line, .result = out};
    struct child_job mine = *job;
    mine.done = ended;
    mine.line = line ? said : NULL;
    mine.ctx = &w;
    w.child = child_run(w.loop, &mine, e);
    if (w.child)
        loop_run(w.loop, c->is_attended ? asked_to_stop : NULL, NULL, &w);
    loop_free(w.loop);
    return w.child != NULL;
}
