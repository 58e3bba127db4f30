/* One claimed notice on its way: the row the database gave, the words made of it, how it ended. */
#ifndef NOTICE_JOB_H
#define NOTICE_JOB_H

#include <jansson.h>
#include <sys/queue.h>

#include "notice/channel.h"
#include "notice/invite.h"

struct notice;

struct job {
    TAILQ_ENTRY(job) link;  /* in exactly one list of its notice */
    struct notice *notice;  /* borrowed, outlives its jobs */
    json_t *row;            /* owned */
    struct message message; /* points into row, subject and text */
    struct buf subject, text, calendar;
    char from[INVITE_FROM_MAX]; /* of an invitation; else empty */
    int64_t attempt;            /* from 1 */
    const char *gateway;        /* the channel's name; "" when it went to none */
    enum outcome outcome;       /* from here on: valid once it has ended */
    char code[32];
    char gateway_id[128];
    char detail[256];
};

TAILQ_HEAD(job_list, job);

/* A job of one element of notice_claim's answer; NULL when it is not what we asked for. */
struct job *job_new(struct notice *n, json_t *row);
void job_free(struct job *j);

/* What texts and invitations are made with; all borrowed. */
struct job_means {
    struct render_cache *cache;
    const char *public_url, *mail_from;
    const struct seal_key *key;
};

/* Writes its subject and text by the channel's rule, and its calendar; false when it ended by that.
 */
MUST_CHECK bool job_render(struct job *j, const struct job_means *means,
                           const struct text_rule *rule);
/* Keeps how it ended, counts it, and logs what went wrong (never the words, nor the address). */
void job_end(struct job *j, const struct attempt *a);

/* notice_record's element for it; the caller owns it. */
json_t *job_record(const struct job *j);

#endif
