/* What the parts of the outbox share: the calls, the slots of each channel, the jobs and where they
 * stand. Private to notice*.c. */
#ifndef NOTICE_NOTICE_INT_H
#define NOTICE_NOTICE_INT_H

#include "notice/job.h"
#include "notice/notice.h"
#include "notice/route.h"

/* One channel's own share of the sending: text messages and mail never wait for each other. */
struct slot {
    struct notice *notice;
    const char *channel; /* "sms" or "mail" */
    struct route route;
    struct job_list ready;   /* claimed, to be sent */
    struct job_list sending; /* in a gateway's hands */
    size_t n_ready, n_sending;
    size_t n_asked; /* notices the claim under way may bring */
    bool has_due;   /* there may be more to claim */
    bool is_claiming;
    bool is_telling; /* a gateway's health: one call at a time, so in order */
};

enum { SLOT_SMS, SLOT_MAIL, SLOTS };
enum { RECORD_MAX = 500 }; /* outcomes in one call */

struct notice {
    struct loop *loop;
    const struct config *config; /* borrowed, like the next */
    struct db *db;
    struct job_means means; /* its cache is owned */
    struct slot slots[SLOTS];

    /* A job moves from its slot's lists down these; where it stands is its state. */
    struct job_list ended;     /* to be recorded */
    struct job_list recording; /* in the record call under way */
    int64_t ended_us;          /* when the first of ended was */
    size_t n_untold;
    size_t record_limit; /* 1 after a batch was refused, to find the one at fault */
    size_t n_calls;      /* database calls under way: they point to us */

    struct loop_timer *tend;  /* records and claims what there is, once per turn of the loop */
    struct loop_timer *later; /* the same, when time alone will have made room */
    struct loop_timer *scan;
    int64_t later_us; /* when later is set for; 0: it is not */
    bool is_counting, is_reclaiming;
    bool is_stopping, is_freed;
};

void notice_call(struct notice *n, enum query query, const char *const *params, size_t n_params,
                 db_done *done, void *ctx);
/* Every answer passes here first. False: nobody is there any more to hear it. */
bool notice_heard(struct notice *n, const struct db_result *r, const char *what);
/* Everything that may go on does, at the end of this turn of the loop. */
void notice_tend(struct notice *n);
/* The same after so many milliseconds, at the latest. */
void notice_tend_in(struct notice *n, int64_t ms);
/* Frees it once it is to be freed and nobody points to it any more; whether it is to be. */
bool notice_is_gone(struct notice *n);

/* notice_send.c: claims, starts what may start, and gives back what no gateway takes now. */
void slot_tend(struct slot *s);
/* Nothing more is claimed; what has not begun is given back. */
void slot_stop(struct slot *s);

/* notice_record.c: a job has ended (its mates have ended with it). */
void notice_ended(struct notice *n, struct job *j);
/* Writes what has ended since, in one call; one call at a time. */
void notice_record(struct notice *n);

#endif
