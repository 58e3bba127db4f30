/* One error, by value: a stable code users can quote, where it arose, and a detail for the log.
 * Functions that can fail return bool and fill *e; they never log it themselves. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include "core/base.h"

enum err_code {
#define E(name, sqlstate, http, key) ERR_##name,
#include "core/errors.def"
#undef E
    ERR_COUNT
};

struct err {
    enum err_code code;
    const char *where; /* __func__ of the origin, static */
    char key[64];      /* message key when it is finer than the code's own, else "" */
    char field[48];    /* the input field at fault, or "" */
    char value[96];    /* what was given there (cut to fit, whole UTF-8 letters), or "" */
    char detail[160];  /* for the log; never shown to users */
};

/* Fills *e and returns false, so that a check can `return err_set(...)`. */
bool err_set_at(struct err *e, const char *where, enum err_code code, const char *fmt, ...)
    PRINTF_FMT(4, 5);
#define err_set(e, code, ...) err_set_at((e), __func__, (code), __VA_ARGS__)
/* An input field is wrong: key names the sentence ("error.date"), value is what was given. */
bool err_field(struct err *e, const char *key, const char *field, struct sv value);

int err_http(enum err_code code);
const char *err_name(enum err_code code); /* "NOT_FOUND" */
/* The sentence to show: e->key if set, else the code's own. */
const char *err_key(const struct err *e);
/* The code for an SQLSTATE of our own class DU, ERR_INTERNAL for any other. */
enum err_code err_from_sqlstate(const char *sqlstate);

/* A programming error or a start-up that cannot succeed: logs and aborts. */
NORETURN void fatal(const char *fmt, ...) PRINTF_FMT(1, 2);

#endif
