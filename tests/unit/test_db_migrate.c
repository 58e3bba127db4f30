/* Migrations run once, changed functions run again, and what cannot be right is refused. */
#include "db/db_migrate.h"

#include "db_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILES_MAX 8

static struct db_cluster cluster;

/* The test schema with room for one more file. */
struct set {
    struct db_file list[FILES_MAX];
    struct db_files files;
};

static void set_init(struct set *s)
{
    assert_true(db_cluster_files.n < FILES_MAX);
    memcpy(s->list, db_cluster_files.list, db_cluster_files.n * sizeof(s->list[0]));
    s->files = (struct db_files){s->list, db_cluster_files.n};
}

static void set_text(struct set *s, const char *name, const char *text)
{
    int found = 0;
    for (size_t i = 0; i < s->files.n; i++) {
        if (strcmp(s->list[i].name, name) == 0) {
            s->list[i].text = text;
            found++;
        }
    }
    assert_int_equal(found, 1);
}

static int migrated(const struct db_files *files)
{
    struct err e;
    int applied;
    if (!db_migrate(cluster.arena, cluster.config, files, &applied, &e)) {
        fail_msg("%s", e.detail);
    }
    return applied;
}

static void assert_refused(const struct db_files *files, enum err_code code, const char *detail)
{
    struct err e;
    int applied;
    assert_false(db_migrate(cluster.arena, cluster.config, files, &applied, &e));
    assert_int_equal(e.code, code);
    assert_string_equal(e.detail, detail);
}

static bool is_current(const struct db_files *files)
{
    struct err e;
    bool current;
    if (!db_schema_current(cluster.arena, cluster.config, files, &current, &e)) {
        fail_msg("%s", e.detail);
    }
    return current;
}

/* Every test begins without the database. */
static int setup(void **state)
{
    (void)state;
    struct config home = *cluster.config;
    home.db_name = "postgres";
    struct db_cluster super = cluster;
    super.config = &home;
    (void)db_cluster_sql(&super, "drop database if exists dutyd");
    return 0;
}

static void test_a_new_cluster_gets_roles_database_and_everything(void **state)
{
    (void)state;
    assert_int_equal(migrated(&db_cluster_files), 5);
    assert_true(is_current(&db_cluster_files));
    assert_string_equal(db_cluster_sql(&cluster, "select string_agg(rolname, ' ' order by rolname)"
                                                 " from pg_roles where rolname like 'duty%'"
                                                 " and rolcanlogin and not rolbypassrls"),
                        "duty_app duty_jobs duty_ops duty_owner");
    assert_string_equal(db_cluster_sql(&cluster, "select tableowner from pg_tables"
                                                 " where tablename = 'note'"),
                        "duty_owner");
}

static void test_migrating_twice_applies_nothing_the_second_time(void **state)
{
    (void)state;
    assert_int_equal(migrated(&db_cluster_files), 5);
    assert_int_equal(migrated(&db_cluster_files), 0);
}

static void test_a_new_migration_is_applied_alone(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    (void)migrated(&s.files);
    s.list[s.files.n++] = (struct db_file){"migrations/0003_more.sql", "create table duty.more ()"};
    assert_false(is_current(&s.files));
    assert_int_equal(migrated(&s.files), 1);
    assert_true(is_current(&s.files));
}

static void test_a_changed_old_migration_is_refused(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    (void)migrated(&s.files);
    set_text(&s, "migrations/0002_shape.sql", "create table duty.shape (side text);");
    assert_refused(&s.files, ERR_CONFIG,
                   "migrations/0002_shape.sql was changed after it was applied");
}

static void test_a_database_newer_than_the_program_is_refused(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    s.list[s.files.n++] = (struct db_file){"migrations/0003_more.sql", "create table duty.more ()"};
    (void)migrated(&s.files);
    assert_false(is_current(&db_cluster_files));
    assert_refused(&db_cluster_files, ERR_CONFIG,
                   "the database is newer than this program: it has migrations/0003_more.sql");
}

static void test_a_broken_migration_names_its_line_and_leaves_nothing(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    (void)migrated(&s.files);
    s.list[s.files.n++] = (struct db_file){"migrations/0003_more.sql",
                                           "create table duty.more ();\n-- Điều 1\nselect wrong;"};
    assert_refused(&s.files, ERR_INTERNAL,
                   "migrations/0003_more.sql:3: column \"wrong\" does not exist");
    assert_string_equal(db_cluster_sql(&cluster, "select to_regclass('duty.more')"), "");
    assert_true(is_current(&db_cluster_files));
}

static void test_one_changed_function_runs_all_functions_and_policies_again(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    (void)migrated(&s.files);
    set_text(
        &s, "functions/raise.sql",
        "create or replace function duty.refuse() returns text language sql as $$ select 'no' $$;");
    assert_false(is_current(&s.files));
    assert_int_equal(migrated(&s.files), 3);
    assert_true(is_current(&s.files));
    assert_string_equal(db_cluster_sql(&cluster, "select duty.refuse()"), "no");
}

static void test_a_broken_function_leaves_the_old_ones_all_in_place(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    (void)migrated(&s.files);
    set_text(&s, "functions/identify.sql", "drop function duty.identify");
    set_text(&s, "functions/raise.sql", "create or replace function duty.raise broken");
    assert_refused(&s.files, ERR_INTERNAL,
                   "functions/raise.sql:1: syntax error at or near \"broken\"");
    assert_string_equal(db_cluster_sql(&cluster, "select count(*) from pg_proc"
                                                 " where proname in ('identify', 'raise')"),
                        "2");
    assert_true(is_current(&db_cluster_files));
}

static void test_functions_may_call_each_other_in_any_order(void **state)
{
    (void)state;
    struct set s;
    set_init(&s);
    s.list[s.files.n++] = (struct db_file){
        "functions/a.sql", "create or replace function duty.a() returns text language sql"
                           " as $$ select duty.b() $$;"};
    s.list[s.files.n++] = (struct db_file){
        "functions/b.sql", "create or replace function duty.b() returns text language sql"
                           " as $$ select 'b'::text $$;"};
    (void)migrated(&s.files);
    assert_string_equal(db_cluster_sql(&cluster, "select duty.a()"), "b");
}

static void test_two_programs_may_migrate_at_the_same_time(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        struct err e;
        int applied;
        bool ok = db_migrate(cluster.arena, cluster.config, &db_cluster_files, &applied, &e);
        _exit(ok ? applied : 99);
    }
    int mine = migrated(&db_cluster_files);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(mine + WEXITSTATUS(status), 5);
    assert_true(is_current(&db_cluster_files));
}

static int cluster_setup(void **state)
{
    (void)state;
    db_cluster_start(&cluster);
    return 0;
}

static int cluster_teardown(void **state)
{
    (void)state;
    db_cluster_stop(&cluster);
    return 0;
}

#define T(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_a_new_cluster_gets_roles_database_and_everything),
        T(test_migrating_twice_applies_nothing_the_second_time),
        T(test_a_new_migration_is_applied_alone),
        T(test_a_changed_old_migration_is_refused),
        T(test_a_database_newer_than_the_program_is_refused),
        T(test_a_broken_migration_names_its_line_and_leaves_nothing),
        T(test_one_changed_function_runs_all_functions_and_policies_again),
        T(test_a_broken_function_leaves_the_old_ones_all_in_place),
        T(test_functions_may_call_each_other_in_any_order),
        T(test_two_programs_may_migrate_at_the_same_time),
    };
    return cmocka_run_group_tests(tests, cluster_setup, cluster_teardown);
}
