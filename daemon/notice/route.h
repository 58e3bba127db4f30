/* The gateways behind one channel, and which of them takes a message: of those that serve the
 * number by the longest prefix, none that rests, by their weights. The same message goes to the
 * same one as long as they do alike, so that a second try finds the gateway that knows its token.
 * Pure: the time is passed in (clock_mono_us). */
#ifndef NOTICE_ROUTE_H
#define NOTICE_ROUTE_H

#include "notice/channel.h"
#include "notice/gateway.h"
#include "notice/throttle.h"

struct way {
    struct channel *channel;       /* owned by the route */
    const struct gateway *gateway; /* borrowed; NULL: it serves every address */
    struct throttle throttle;
    bool is_changed; /* it began or ended to fail since somebody looked */
};

struct route {
    struct way ways[GATEWAYS_MAX];
    size_t n;
    bool is_strict; /* a passing refusal counts as the gateway's fault; else only its silence */
};

/* share: the rule for a gateway that says nothing itself. */
void route_add(struct route *r, struct channel *c, const struct gateway *g,
               const struct throttle_rule *share);
/* Channels answer what has not left yet and let go of the loop. */
void route_stop(struct route *r);
/* Frees the channels; every send must have been answered. */
void route_free(struct route *r);

struct route_ask {
    const char *address;
    int64_t key;       /* the message's own, so that it finds the same way again */
    uint32_t tried;    /* bits of ways that refused it for now */
    const char *knows; /* gateway that may have it under an earlier token, "": not known; or NULL */
    bool is_bound;     /* it goes there or nowhere: twice would be worse than never */
};

enum route_answer {
    ROUTE_GO,
    ROUTE_FULL,  /* later: all that may take it have enough */
    ROUTE_RESTS, /* all that may take it rest */
    ROUTE_NONE   /* nobody serves that number, or all have been tried */
};

/* Whether the way looks at tokens, and is or may be the one that has the message. */
bool route_knows(const struct route *r, const struct route_ask *ask, size_t way);
/* ROUTE_GO: *way is where it goes, and route_begin is to follow. */
enum route_answer route_pick(const struct route *r, const struct route_ask *ask, int64_t now_us,
                             size_t *way);
void route_begin(struct route *r, size_t way, int64_t now_us);
/* A send has ended so. */
void route_end(struct route *r, size_t way, const struct attempt *a, int64_t now_us);
/* How many messages are worth having in hand: twice what may be on its way, no more than a second
 * of the rates, one while all rest and the next may be tried, else none. */
int64_t route_capacity(const struct route *r, int64_t now_us);
/* Milliseconds until time alone makes room somewhere; 0: none waits for time. */
int64_t route_wait_ms(const struct route *r, int64_t now_us);

#endif
