/* From SQLSTATE and the server's error fields to struct err. */
#include "db/db_error.h"

#include "core/str.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* An entry of two characters is a class. The first that fits counts; else ERR_INTERNAL. */
static const struct {
    const char *sqlstate;
    enum err_code code;
} codes[] = {
    {"23P01", ERR_CONFLICT}, /* exclusion */
    {"23505", ERR_CONFLICT}, /* unique */
    {"23503", ERR_CONFLICT}, /* foreign key */
    {"23514", ERR_CONFLICT}, /* check */
    {"22", ERR_INVALID},     /* a value that cannot be cast */
    {"57014", ERR_TIMEOUT},  /* statement_timeout */
    {"55P03", ERR_BUSY},     /* lock_timeout */
    {"40001", ERR_BUSY},     /* serialization failure */
    {"40P01", ERR_BUSY},     /* deadlock */
    {"53", ERR_BUSY},        /* out of memory, disk, or connections */
    {"57P", ERR_DB_LOST},    /* shut down, crashed, starting */
    {"08", ERR_DB_LOST},
};

static const char *field_of(const PGresult *res, int field)
{
    const char *text = PQresultErrorField(res, field);
    return text != NULL ? text : "";
}

static enum err_code code_of(const char *sqlstate)
{
    if (strncmp(sqlstate, "DU", 2) == 0) {
        return err_from_sqlstate(sqlstate);
    }
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        if (strncmp(sqlstate, codes[i].sqlstate, strlen(codes[i].sqlstate)) == 0) {
            return codes[i].code;
        }
    }
    return ERR_INTERNAL;
}

/* Our own error: the key, and the field, value and args of its DETAIL. */
static char *read_own(const PGresult *res, struct err *e)
{
    const char *key = field_of(res, PG_DIAG_MESSAGE_PRIMARY);
    json_t *detail = json_loads(field_of(res, PG_DIAG_MESSAGE_DETAIL), 0, NULL);
    const char *field = json_string_value(json_object_get(detail, "field"));
    const char *value = json_string_value(json_object_get(detail, "value"));
    (void)err_field(e, key, field != NULL ? field : "", sv_of(value));

    const json_t *args = json_object_get(detail, "args");
    char *text = json_is_object(args) ? json_dumps(args, JSON_COMPACT) : NULL;
    json_decref(detail);
    return text;
}

static bool is_constraint(const char *sqlstate, const char *constraint)
{
    return strncmp(sqlstate, "23", 2) == 0 && constraint[0] != '\0' &&
           code_of(sqlstate) == ERR_CONFLICT;
}

char *db_error_read(const PGresult *res, struct err *e)
{
    const char *state = field_of(res, PG_DIAG_SQLSTATE);
    const char *message = field_of(res, PG_DIAG_MESSAGE_PRIMARY);
    const char *constraint = field_of(res, PG_DIAG_CONSTRAINT_NAME);
    char *args = NULL;

    (void)err_set(e, code_of(state), "%s %s", state, message);
    if (strncmp(state, "DU", 2) == 0) {
        struct err own;
        args = read_own(res, &own);
        memcpy(e->key, own.key, sizeof(e->key));
        memcpy(e->field, own.field, sizeof(e->field));
        memcpy(e->value, own.value, sizeof(e->value));
    } else if (is_constraint(state, constraint)) {
        (void)snprintf(e->key, sizeof(e->key), "constraint.%s", constraint);
    }
    return args;
}

bool db_error_is_stale_plan(const PGresult *res)
{
    return strcmp(field_of(res, PG_DIAG_SQLSTATE), "0A000") == 0;
}
