/* The channel that accepts everything and sends nothing: what remains is the outbox itself. */
#include "notice/channel.h"

#include <stdlib.h>

#include "core/arena.h"

static void null_send(struct channel *c, const struct message *m, channel_done *done, void *ctx)
{
    (void)c;
    (void)m;
    done(ctx, &(struct attempt){.outcome = OUTCOME_OK, .code = "null"});
}

static void null_free(struct channel *c)
{
    free(c);
}

struct channel *channel_null_new(const struct text_rule *rule)
{
    struct channel *c = heap_new(sizeof(*c));
    *c = (struct channel){.name = "null", .rule = *rule, .send = null_send, .free = null_free};
    return c;
}
