/* How every connection of this program is made: where the database is, who logs in, and the
 * session settings that SQL relies on (UTC, ISO dates, search_path). */
#ifndef DB_DB_CONNECT_H
#define DB_DB_CONNECT_H

#include <libpq-fe.h>

#include "core/arena.h"
#include "core/config.h"
#include "core/err.h"

/* conninfo of the role for libpq's keyword form, in a. role: "duty_owner", "duty_app"... An empty
 * database.socket means the private cluster of state.dir. database.socket may list several
 * folders, or several addresses (never names: libpq resolves them blocking, pitfalls P7); the one
 * that takes writes is used. */
const char *db_conninfo(struct arena *a, const struct config *c, const char *role);
/* The same for a daemon's connection: its name in pg_stat_activity and its timeouts. */
const char *db_conninfo_lane(struct arena *a, const struct config *c, const char *role,
                             const char *lane, int statement_timeout_s);
/* How long an attempt may take, over all hosts of database.socket. */
int64_t db_connect_ms(const struct config *c);

/* A blocking connection; NULL with *e filled. Caller PQfinishes it. */
PGconn *db_connect_blocking(struct arena *a, const struct config *c, const char *role,
                            struct err *e);

/* One query over a blocking connection: text parameters, any result; NULL with *e filled when it
 * failed. Caller PQclears it. */
MUST_CHECK PGresult *db_blocking(PGconn *pg, const char *sql, int n, const char *const *params,
                                 struct err *e);

#endif
