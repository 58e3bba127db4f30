/* Invitations answered without a log-in: the page behind the link in a mail, its two buttons, and
 * the choice whether to get such mails at all. */
#include "core/sign.h"
#include "core/str.h"
#include "web/web.h"

/* The purpose that daemon/notice/invite.h signs links for. */
#define LINK "invite.link"

static const char *const no_args[] = {NULL};
static const char *const choose_args[] = {"wanted", NULL};

const struct web_page web_answers = {"answers", Q_PAGE_ANSWERS, DB_FAST, no_args, NULL};
const struct web_form web_invite_choose = {Q_INVITE_CHOOSE, DB_FAST, choose_args, "/me?done=invite",
                                           NULL};

struct answer_link {
    const char *center, *invite, *sequence;
};

/* False, and answered, when the link is none of ours: the database is not asked then. */
static bool open_link(struct http_request *r, struct answer_link *l)
{
    const struct web *w = r->app;
    int64_t numbers[3];
    struct err e = {0};
    if (!sign_open(w->seal, LINK, sv_of(r->params[0]), numbers, ARRAY_LEN(numbers))) {
        err_field(&e, "error.invite.link", "", SV(""));
        e.code = ERR_NOT_FOUND;
        http_reply_error(r, &e, NULL);
        return false;
    }
    l->center = arena_printf(r->arena, "%lld", (long long)numbers[0]);
    l->invite = arena_printf(r->arena, "%lld", (long long)numbers[1]);
    l->sequence = arena_printf(r->arena, "%lld", (long long)numbers[2]);
    return true;
}

static void opened(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    json_t *root = web_json(r, res);
    if (!root)
        return;
    http_reply_header(r, "X-Robots-Tag", "noindex");
    web_render(r, "answer", 200, root);
}

/* GET /a/NAME changes nothing: programs that look at mails follow links, too. */
void web_answer(struct http_request *r)
{
    struct answer_link l;
    if (!open_link(r, &l))
        return;
    const char *params[] = {l.center, l.invite, l.sequence, NULL};
    web_call(r, DB_JOBS, Q_INVITE_OPEN, params, opened, r);
}

static void answered(void *ctx, const struct db_result *res)
{
    struct http_request *r = ctx;
    web_goto(r, res, arena_printf(r->arena, "/a/%s?done=answered", r->params[0]));
}

/* POST /a/NAME: the record. */
void web_answer_save(struct http_request *r)
{
    struct answer_link l;
    const char *client = http_header(r, "User-Agent"), *answer = http_field(r, "answer");
    if (!open_link(r, &l))
        return;
    const char *params[] = {
        l.center, l.invite, l.sequence, answer ? answer : "", client ? client : "", NULL};
    web_call(r, DB_JOBS, Q_INVITE_REPLY, params, answered, r);
}
