/* Brings a database to this program's schema: migrations in order, each once, in a transaction of
 * its own; then every function and policy file again, together in one transaction, when the text
 * of any of them changed. Blocking: used by dutyctl and by the daemon before its loop runs. Under
 * an advisory lock, so that two may start at once. Checksums are stored in duty_meta.migration: a
 * changed old migration is an error; a database that knows a newer migration is refused. */
#ifndef DB_DB_MIGRATE_H
#define DB_DB_MIGRATE_H

#include "core/config.h"
#include "core/err.h"
#include "db/db_connect.h"

/* The SQL carried by the program: "migrations/0001_base.sql", "functions/x.sql", "policies/y.sql",
 * sorted by name. Files of other folders are not looked at. */
struct db_file {
    const char *name;
    const char *text; /* NUL-terminated, as embed.py writes it */
};

struct db_files {
    const struct db_file *list;
    size_t n;
};

/* Creates the database and the roles when they are missing (as duty_super, the private cluster's
 * superuser; elsewhere the operator has made them), then migrates as duty_owner. applied: how
 * many files were run. */
MUST_CHECK bool db_migrate(struct arena *a, const struct config *c, const struct db_files *files,
                           int *applied, struct err *e);
/* True when the database's schema is exactly this program's. Asks as duty_app. */
MUST_CHECK bool db_schema_current(struct arena *a, const struct config *c,
                                  const struct db_files *files, bool *current, struct err *e);

#endif
