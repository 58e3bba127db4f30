/* The table of runs and the life of each: wait, pose the problem, solve, keep the draft. */
#include "web/roster_runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/str.h"
#include "programs.h"

#define ENGINES     2  /* at a time */
#define ASKS        4  /* of pages, besides */
#define RUNS_MAX    32 /* in the table, those waiting and those not told yet included */
#define PROBLEM_MAX (64u << 20)
#define WORK_MAX    ((size_t)2 * PROBLEM_MAX)
#define GRACE_MS    10000                    /* for writing down the best so far */
#define CALLS_MS    120000                   /* for posing and saving */
#define TELL_US     (600 * INT64_C(1000000)) /* what nobody came to hear is old after this */
#define CENTER_MAX  64

enum state { RUN_WAITING, RUN_POSING, RUN_SOLVING, RUN_SAVING, RUN_ENDED };

/* The process of a run. It outlives a run that was thrown away, until it is reaped. */
struct engine {
    struct roster_runs *all;
    struct run *run; /* NULL: nobody waits for it */
    struct child *child;
};

struct run {
    struct flow flow; /* first; its arena lives from posing to the end */
    struct roster_runs *all;
    struct run *next;
    char center[CENTER_MAX], month[8], mode[8], seed[12], version[12];
    char session_hash[SECRET_HEX_LEN + 1], request[17];
    enum state state;
    bool is_unwanted;      /* discarded: nothing of it is told */
    bool is_finish_wanted; /* the best so far will do */
    bool has_progress;
    bool is_proposal; /* what it drew waits beside the draft */
    struct program_progress progress;
    struct engine *engine; /* while solving */
    int64_t seconds;       /* the budget */
    int64_t begun_us;      /* monotonic, when it was its turn */
    int64_t since_us;      /* of the present state */
    struct sv problem;     /* in the flow's arena, as are the next two */
    const char *solution;
    const char *args; /* of the error's sentence */
    json_t *told;     /* of an ended run: what roster_run_tell will say */
};

struct roster_runs {
    const struct web *w;
    struct run *first; /* in the order of starting */
    size_t n, n_engines, n_asks;
    bool is_stopping;
};

struct roster_runs *roster_runs_new(const struct web *w)
{
    struct roster_runs *all = heap_new(sizeof *all);
    all->w = w;
    return all;
}

static bool is_active(const struct run *run)
{
    return run->state != RUN_WAITING && run->state != RUN_ENDED;
}

static struct run *find(const struct roster_runs *all, const char *center, const char *month)
{
    struct run *run = all->first;
    while (run && (strcmp(run->center, center) != 0 || strcmp(run->month, month) != 0))
        run = run->next;
    return run;
}

static void enter(struct run *run, enum state state)
{
    run->state = state;
    run->since_us = clock_mono_us();
}

static void free_run(void *p)
{
    struct run *run = p;
    json_decref(run->told);
    free(run);
}

static void drop(struct run *run)
{
    struct run **at = &run->all->first;
    while (*at != run)
        at = &(*at)->next;
    *at = run->next;
    run->all->n--;
    loop_retire(run->all->w->loop, free_run, run);
}

static void ask(struct run *run, enum query q, const char *const *params, size_t n, db_done *done)
{
    db_call(run->all->w->db, &(struct db_call){.lane = DB_SLOW,
                                               .query = q,
                                               .params = params,
                                               .n_params = n,
                                               .session_hash = run->session_hash,
                                               .action = "roster.draft",
                                               .request_id = run->request,
                                               .done = done,
                                               .ctx = flow_ticket_open(&run->flow)});
}

static void note_error(struct run *run, const struct db_result *res)
{
    run->flow.err = res->err;
    run->args = res->args ? arena_str(run->flow.arena, res->args) : NULL;
}

static void posed(void *ctx, const struct db_result *res)
{
    struct run *run = (struct run *)flow_ticket_close(ctx);
    if (!run)
        return;
    note_error(run, res);
    if (res->value.n > PROBLEM_MAX)
        err_field(&run->flow.err, "error.roster.too_large", "", SV(""));
    else
        run->problem = (struct sv){arena_dup(run->flow.arena, res->value), res->value.n};
    flow_resume(&run->flow);
}

static enum step pose_problem(struct flow *f)
{
    struct run *run = (struct run *)f;
    const char *params[] = {run->month, run->mode};
    ask(run, Q_DRAFT_PROBLEM, params, ARRAY_LEN(params), posed);
    return STEP_WAIT;
}

static void advanced(void *ctx, struct sv line)
{
    struct engine *g = ctx;
    struct run *run = g->run;
    if (!run || !program_progress(line, &run->progress))
        return;
    run->has_progress = true;
    if (run->is_finish_wanted)
        child_end(g->child, GRACE_MS);
}

static void solved(void *ctx, const struct child_result *res)
{
    struct engine *g = ctx;
    struct run *run = g->run;
    g->all->n_engines--;
    free(g);
    if (!run)
        return;
    run->engine = NULL;
    if (res->ok)
        run->solution = arena_dup(run->flow.arena, res->out);
    else
        run->flow.err = program_solve_error(res);
    flow_resume(&run->flow);
}

static enum step solve(struct flow *f)
{
    struct run *run = (struct run *)f;
    const struct web *w = run->all->w;
    struct engine *g = heap_new(sizeof *g);
    struct err e = {0};
    struct child_job job =
        program_solve(f->arena, w->lib_dir, run->mode, run->seconds, run->seed, run->problem);
    job.done = solved;
    job.line = advanced;
    job.ctx = g;
    g->child = child_run(w->loop, &job, &e);
    if (!g->child) {
        free(g);
        return flow_fail(f, &e);
    }
    g->all = run->all;
    g->run = run;
    g->all->n_engines++;
    run->engine = g;
    enter(run, RUN_SOLVING);
    return STEP_WAIT;
}

static void kept(void *ctx, const struct db_result *res)
{
    struct run *run = (struct run *)flow_ticket_close(ctx);
    if (!run)
        return;
    note_error(run, res);
    json_t *saved = json_loadb(res->value.p, res->value.n, 0, NULL);
    run->is_proposal = json_is_true(json_object_get(saved, "is_proposal"));
    json_decref(saved);
    flow_resume(&run->flow);
}

static enum step keep_draft(struct flow *f)
{
    struct run *run = (struct run *)f;
    char sha[SECRET_HEX_LEN + 1];
    secret_sha256_hex(run->problem, sha);
    const char *params[] = {run->month, run->mode, run->seed, sha, run->version, run->solution};
    enter(run, RUN_SAVING);
    ask(run, Q_DRAFT_SAVE, params, ARRAY_LEN(params), kept);
    return STEP_WAIT;
}

static flow_step *const steps[] = {
    pose_problem, /* WAIT: one SQL call */
    solve,        /* WAIT: the engine's process */
    keep_draft,   /* WAIT: one SQL call */
    NULL,
};

/* What went wrong in the engine is ours to look into; people are told that it failed. Only when the
 * database broke off while saving is it not sure that the earlier draft is still there. */
static json_t *failure(struct run *run)
{
    struct err *e = &run->flow.err;
    bool was_cut = e->code == ERR_DB_LOST || e->code == ERR_TIMEOUT;
    bool is_unsure = run->state == RUN_SAVING && was_cut;
    if (e->code == ERR_INTERNAL || e->code == ERR_CHILD || e->code == ERR_TIMEOUT)
        (void)snprintf(e->key, sizeof e->key, "error.roster.%s",
                       e->code == ERR_TIMEOUT ? "slow" : "engine");
    return json_pack("{s:o, s:b}", "failed", web_error_json(e, run->args), "is_unchanged",
                     !is_unsure);
}

static json_t *success(const struct run *run)
{
    bool is_fill = strcmp(run->mode, "fill") == 0;
    return json_pack("{s:b}",
                     run->is_proposal ? "is_proposal"
                     : is_fill        ? "is_filled"
                                      : "is_done",
                     1);
}

static void log_end(const struct run *run)
{
    const struct err *e = &run->flow.err;
    if (run->is_unwanted)
        log_info("roster.run_discarded", LOG_S("center", run->center), LOG_S("month", run->month),
                 LOG_S("request", run->request));
    else if (e->code != ERR_NONE)
        log_warn("roster.run_failed", LOG_S("center", run->center), LOG_S("month", run->month),
                 LOG_S("request", run->request), LOG_S("code", err_name(e->code)),
                 LOG_S("detail", e->detail));
    else
        log_info("roster.run_kept", LOG_S("center", run->center), LOG_S("month", run->month),
                 LOG_S("mode", run->mode), LOG_S("request", run->request), LOG_S("seed", run->seed),
                 LOG_I("cost", run->progress.cost), LOG_I("bound", run->progress.bound),
                 LOG_I("ms", (clock_mono_us() - run->begun_us) / 1000));
}

static void start_next(struct roster_runs *all);

static void end(struct flow *f)
{
    struct run *run = (struct run *)f;
    struct roster_runs *all = run->all;
    if (run->engine) {
        run->engine->run = NULL;
        child_kill(run->engine->child);
        run->engine = NULL;
    }
    log_end(run);
    run->told = f->err.code == ERR_NONE ? success(run) : failure(run);
    enter(run, RUN_ENDED);
    arena_free(f->arena);
    if (run->is_unwanted)
        drop(run);
    start_next(all);
}

static void begin(struct run *run)
{
    int64_t longest_ms;
    run->seconds = run->all->w->config->roster_seconds;
    longest_ms = program_solve_ms(run->seconds) + CALLS_MS;
    enter(run, RUN_POSING);
    run->begun_us = run->since_us;
    log_info("roster.run_begun", LOG_S("center", run->center), LOG_S("month", run->month),
             LOG_S("request", run->request), LOG_S("seed", run->seed));
    flow_start(&run->flow, run->all->w->loop, arena_new(WORK_MAX), steps, end, longest_ms);
}

static void start_next(struct roster_runs *all)
{
    struct run *waiting = NULL;
    size_t active = 0;
    for (struct run *run = all->is_stopping ? NULL : all->first; run; run = run->next) {
        active += is_active(run);
        if (!waiting && run->state == RUN_WAITING)
            waiting = run;
    }
    if (waiting && active < ENGINES)
        begin(waiting);
}

/* Room for one more: what was never told makes way. */
static bool make_room(struct roster_runs *all)
{
    struct run *run = all->first;
    while (all->n >= RUNS_MAX && run) {
        struct run *next = run->next;
        if (run->state == RUN_ENDED)
            drop(run);
        run = next;
    }
    return all->n < RUNS_MAX;
}

bool roster_run_start(struct roster_runs *all, const struct http_request *r,
                      const struct roster_order *o, struct err *e)
{
    struct run *old = find(all, o->center, o->month), **at = &all->first;
    if (old && old->state != RUN_ENDED) {
        err_field(e, "error.roster.running", "", SV(""));
        e->code = ERR_CONFLICT;
        return false;
    }
    if (old)
        drop(old);
    if (all->is_stopping || !make_room(all))
        return err_set(e, ERR_BUSY, "too many rosters wait to be drawn");
    struct run *run = heap_new(sizeof *run);
    run->all = all;
    (void)snprintf(run->center, sizeof run->center, "%s", o->center);
    (void)snprintf(run->month, sizeof run->month, "%s", o->month);
    (void)snprintf(run->mode, sizeof run->mode, "%s", o->mode);
    (void)snprintf(run->seed, sizeof run->seed, "%s", o->seed);
    (void)snprintf(run->version, sizeof run->version, "%lld", (long long)o->version);
    (void)snprintf(run->session_hash, sizeof run->session_hash, "%s", r->session_hash);
    (void)snprintf(run->request, sizeof run->request, "%s", r->id);
    enter(run, RUN_WAITING);
    while (*at)
        at = &(*at)->next;
    *at = run;
    all->n++;
    start_next(all);
    return true;
}

void roster_run_finish(struct roster_runs *all, const char *center, const char *month)
{
    struct run *run = find(all, center, month);
    if (!run)
        return;
    run->is_finish_wanted = true;
    if (run->engine && run->has_progress)
        child_end(run->engine->child, GRACE_MS);
}

static void discard(struct run *run)
{
    struct err e = {0};
    if (run->state == RUN_WAITING) {
        drop(run);
    } else if (run->state == RUN_POSING || run->state == RUN_SOLVING) {
        run->is_unwanted = true;
        err_set(&e, ERR_GONE, "discarded");
        flow_fail(&run->flow, &e);
    }
}

void roster_run_discard(struct roster_runs *all, const char *center, const char *month)
{
    struct run *run = find(all, center, month);
    if (run)
        discard(run);
}

static json_t *figures(const struct program_progress *p)
{
    int64_t gap = program_gap_percent(p);
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:b, s:b}", "uncovered", (json_int_t)p->uncovered,
                     "cost", (json_int_t)p->cost, "bound", (json_int_t)p->bound, "moves",
                     (json_int_t)p->moves, "gap_percent", (json_int_t)gap, "is_best", gap == 0,
                     "is_full", p->uncovered == 0);
}

/* A run that ended while r was already under way: what r shows may be from before. */
static bool is_too_fresh(const struct run *run, const struct http_request *r)
{
    return run->state == RUN_ENDED && run->since_us >= r->started_us;
}

json_t *roster_run_json(const struct roster_runs *all, const struct http_request *r,
                        const char *center, const char *month)
{
    const struct run *run = find(all, center, month);
    int64_t ahead = 0, elapsed_s;
    if (!run || (run->state == RUN_ENDED && !is_too_fresh(run, r)))
        return NULL;
    for (const struct run *other = all->first; other != run; other = other->next)
        ahead += other->state != RUN_ENDED;
    elapsed_s = run->state == RUN_SOLVING ? (clock_mono_us() - run->since_us) / 1000000 : 0;
    json_t *o =
        json_pack("{s:b, s:b, s:b, s:b, s:I, s:I, s:I}", "is_waiting", run->state == RUN_WAITING,
                  "is_drawing", run->state == RUN_POSING || run->state == RUN_SOLVING, "is_saving",
                  run->state == RUN_SAVING || run->state == RUN_ENDED, "is_finishing",
                  run->is_finish_wanted, "ahead", (json_int_t)ahead, "elapsed_s",
                  (json_int_t)elapsed_s, "seconds", (json_int_t)run->seconds);
    if (run->has_progress)
        json_object_set_new(o, "progress", figures(&run->progress));
    return o;
}

json_t *roster_run_tell(struct roster_runs *all, const struct http_request *r, const char *center,
                        const char *month)
{
    struct run *run = find(all, center, month);
    json_t *told = NULL;
    if (!run || run->state != RUN_ENDED || is_too_fresh(run, r) ||
        strcmp(run->session_hash, r->session_hash) != 0)
        return NULL;
    if (clock_mono_us() - run->since_us < TELL_US)
        told = json_incref(run->told);
    drop(run);
    return told;
}

bool roster_ask_begin(struct roster_runs *all, struct err *e)
{
    if (all->n_asks == ASKS)
        return err_set(e, ERR_BUSY, "too many pages wait for the engine");
    all->n_asks++;
    return true;
}

void roster_ask_end(struct roster_runs *all)
{
    all->n_asks--;
}

void roster_runs_stop(struct roster_runs *all)
{
    all->is_stopping = true;
    for (struct run *run = all->first, *next; run; run = next) {
        next = run->next;
        discard(run);
    }
}

size_t roster_runs_busy(const struct roster_runs *all)
{
    size_t n = all->n_engines + all->n_asks;
    for (const struct run *run = all->first; run; run = run->next)
        n += is_active(run);
    return n;
}

void roster_runs_free(struct roster_runs *all)
{
    if (!all)
        return;
    roster_runs_stop(all);
    while (all->first) {
        struct err e = {0};
        err_set(&e, ERR_GONE, "the daemon has ended");
        if (is_active(all->first))
            flow_fail(&all->first->flow, &e);
        drop(all->first);
    }
    free(all);
}
