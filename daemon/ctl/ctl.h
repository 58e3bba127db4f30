/* dutyctl, the operator's command: what its verbs share. Everything here blocks. A verb connects as
 * the owner for migrations and seeding, and otherwise signs in as an account of a Centre, so that
 * the same rules, row-level security and audit hold as for anybody. */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include <libpq-fe.h>

#include "core/arena.h"
#include "core/child.h"
#include "core/config.h"
#include "db/db_private.h"
#include "db_query.h"

struct ctl {
    struct arena *arena;
    struct config *config;
    struct db_private cluster;
    PGconn *owner; /* duty_owner; NULL until ctl_owner */
    PGconn *app;   /* duty_app, signed in; NULL until ctl_sign_in */
    const char *session_hash;
    const char *lib_dir;
    bool is_attended; /* somebody waits: progress is shown, Ctrl-C takes the engine's best so far */
};

typedef void ctl_line(struct sv line);
typedef int ctl_verb(struct ctl *c, int argc, char **argv); /* exit code; argv[0] is the verb */

ctl_verb ctl_migrate, ctl_schema, ctl_seed, ctl_user, ctl_import, ctl_roster, ctl_audit, ctl_run,
    ctl_probe, ctl_notice;

/* Prints "dutyctl: ...": the sentence of a mistake in what was given, else what went wrong in the
 * words for operators; returns 1. */
int ctl_fail(const struct err *e);
MUST_CHECK bool ctl_owner(struct ctl *c, struct err *e);
/* Opens a session of ten minutes for login of center and connects as duty_app. */
MUST_CHECK bool ctl_sign_in(struct ctl *c, const char *center, const char *login, struct err *e);
/* A statement on conn; NULL with *e filled on failure, else the caller PQclears it. */
PGresult *ctl_exec(PGconn *conn, const char *sql, const char *const *params, int n, struct err *e);
/* One value of the first row, in the arena; "" for NULL or no row. */
MUST_CHECK bool ctl_value(struct ctl *c, PGconn *conn, const char *sql, const char *const *params,
                          int n, const char **out, struct err *e);
/* A named query under the signed-in identity and the permission action, in one transaction. */
MUST_CHECK bool ctl_call(struct ctl *c, enum query q, const char *action, const char *const *params,
                         const char **out, struct err *e);

/* Loads the reference data, then the Centre of sql/seed/FOLDER unless it exists. is_new tells. */
MUST_CHECK bool ctl_seed_folder(struct ctl *c, const char *folder, bool *is_new, struct err *e);
MUST_CHECK bool ctl_set_password(struct ctl *c, const char *center, const char *login,
                                 const char *password, struct err *e);
/* Reads a hearing list through the parser and commits it. court: the code of the court whose list
 * it is, "" when its rows say so. summary: {"new":..} JSON. */
MUST_CHECK bool ctl_import_file(struct ctl *c, const char *court, const char *file,
                                const char **summary, struct err *e);
MUST_CHECK bool ctl_roster_draft(struct ctl *c, const char *month, const char *seed,
                                 const char **summary, struct err *e);
/* overruling: why custody minutes may stay uncovered; "" where there are none. */
MUST_CHECK bool ctl_roster_publish(struct ctl *c, const char *month, const char *overruling,
                                   const char **summary, struct err *e);
/* Runs the program of job (without done, line and ctx) to its end; its outputs in the arena. False
 * when it could not be started. Where c->is_attended, SIGINT and SIGTERM ask it to end, and each
 * line of its standard error goes to `line`, which may be NULL. */
MUST_CHECK bool ctl_child(struct ctl *c, const struct child_job *job, ctl_line *line,
                          struct child_result *out, struct err *e);

#endif
