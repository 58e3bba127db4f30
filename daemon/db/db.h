/* The database as the daemon sees it: lanes of pipelined connections, and one kind of call.
 *
 * A call is one named query of sql/queries with text parameters. On the wire it is one pipeline
 * segment: the identity statement (who asks, for which permission), the query, and a Sync; the
 * three form one implicit transaction (pitfalls P8), so the identity that row-level security
 * reads is set and forgotten with the call. Every query returns one row with one column, mostly
 * JSON that PostgreSQL built; NULL is the empty view.
 *
 * Reads whose connection dies are sent once more on another connection; writes never: they fail
 * with ERR_DB_LOST, because the commit may have happened. The callback runs exactly once. */
#ifndef DB_DB_H
#define DB_DB_H

#include "core/config.h"
#include "core/err.h"
#include "core/loop.h"
#include "db_query.h" /* generated: enum query, QUERY_COUNT, struct query_def, query_defs[] */

enum db_lane {
    DB_FAST, /* pages and small writes, role duty_app */
    DB_SLOW, /* reports, problems for the engine, role duty_app, longer statement_timeout */
    DB_JOBS, /* the outbox and the feeds, role duty_jobs; no identity */
    DB_LANE_COUNT
};

struct db_result {
    struct err err;   /* code ERR_NONE: ok. key/field/value come from the database's own errors */
    struct sv value;  /* column 1 of row 1, borrowed until the callback returns */
    const char *args; /* JSON object with the values of the error's sentence, or NULL */
};

typedef void db_done(void *ctx, const struct db_result *r);

struct db_call {
    enum db_lane lane;
    enum query query;
    const char *const *params; /* copied; NULL elements are SQL NULL */
    size_t n_params;           /* must equal the query's own count */
    /* Identity, all NULL on DB_JOBS and for anonymous calls: */
    const char *session_hash; /* SHA-256 hex of the session token, NULL: anonymous */
    const char *action;       /* permission the route needs, e.g. "hearing.write" */
    const char *request_id;   /* goes to the audit rows and the server log */
    db_done *done;
    void *ctx;
};

struct db;

/* Connects in the background and keeps reconnecting with a jittered back-off (0.1 to 5 s). */
struct db *db_start(struct loop *l, const struct config *c);
/* The same with another table of n queries; enum query is then an index into it. */
struct db *db_start_with(struct loop *l, const struct config *c, const struct query_def *queries,
                         size_t n);
/* Fails every waiting call with ERR_DB_LOST, closes. Not inside a done callback. */
void db_stop(struct db *db);

/* Queues the call. A full lane or a lost database answers through done with ERR_BUSY or
 * ERR_DB_LOST, never before db_call has returned. */
void db_call(struct db *db, const struct db_call *call);

/* At least one connection of each lane is ready. */
bool db_ready(const struct db *db);
/* Calls without an answer, over all lanes. */
size_t db_waiting(const struct db *db);

#endif
