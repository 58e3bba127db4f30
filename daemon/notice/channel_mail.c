/* Mail through the relay: one message and one recipient at a time (pitfalls P15). Each has a sender
 * of its own in the envelope, so that what comes back says by its address which mail it was (VERP).
 */
#include "notice/channel.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/str.h"
#include "notice/mail.h"
#include "notice/mail_address.h"

#define MAIL_BYTES_MAX (512u * 1024)
#define REPLY_MAX      400
#define LINK_MAX       600

struct relay {
    struct channel channel;
    struct mail_means means;
    enum client_tls tls;
};

struct sending {
    channel_done *done;
    void *ctx;
};

/* ---- what the relay said ---- */

/* The relay's name of a mail it took, as "4T2kXz1" of "250 2.0.0 Ok: queued as 4T2kXz1" (Postfix)
 * or "250 OK id=1q2w3e" (Exim); empty when it says none. */
static struct sv queue_id(struct sv reply)
{
    static const char *const marks[] = {"queued as ", "id="};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t n = strlen(marks[i]);
        const char *at = memmem(reply.p, reply.n, marks[i], n);
        if (!at)
            continue;
        struct sv id = {at + n, reply.n - (size_t)(at + n - reply.p)};
        struct sv word;
        return sv_cut(&id, ' ', &word) ? word : SV("");
    }
    return SV("");
}

static const char *word_of(const struct client_result *r)
{
    if (r->fault == CLIENT_FAULT_ALPHABET)
        return "no_smtputf8";
    return r->end == CLIENT_NOT_SENT ? "not_sent" : "no_answer";
}

static void answered(void *ctx, const struct client_result *r)
{
    struct sending *s = ctx;
    char code[16], words[REPLY_MAX];
    bool is_taken = r->end == CLIENT_ANSWERED && r->status / 100 == 2;
    bool is_hopeless = r->fault == CLIENT_FAULT_ALPHABET;

    (void)snprintf(code, sizeof(code), "%d", r->status);
    (void)snprintf(words, sizeof(words), "%s%s%.*s", is_taken ? "" : r->text,
                   !is_taken && r->body.n > 0 ? "; " : "", (int)r->body.n, r->body.p);
    s->done(s->ctx,
            &(struct attempt){.outcome = is_hopeless ? OUTCOME_PERMFAIL : outcome_of_mail(r),
                              .code = r->end == CLIENT_ANSWERED ? code : word_of(r),
                              .detail = sv_of(words),
                              .gateway_id = is_taken ? queue_id(r->body) : SV("")});
    free(s);
}

/* ---- sending ---- */

static const char *given(const char *s)
{
    return s[0] ? s : NULL;
}

static bool hand_over(const struct relay *relay, const struct message *m, struct sending *s,
                      struct err *e)
{
    const struct config *c = relay->means.config;
    char id[64], link[LINK_MAX] = "", sender[MAIL_ADDRESS_MAX];
    struct buf text;
    struct mail mail = {.from = m->from ? m->from : c->mail_from,
                        .sender = m->sender,
                        .to = m->address,
                        .id = id,
                        .now_s = clock_wall_ms() / 1000,
                        .subject = m->subject,
                        .text = m->text,
                        .unsubscribe = link,
                        .calendar = m->calendar,
                        .method = m->method};

    (void)snprintf(id, sizeof(id), "notice.%" PRId64 ".%" PRId64, m->center_id, m->notice_id);
    if (m->unsubscribe && m->unsubscribe[0])
        (void)snprintf(link, sizeof(link), "%s%s", relay->means.public_url, m->unsubscribe);
    mail_sender(c, relay->means.key, m->center_id, m->notice_id, sender);
    buf_init(&text, MAIL_BYTES_MAX);
    bool ok = mail_write(&mail, &text, e) &&
              http_client_call(relay->means.client,
                               &(struct client_call){.url = c->smtp_url,
                                                     .body = buf_view(&text),
                                                     .mail_from = sender,
                                                     .mail_to = mail.to,
                                                     .user = given(c->smtp_user),
                                                     .password = given(c->smtp_password),
                                                     .tls = relay->tls,
                                                     .ca_file = given(c->smtp_ca_file),
                                                     .timeout_ms = c->notice_timeout_ms,
                                                     .body_max = REPLY_MAX / 2,
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

struct channel *channel_mail_new(const struct mail_means *m, struct err *e)
{
    enum client_tls tls;
    if (!mail_relay_check(m->config, &tls, e))
        return NULL;
    struct relay *r = heap_new(sizeof(*r));
    *r = (struct relay){
        .channel = {.name = "smtp", .send = mail_send, .free = mail_free}, .means = *m, .tls = tls};
    return &r->channel;
}
