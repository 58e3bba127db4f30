/* The one interface behind which every way of sending stands: text messages, mail, the local
 * capture gateway, nothing. A channel is handed a message and answers once, at once or later. */
#ifndef NOTICE_CHANNEL_H
#define NOTICE_CHANNEL_H

#include "core/config.h"
#include "core/loop.h"
#include "core/seal.h"
#include "db/db.h"
#include "http/client.h"
#include "notice/gateway.h"
#include "notice/outcome.h"
#include "notice/render.h"

/* What is sent; borrowed until done has run. */
struct message {
    int64_t center_id, notice_id;
    const char *channel; /* "sms" or "mail" */
    const char *token;   /* this attempt's name at the gateway */
    const char *address; /* a number as +84..., or a mail address */
    const char *sender;  /* the Centre's name */
    int64_t deadline_s;  /* after so many seconds it is no longer worth reading */
    struct sv subject;   /* mail only */
    struct sv text;
    const char *unsubscribe; /* mail that may be switched off: the path to do so; else NULL */
    const char *from;        /* of an invitation: where its answers go; else NULL */
    const char *method;      /* of its calendar; else NULL */
    struct sv calendar;      /* mail only; empty: none */
};

/* How it ended; borrowed until done returns. */
struct attempt {
    enum outcome outcome;
    const char *code;     /* a status, or a word of ours: not_sent, no_answer, too_long ... */
    struct sv detail;     /* the peer's words; they may repeat the message, so never into the log */
    struct sv gateway_id; /* what the gateway calls the message, or empty */
};

typedef void channel_done(void *ctx, const struct attempt *a);

struct channel {           /* first member of each kind */
    const char *name;      /* recorded as the attempt's gateway */
    struct text_rule rule; /* what it makes of texts */
    void (*send)(struct channel *c, const struct message *m, channel_done *done, void *ctx);
    /* Answers what has not left yet, lets go of the loop; NULL when there is nothing to do. */
    void (*stop)(struct channel *c);
    /* After stop, when every send has been answered. */
    void (*free)(struct channel *c);
};

/* Accepts and forgets: for measuring the way up to it. */
struct channel *channel_null_new(const struct text_rule *rule);
/* Keeps messages in the database, for the demonstration's telephone and mailbox. */
struct channel *channel_capture_new(struct loop *l, struct db *db, const struct text_rule *rule);
/* What a gateway of texts needs besides its description; all borrowed. key seals its access token.
 */
struct sms_means {
    struct loop *loop;
    const struct config *config;
    struct db *db;
    struct http_client *client;
    const struct seal_key *key;
    const char *public_url;
};
/* Text messages through one HTTP gateway (notice/gateway.h), which outlives the channel. It reports
 * to public_url/gateway/KEY/NAME if [notice] callback_key is set. */
struct channel *channel_sms_new(const struct sms_means *m, const struct gateway *g);
/* What mail needs; all borrowed. key signs the addresses that mail comes back to. */
struct mail_means {
    const struct config *config;
    struct http_client *client;
    const struct seal_key *key;
    const char *public_url;
};
/* Mail through the relay. NULL with *e filled when the settings of [notice] are wrong. */
struct channel *channel_mail_new(const struct mail_means *m, struct err *e);

#endif
