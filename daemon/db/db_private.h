/* The private PostgreSQL cluster in the state directory: socket only, no password, no system
 * service. PostgreSQL refuses to run as root, so root starts it as the user postgres. Blocking. */
#ifndef DB_DB_PRIVATE_H
#define DB_DB_PRIVATE_H

#include "core/arena.h"
#include "core/err.h"

#define DB_PRIVATE_PORT "5432" /* only names the socket */

struct db_private {
    const char *socket_dir; /* for [database] socket */
    const char *data_dir;
    bool was_running; /* somebody else started it: do not stop it */
};

/* Where the cluster of state_dir has its socket: the folder run/ in it or, when that path is too
 * long for a socket (107 bytes) or needs quoting, a folder under /tmp named by a hash of it. */
const char *db_private_socket_dir(struct arena *a, const char *state_dir);

/* initdb when new, start when not running. The state directory is created as needed; its parents
 * must let the user postgres through. Its superuser is duty_super. */
MUST_CHECK bool db_private_start(struct arena *a, const char *state_dir, struct db_private *out,
                                 struct err *e);
/* Stops it (fast) unless it was running before. */
MUST_CHECK bool db_private_stop(const struct db_private *p, struct err *e);

#endif
