/* Reads a claimed notice, renders it, and writes down how its attempt ended. */
#include "notice/job.h"

#include <stdlib.h>

#include "core/arena.h"
#include "core/log.h"
#include "core/metrics.h"
#include "core/str.h"
#include "notice/plain.h"

#define CALENDAR_MAX (64u << 10)

static const char *text_at(const json_t *row, const char *key)
{
    const char *s = json_string_value(json_object_get(row, key));
    return s ? s : "";
}

static int64_t number_at(const json_t *row, const char *key)
{
    return json_integer_value(json_object_get(row, key));
}

struct job *job_new(struct notice *n, json_t *row)
{
    const json_t *params = json_object_get(row, "params");

    if (number_at(row, "notice_id") <= 0 || number_at(row, "n") <= 0 || !json_is_object(params))
        return NULL;
    struct job *j = heap_new(sizeof(*j));
    *j = (struct job){.notice = n, .row = json_incref(row), .gateway = ""};
    j->attempt = number_at(row, "n");
    j->message = (struct message){.center_id = number_at(row, "center_id"),
                                  .notice_id = number_at(row, "notice_id"),
                                  .channel = text_at(row, "channel"),
                                  .token = text_at(row, "token"),
                                  .address = text_at(row, "address"),
                                  .sender = text_at(params, "center_name"),
                                  .deadline_s = number_at(row, "deadline_s")};
    return j;
}

void job_free(struct job *j)
{
    buf_free(&j->subject);
    buf_free(&j->text);
    buf_free(&j->calendar);
    json_decref(j->row);
    free(j);
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

static void count(enum outcome o)
{
    static const enum metric metrics[] = {[OUTCOME_OK] = METRIC_NOTICE_OK,
                                          [OUTCOME_TEMPFAIL] = METRIC_NOTICE_TEMPFAIL,
                                          [OUTCOME_PERMFAIL] = METRIC_NOTICE_PERMFAIL,
                                          [OUTCOME_UNKNOWN] = METRIC_NOTICE_UNKNOWN};
    metric_add(metrics[o], 1);
}

void job_end(struct job *j, const struct attempt *a)
{
    const struct message *m = &j->message;

    j->outcome = a->outcome;
    plain_put(j->code, sizeof(j->code), sv_of(a->code));
    plain_put(j->gateway_id, sizeof(j->gateway_id), a->gateway_id);
    plain_put(j->detail, sizeof(j->detail), a->detail);
    count(a->outcome);
    if (a->outcome == OUTCOME_OK)
        return;
    log_warn("notice.failed", LOG_S("channel", m->channel), LOG_S("gateway", j->gateway),
             LOG_S("outcome", outcome_str(a->outcome)), LOG_S("answer", j->code),
             LOG_I("center", m->center_id), LOG_I("notice", m->notice_id),
             LOG_I("attempt", j->attempt), LOG_S("address", log_hash(sv_of(m->address))));
}

json_t *job_record(const struct job *j)
{
    json_t *o =
        json_pack("{s:I, s:I, s:I, s:s, s:s, s:s, s:s, s:s*, s:s%}", "center_id",
                  (json_int_t)j->message.center_id, "notice_id", (json_int_t)j->message.notice_id,
                  "n", (json_int_t)j->attempt, "outcome", outcome_str(j->outcome), "code", j->code,
                  "detail", j->detail, "gateway", j->gateway, "gateway_id",
                  j->gateway_id[0] ? j->gateway_id : NULL, "text", buf_view(&j->text).p, j->text.n);
    if (!o)
        fatal("a notice's outcome is not UTF-8");
    return o;
}
