/* Drafting a month from the pages: starting a run of the engine, following it, ending it. */
#include <string.h>

#include "core/str.h"
#include "web/roster_runs.h"

/* A Centre's month, as the query names it: the key of a run. */
struct month {
    const char *center, *month;
    int64_t version; /* of its draft */
};

static struct month month_of(const json_t *root)
{
    const json_t *page = json_object_get(root, "page"), *me = json_object_get(root, "me");
    const char *center = json_string_value(json_object_get(me, "center"));
    const char *month = json_string_value(json_object_get(page, "month"));
    int64_t version = json_integer_value(json_object_get(page, "draft_version"));
    return (struct month){center ? center : "", month ? month : "", version};
}

static const char *roster_path(struct http_request *r, const char *month)
{
    return arena_printf(r->arena, "/roster?month=%s", month);
}

/* While a run is on, a browser without scripts loads the page again by itself. */
static void add_run(struct http_request *r, json_t *root)
{
    const struct web *w = r->app;
    json_t *page = json_object_get(root, "page");
    struct month m = month_of(root);
    if (!json_is_true(json_object_get(page, "can_draft")))
        return;
    json_t *run = roster_run_json(w->runs, r, m.center, m.month);
    json_object_set_new(page, "run", run ? run : json_null());
    if (run)
        json_object_set_new(
            root, "refresh",
            json_string(arena_printf(r->arena, "2;url=%s", roster_path(r, m.month))));
    else if (r->method == HTTP_GET)
        json_object_set_new(page, "ended", roster_run_tell(w->runs, r, m.center, m.month));
}

static const char *const draft_args[] = {"month", NULL};

static void ask_month(struct http_request *r, db_done *done)
{
    web_call(r, DB_FAST, Q_PAGE_DRAFT, web_params(r, draft_args), done, r);
}

/* These two take root. */
static void show_run(struct http_request *r, json_t *root)
{
    add_run(r, root);
    web_render(r, "draft", 200, root);
}

static void show_roster(struct http_request *r, json_t *root)
{
    if (http_wants_json(r)) {
        show_run(r, root);
        return;
    }
    http_redirect(r, roster_path(r, month_of(root).month));
    json_decref(root);
}

static void found_run(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web *w = r->app;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    struct month m = month_of(root);
    json_t *run = roster_run_json(w->runs, r, m.center, m.month);
    json_decref(run);
    if (run)
        show_run(r, root);
    else
        show_roster(r, root);
}

void web_roster_run(struct http_request *r)
{
    ask_month(r, found_run);
}

static const char *seed_of(const struct http_request *r)
{
    const char *given = http_field(r, "seed");
    return given && given[0] ? given : "1";
}

/* Anything but fill draws anew. */
static const char *mode_of(const struct http_request *r)
{
    const char *given = http_field(r, "mode");
    return given && strcmp(given, "fill") == 0 ? "fill" : "draft";
}

static void start_run(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web *w = r->app;
    struct err e = res->err;
    json_t *root = e.code == ERR_NONE ? web_json(r, res) : NULL;
    struct month m = month_of(root);
    struct roster_order order = {m.center, m.month, mode_of(r), seed_of(r), m.version};
    if (e.code == ERR_NONE && !root)
        return;
    if (root && roster_run_start(w->runs, r, &order, &e)) {
        show_roster(r, root);
        return;
    }
    json_decref(root);
    web_form_again(r, r->route->data, &e, res->args);
}

void web_roster_draft(struct http_request *r)
{
    struct err e = {0};
    int64_t seed;
    if (sv_int(sv_of(seed_of(r)), 0, INT32_MAX, &seed)) {
        ask_month(r, start_run);
        return;
    }
    err_field(&e, "error.field.number", "seed", sv_of(seed_of(r)));
    web_form_again(r, r->route->data, &e, NULL);
}

static void end_run(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    const struct web *w = r->app;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    struct month m = month_of(root);
    if (r->route->handler == web_roster_finish)
        roster_run_finish(w->runs, m.center, m.month);
    else
        roster_run_discard(w->runs, m.center, m.month);
    show_roster(r, root);
}

void web_roster_finish(struct http_request *r)
{
    ask_month(r, end_run);
}

void web_roster_discard(struct http_request *r)
{
    ask_month(r, end_run);
}

static const char *const month_args[] = {"month", "shift", NULL};
const struct web_page web_roster = {"roster", Q_PAGE_ROSTER, DB_FAST, month_args, add_run};

/* What telling people costs, of the draft as it is and of the proposal. */
static void add_costs(struct http_request *r, json_t *root)
{
    json_t *proposal = json_object_get(json_object_get(root, "page"), "proposal");
    if (!proposal)
        return;
    web_add_cost(r->app, json_object_get(proposal, "old"));
    web_add_cost(r->app, json_object_get(proposal, "new"));
}

const struct web_page web_draft_diff = {"draft_diff", Q_PAGE_DRAFT_DIFF, DB_FAST, draft_args,
                                        add_costs};

static const char *const version_args[] = {"month", "version", NULL};
const struct web_form web_draft_undo = {Q_DRAFT_UNDO, DB_SLOW, version_args,
                                        "/roster?month={month}&done=undo", &web_roster};
const struct web_form web_draft_redo = {Q_DRAFT_REDO, DB_SLOW, version_args,
                                        "/roster?month={month}&done=redo", &web_roster};
const struct web_form web_draft_unpin = {Q_DRAFT_CLEAR_PINS, DB_SLOW, version_args,
                                         "/roster?month={month}&done=unpin", &web_roster};
const struct web_form web_draft_take = {Q_DRAFT_TAKE, DB_SLOW, version_args,
                                        "/roster?month={month}&done=take", &web_draft_diff};
const struct web_form web_draft_drop = {Q_DRAFT_DROP, DB_SLOW, draft_args,
                                        "/roster?month={month}&done=drop", &web_draft_diff};
