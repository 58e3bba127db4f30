/* Any text as a recurrence rule: an answer in JSON, of rising days within the horizon. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"
#include "intake/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct parse_span span = {{2027, 1, 4}, {2027, 2, 28}};
    const char *last = "2027-02-27";
    struct buf out;
    size_t i;
    json_t *day;
    buf_init(&out, PARSE_OUT_MAX);
    parse_rrule((struct sv){(const char *)data, size}, &span, &out);
    struct sv text = buf_view(&out);
    json_t *o = json_loadb(text.p, text.n, 0, NULL);
    if (!o || (!json_object_get(o, "error") && json_array_size(json_object_get(o, "dates")) == 0))
        abort();
    json_array_foreach(json_object_get(o, "dates"), i, day)
    {
        const char *s = json_string_value(day);
        if (!s || strcmp(s, last) <= 0 || strcmp(s, "2037-02-28") >= 0)
            abort();
        last = s;
    }
    json_decref(o);
    buf_free(&out);
    return 0;
}
