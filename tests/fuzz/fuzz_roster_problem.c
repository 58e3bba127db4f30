/* Any bytes as a problem in JSON: refused with a place and a detail, or solved in every mode. */
#include "fuzz_roster_try.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must_be_text(const struct buf *out)
{
    must(buf_ok(out) && out->n > 2 && utf8_valid(buf_view(out)));
}

static void try_all(struct arena *a, const struct model *m)
{
    struct buf out;

    buf_init(&out, ROSTER_OUTPUT_MAX);
    roster_write(try_solve(a, m, ROSTER_DRAFT), &out);
    must_be_text(&out);
    buf_reset(&out);
    roster_write(try_solve(a, m, ROSTER_FILL), &out);
    must_be_text(&out);
    buf_reset(&out);
    roster_repair(a, m, &out);
    must_be_text(&out);
    for (int32_t i = 0; i < m->shift_n && i < 3; i++) {
        buf_reset(&out);
        must(roster_rank(a, m, m->shifts[i].id, &out));
        must_be_text(&out);
        buf_reset(&out);
        must(roster_explain(a, m, m->shifts[i].id, &out));
        must_be_text(&out);
    }
    buf_reset(&out);
    must(!roster_rank(a, m, -1, &out) && !roster_explain(a, m, -1, &out) && out.n == 0);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};

    if (!roster_problem_read(a, (struct sv){(const char *)data, size}, &m, &e)) {
        must(e.field[0] != '\0' && e.detail[0] != '\0');
    } else if (is_small(m)) {
        try_all(a, m);
    }
    arena_free(a);
    return 0;
}
