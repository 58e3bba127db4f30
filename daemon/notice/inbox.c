/* The loop of the mailbox: fetch, read, take, flag. */
#include "notice/inbox.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/flow.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/secret.h"
#include "core/sign.h"
#include "core/str.h"
#include "core/work.h"
#include "notice/inbox_imap.h"
#include "notice/invite.h"
#include "notice/mail_address.h"
#include "programs.h"

#define READING_BYTES (8u << 20)
#define READING_MS    60000

struct inbox {
    struct loop *loop;
    const struct config *config; /* borrowed, like the next three */
    struct db *db;
    const char *lib_dir;
    const struct seal_key *key;
    struct work *work; /* one thread */
    struct loop_timer *timer;
    struct inbox_visit *visit; /* owned; NULL: none under way */
    struct flow *reading;      /* of the mail in hand, or NULL */
    size_t at;                 /* the mail in hand */
    int64_t after;             /* where the next visit goes on; 0: with the oldest */
    atomic_bool is_stopping;
};

/* One mail on its way from bytes to a verdict. */
struct reading {
    struct flow flow; /* first */
    struct inbox *inbox;
    struct inbox_mail *mail;
    json_t *parsed;      /* owned by the arena */
    const char *verdict; /* for the log */
};

static void next_mail(struct inbox *x);

/* ---- one mail ---- */

static void free_json(void *p)
{
    json_decref(p);
}

static void free_arena(void *p)
{
    arena_free(p);
}

/* A mail that cannot be read (its reader was killed) or means nothing is done with; only our own
 * trouble is a reason to look at it again: a reader that is missing, old or cannot lock itself in
 * ends by itself. */
static void read_done(void *ctx, const struct child_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct reading *r = (struct reading *)f;
    if (!res->ok && res->exit_code != -1) {
        (void)flow_fail(f, &res->err);
        return;
    }
    r->parsed = res->ok ? json_loadb(res->out.p, res->out.n, 0, NULL) : NULL;
    r->verdict = "unreadable";
    if (r->parsed)
        arena_on_free(f->arena, free_json, r->parsed);
    flow_resume(f);
}

static enum step parse(struct flow *f)
{
    struct reading *r = (struct reading *)f;
    const struct program_parse_options options = {.only = "mail"};
    struct err e = {0};
    struct child_job job =
        program_parse(f->arena, r->inbox->lib_dir, &options, buf_view(&r->mail->bytes));
    job.done = read_done;
    job.ctx = flow_ticket_open(f);
    if (child_run(r->inbox->loop, &job, &e))
        return STEP_WAIT;
    (void)flow_ticket_close(job.ctx);
    return flow_fail(f, &e);
}

/* Opens the address a mail came to, one of the signed ones we make. */
typedef bool address_open(const struct reading *r, const char *address, int64_t numbers[2]);

static bool open_reply(const struct reading *r, const char *address, int64_t numbers[2])
{
    const struct inbox *x = r->inbox;
    return sign_open(x->key, INVITE_MAIL, mail_token(x->config->mail_from, address), numbers, 2);
}

static bool open_report(const struct reading *r, const char *address, int64_t numbers[2])
{
    return mail_sender_open(r->inbox->config, r->inbox->key, address, numbers);
}

/* Whose mail it is: of the addresses it came to the first one we made. */
static bool read_addresses(const struct reading *r, address_open *open, int64_t numbers[2])
{
    json_t *to;
    size_t i;
    bool is_ours = false;

    json_array_foreach(json_object_get(r->parsed, "to"), i, to)
    {
        is_ours = is_ours || open(r, json_string_value(to), numbers);
    }
    return is_ours;
}

/* What bounce_take is given, or NULL with the verdict said. Reports are written by programs, and
 * say so (RFC 3834): that is no reason to pass them over. */
static json_t *report_of(struct reading *r)
{
    json_t *report = json_object_get(r->parsed, "report");
    int64_t numbers[2];

    r->verdict = "no_token";
    if (!read_addresses(r, open_report, numbers))
        return NULL;
    (void)json_object_set_new(report, "center_id", json_integer(numbers[0]));
    (void)json_object_set_new(report, "notice_id", json_integer(numbers[1]));
    return report;
}

/* What reply_take is given, or NULL with the verdict said. */
static json_t *answer_of(struct reading *r)
{
    json_t *reply = json_object_get(r->parsed, "reply");
    char hash[SECRET_HEX_LEN + 1];
    int64_t numbers[2];

    r->verdict = "automatic";
    if (json_is_true(json_object_get(r->parsed, "is_automatic")))
        return NULL;
    r->verdict = "no_reply";
    if (!json_is_object(reply))
        return NULL;
    r->verdict = "no_token";
    if (!read_addresses(r, open_reply, numbers))
        return NULL;
    secret_sha256_hex(buf_view(&r->mail->bytes), hash);
    (void)json_object_set_new(reply, "center_id", json_integer(numbers[0]));
    (void)json_object_set_new(reply, "invite_id", json_integer(numbers[1]));
    (void)json_object_set(reply, "from", json_object_get(r->parsed, "from"));
    (void)json_object_set_new(reply, "hash", json_string(hash));
    return reply;
}

static bool is_ours(enum err_code code)
{
    return code == ERR_BUSY || code == ERR_TIMEOUT || code == ERR_DB_LOST;
}

static void taken(void *ctx, const struct db_result *res)
{
    struct flow *f = flow_ticket_close(ctx);
    if (!f)
        return;
    struct reading *r = (struct reading *)f;
    if (is_ours(res->err.code)) {
        (void)flow_fail(f, &res->err);
        return;
    }
    r->verdict = "refused";
    if (res->err.code == ERR_NONE) {
        json_t *o = json_loadb(res->value.p, res->value.n, 0, NULL);
        r->verdict = arena_str(f->arena, json_string_value(json_object_get(o, "verdict")));
        json_decref(o);
    }
    flow_resume(f);
}

static enum step take(struct flow *f)
{
    struct reading *r = (struct reading *)f;
    bool is_report = json_is_object(json_object_get(r->parsed, "report"));
    json_t *said = !r->parsed ? NULL : is_report ? report_of(r) : answer_of(r);
    if (!said)
        return STEP_NEXT;
    char *text = json_dumps(said, JSON_COMPACT);
    const char *const params[] = {text};
    db_call(r->inbox->db, &(struct db_call){.lane = DB_JOBS,
                                            .query = is_report ? Q_BOUNCE_TAKE : Q_REPLY_TAKE,
                                            .params = params,
                                            .n_params = 1,
                                            .done = taken,
                                            .ctx = flow_ticket_open(f)});
    free(text);
    return STEP_WAIT;
}

static flow_step *const steps[] = {
    parse, /* WAIT: the child reads the mail */
    take,  /* WAIT: one SQL call judges and keeps it */
    NULL,
};

static enum metric metric_of(const char *verdict)
{
    static const char *const reports[] = {"hard", "failed", "delayed", "delivered"};
    for (size_t i = 0; i < ARRAY_LEN(reports); i++) {
        if (strcmp(verdict, reports[i]) == 0)
            return METRIC_INBOX_REPORTS;
    }
    return strcmp(verdict, "taken") == 0 ? METRIC_INBOX_TAKEN : METRIC_INBOX_IGNORED;
}

static void finish(struct flow *f)
{
    struct reading *r = (struct reading *)f;
    struct inbox *x = r->inbox;
    x->reading = NULL;
    loop_retire(x->loop, free_arena, f->arena);
    if (atomic_load(&x->is_stopping))
        return;
    r->mail->is_settled = f->err.code == ERR_NONE;
    if (f->err.code == ERR_NONE)
        metric_add(metric_of(r->verdict), 1);
    log_info("inbox.mail",
             LOG_S("answer", f->err.code == ERR_NONE ? r->verdict : err_name(f->err.code)));
    x->at++;
    next_mail(x);
}

/* ---- the visit ---- */

/* What stays in the box unread keeps nothing back: the next visit goes on behind this one, at once
 * when this one got anywhere, and begins anew when there is no more. */
static void rest(struct inbox *x)
{
    const struct inbox_visit *v = x->visit;
    bool has_more = v->ok && v->has_more, is_any = false;
    for (size_t i = 0; i < v->n; i++)
        is_any = is_any || v->mails[i].is_settled;
    if (!v->ok)
        log_warn("inbox.failed", LOG_S("detail", v->err.detail));
    x->after = has_more ? v->mails[v->n - 1].uid : 0;
    inbox_visit_free(x->visit);
    x->visit = NULL;
    if (!atomic_load(&x->is_stopping))
        loop_timer_set(x->timer, has_more && is_any ? 0 : x->config->inbox_s * 1000);
}

static void in_thread_flag(void *p)
{
    inbox_flag(((struct inbox *)p)->visit);
}

static void flagged(void *p)
{
    rest(p);
}

static void next_mail(struct inbox *x)
{
    while (x->at < x->visit->n && !x->visit->mails[x->at].is_here)
        log_warn("inbox.lost", LOG_I("uid", x->visit->mails[x->at++].uid));
    if (x->at == x->visit->n) {
        if (!work_add(x->work, in_thread_flag, flagged, x))
            rest(x);
        return;
    }
    struct arena *a = arena_new(READING_BYTES);
    struct reading *r = arena_alloc(a, sizeof *r);
    *r = (struct reading){.inbox = x, .mail = &x->visit->mails[x->at], .verdict = "unreadable"};
    x->reading = &r->flow;
    flow_start(&r->flow, x->loop, a, steps, finish, READING_MS);
}

static void in_thread_fetch(void *p)
{
    inbox_fetch(((struct inbox *)p)->visit);
}

static void fetched(void *p)
{
    struct inbox *x = p;
    if (!x->visit->ok || atomic_load(&x->is_stopping)) {
        rest(x);
        return;
    }
    x->at = 0;
    next_mail(x);
}

static void look(void *ctx)
{
    struct inbox *x = ctx;
    const struct config *c = x->config;
    x->visit = heap_new(sizeof *x->visit);
    *x->visit = (struct inbox_visit){.url = c->inbox_url,
                                     .user = c->inbox_user,
                                     .password = c->inbox_password,
                                     .after = x->after,
                                     .is_stopping = &x->is_stopping};
    if (!work_add(x->work, in_thread_fetch, fetched, x))
        rest(x);
}

/* ---- life ---- */

struct inbox *inbox_start(struct loop *l, const struct config *c, struct db *db,
                          const char *lib_dir, const struct seal_key *key)
{
    if (!c->inbox_url[0])
        return NULL;
    struct inbox *x = heap_new(sizeof *x);
    *x = (struct inbox){.loop = l, .config = c, .db = db, .lib_dir = lib_dir, .key = key};
    x->work = work_start(l, 1);
    x->timer = loop_timer_new(l, look, x);
    loop_timer_set(x->timer, 0);
    return x;
}

void inbox_stop(struct inbox *x)
{
    if (!x)
        return;
    atomic_store(&x->is_stopping, true);
    loop_timer_clear(x->timer);
}

size_t inbox_busy(const struct inbox *x)
{
    return x && x->reading ? 1 : 0;
}

void inbox_free(struct inbox *x)
{
    struct err e = {0};
    if (!x)
        return;
    inbox_stop(x);
    work_stop(x->work);
    (void)err_set(&e, ERR_BUSY, "the daemon is stopping");
    if (x->reading)
        (void)flow_fail(x->reading, &e);
    inbox_visit_free(x->visit);
    loop_timer_free(x->timer);
    free(x);
}
