/* Pages for which the engine is asked while somebody waits: who could stand a shift instead, and
 * how to repair a month after a dropout. The question is posed by one query, answered by the
 * engine's process, and shown by another query. Without an answer the page is shown all the same:
 * at 06:30 a coordinator must get on without the engine, and no key held down starts more engines
 * than the machine bears. */
#include <stdlib.h>
#include <string.h>

#include "core/log.h"
#include "programs.h"
#include "web/roster_runs.h"

#define ASK_MS 20000

struct ask {
    struct flow flow; /* first */
    struct http_request *r;
    const struct web_asked *what;
    struct err refused; /* of the post that is shown again; its code ERR_NONE for a plain page */
    const char *refused_args;
    const char *const *params;
    struct sv problem;
    const char *answer; /* JSON */
    struct db_result page;
    const char *args; /* of the flow's error */
};

static struct ask *returned(void *ctx, const struct db_result *res)
{
    struct ask *a = (struct ask *)flow_ticket_close(ctx);
    if (a) {
        a->flow.err = res->err;
        a->args = res->args ? arena_str(a->flow.arena, res->args) : NULL;
    }
    return a;
}

static void posed(void *ctx, const struct db_result *res)
{
    struct ask *a = returned(ctx, res);
    if (!a)
        return;
    a->problem = (struct sv){arena_dup(a->flow.arena, res->value), res->value.n};
    flow_resume(&a->flow);
}

static enum step pose(struct flow *f)
{
    struct ask *a = (struct ask *)f;
    web_call(a->r, DB_SLOW, a->what->problem, a->params, posed, flow_ticket_open(f));
    return STEP_WAIT;
}

/* The engine's process of a page; it may outlive the page. */
struct asked {
    struct roster_runs *all;
    struct flow_ticket *ticket;
};

static void answered(void *ctx, const struct child_result *res)
{
    struct asked *one = ctx;
    struct ask *a = (struct ask *)flow_ticket_close(one->ticket);
    roster_ask_end(one->all);
    free(one);
    if (!a)
        return;
    struct err e = program_solve_error(res);
    if (res->ok)
        a->answer = arena_dup(a->flow.arena, res->out);
    else
        log_warn("roster.unanswered", LOG_S("req", a->r->id), LOG_S("mode", a->what->mode),
                 LOG_S("detail", e.detail));
    flow_resume(&a->flow);
}

static enum step ask_engine(struct flow *f)
{
    struct ask *a = (struct ask *)f;
    const struct web *w = a->r->app;
    struct err e = {0};
    if (a->problem.n == 0)
        return STEP_NEXT;
    if (roster_ask_begin(w->runs, &e)) {
        struct asked *one = heap_new(sizeof *one);
        *one = (struct asked){w->runs, flow_ticket_open(f)};
        struct child_job job =
            program_ask(f->arena, w->lib_dir, a->what->mode, a->r->params[0], a->problem);
        job.done = answered;
        job.ctx = one;
        if (child_run(w->loop, &job, &e))
            return STEP_WAIT;
        flow_ticket_close(one->ticket);
        free(one);
        roster_ask_end(w->runs);
    }
    log_warn("roster.unanswered", LOG_S("req", a->r->id), LOG_S("mode", a->what->mode),
             LOG_S("detail", e.detail));
    return STEP_NEXT;
}

static void loaded(void *ctx, const struct db_result *res)
{
    struct ask *a = returned(ctx, res);
    if (!a)
        return;
    a->page.value = (struct sv){arena_dup(a->flow.arena, res->value), res->value.n};
    flow_resume(&a->flow);
}

/* The query's parameters and the engine's answer. */
static enum step load_page(struct flow *f)
{
    struct ask *a = (struct ask *)f;
    size_t n = 0;
    while (a->params[n])
        n++;
    const char **params = arena_alloc(f->arena, (n + 2) * sizeof *params);
    memcpy(params, a->params, n * sizeof *params);
    params[n] = a->answer;
    web_call(a->r, DB_SLOW, a->what->page, params, loaded, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const ask_steps[] = {
    pose,       /* WAIT: one SQL call */
    ask_engine, /* WAIT: the engine's process */
    load_page,  /* WAIT: one SQL call */
    NULL,
};

/* What was typed, as far as the form has such fields, and what is wrong with it. */
static void add_refusal(const struct ask *a, json_t *root)
{
    json_t *form = json_object_get(json_object_get(root, "page"), "form"), *old;
    const char *name;
    void *next;
    json_object_foreach_safe(form, next, name, old)
    {
        const char *given = http_field(a->r, name);
        if (given)
            json_object_set_new(form, name, json_string(given));
    }
    json_object_set_new(root, "error", web_error_json(&a->refused, a->refused_args));
}

static void show(struct flow *f)
{
    struct ask *a = (struct ask *)f;
    if (f->err.code != ERR_NONE) {
        http_reply_error(a->r, &f->err, a->args);
        return;
    }
    json_t *root = web_json(a->r, &a->page);
    if (!root)
        return;
    if (a->refused.code != ERR_NONE)
        add_refusal(a, root);
    if (a->what->add)
        a->what->add(a->r, root);
    web_render(a->r, a->what->name, err_http(a->refused.code), root);
}

static void ask(struct http_request *r, const struct web_asked *what, const struct err *refused,
                const char *refused_args)
{
    const struct web *w = r->app;
    struct ask *a = arena_alloc(r->arena, sizeof *a);
    *a = (struct ask){.r = r, .what = what, .answer = "{}", .params = web_params(r, what->args)};
    if (refused)
        a->refused = *refused;
    a->refused_args = refused_args ? arena_str(r->arena, refused_args) : NULL;
    flow_start(&a->flow, w->loop, r->arena, ask_steps, show, ASK_MS);
}

void web_asked(struct http_request *r)
{
    ask(r, r->route->data, NULL, NULL);
}

static void posted(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_asked_form *f = r->route->data;
    bool is_users = res->err.code == ERR_INVALID || res->err.code == ERR_CONFLICT;
    if (res->err.code == ERR_NONE)
        web_done(r, f->next, res);
    else if (is_users && !http_wants_json(r))
        ask(r, f->back, &res->err, res->args);
    else
        http_reply_error(r, &res->err, res->args);
}

void web_asked_form(struct http_request *r)
{
    const struct web_asked_form *f = r->route->data;
    web_call(r, DB_SLOW, f->query, web_params(r, f->args), posted, r);
}

static const char *const substitutes_args[] = {":0", "instead", NULL};
const struct web_asked web_substitutes = {
    "substitutes", "rank", Q_SUBSTITUTES_PROBLEM, Q_PAGE_SUBSTITUTES, substitutes_args, NULL};

static void add_costs(struct http_request *r, json_t *root)
{
    json_t *way;
    size_t i;
    json_array_foreach(json_object_get(json_object_get(root, "page"), "ways"), i, way)
    {
        web_add_cost(r->app, way);
    }
}

static const char *const repair_args[] = {"absence", "provider", "from", "to", "month", NULL};
const struct web_asked web_repair = {"repair",      "repair",    Q_REPAIR_PROBLEM,
                                     Q_PAGE_REPAIR, repair_args, add_costs};

static const char *const assign_args[] = {":0",      "provider_id", "from", "also",
                                          "version", "overruling",  NULL};
const struct web_asked_form web_shift_assign = {
    Q_DRAFT_ASSIGN, assign_args, "/shifts/{shift}/substitutes?done=edit", &web_substitutes};

static const char *const remove_args[] = {":0", "provider_id", "version", NULL};
const struct web_asked_form web_shift_remove = {
    Q_DRAFT_REMOVE, remove_args, "/shifts/{shift}/substitutes?done=remove", &web_substitutes};

static const char *const pin_args[] = {":0", "provider_id", "pinned", "version", NULL};
const struct web_asked_form web_shift_pin = {
    Q_DRAFT_PIN, pin_args, "/shifts/{shift}/substitutes?done=pin", &web_substitutes};

static const char *const take_args[] = {"month", "version", "changes", NULL};
const struct web_asked_form web_repair_take = {
    Q_DRAFT_REPAIR, take_args, "/roster/publish?month={month}&done=repair", &web_repair};
