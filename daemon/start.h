/* What dutyd and dutyctl do alike before their work: settings, log level, the database. */
#ifndef START_H
#define START_H

#include "core/config.h"
#include "core/err.h"
#include "db/db_migrate.h"
#include "db/db_private.h"

/* The settings of file (NULL: /etc/dutyd/dutyd.ini when it exists) and the overrides, in a; sets
 * the log level, an unknown one is refused. The snapshot may still be completed by
 * start_database. */
MUST_CHECK bool start_config(struct arena *a, const char *file, const char *const *overrides,
                             size_t n, struct config **out, struct err *e);
/* What the table of settings cannot say of the values dutyd runs with: the gateways exist and are
 * well described, and the public address is one. ERR_CONFIG, the detail naming key and value. */
MUST_CHECK bool start_check(const struct config *c, struct err *e);
/* Without [database] socket: starts the private cluster of the state directory and points c at it.
 * cluster->data_dir stays NULL when the database is somebody else's. */
MUST_CHECK bool start_database(struct arena *a, struct config *c, struct db_private *cluster,
                               struct err *e);
/* The migrations, functions and policies carried in the program. */
struct db_files start_sql_files(struct arena *a);
/* Where dutysolve and dutyparse stand: beside this program, or /usr/lib/dutyd. */
const char *start_lib_dir(struct arena *a);

#endif
