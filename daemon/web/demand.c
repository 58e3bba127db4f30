/* What duty is needed, and the Centre's calendar: forms that show what they would do before they do
 * it. The query keeps nothing and answers with the page again, effect and all, until the form
 * brings back the mark of that very effect. */
#include <string.h>

#include "core/str.h"
#include "programs.h"
#include "web/web.h"

#define DEMAND_MS 30000
#define MAX_ARGS  4

/* The page with what the form would do, or where to go now that it is done. */
static void answer(struct http_request *r, const struct web_sure *s, const struct db_result *res)
{
    json_t *root = web_json(r, res);
    bool is_page = root && json_object_get(root, "page");
    if (is_page && s->back->add)
        s->back->add(r, root);
    if (is_page)
        web_render(r, s->back->name, 200, root);
    else if (root)
        web_done(r, s->next, res);
    if (root && !is_page)
        json_decref(root);
}

static void sure_done(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web_sure *s = r->route->data;
    if (res->err.code != ERR_NONE)
        web_form_again(r, s->back, &res->err, res->args);
    else
        answer(r, s, res);
}

void web_sure(struct http_request *r)
{
    const struct web_sure *s = r->route->data;
    const char *const *given = web_params(r, s->args);
    const char *params[MAX_ARGS + 1] = {NULL};
    size_t n = 0;
    while (n + 1 < MAX_ARGS && given[n]) {
        params[n] = given[n];
        n++;
    }
    params[n] = web_form_json(r);
    web_call(r, DB_FAST, s->query, params, sure_done, r);
}

/* A box that is not ticked sends nothing: where the form is shown again, it stays that way. Of the
 * ways to recur the one chosen is marked, {"is": {"weekly": true}}. */
void web_demand_add(struct http_request *r, json_t *root)
{
    json_t *page = json_object_get(root, "page"), *form = json_object_get(page, "form"), *value;
    const char *name, *repeat;
    void *next;
    json_object_foreach_safe(form, next, name, value)
    {
        const char *text = json_string_value(value);
        if (r->method == HTTP_POST && text && strcmp(text, "1") == 0 && !http_field(r, name))
            json_object_del(form, name);
    }
    repeat = json_string_value(json_object_get(form, "repeat"));
    if (repeat)
        json_object_set_new(page, "is", json_pack("{s:b}", repeat, 1));
}

/* ---- a rule: what recurs is worked out by the parser child in between ---- */

struct rule {
    struct flow flow; /* first */
    struct http_request *r;
    const char *rule_id, *post_id, *form;
    struct sv wanted;        /* {"rrule", "dtstart", "from"} */
    struct sv days;          /* the child's JSON, empty: every day */
    const char *args;        /* of the error's sentence */
    struct db_result result; /* its value in the arena */
};

static void keep_result(struct rule *m, const struct db_result *res, struct sv *value)
{
    m->flow.err = res->err;
    m->args = res->args ? arena_str(m->flow.arena, res->args) : NULL;
    *value = (struct sv){arena_dup(m->flow.arena, res->value), res->value.n};
}

static void asked(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct rule *m = (struct rule *)f;
    keep_result(m, res, &m->wanted);
    flow_resume(f);
}

static enum step ask_rrule(struct flow *f)
{
    struct rule *m = (struct rule *)f;
    const char *params[] = {m->rule_id, m->post_id, m->form, NULL};
    web_call(m->r, DB_FAST, Q_DEMAND_RRULE, params, asked, flow_ticket_open(f));
    return STEP_WAIT;
}

static void expanded(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct rule *m = (struct rule *)f;
    if (res->ok)
        m->days = (struct sv){arena_dup(f->arena, res->out), res->out.n};
    else
        f->err = program_rrule_error(res);
    flow_resume(f);
}

static enum step expand_rrule(struct flow *f)
{
    struct rule *m = (struct rule *)f;
    struct web *w = m->r->app;
    struct err e = {0};
    const char *rrule = NULL, *dtstart = "", *from = "";
    json_t *wanted = json_loadb(m->wanted.p, m->wanted.n, 0, NULL);
    if (!wanted || json_unpack(wanted, "{s:s, s:s, s:s}", "rrule", &rrule, "dtstart", &dtstart,
                               "from", &from) != 0)
        rrule = NULL;
    struct child_job job = {0};
    if (rrule)
        job = program_rrule(f->arena, w->lib_dir, rrule, dtstart, from);
    json_decref(wanted);
    if (!rrule)
        return STEP_NEXT;
    job.done = expanded;
    job.ctx = flow_ticket_open(f);
    if (child_run(w->loop, &job, &e))
        return STEP_WAIT;
    flow_ticket_close(job.ctx);
    return flow_fail(f, &e);
}

static enum step check_days(struct flow *f)
{
    struct rule *m = (struct rule *)f;
    struct err e = {0};
    return m->days.n == 0 || program_parsed(m->days, "rrule", &e) ? STEP_NEXT : flow_fail(f, &e);
}

static void put(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct rule *m = (struct rule *)f;
    keep_result(m, res, &m->result.value);
    flow_resume(f);
}

static enum step put_rule(struct flow *f)
{
    struct rule *m = (struct rule *)f;
    const char *params[] = {m->rule_id, m->post_id, m->form, m->days.n ? m->days.p : "", NULL};
    web_call(m->r, DB_FAST, Q_DEMAND_RULE_PUT, params, put, flow_ticket_open(f));
    return STEP_WAIT;
}

static flow_step *const rule_steps[] = {
    ask_rrule,    /* WAIT: one SQL call */
    expand_rrule, /* WAIT: the child, where something recurs */
    check_days,   /* pure */
    put_rule,     /* WAIT: one SQL call */
    NULL,
};

static void rule_end(struct flow *f)
{
    struct rule *m = (struct rule *)f;
    const struct web_sure *s = m->r->route->data;
    if (f->err.code != ERR_NONE)
        web_form_again(m->r, s->back, &f->err, m->args);
    else
        answer(m->r, s, &m->result);
}

static void start_rule(struct http_request *r, const char *rule_id, const char *post_id)
{
    struct web *w = r->app;
    struct rule *m = arena_alloc(r->arena, sizeof *m);
    m->r = r;
    m->rule_id = rule_id;
    m->post_id = post_id;
    m->form = web_form_json(r);
    flow_start(&m->flow, w->loop, r->arena, rule_steps, rule_end, DEMAND_MS);
}

void web_demand_rule_new(struct http_request *r)
{
    start_rule(r, "", r->params[0]);
}

void web_demand_rule_save(struct http_request *r)
{
    start_rule(r, r->params[0], "");
}
