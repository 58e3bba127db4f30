/* Migrations once and in order, functions and policies whenever they changed. */
#include "db/db_migrate.h"

#include "core/log.h"
#include "core/secret.h"
#include "core/str.h"

#include <string.h>

/* One key for everything that changes the schema; locks are per database. */
#define LOCK_SQL "select set_config('lock_timeout', '60s', false), pg_advisory_lock(7308624113)"

static const char make_roles[] =
    "do $$ declare r text; begin"
    " foreach r in array array['duty_owner', 'duty_app', 'duty_jobs', 'duty_ops'] loop"
    "  if not exists (select from pg_roles where rolname = r) then"
    "   execute format('create role %I login', r); end if; end loop;"
    " if not exists (select from pg_roles where rolname = 'duty_guard') then"
    "  create role duty_guard; end if;"
    " grant duty_guard to duty_owner; "
    "end $$";

static const char make_table[] =
    "create schema if not exists duty_meta;"
    "create table if not exists duty_meta.migration ("
    " name text primary key, sha256 text not null, applied_at timestamptz not null default now());"
    "grant usage on schema duty_meta to duty_app, duty_jobs, duty_ops;"
    "grant select on duty_meta.migration to duty_app, duty_jobs, duty_ops";

/* A text of several statements in one message; all run in the transaction the caller opened, or
 * in one of their own. On error *e names the file and the line. */
static bool run_text(PGconn *pg, const char *name, const char *text, struct err *e)
{
    bool ok = PQsendQuery(pg, text) == 1;
    if (!ok) {
        (void)err_set(e, ERR_DB_LOST, "%s: %s", name, PQerrorMessage(pg));
    }
    for (PGresult *res; (res = PQgetResult(pg)) != NULL; PQclear(res)) {
        if (!ok || PQresultStatus(res) != PGRES_FATAL_ERROR) {
            continue;
        }
        int64_t letters = 0, line = 1;
        const char *at = PQresultErrorField(res, PG_DIAG_STATEMENT_POSITION);
        struct sv rest = sv_of(text);
        if (at != NULL && sv_int(sv_of(at), 1, INT64_MAX, &letters)) {
            while (letters-- > 1 && rest.n > 0) {
                line += utf8_next(&rest) == '\n';
            }
        }
        const char *why = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
        ok = err_set(e, ERR_INTERNAL, "%s:%d: %s", name, (int)line,
                     why != NULL ? why : PQerrorMessage(pg));
    }
    return ok;
}

static bool run_query(PGconn *pg, const char *sql, int n, const char *const *params, struct err *e)
{
    PGresult *res = db_blocking(pg, sql, n, params, e);
    PQclear(res);
    return res != NULL;
}

static bool make_database(PGconn *super, const char *name, struct err *e)
{
    const char *const params[] = {name};
    PGresult *res = db_blocking(super,
                                "select format('create database %I owner duty_owner', $1::text)"
                                " where not exists (select from pg_database where datname = $1)",
                                1, params, e);
    bool ok = res != NULL;
    if (ok && PQntuples(res) == 1) {
        ok = run_query(super, PQgetvalue(res, 0, 0), 0, NULL, e);
    }
    PQclear(res);
    return ok;
}

/* Without a duty_super to log in as, the operator has made database and roles. */
static bool make_home(struct arena *a, const struct config *c, struct err *e)
{
    struct config home = *c;
    struct err nobody;
    home.db_name = "postgres";
    PGconn *super = db_connect_blocking(a, &home, "duty_super", &nobody);
    if (super == NULL) {
        return true;
    }
    bool ok = run_query(super, LOCK_SQL, 0, NULL, e) && run_query(super, make_roles, 0, NULL, e) &&
              make_database(super, c->db_name, e);
    PQfinish(super);
    return ok;
}

static bool is_in(const struct db_file *f, const char *folder)
{
    return strncmp(f->name, folder, strlen(folder)) == 0 && f->name[strlen(folder)] == '/';
}

static bool is_code(const struct db_file *f)
{
    return is_in(f, "functions") || is_in(f, "policies");
}

static bool is_ours(const struct db_file *f)
{
    return is_in(f, "migrations") || is_code(f);
}

/* What the database knows: name, checksum. NULL with *e filled. */
static PGresult *read_known(PGconn *pg, struct err *e)
{
    return db_blocking(pg, "select name, sha256 from duty_meta.migration order by name", 0, NULL,
                       e);
}

/* Its checksum in the database, or NULL. */
static const char *known_sum(const PGresult *known, const char *name)
{
    for (int i = 0; i < PQntuples(known); i++) {
        if (strcmp(PQgetvalue(known, i, 0), name) == 0) {
            return PQgetvalue(known, i, 1);
        }
    }
    return NULL;
}

static bool is_same(const PGresult *known, const struct db_file *f)
{
    char sum[SECRET_HEX_LEN + 1];
    const char *old = known_sum(known, f->name);
    secret_sha256_hex(sv_of(f->text), sum);
    return old != NULL && strcmp(old, sum) == 0;
}

static const struct db_file *find_file(const struct db_files *files, const char *name)
{
    for (size_t i = 0; i < files->n; i++) {
        if (strcmp(files->list[i].name, name) == 0) {
            return &files->list[i];
        }
    }
    return NULL;
}

/* The text of f, then its row: inside the caller's transaction. */
static bool run_file(PGconn *pg, const struct db_file *f, struct err *e)
{
    char sum[SECRET_HEX_LEN + 1];
    const char *const row[] = {f->name, sum};
    secret_sha256_hex(sv_of(f->text), sum);
    return run_text(pg, f->name, f->text, e) &&
           run_query(pg,
                     "insert into duty_meta.migration (name, sha256) values ($1, $2)"
                     " on conflict (name) do update set sha256 = excluded.sha256,"
                     " applied_at = now()",
                     2, row, e);
}

static bool check_known(const PGresult *known, const struct db_files *files, struct err *e)
{
    for (int i = 0; i < PQntuples(known); i++) {
        const char *name = PQgetvalue(known, i, 0);
        const struct db_file *f = find_file(files, name);
        if (strncmp(name, "migrations/", strlen("migrations/")) != 0) {
            continue;
        }
        if (f == NULL) {
            return err_set(e, ERR_CONFIG, "the database is newer than this program: it has %s",
                           name);
        }
        if (!is_same(known, f)) {
            return err_set(e, ERR_CONFIG, "%s was changed after it was applied", name);
        }
    }
    return true;
}

static bool run_migrations(PGconn *pg, const PGresult *known, const struct db_files *files,
                           int *applied, struct err *e)
{
    for (size_t i = 0; i < files->n; i++) {
        const struct db_file *f = &files->list[i];
        if (!is_in(f, "migrations") || known_sum(known, f->name) != NULL) {
            continue;
        }
        if (!run_query(pg, "begin", 0, NULL, e) || !run_file(pg, f, e) ||
            !run_query(pg, "commit", 0, NULL, e)) {
            return false;
        }
        log_info("db.migrated", LOG_S("file", f->name));
        ++*applied;
    }
    return true;
}

/* True when the database has exactly these files; is_counted chooses which of them matter. */
static bool is_current(const PGresult *known, const struct db_files *files,
                       bool (*is_counted)(const struct db_file *f))
{
    for (size_t i = 0; i < files->n; i++) {
        if (is_counted(&files->list[i]) && !is_same(known, &files->list[i])) {
            return false;
        }
    }
    for (int i = 0; i < PQntuples(known); i++) {
        if (find_file(files, PQgetvalue(known, i, 0)) == NULL) {
            return false;
        }
    }
    return true;
}

/* Bodies are not checked while they are created: functions may call each other in any order. */
static bool run_code(PGconn *pg, const struct db_files *files, int *applied, struct err *e)
{
    static const char *const folders[] = {"functions", "policies"};
    if (!run_text(pg, "functions",
                  "begin; set local check_function_bodies = off; set local lock_timeout = '10s';"
                  "delete from duty_meta.migration where name not like 'migrations/%'",
                  e)) {
        return false;
    }
    for (size_t k = 0; k < ARRAY_LEN(folders); k++) {
        for (size_t i = 0; i < files->n; i++) {
            if (!is_in(&files->list[i], folders[k])) {
                continue;
            }
            if (!run_file(pg, &files->list[i], e)) {
                return false;
            }
            ++*applied;
        }
    }
    return run_query(pg, "commit", 0, NULL, e);
}

static bool migrate(PGconn *pg, const struct db_files *files, int *applied, struct err *e)
{
    PGresult *known = NULL;
    bool ok = run_query(pg, LOCK_SQL, 0, NULL, e) && run_text(pg, "duty_meta", make_table, e) &&
              (known = read_known(pg, e)) != NULL && check_known(known, files, e) &&
              run_migrations(pg, known, files, applied, e) &&
              (is_current(known, files, is_code) || run_code(pg, files, applied, e));
    PQclear(known);
    return ok;
}

bool db_migrate(struct arena *a, const struct config *c, const struct db_files *files, int *applied,
                struct err *e)
{
    *applied = 0;
    if (!make_home(a, c, e)) {
        return false;
    }
    PGconn *pg = db_connect_blocking(a, c, "duty_owner", e);
    bool ok = pg != NULL && migrate(pg, files, applied, e);
    PQfinish(pg);
    return ok;
}

bool db_schema_current(struct arena *a, const struct config *c, const struct db_files *files,
                       bool *current, struct err *e)
{
    PGconn *pg = db_connect_blocking(a, c, "duty_app", e);
    if (pg == NULL) {
        return false;
    }
    PGresult *there =
        db_blocking(pg, "select to_regclass('duty_meta.migration')::text", 0, NULL, e);
    PGresult *known = NULL;
    *current = false;
    bool ok = there != NULL;
    if (ok && PQgetisnull(there, 0, 0) == 0) {
        known = read_known(pg, e);
        ok = known != NULL;
        *current = ok && is_current(known, files, is_ours);
    }
    PQclear(there);
    PQclear(known);
    PQfinish(pg);
    return ok;
}
