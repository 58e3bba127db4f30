/* Reads a claimed notice, renders it, and writes down how its attempt ended. */
#include "notice/job.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "notice/plain.h"
#include "notice/segment.h"

#define CALENDAR_MAX (64u << 10)
#define JOINED_MAX   (64u << 10)

static const char *text_at(const json_t *row, const char *key)
{
    const char *s = json_string_value(json_object_get(row, key));
    return s ? s : "";
}

static int64_t number_at(const json_t *row, const char *key)
{
    return json_integer_value(json_object_get(row, key));
}

struct job *job_new(struct slot *slot, json_t *row)
{
    const json_t *params = json_object_get(row, "params");

    if (number_at(row, "notice_id") <= 0 || number_at(row, "n") <= 0 || !json_is_object(params))
        return NULL;
    struct job *j = heap_new(sizeof(*j));
    *j = (struct job){.slot = slot, .row = json_incref(row), .gateway = ""};
    TAILQ_INIT(&j->mates);
    j->attempt = number_at(row, "n");
    j->claimed_us = clock_mono_us();
    j->message = (struct message){.center_id = number_at(row, "center_id"),
                                  .notice_id = number_at(row, "notice_id"),
                                  .channel = text_at(row, "channel"),
                                  .token = text_at(row, "token"),
                                  .address = text_at(row, "address"),
                                  .sender = text_at(params, "center_name"),
                                  .deadline_s = number_at(row, "deadline_s"),
                                  .unsubscribe = text_at(params, "unsubscribe_link")};
    return j;
}

static void forget_words(struct job *j)
{
    buf_free(&j->subject);
    buf_free(&j->text);
    buf_free(&j->calendar);
    buf_free(&j->joined);
}

void job_free(struct job *j)
{
    struct job *mate;
    while ((mate = TAILQ_FIRST(&j->mates)) != NULL) {
        TAILQ_REMOVE(&j->mates, mate, link);
        job_free(mate);
    }
    forget_words(j);
    json_decref(j->row);
    free(j);
}

const char *job_bundle(const struct job *j)
{
    return json_string_value(json_object_get(j->row, "bundle"));
}

const char *job_again(const struct job *j, const char **gateway, bool *is_bound)
{
    *gateway = text_at(j->row, "gateway");
    *is_bound = json_is_true(json_object_get(j->row, "bound"));
    return json_string_value(json_object_get(j->row, "again"));
}

static struct invite_in invite_of(const struct job *j, const struct job_means *means, enum lang l)
{
    return (struct invite_in){.center_id = j->message.center_id,
                              .params = json_object_get(j->row, "params"),
                              .address = j->message.address,
                              .mail_from = means->mail_from,
                              .public_url = means->public_url,
                              .key = means->key,
                              .lang = l};
}

/* "answer_url", which stands in no row: whoever has it may answer. */
static void add_link(const struct job *j, const struct job_means *means, json_t *params)
{
    const struct invite_in in = invite_of(j, means, LANG_VI);
    struct buf link;
    invite_link(&in, &link);
    (void)json_object_set_new(params, "answer_url", json_string(buf_view(&link).p));
    buf_free(&link);
}

static bool add_calendar(struct job *j, const struct job_means *means, enum lang l, struct err *e)
{
    const struct invite_in in = invite_of(j, means, l);
    buf_init(&j->calendar, CALENDAR_MAX);
    if (!invite_write(&in, &j->calendar, j->from, e))
        return false;
    j->message.from = j->from;
    j->message.method = invite_method(in.params);
    j->message.calendar = buf_view(&j->calendar);
    return true;
}

bool job_render(struct job *j, const struct job_means *means, const struct text_rule *rule)
{
    json_t *params = json_object_get(j->row, "params"); /* ours, as the row is */
    bool is_invite = invite_is(params);
    struct render_in in = {.subject = sv_of(text_at(j->row, "subject")),
                           .body = sv_of(text_at(j->row, "body")),
                           .lang = LANG_VI,
                           .data = params};
    struct err e = {0};

    forget_words(j);
    (void)lang_parse(sv_of(text_at(j->row, "language")), &in.lang);
    (void)json_object_set_new(params, "url", json_string(means->public_url));
    if (is_invite)
        add_link(j, means, params);
    bool ok = in.body.n > 0 ? notice_render(means->cache, &in, rule, &j->subject, &j->text, &e)
                            : err_set(&e, ERR_INVALID, "no template of that name");
    ok = ok && (!is_invite || add_calendar(j, means, in.lang, &e));
    j->message.subject = buf_view(&j->subject);
    j->message.text = buf_view(&j->text);
    if (ok)
        return true;
    job_end(j, &(struct attempt){.outcome = OUTCOME_PERMFAIL,
                                 .code = e.code == ERR_TOO_LARGE ? "too_long" : "template",
                                 .detail = sv_of(e.detail)});
    return false;
}

bool job_join(struct job *j, struct job *mate, const struct text_rule *rule)
{
    struct buf both;
    buf_init(&both, JOINED_MAX);
    buf_sv(&both, j->message.text);
    buf_char(&both, '\n');
    buf_sv(&both, mate->message.text);
    if (!buf_ok(&both) || sms_size(buf_view(&both)).parts > rule->max_parts) {
        buf_free(&both);
        return false;
    }
    buf_free(&j->joined);
    j->joined = both;
    j->message.text = buf_view(&j->joined);
    return true;
}

static void count(enum outcome o)
{
    static const enum metric metrics[] = {[OUTCOME_OK] = METRIC_NOTICE_OK,
                                          [OUTCOME_TEMPFAIL] = METRIC_NOTICE_TEMPFAIL,
                                          [OUTCOME_PERMFAIL] = METRIC_NOTICE_PERMFAIL,
                                          [OUTCOME_UNKNOWN] = METRIC_NOTICE_UNKNOWN};
    metric_add(metrics[o], 1);
}

static void log_failure(const struct job *j)
{
    const struct message *m = &j->message;
    log_warn("notice.failed", LOG_S("channel", m->channel), LOG_S("gateway", j->gateway),
             LOG_S("outcome", outcome_str(j->outcome)), LOG_S("answer", j->code),
             LOG_I("center", m->center_id), LOG_I("notice", m->notice_id),
             LOG_I("attempt", j->attempt), LOG_S("address", log_hash(sv_of(m->address))));
}

/* A mate went where its carrier went, under the carrier's token. */
static void end_mate(struct job *mate, const struct job *j, const struct attempt *a)
{
    mate->gateway = j->gateway;
    mate->wait_s = j->wait_s;
    plain_put(mate->carrier, sizeof(mate->carrier), sv_of(j->message.token));
    struct attempt its = *a;
    its.gateway_id = SV(""); /* the message's name stands with its carrier */
    job_end(mate, &its);
}

void job_end(struct job *j, const struct attempt *a)
{
    struct job *mate;

    TAILQ_FOREACH(mate, &j->mates, link)
    {
        end_mate(mate, j, a);
    }
    j->outcome = a->outcome;
    plain_put(j->code, sizeof(j->code), sv_of(a->code));
    plain_put(j->gateway_id, sizeof(j->gateway_id), a->gateway_id);
    plain_put(j->detail, sizeof(j->detail), a->detail);
    count(a->outcome);
    if (a->outcome != OUTCOME_OK)
        log_failure(j);
}

/* Only where they say something. */
static void add_rest(const struct job *j, json_t *o)
{
    if (j->carrier[0])
        (void)json_object_set_new(o, "carrier", json_string(j->carrier));
    else if (strcmp(j->message.token, text_at(j->row, "token")) != 0)
        (void)json_object_set_new(o, "token", json_string(j->message.token));
    if (j->is_idempotent)
        (void)json_object_set_new(o, "is_idempotent", json_true());
    if (j->wait_s > 0)
        (void)json_object_set_new(o, "wait_s", json_integer((json_int_t)j->wait_s));
}

json_t *job_record(const struct job *j)
{
    struct sv text = j->message.text;
    json_t *o =
        json_pack("{s:I, s:I, s:I, s:s, s:s, s:s, s:s, s:s*, s:s%}", "center_id",
                  (json_int_t)j->message.center_id, "notice_id", (json_int_t)j->message.notice_id,
                  "n", (json_int_t)j->attempt, "outcome", outcome_str(j->outcome), "code", j->code,
                  "detail", j->detail, "gateway", j->gateway, "gateway_id",
                  j->gateway_id[0] ? j->gateway_id : NULL, "text", text.n ? text.p : "", text.n);
    if (!o)
        fatal("a notice's outcome is not UTF-8");
    add_rest(j, o);
    return o;
}
