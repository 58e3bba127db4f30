/* Strict reading of JSON with complaints that name the path and the value. */
#include "roster/field.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct node node_key(const struct node *up, const char *key)
{
    return (struct node){.json = json_object_get(up->json, key), .up = up, .key = key};
}

struct node node_at(const struct node *up, size_t at)
{
    return (struct node){.json = json_array_get(up->json, at), .up = up, .at = at};
}

bool node_given(const struct node *n)
{
    return n->json != NULL && !json_is_null(n->json);
}

size_t node_count(const struct node *n)
{
    return json_array_size(n->json);
}

/* Keys may come from the document itself: anything but printable ASCII shows as '?'. */
static void path_add(char *out, size_t size, const char *text)
{
    size_t n = strlen(out);

    for (; *text != '\0' && n + 1 < size; text++) {
        out[n++] = *text > ' ' && *text < 127 ? *text : '?';
    }
    out[n] = '\0';
}

static void path_put(const struct node *n, char *out, size_t size)
{
    char index[24];

    if (n->up == NULL) {
        path_add(out, size, n->key);
        return;
    }
    if (n->up->up != NULL) {
        path_put(n->up, out, size);
    } else {
        out[0] = '\0';
    }
    if (n->key != NULL) {
        path_add(out, size, out[0] == '\0' ? "" : ".");
        path_add(out, size, n->key);
    } else {
        (void)snprintf(index, sizeof(index), "[%zu]", n->at);
        path_add(out, size, index);
    }
}

/* A short, one-line, ASCII picture of a value. */
static void value_put(const json_t *json, char *out, size_t size)
{
    if (json == NULL) {
        (void)snprintf(out, size, "nothing");
        return;
    }
    if (json_is_object(json)) {
        (void)snprintf(out, size, "an object");
        return;
    }
    if (json_is_array(json)) {
        (void)snprintf(out, size, "an array of %zu", json_array_size(json));
        return;
    }
    size_t n = json_dumpb(json, out, size - 1, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    if (n < size) {
        out[n] = '\0';
    } else {
        (void)snprintf(out, size, "a text of %zu bytes", json_string_length(json));
    }
}

bool node_fail(const struct node *n, struct err *e, const char *fmt, ...)
{
    char what[96], value[48] = {0};
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(what, sizeof(what), fmt, ap);
    va_end(ap);
    value_put(n->json, value, sizeof(value));
    (void)err_set(e, ERR_INVALID, "%s, got %s", what, value);
    (void)snprintf(e->value, sizeof(e->value), "%s", value);
    e->field[0] = '\0';
    path_put(n, e->field, sizeof(e->field));
    return false;
}

bool node_is_object(const struct node *n, struct err *e)
{
    return json_is_object(n->json) || node_fail(n, e, "must be an object");
}

bool node_only(const struct node *n, const char *const *names, struct err *e)
{
    const char *key = NULL;
    json_t *value = NULL;

    if (!node_is_object(n, e)) {
        return false;
    }
    json_object_foreach(n->json, key, value)
    {
        size_t i = 0;
        while (names[i] != NULL && strcmp(names[i], key) != 0) {
            i++;
        }
        if (names[i] == NULL) {
            struct node member = node_key(n, key);
            return node_fail(&member, e, "is not known here");
        }
    }
    return true;
}

bool node_is_array(const struct node *n, size_t max, struct err *e)
{
    if (!json_is_array(n->json)) {
        return node_fail(n, e, "must be an array");
    }
    return node_count(n) <= max || node_fail(n, e, "must have at most %zu elements", max);
}

bool node_array(const struct node *up, const char *key, size_t max, struct node *out, struct err *e)
{
    *out = node_key(up, key);
    return !node_given(out) || node_is_array(out, max, e);
}

bool node_int(const struct node *n, struct range r, int64_t *out, struct err *e)
{
    int64_t v = json_integer_value(n->json);

    if (!json_is_integer(n->json) || v < r.min || v > r.max) {
        return node_fail(n, e, "must be a whole number from %lld to %lld", (long long)r.min,
                         (long long)r.max);
    }
    *out = v;
    return true;
}

bool node_int32(const struct node *n, struct range r, int32_t *out, struct err *e)
{
    int64_t v = 0;

    if (!node_int(n, r, &v, e)) {
        return false;
    }
    *out = (int32_t)v;
    return true;
}

bool field_int(const struct node *up, const char *key, struct range r, int64_t *out, struct err *e)
{
    struct node n = node_key(up, key);

    return node_int(&n, r, out, e);
}

bool field_int32(const struct node *up, const char *key, struct range r, int32_t *out,
                 struct err *e)
{
    struct node n = node_key(up, key);

    return node_int32(&n, r, out, e);
}

bool field_opt_int(const struct node *up, const char *key, struct range r, int64_t *out,
                   struct err *e)
{
    struct node n = node_key(up, key);

    return !node_given(&n) || node_int(&n, r, out, e);
}

bool field_opt_int32(const struct node *up, const char *key, struct range r, int32_t *out,
                     struct err *e)
{
    struct node n = node_key(up, key);

    return !node_given(&n) || node_int32(&n, r, out, e);
}

bool field_opt_bool(const struct node *up, const char *key, bool *out, struct err *e)
{
    struct node n = node_key(up, key);

    if (!node_given(&n)) {
        return true;
    }
    if (!json_is_boolean(n.json)) {
        return node_fail(&n, e, "must be true or false");
    }
    *out = json_is_true(n.json);
    return true;
}

bool node_text(const struct node *n, size_t max, struct sv *out, struct err *e)
{
    *out = (struct sv){json_string_value(n->json), json_string_length(n->json)};
    if (!json_is_string(n->json) || out->n == 0 || out->n > max) {
        return node_fail(n, e, "must be a text of 1 to %zu bytes", max);
    }
    return true;
}

bool node_word(const struct node *n, const char *const *names, int32_t *out, struct err *e)
{
    const char *word = json_string_value(n->json);
    char all[80] = "";

    for (int32_t i = 0; names[i] != NULL; i++) {
        if (word != NULL && strcmp(word, names[i]) == 0) {
            *out = i;
            return true;
        }
        size_t n_all = strlen(all);
        (void)snprintf(all + n_all, sizeof(all) - n_all, "%s%s", i > 0 ? "|" : "", names[i]);
    }
    return node_fail(n, e, "must be %s", all);
}
