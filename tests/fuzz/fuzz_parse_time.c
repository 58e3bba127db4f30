/* Any text as a date and time: what is read is a real day and a minute of it. */
#include "core/str.h"
#include "intake/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_day(struct parse_day d)
{
    return d.year == 0 || (d.year >= 2000 && d.year <= 2099 && d.month >= 1 && d.month <= 12 &&
                           d.day >= 1 && d.day <= 31);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct parse_cell c = {.kind = PARSE_TEXT};
    struct parse_when w;
    struct arena *a = arena_new(1 << 20);
    c.text = parse_text_clean(a, (struct sv){(const char *)data, size}, &c.is_cut);
    for (int order = PARSE_DMY; order <= PARSE_MDY; order++) {
        parse_when(&c, (enum parse_order)order, &w);
        bool is_span = w.end_min < 0 || (w.start_min >= 0 && w.end_min > w.start_min);
        if (!is_day(w.date) || !is_day(w.other) || w.start_min >= 1440 || w.end_min >= 1440 ||
            !is_span)
            abort();
    }
    arena_free(a);
    return 0;
}
