/* A real private PostgreSQL for the tests of db/, with a small schema of their own: duty.identify,
 * a table of notes, and functions that fail in every way a query can. */
#ifndef DB_CLUSTER_H
#define DB_CLUSTER_H

#include "core/arena.h"
#include "core/config.h"
#include "core/loop.h"
#include "db/db_migrate.h"
#include "db/db_private.h"

struct db_cluster {
    struct arena *arena;
    const struct config *config;
    struct db_private server;
    char dir[64]; /* the state directory is dir/state */
};

/* The test schema, as the program carries its own. */
extern const struct db_files db_cluster_files;

/* Starts it; config has one fast lane and a queue of 8 calls. No schema yet. */
void db_cluster_start(struct db_cluster *c);
void db_cluster_migrate(struct db_cluster *c);
void db_cluster_stop(struct db_cluster *c);

/* The first value of the result, in the arena; "" when there is none. As duty_super, blocking. */
const char *db_cluster_sql(struct db_cluster *c, const char *sql);

/* Runs the loop until is_over(ctx), asked every few milliseconds; fails the test after 20 s. */
void db_cluster_run(struct loop *l, bool (*is_over)(void *ctx), void *ctx);

#endif
