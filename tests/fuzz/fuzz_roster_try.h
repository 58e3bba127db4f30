/* What both roster fuzzers do with a problem that was read: if it is small, solve it in every mode
 * and check what must hold for any problem. */
#ifndef FUZZ_ROSTER_TRY_H
#define FUZZ_ROSTER_TRY_H

#include <stdlib.h>

#include "core/str.h"
#include "roster/model.h"
#include "roster/roster.h"

static inline bool is_small(const struct model *m)
{
    return m->seat_n <= 400 && m->shift_n <= 100 && m->provider_n <= 50 && m->days <= 60;
}

static inline void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static inline const struct roster *try_solve(struct arena *a, const struct model *m,
                                             enum roster_mode mode)
{
    struct roster_options o = {.seed = 7, .budget = 300, .mode = mode};
    const struct roster *r = roster_solve(a, m, &o);
    struct roster_summary s = roster_summary_of(r);

    must(s.bound <= s.penalty && s.moves >= 0);
    must(s.uncovered >= 0 && s.uncovered <= m->seat_n);
    return r;
}

#endif
