/* Blocking database work for the verbs: as owner, or signed in as an account. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/secret.h"
#include "core/str.h"
#include "ctl/ctl.h"
#include "db/db_error.h"
#include "db/db_migrate.h"
#include "i18n/i18n.h"
#include "start.h"

/* The error's sentence, its placeholder {value} filled. */
static void print_sentence(const struct err *e)
{
    struct sv rest = sv_of(tr(LANG_EN, e->key)), text, name;
    while (tr_next(&rest, &text, &name))
        fprintf(stderr, "%.*s%s", (int)text.n, text.p, sv_eq_str(name, "value") ? e->value : "");
}

int ctl_fail(const struct err *e)
{
    fputs("dutyctl: ", stderr);
    if (e->field[0])
        fprintf(stderr, "%s: ", e->field);
    if (e->key[0])
        print_sentence(e);
    else
        fputs(e->detail, stderr);
    fprintf(stderr, " (%s%s%s)\n", err_name(e->code), e->key[0] ? " " : "", e->key);
    return 1;
}

static bool connect_as(struct ctl *c, const char *role, PGconn **conn, struct err *e)
{
    if (*conn)
        return true;
    if (!start_database(c->arena, c->config, &c->cluster, e))
        return false;
    *conn = db_connect_blocking(c->arena, c->config, role, e);
    return *conn != NULL;
}

bool ctl_owner(struct ctl *c, struct err *e)
{
    return connect_as(c, "duty_owner", &c->owner, e);
}

PGresult *ctl_exec(PGconn *conn, const char *sql, const char *const *params, int n, struct err *e)
{
    PGresult *res = PQexecParams(conn, sql, n, NULL, params, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(res);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN)
        return res;
    if (PQstatus(conn) == CONNECTION_OK)
        free(db_error_read(res, e));
    else
        err_set(e, ERR_DB_LOST, "%s", PQerrorMessage(conn));
    PQclear(res);
    return NULL;
}

bool ctl_value(struct ctl *c, PGconn *conn, const char *sql, const char *const *params, int n,
               const char **out, struct err *e)
{
    PGresult *res = ctl_exec(conn, sql, params, n, e);
    if (!res)
        return false;
    *out = PQntuples(res) > 0 ? arena_str(c->arena, PQgetvalue(res, 0, 0)) : "";
    PQclear(res);
    return true;
}

bool ctl_sign_in(struct ctl *c, const char *center, const char *login, struct err *e)
{
    char *hash = arena_alloc(c->arena, SECRET_HEX_LEN + 1);
    const char *none;
    secret_sha256_hex(sv_of(secret_token(c->arena)), hash);
    const char *params[] = {center, login, hash};
    if (!ctl_owner(c, e) ||
        !ctl_value(c, c->owner, "select duty.session_open($1, $2, $3, interval '10 minutes')::text",
                   params, 3, &none, e))
        return false;
    c->session_hash = hash;
    return connect_as(c, "duty_app", &c->app, e);
}

static bool transaction(struct ctl *c, enum query q, const char *action, const char *const *params,
                        const char **out, struct err *e)
{
    const char *identity[] = {c->session_hash, action, "dutyctl"};
    const char *none;
    return ctl_value(c, c->app, "begin", NULL, 0, &none, e) &&
           ctl_value(c, c->app, "select duty.identify($1, $2, $3)::text", identity, 3, &none, e) &&
           ctl_value(c, c->app, query_defs[q].sql, params, query_defs[q].n_params, out, e) &&
           ctl_value(c, c->app, "commit", NULL, 0, &none, e);
}

bool ctl_call(struct ctl *c, enum query q, const char *action, const char *const *params,
              const char **out, struct err *e)
{
    struct err ignored = {0};
    const char *none;
    if (transaction(c, q, action, params, out, e))
        return true;
    if (!ctl_value(c, c->app, "rollback", NULL, 0, &none, &ignored))
        fprintf(stderr, "dutyctl: rollback: %s\n", ignored.detail);
    return false;
}
