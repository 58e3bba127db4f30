/* What one gateway may be given now: so many at once, so many a second, and nothing while it rests
 * because one after the other failed. After a rest one message goes ahead; when that fails, too,
 * the next rest is twice as long. Pure: the time is passed in, in microseconds of clock_mono_us. */
#ifndef NOTICE_THROTTLE_H
#define NOTICE_THROTTLE_H

#include "core/base.h"

struct throttle_rule {
    int64_t in_flight;  /* at the same time; 1 or more */
    int64_t rate_per_s; /* 0: no bound */
    int64_t failures;   /* so many in a row, and it rests */
    int64_t rest_ms;    /* the first rest */
    int64_t rest_max_ms;
};

struct throttle {
    struct throttle_rule rule;
    int64_t in_flight;
    int64_t next_us; /* by the rate, when the next one is due */
    int64_t failures;
    int64_t rest_ms;          /* the last rest's length */
    int64_t resting_until_us; /* 0: it does not rest */
};

struct throttle throttle_of(const struct throttle_rule *rule);
/* How many may begin now. */
int64_t throttle_room(const struct throttle *t, int64_t now_us);
/* It rests, or a first message after a rest is on its way. */
bool throttle_rests(const struct throttle *t, int64_t now_us);
/* Milliseconds until time alone makes room; 0: now, or when one in flight ends. */
int64_t throttle_wait_ms(const struct throttle *t, int64_t now_us);
/* One begins; throttle_room said that it may. */
void throttle_begin(struct throttle *t, int64_t now_us);
/* One has ended; is_fault: the gateway did not do its part. Returns whether that began or ended a
 * row of rests. */
bool throttle_end(struct throttle *t, bool is_fault, int64_t now_us);

#endif
