/* Any bytes as a calendar: JSON whose rows are real days, and no link in it. */
#include "core/str.h"
#include "intake/parse.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_sound(json_t *row)
{
    static const char *const free_texts[] = {"subject", "court", "room", "kind"};
    json_t *fields = json_object_get(row, "fields");
    const char *date = json_string_value(json_object_get(fields, "date"));
    struct parse_day day;
    bool ok = json_is_string(json_object_get(row, "uid")) &&
              json_is_integer(json_object_get(row, "sequence")) &&
              (date == NULL || parse_day_iso(sv_of(date), &day) || date[0] == '1');
    for (size_t i = 0; i < ARRAY_LEN(free_texts); i++) {
        const char *text = json_string_value(json_object_get(fields, free_texts[i]));
        ok = ok && (text == NULL || strstr(text, "://") == NULL);
    }
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct parse_options o = {.today = {2026, 11, 22}, .zone = "Asia/Ho_Chi_Minh"};
    struct err e = {0};
    struct buf out;
    size_t i;
    json_t *row;
    if (size == 0)
        return 0;
    struct arena *a = arena_new(PARSE_ARENA_MAX);
    buf_init(&out, PARSE_OUT_MAX);
    if (parse_ics_read(a, (struct sv){(const char *)data, size}, &o, &out, &e)) {
        struct sv text = buf_view(&out);
        json_t *answer = json_loadb(text.p, text.n, 0, NULL);
        if (!answer)
            abort();
        json_array_foreach(json_object_get(answer, "rows"), i, row)
        {
            if (!is_sound(row))
                abort();
        }
        json_decref(answer);
    } else if (strncmp(e.key, "intake.error.", 13) != 0) {
        abort();
    }
    arena_free(a);
    buf_free(&out);
    return 0;
}
