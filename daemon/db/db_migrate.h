/* Brings a database to this program's schema: migrations in order, each once, in a transaction of
 * its own; then every function and policy file again when its text changed. Blocking: used by
 * dutyctl and by the daemon before its loop runs. Under an advisory lock, so that two may start at
 * once. Checksums are stored: a changed old migration is an error; a database that knows a newer
 * migration is refused. */
#ifndef DB_DB_MIGRATE_H
#define DB_DB_MIGRATE_H

#include <libpq-fe.h>

#include "core/config.h"
#include "core/err.h"

/* conninfo of the role for libpq's keyword form, in a. role: "duty_owner", "duty_app"... */
const char *db_conninfo(struct arena *a, const struct config *c, const char *role);

/* A blocking connection; NULL with *e filled. Caller PQfinishes it. */
PGconn *db_connect_blocking(struct arena *a, const struct config *c, const char *role,
                            struct err *e);
/* Creates the database and the roles when they are missing (as the cluster's superuser), then
 * migrates as duty_owner. applied: how many files were run. */
MUST_CHECK bool db_migrate(struct arena *a, const struct config *c, int *applied, struct err *e);
/* True when the database's schema is exactly this program's. */
MUST_CHECK bool db_schema_current(struct arena *a, const struct config *c, bool *current,
                                  struct err *e);

#endif
