/* Any bytes as a problem in the shift-scheduling format: refused with a place and a detail, or
 * solved and written. */
#include "fuzz_roster_try.h"
#include "roster/shifts_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(ROSTER_MEMORY_MAX);
    const struct model *m = NULL;
    struct err e = {0};
    struct buf out;

    buf_init(&out, ROSTER_OUTPUT_MAX);
    if (!roster_shifts_read(a, (struct sv){(const char *)data, size}, &m, &e)) {
        must(e.field[0] != '\0' && e.detail[0] != '\0');
    } else if (is_small(m)) {
        const struct roster *r = try_solve(a, m, ROSTER_DRAFT);
        roster_shifts_write(r, &out);
        must(buf_ok(&out) && utf8_valid(buf_view(&out)));
        buf_reset(&out);
        roster_write(r, &out);
        must(buf_ok(&out) && utf8_valid(buf_view(&out)));
    }
    buf_free(&out);
    arena_free(a);
    return 0;
}
