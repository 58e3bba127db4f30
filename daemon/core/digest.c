/* The SHA-256 of a long document, a slice in each turn of the loop. */
#include "core/digest.h"

#define SLICE_BYTES ((size_t)1 << 20) /* some 2 ms */

struct digest {
    struct flow *flow;
    struct sv rest;
    char *out;
    struct secret_sum *sum;
    struct loop_timer *turn;
};

/* With the arena: its flow may be over before the document is. */
static void digest_free(void *p)
{
    struct digest *d = p;
    loop_timer_free(d->turn);
    secret_sum_free(d->sum);
}

static void on_turn(void *ctx)
{
    struct digest *d = ctx;
    size_t n = d->rest.n < SLICE_BYTES ? d->rest.n : SLICE_BYTES;
    if (d->flow->is_over) {
        return;
    }
    secret_sum_add(d->sum, (struct sv){d->rest.p, n});
    d->rest = (struct sv){d->rest.p + n, d->rest.n - n};
    if (d->rest.n > 0) {
        loop_timer_set(d->turn, 0);
        return;
    }
    secret_sum_hex(d->sum, d->out);
    flow_resume(d->flow);
}

enum step digest_step(struct flow *f, struct sv s, char out[SECRET_HEX_LEN + 1])
{
    struct digest *d = arena_alloc(f->arena, sizeof(*d));
    *d = (struct digest){f, s, out, secret_sum_new(), loop_timer_new(f->loop, on_turn, d)};
    arena_on_free(f->arena, digest_free, d);
    loop_timer_set(d->turn, 0);
    return STEP_WAIT;
}
