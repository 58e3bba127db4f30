/* One claimed notice on its way: the row the database gave, the words made of it, how it ended.
 * Ordinary ones to the same person may leave in one message: the first carries the others, its
 * mates. */
#ifndef NOTICE_JOB_H
#define NOTICE_JOB_H

#include <jansson.h>
#include <sys/queue.h>

#include "notice/channel.h"
#include "notice/invite.h"

struct slot;

TAILQ_HEAD(job_list, job);

struct job {
    TAILQ_ENTRY(job) link;  /* in exactly one list: of its slot, of notice, or of its carrier */
    struct slot *slot;      /* borrowed, outlives its jobs */
    json_t *row;            /* owned */
    struct message message; /* points into row and the buffers */
    struct buf subject, text, calendar;
    struct buf joined;          /* its text and its mates'; empty without mates */
    struct job_list mates;      /* leave in its message; owned */
    char from[INVITE_FROM_MAX]; /* of an invitation; else empty */
    int64_t attempt;            /* from 1 */
    int64_t claimed_us;         /* clock_mono_us */
    size_t way;                 /* of the slot's route, while it is being sent */
    uint32_t tried;             /* ways that refused it for now */
    const char *gateway;        /* the channel's name; "" when it went to none */
    bool is_idempotent;   /* that one looks at tokens, and the message is this notice's alone */
    enum outcome outcome; /* from here on: valid once it has ended */
    int64_t wait_s;       /* given back: nobody takes it before */
    char carrier[48];     /* token of the message it went in; empty: its own */
    char code[32];
    char gateway_id[128];
    char detail[256];
};

/* A job of one element of notice_claim's answer; NULL when it is not what we asked for. */
struct job *job_new(struct slot *s, json_t *row);
/* With its mates. */
void job_free(struct job *j);
/* May leave in one message with those that have the same; NULL: alone. */
const char *job_bundle(const struct job *j);
/* The token of an earlier attempt that may have arrived, that attempt's gateway ("": not known);
 * NULL when there is none. is_bound: it may be sent again to a gateway that knows the token only.
 */
const char *job_again(const struct job *j, const char **gateway, bool *is_bound);

/* What texts and invitations are made with; all borrowed. */
struct job_means {
    struct render_cache *cache;
    const char *public_url, *mail_from;
    const struct seal_key *key;
};

/* Writes its subject and text by the channel's rule, and its calendar; false when it ended by that.
 * Mates are not written. Again for another channel. */
MUST_CHECK bool job_render(struct job *j, const struct job_means *means,
                           const struct text_rule *rule);
/* Adds a written mate's text to its message, under the earlier ones; false when that would make it
 * longer than the rule allows. */
MUST_CHECK bool job_join(struct job *j, struct job *mate, const struct text_rule *rule);
/* Keeps how it ended, with its mates, counts it, and logs what went wrong (never the words, nor the
 * address). */
void job_end(struct job *j, const struct attempt *a);

/* notice_record's element for it; the caller owns it. */
json_t *job_record(const struct job *j);

#endif
