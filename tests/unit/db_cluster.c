/* Starts and stops the database the tests of db/ talk to, and runs the loop for them. */
#include "db_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct db_file files[] = {
    {"functions/identify.sql",
     "create or replace function duty.identify(p_session text, p_action text, p_request text)\n"
     "returns void language plpgsql as $$ begin\n"
     "  if p_session = 'expired' then\n"
     "    raise exception 'error.signed_out' using errcode = 'DU401';\n"
     "  end if;\n"
     "  perform set_config('duty.who', concat_ws('/', p_session, p_action, p_request), true);\n"
     "end $$;\n"},
    {"functions/raise.sql",
     "create or replace function duty.raise(p_state text) returns text language plpgsql as $$\n"
     "begin raise exception 'raised' using errcode = p_state; end $$;\n"
     "create or replace function duty.refuse() returns text language plpgsql as $$\n"
     "begin raise exception 'hearing.error.date' using errcode = 'DU422',\n"
     "  detail = '{\"field\":\"date\",\"value\":\"31/02\",\"args\":{\"days\":28}}'; end $$;\n"},
    {"migrations/0001_test.sql",
     "create schema duty;\n"
     "grant usage on schema duty to duty_app, duty_jobs;\n"
     "create table duty.note (id int primary key,\n"
     "  line text constraint note_line_short check (length(line) < 20));\n"
     "grant select, insert on duty.note to duty_app;\n"},
    {"migrations/0002_shape.sql", "create table duty.shape (side int);\n"
                                  "insert into duty.shape values (1);\n"
                                  "grant select on duty.shape to duty_app;\n"},
    {"policies/note.sql", "alter table duty.note enable row level security;\n"
                          "drop policy if exists everybody on duty.note;\n"
                          "create policy everybody on duty.note using (true);\n"},
};

const struct db_files db_cluster_files = {files, ARRAY_LEN(files)};

void db_cluster_start(struct db_cluster *c)
{
    struct err e;
    *c = (struct db_cluster){.dir = "/tmp/dutyd-test-XXXXXX"};
    assert_non_null(mkdtemp(c->dir));
    assert_int_equal(chmod(c->dir, 0711), 0);
    c->arena = arena_new((size_t)1024 * 1024);
    const char *state = arena_printf(c->arena, "%s/state", c->dir);
    if (!db_private_start(c->arena, state, &c->server, &e)) {
        fail_msg("no private cluster: %s", e.detail);
    }
    const char *const settings[] = {
        arena_printf(c->arena, "state.dir=%s", state),
        "database.fast_lanes=1",
        "database.jobs_lanes=1",
        "database.queue_limit=8",
    };
    if (!config_read(c->arena, NULL, settings, ARRAY_LEN(settings), &c->config, &e)) {
        fail_msg("no settings: %s", e.detail);
    }
}

void db_cluster_migrate(struct db_cluster *c)
{
    struct err e;
    int applied;
    if (!db_migrate(c->arena, c->config, &db_cluster_files, &applied, &e)) {
        fail_msg("not migrated: %s", e.detail);
    }
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void db_cluster_stop(struct db_cluster *c)
{
    struct err e;
    c->server.was_running = false;
    if (!db_private_stop(&c->server, &e)) {
        fail_msg("not stopped: %s", e.detail);
    }
    assert_int_equal(nftw(c->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    arena_free(c->arena);
}

const char *db_cluster_sql(struct db_cluster *c, const char *sql)
{
    struct err e;
    PGconn *pg = db_connect_blocking(c->arena, c->config, "duty_super", &e);
    PGresult *res = pg != NULL ? db_blocking(pg, sql, 0, NULL, &e) : NULL;
    if (res == NULL) {
        fail_msg("%s: %s", sql, e.detail);
    }
    const char *value = "";
    if (PQntuples(res) > 0) {
        value = arena_str(c->arena, PQgetvalue(res, 0, 0));
    }
    PQclear(res);
    PQfinish(pg);
    return value;
}

struct wait {
    struct loop *loop;
    struct loop_timer *timer;
    bool (*is_over)(void *ctx);
    void *ctx;
    int rounds;
};

static void look(void *ctx)
{
    struct wait *w = ctx;
    if (w->is_over(w->ctx) || ++w->rounds > 4000) {
        loop_stop(w->loop);
    } else {
        loop_timer_set(w->timer, 5);
    }
}

void db_cluster_run(struct loop *l, bool (*is_over)(void *ctx), void *ctx)
{
    struct wait w = {l, NULL, is_over, ctx, 0};
    w.timer = loop_timer_new(l, look, &w);
    loop_timer_set(w.timer, 0);
    loop_run(l, NULL, NULL, NULL);
    loop_timer_free(w.timer);
    assert_true(w.rounds <= 4000);
}
