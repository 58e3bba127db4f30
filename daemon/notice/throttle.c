/* Bounds of one gateway: slots, rate, rests. */
#include "notice/throttle.h"

#define SECOND_US 1000000
#define EARLY_US  100000 /* of the rate: as much as may go at once after a pause */

static int64_t max_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

struct throttle throttle_of(const struct throttle_rule *rule)
{
    return (struct throttle){.rule = *rule};
}

static int64_t room_by_rate(const struct throttle *t, int64_t now_us)
{
    if (t->rule.rate_per_s == 0)
        return t->rule.in_flight;
    int64_t early = now_us + EARLY_US - max_of(t->next_us, now_us);
    return early < 0 ? 0 : early * t->rule.rate_per_s / SECOND_US + 1;
}

int64_t throttle_room(const struct throttle *t, int64_t now_us)
{
    if (t->resting_until_us > 0)
        return t->resting_until_us <= now_us && t->in_flight == 0 ? 1 : 0;
    return max_of(0, min_of(t->rule.in_flight - t->in_flight, room_by_rate(t, now_us)));
}

bool throttle_rests(const struct throttle *t, int64_t now_us)
{
    return t->resting_until_us > 0 && throttle_room(t, now_us) == 0;
}

int64_t throttle_wait_ms(const struct throttle *t, int64_t now_us)
{
    int64_t until = t->resting_until_us;
    if (until == 0 && t->in_flight < t->rule.in_flight && room_by_rate(t, now_us) == 0)
        until = t->next_us - EARLY_US;
    return until > now_us ? (until - now_us) / 1000 + 1 : 0;
}

void throttle_begin(struct throttle *t, int64_t now_us)
{
    t->in_flight++;
    if (t->rule.rate_per_s > 0)
        t->next_us = max_of(t->next_us, now_us) + SECOND_US / t->rule.rate_per_s;
}

static void rest(struct throttle *t, int64_t now_us)
{
    bool was_resting = t->resting_until_us > 0;
    t->rest_ms = was_resting ? min_of(t->rest_ms * 2, t->rule.rest_max_ms) : t->rule.rest_ms;
    t->resting_until_us = now_us + t->rest_ms * 1000;
}

bool throttle_end(struct throttle *t, bool is_fault, int64_t now_us)
{
    bool was_resting = t->resting_until_us > 0;
    t->in_flight--;
    if (!is_fault) {
        t->failures = 0;
        t->resting_until_us = 0;
        return was_resting;
    }
    t->failures++;
    /* Those that had begun before the rest end in it: only one that was let ahead prolongs it. */
    if (t->failures < t->rule.failures || (was_resting && t->resting_until_us > now_us))
        return false;
    rest(t, now_us);
    return !was_resting;
}
