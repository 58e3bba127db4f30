/* Connection strings, and the blocking connections of start-up and dutyctl. */
#include "db/db_connect.h"

#include "core/buf.h"
#include "core/str.h"
#include "db/db_private.h"

#include <string.h>

#define CONNINFO_MAX   8192
#define HOST_MS        5000 /* per host; longer than TCP_USER_TIMEOUT, so that the next is tried */
#define TCP_TIMEOUT_MS "4000"
/* Compiling a plan (jit) costs seconds and runs milliseconds here: hearing_put keeps away from
 * whole tables by a price so high that every plan would be worth compiling. */
#define SESSION_OPTIONS "-c TimeZone=UTC -c DateStyle=ISO -c search_path=duty,public -c jit=off"

/* ` key='value'` with libpq's quoting. */
static void add(struct buf *b, const char *key, const char *value)
{
    buf_printf(b, " %s='", key);
    for (const char *p = value; *p != '\0'; p++) {
        if (*p == '\'' || *p == '\\') {
            buf_char(b, '\\');
        }
        buf_char(b, *p);
    }
    buf_char(b, '\'');
}

static void add_place(struct buf *b, struct arena *a, const struct config *c)
{
    if (c->db_socket[0] == '\0') {
        add(b, "host", db_private_socket_dir(a, c->state_dir));
        add(b, "port", DB_PRIVATE_PORT);
        return;
    }
    add(b, c->db_socket[0] == '/' ? "host" : "hostaddr", c->db_socket);
    buf_printf(b, " port=%d", (int)c->db_port);
    buf_str(b, " target_session_attrs=read-write");
    buf_str(b, " tcp_user_timeout=" TCP_TIMEOUT_MS " keepalives_idle=30");
}

static const char *conninfo(struct arena *a, const struct config *c, const char *role,
                            const char *name, const char *options)
{
    struct buf b;
    buf_init(&b, CONNINFO_MAX);
    add(&b, "dbname", c->db_name);
    add(&b, "user", role);
    add(&b, "application_name", name);
    add(&b, "client_encoding", "UTF8");
    add(&b, "options", options);
    add_place(&b, a, c);
    if (!buf_ok(&b)) {
        fatal("database settings are longer than %d bytes", CONNINFO_MAX);
    }
    const char *made = arena_dup(a, buf_view(&b));
    buf_free(&b);
    return made;
}

const char *db_conninfo(struct arena *a, const struct config *c, const char *role)
{
    return conninfo(a, c, role, "dutyctl", SESSION_OPTIONS);
}

const char *db_conninfo_lane(struct arena *a, const struct config *c, const char *role,
                             const char *lane, int statement_timeout_s)
{
    const char *options =
        arena_printf(a,
                     SESSION_OPTIONS " -c statement_timeout=%ds -c lock_timeout=3s"
                                     " -c idle_in_transaction_session_timeout=10s",
                     statement_timeout_s);
    return conninfo(a, c, role, arena_printf(a, "dutyd-%s", lane), options);
}

int64_t db_connect_ms(const struct config *c)
{
    int64_t hosts = 1;
    for (const char *p = c->db_socket; *p != '\0'; p++) {
        hosts += *p == ',';
    }
    return hosts * HOST_MS;
}

static void ignore_notice(void *ctx UNUSED, const char *message UNUSED)
{
}

PGconn *db_connect_blocking(struct arena *a, const struct config *c, const char *role,
                            struct err *e)
{
    const char *info = arena_printf(a, "%s connect_timeout=10", db_conninfo(a, c, role));
    PGconn *pg = PQconnectdb(info);
    if (PQstatus(pg) == CONNECTION_OK) {
        PQsetNoticeProcessor(pg, ignore_notice, NULL);
        return pg;
    }
    struct sv why = sv_trim(sv_of(PQerrorMessage(pg)));
    (void)err_set(e, ERR_DB_LOST, "%s: %.*s", role, (int)why.n, why.p);
    PQfinish(pg);
    return NULL;
}

PGresult *db_blocking(PGconn *pg, const char *sql, int n, const char *const *params, struct err *e)
{
    bool sent = PQsendQueryParams(pg, sql, n, NULL, params, NULL, NULL, 0) == 1;
    PGresult *first = sent ? PQgetResult(pg) : NULL;
    for (PGresult *more; sent && (more = PQgetResult(pg)) != NULL;) {
        PQclear(more);
    }
    ExecStatusType status = PQresultStatus(first);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        return first;
    }
    struct sv why = sv_trim(sv_of(PQerrorMessage(pg)));
    (void)err_set(e, ERR_INTERNAL, "%.*s", (int)why.n, why.p);
    PQclear(first);
    return NULL;
}
