/* Any bytes as a mail: JSON, whose addresses are plain and whose answer is whole. */
#include "core/str.h"
#include "intake/parse.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_address(const json_t *value)
{
    const char *s = json_string_value(value);
    for (const char *p = s; p && *p; p++) {
        if (*p <= ' ' || *p > '~' || (*p >= 'A' && *p <= 'Z'))
            return false;
    }
    return s != NULL;
}

static bool is_whole(const json_t *reply)
{
    return json_is_null(reply) || (is_address(json_object_get(reply, "attendee")) &&
                                   json_integer_value(json_object_get(reply, "sequence")) >= 0 &&
                                   json_string_length(json_object_get(reply, "answer")) >= 8 &&
                                   json_string_length(json_object_get(reply, "uid")) > 0 &&
                                   json_string_length(json_object_get(reply, "stamped_at")) == 20);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf out;
    json_t *to;
    size_t i;
    buf_init(&out, PARSE_OUT_MAX);
    parse_mail((struct sv){(const char *)data, size}, &out);
    struct sv text = buf_view(&out);
    json_t *answer = json_loadb(text.p, text.n, 0, NULL);
    if (!answer || !is_address(json_object_get(answer, "from")) ||
        !is_whole(json_object_get(answer, "reply")))
        abort();
    json_array_foreach(json_object_get(answer, "to"), i, to)
    {
        if (!is_address(to))
            abort();
    }
    json_decref(answer);
    buf_free(&out);
    return 0;
}
