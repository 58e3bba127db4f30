/* The short links in messages, without a log-in: one page, one button, and the record it makes. */
#include "core/str.h"
#include "web/web.h"

static const char *client_of(const struct http_request *r)
{
    const char *client = http_header(r, "User-Agent");
    return client ? client : "";
}

static void opened(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    http_reply_header(r, "X-Robots-Tag", "noindex");
    web_render(r, "c", 200, root);
}

/* GET /c/CODE, /u/CODE: answers nothing, for programs that look at messages follow links, too. */
void web_short_link(struct http_request *r)
{
    const char *params[] = {r->params[0], client_of(r), NULL};
    web_call(r, DB_JOBS, Q_LINK_OPEN, params, opened, r);
}

static void used(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    web_goto(r, res, arena_printf(r->arena, "%s?done=said", r->path));
}

/* POST /c/CODE: the record. */
void web_short_link_use(struct http_request *r)
{
    const char *answer = http_field(r, "answer");
    const char *params[] = {r->params[0], answer ? answer : "", client_of(r), NULL};
    web_call(r, DB_JOBS, Q_LINK_USE, params, used, r);
}

/* The mail program's own button wants no redirect (RFC 8058 3.1). */
static void clicked(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    http_reply(r, &(struct http_body){
                      .status = 200, .type = "text/plain; charset=utf-8", .bytes = SV("ok\n")});
    json_decref(root);
}

/* POST /u/CODE: no more of such messages; by the page's button, or by the mail program's with
 * List-Unsubscribe=One-Click as its body. */
void web_unsubscribe(struct http_request *r)
{
    const char *params[] = {r->params[0], "unsubscribe", client_of(r), NULL};
    bool is_one_click = http_field(r, "List-Unsubscribe") != NULL;
    web_call(r, DB_JOBS, Q_LINK_USE, params, is_one_click ? clicked : used, r);
}
