/* Any bytes as a person's own calendar: nothing but times, or a refusal without a word of it. */
#include "core/str.h"
#include "intake/parse.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* "2026-12-03T07:30:00" */
static bool is_moment(const char *s)
{
    static const char shape[] = "0000-00-00T00:00:00";
    bool ok = s != NULL && strlen(s) == sizeof shape - 1;
    for (size_t i = 0; ok && shape[i]; i++)
        ok = shape[i] == '0' ? s[i] >= '0' && s[i] <= '9' : s[i] == shape[i];
    return ok;
}

static bool is_time(const json_t *x)
{
    const char *starts = json_string_value(json_object_get(x, "starts"));
    const char *ends = json_string_value(json_object_get(x, "ends"));
    return json_object_size(x) == 2 && is_moment(starts) && is_moment(ends) &&
           strcmp(starts, ends) < 0;
}

static bool is_sound(const json_t *o)
{
    const json_t *error = json_object_get(o, "error");
    const json_t *counts = json_object_get(o, "counts");
    size_t i;
    json_t *x;
    if (error) {
        const char *key = json_string_value(json_object_get(error, "key"));
        const char *value = json_string_value(json_object_get(error, "value"));
        return json_object_size(o) == 1 && json_object_size(error) == 2 && key && value &&
               strncmp(key, "intake.error.", 13) == 0 && value[0] == '\0';
    }
    json_array_foreach(json_object_get(o, "times"), i, x)
    {
        if (!is_time(x))
            return false;
    }
    return json_object_size(o) == 3 && json_object_size(counts) == 2 &&
           strcmp(json_string_value(json_object_get(o, "format")), "busy") == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct parse_options o = {
        .today = {2026, 11, 22}, .zone = "Asia/Ho_Chi_Minh", .is_busy = true};
    struct buf out;
    buf_init(&out, PARSE_OUT_MAX);
    parse_document((struct sv){(const char *)data, size}, &o, &out);
    json_t *answer = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    if (!answer || !is_sound(answer))
        abort();
    json_decref(answer);
    buf_free(&out);
    return 0;
}
