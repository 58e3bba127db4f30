/* Mail through the relay: one message and one recipient at a time (pitfalls P15). */
#include "notice/channel.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/str.h"
#include "notice/mail.h"

#define MAIL_BYTES_MAX (512u * 1024)

struct relay {
    struct channel channel;
    const struct config *config;
    struct http_client *client;
};

struct sending {
    channel_done *done;
    void *ctx;
};

static void answered(void *ctx, const struct client_result *r)
{
    struct sending *s = ctx;
    char code[16];
    bool is_answered = r->end == CLIENT_ANSWERED;
    const char *word = r->end == CLIENT_NOT_SENT ? "not_sent" : "no_answer";

    (void)snprintf(code, sizeof(code), "%d", r->status);
    s->done(s->ctx, &(struct attempt){.outcome = outcome_of_mail(r),
                                      .code = is_answered ? code : word,
                                      .detail = sv_of(r->text)});
    free(s);
}

static bool hand_over(const struct relay *relay, const struct message *m, struct sending *s,
                      struct err *e)
{
    char id[64];
    struct buf text;
    struct mail mail = {.from = m->from ? m->from : relay->config->mail_from,
                        .sender = m->sender,
                        .to = m->address,
                        .id = id,
                        .now_s = clock_wall_ms() / 1000,
                        .subject = m->subject,
                        .text = m->text,
                        .calendar = m->calendar,
                        .method = m->method};

    (void)snprintf(id, sizeof(id), "notice.%" PRId64 ".%" PRId64, m->center_id, m->notice_id);
    buf_init(&text, MAIL_BYTES_MAX);
    bool ok = mail_write(&mail, &text, e) &&
              http_client_call(relay->client,
                               &(struct client_call){.url = relay->config->smtp_url,
                                                     .body = buf_view(&text),
                                                     .mail_from = relay->config->mail_from,
                                                     .mail_to = mail.to,
                                                     .timeout_ms = relay->config->notice_timeout_ms,
                                                     .done = answered,
                                                     .ctx = s},
                               e);
    buf_free(&text);
    return ok;
}

static void mail_send(struct channel *c, const struct message *m, channel_done *done, void *ctx)
{
    struct sending *s = heap_new(sizeof(*s));
    struct err e = {0};

    *s = (struct sending){.done = done, .ctx = ctx};
    if (hand_over((struct relay *)c, m, s, &e))
        return;
    free(s);
    bool is_ours = e.code == ERR_BUSY;
    done(ctx, &(struct attempt){.outcome = is_ours ? OUTCOME_TEMPFAIL : OUTCOME_PERMFAIL,
                                .code = e.field[0] ? e.field : "request",
                                .detail = sv_of(e.detail)});
}

static void mail_free(struct channel *c)
{
    free(c);
}

struct channel *channel_mail_new(const struct config *c, struct http_client *client, struct err *e)
{
    if (!mail_address_ok(c->mail_from)) {
        (void)err_set(e, ERR_CONFIG, "notice.mail_from is not a mail address");
        return NULL;
    }
    struct relay *r = heap_new(sizeof(*r));
    *r = (struct relay){.channel = {.name = "smtp", .send = mail_send, .free = mail_free},
                        .config = c,
                        .client = client};
    return &r->channel;
}
