/* What a person said of a court's lists: which heading means which field; for lists without a
 * header, which column does; and whether day or month comes first in its dates.
 * {"names": {"Số hồ sơ tòa": "case_code"}, "columns": {"A": "date"}, "order": "mdy"} */
#include "intake/parse.h"

#include "core/str.h"

#include <jansson.h>
#include <string.h>

static enum parse_field field_of(const char *name)
{
    for (int f = 0; f < PARSE_FIELDS; f++) {
        if (strcmp(name, parse_field_str((enum parse_field)f)) == 0) {
            return (enum parse_field)f;
        }
    }
    return PARSE_IGNORED;
}

static void read_names(const json_t *names, struct parse_mapping *m)
{
    const char *heading;
    json_t *field;
    json_object_foreach((json_t *)names, heading, field)
    {
        struct parse_mapped *to = &m->names[m->n];
        if (m->n == PARSE_COLUMNS_MAX || !json_is_string(field)) {
            continue;
        }
        to->field = field_of(json_string_value(field));
        m->n += parse_text_fold(sv_of(heading), to->heading, sizeof(to->heading)) > 0;
    }
}

static void read_columns(const json_t *columns, struct parse_mapping *m)
{
    for (int c = 0; c < PARSE_COLUMNS_MAX; c++) {
        char name[3];
        parse_column_name(c, name);
        const char *field = json_string_value(json_object_get(columns, name));
        m->of[c] = field != NULL ? field_of(field) : PARSE_IGNORED;
        m->has_columns = m->has_columns || m->of[c] < PARSE_FIELDS;
    }
}

bool parse_mapping_read(struct sv json, struct parse_mapping *m)
{
    json_t *o = json_loadb(json.p, json.n, 0, NULL);
    *m = (struct parse_mapping){0};
    read_names(json_object_get(o, "names"), m);
    read_columns(json_object_get(o, "columns"), m);
    const char *order = json_string_value(json_object_get(o, "order"));
    m->is_mdy = order != NULL && strcmp(order, "mdy") == 0;
    json_decref(o);
    return o != NULL;
}

const struct parse_mapped *parse_mapping_find(const struct parse_mapping *m, struct sv heading)
{
    char text[PARSE_HEADING_MAX];
    if (m == NULL || heading.n == 0 || heading.n >= sizeof(text)) {
        return NULL;
    }
    parse_text_fold(heading, text, sizeof(text));
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->names[i].heading, text) == 0) {
            return &m->names[i];
        }
    }
    return NULL;
}
