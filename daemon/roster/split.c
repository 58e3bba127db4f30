/* Finds the parts of a problem: shifts and people joined by candidacy, pins and pairs. */
#include "roster/split.h"

#include "roster/joined.h"

/* Nodes are the shifts, then the people: a part's root is its first shift. */
static void join_shift(const struct model *m, int32_t *up, int32_t shift)
{
    const struct shift *s = &m->shifts[shift];

    for (int32_t i = m->cand_at[shift]; i < m->cand_at[shift + 1]; i++) {
        joined_join(up, shift, m->shift_n + m->cand[i]);
    }
    for (int32_t i = 0; i < s->seats && m->seat_pin[s->first_seat + i] != NONE; i++) {
        joined_join(up, shift, m->shift_n + m->seat_pin[s->first_seat + i]);
    }
    if (s->pair != NONE) {
        joined_join(up, shift, s->pair);
    }
}

/* Counts, makes room, fills: part_of[root] is the part's number. */
static void list_members(struct arena *a, const struct model *m, int32_t *up, int32_t *part_of,
                         struct split *out)
{
    int32_t nodes = m->shift_n + m->provider_n;

    for (int32_t i = 0; i < nodes; i++) {
        struct part *x = &out->part[part_of[joined_root(up, i)]];
        x->shifts += i < m->shift_n;
        x->people += i >= m->shift_n;
    }
    for (int32_t i = 0; i < out->n; i++) {
        struct part *x = &out->part[i];
        x->shift = arena_alloc(a, ((size_t)x->shifts + 1) * sizeof(*x->shift));
        x->person = arena_alloc(a, ((size_t)x->people + 1) * sizeof(*x->person));
        x->shifts = x->people = 0;
    }
    for (int32_t i = 0; i < nodes; i++) {
        struct part *x = &out->part[part_of[joined_root(up, i)]];
        if (x->shift != NULL && i < m->shift_n) {
            x->shift[x->shifts++] = i;
        } else if (x->person != NULL) {
            x->person[x->people++] = i - m->shift_n;
        }
    }
}

struct split split_problem(struct arena *a, const struct model *m)
{
    int32_t nodes = m->shift_n + m->provider_n;
    int32_t *up = arena_alloc(a, ((size_t)nodes + 1) * sizeof(*up));
    int32_t *part_of = arena_alloc(a, ((size_t)nodes + 1) * sizeof(*part_of));
    struct split out = {.n = 0};

    for (int32_t i = 0; i < nodes; i++) {
        up[i] = i;
    }
    for (int32_t s = 0; s < m->shift_n; s++) {
        join_shift(m, up, s);
    }
    for (int32_t i = 0; i < m->shift_n; i++) {
        part_of[i] = out.n;
        out.n += up[i] == i;
    }
    for (int32_t i = m->shift_n; i < nodes; i++) {
        part_of[i] = out.n; /* people who may stand nothing share a last part, dropped below */
    }
    out.part = arena_alloc(a, ((size_t)out.n + 1) * sizeof(*out.part));
    list_members(a, m, up, part_of, &out);
    return out;
}
