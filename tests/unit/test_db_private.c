/* The private cluster: made, found running, stopped, started again, and refused where it cannot be.
 */
#include "db/db_private.h"

#include "core/str.h"
#include "db/db_connect.h"
#include "db_cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct db_cluster cluster;

static const char *state_dir(void)
{
    return cluster.config->state_dir;
}

static void test_the_server_listens_on_its_socket_only_and_keeps_what_is_committed(void **state)
{
    (void)state;
    static const struct {
        const char *setting, *value;
    } cases[] = {
        {"listen_addresses", ""},
        {"fsync", "on"},
        {"synchronous_commit", "on"},
        {"jit", "off"},
        {"max_connections", "60"},
        {"server_encoding", "UTF8"},
        {"shared_buffers", "128MB"},
        {"lc_collate", "C.UTF-8"},
        {"unix_socket_permissions", "0700"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *sql =
            arena_printf(cluster.arena, "select current_setting('%s')", cases[i].setting);
        assert_string_equal(db_cluster_sql(&cluster, sql), cases[i].value);
    }
    struct stat st;
    assert_int_equal(stat(cluster.server.socket_dir, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

static void test_root_never_runs_the_server_itself(void **state)
{
    (void)state;
    struct stat st;
    assert_int_equal(stat(cluster.server.data_dir, &st), 0);
    assert_int_not_equal(st.st_uid, 0);
    if (geteuid() != 0) {
        assert_int_equal(st.st_uid, geteuid());
    }
}

static void test_a_second_start_finds_it_running_and_its_stop_leaves_it(void **state)
{
    (void)state;
    struct db_private second;
    struct err e;
    assert_true(db_private_start(cluster.arena, state_dir(), &second, &e));
    assert_true(second.was_running);
    assert_string_equal(second.socket_dir, cluster.server.socket_dir);
    assert_true(db_private_stop(&second, &e));
    assert_string_equal(db_cluster_sql(&cluster, "select 'alive'"), "alive");
}

static void test_data_survives_a_stop_and_a_start(void **state)
{
    (void)state;
    struct err e;
    (void)db_cluster_sql(&cluster, "create table kept as select 'kept'::text as it");
    assert_true(db_private_stop(&cluster.server, &e));
    assert_true(db_private_start(cluster.arena, state_dir(), &cluster.server, &e));
    assert_false(cluster.server.was_running);
    assert_string_equal(db_cluster_sql(&cluster, "select it from kept"), "kept");
}

static const char *postmaster_stat(void)
{
    const char *pid = db_cluster_sql(&cluster, "select split_part(pg_read_file('postmaster.pid'),"
                                               " e'\\n', 1)");
    char path[64], *line = arena_alloc(cluster.arena, 1024);
    (void)snprintf(path, sizeof(path), "/proc/%s/stat", pid);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, 1024, f));
    (void)fclose(f);
    return line;
}

/* Ctrl-C goes to the terminal's process group: the server must not be in ours. */
static void test_the_server_has_a_session_of_its_own(void **state)
{
    (void)state;
    int pid, parent, group, session;
    char mode;
    assert_int_equal(sscanf(postmaster_stat(), "%d (%*[^)]) %c %d %d %d", &pid, &mode, &parent,
                            &group, &session),
                     5);
    assert_int_equal(session, pid);
    assert_int_equal(group, pid);
}

static void test_the_server_does_not_keep_our_pipes_open(void **state)
{
    (void)state;
    struct err e;
    int ends[2]; /* without O_CLOEXEC, as a shell's pipe would be */
    assert_int_equal(pipe(ends), 0);
    assert_true(db_private_stop(&cluster.server, &e));
    assert_true(db_private_start(cluster.arena, state_dir(), &cluster.server, &e));
    close(ends[1]);
    struct pollfd p = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, 2000), 1);
    assert_true((p.revents & POLLHUP) != 0);
    close(ends[0]);
}

static void test_a_half_made_cluster_is_made_again(void **state)
{
    (void)state;
    struct db_private again;
    struct err e;
    const char *dir = arena_printf(cluster.arena, "%s/second", cluster.dir);
    const char *fresh = arena_printf(cluster.arena, "%s/pg.new", dir);
    assert_int_equal(mkdir(dir, 0711), 0);
    assert_int_equal(mkdir(fresh, 0700), 0);
    assert_int_equal(mkdir(arena_printf(cluster.arena, "%s/base", fresh), 0700), 0);
    struct stat st;
    assert_int_equal(stat(cluster.server.data_dir, &st), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(fresh, st.st_uid, st.st_gid), 0);
        assert_int_equal(chown(arena_printf(cluster.arena, "%s/base", fresh), st.st_uid, st.st_gid),
                         0);
    }
    if (!db_private_start(cluster.arena, dir, &again, &e)) {
        fail_msg("%s", e.detail);
    }
    assert_false(again.was_running);
    assert_true(db_private_stop(&again, &e));
}

static void test_a_folder_the_server_may_not_enter_is_named(void **state)
{
    (void)state;
    struct db_private out;
    struct err e;
    const char *closed = arena_printf(cluster.arena, "%s/closed", cluster.dir);
    assert_int_equal(mkdir(closed, 0600), 0);
    assert_false(
        db_private_start(cluster.arena, arena_printf(cluster.arena, "%s/var", closed), &out, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    assert_non_null(strstr(e.detail, closed));
    assert_non_null(strstr(e.detail, "STATE="));
}

static void test_a_socket_folder_of_somebody_else_is_refused(void **state)
{
    (void)state;
    struct db_private out;
    struct err e;
    const char *dir = arena_printf(cluster.arena, "%s/shared", cluster.dir);
    assert_int_equal(mkdir(dir, 0711), 0);
    const char *run = arena_printf(cluster.arena, "%s/run", dir);
    assert_int_equal(mkdir(run, 0700), 0);
    assert_int_equal(chmod(run, 0777), 0);
    assert_false(db_private_start(cluster.arena, dir, &out, &e));
    assert_int_equal(e.code, ERR_CONFIG);
    assert_non_null(strstr(e.detail, run));
}

static void test_a_path_too_long_for_a_socket_gets_a_short_one(void **state)
{
    (void)state;
    char deep[128];
    memset(deep, 'x', sizeof(deep) - 1);
    deep[0] = '/';
    deep[sizeof(deep) - 1] = '\0';
    const char *dir = db_private_socket_dir(cluster.arena, deep);
    assert_true(sv_starts(sv_of(dir), SV("/tmp/dutyd-")));
    assert_true(strlen(dir) < 40);
    assert_string_equal(dir, db_private_socket_dir(cluster.arena, deep));
    assert_string_equal(db_private_socket_dir(cluster.arena, "/short/var"), "/short/var/run");
    assert_true(sv_starts(sv_of(db_private_socket_dir(cluster.arena, "/a,b/var")), SV("/tmp/")));
}

static int cluster_setup(void **state)
{
    (void)state;
    db_cluster_start(&cluster);
    db_cluster_migrate(&cluster);
    return 0;
}

static int cluster_teardown(void **state)
{
    (void)state;
    db_cluster_stop(&cluster);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_server_listens_on_its_socket_only_and_keeps_what_is_committed),
        cmocka_unit_test(test_root_never_runs_the_server_itself),
        cmocka_unit_test(test_a_second_start_finds_it_running_and_its_stop_leaves_it),
        cmocka_unit_test(test_data_survives_a_stop_and_a_start),
        cmocka_unit_test(test_the_server_has_a_session_of_its_own),
        cmocka_unit_test(test_the_server_does_not_keep_our_pipes_open),
        cmocka_unit_test(test_a_half_made_cluster_is_made_again),
        cmocka_unit_test(test_a_folder_the_server_may_not_enter_is_named),
        cmocka_unit_test(test_a_socket_folder_of_somebody_else_is_refused),
        cmocka_unit_test(test_a_path_too_long_for_a_socket_gets_a_short_one),
    };
    return cmocka_run_group_tests(tests, cluster_setup, cluster_teardown);
}
