/* The query compiler: what it makes of a file, and the files it refuses, naming the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/dutyd-query2c-XXXXXX";
static char text[8192]; /* what the last run printed, or the table it made */

static void read_text(const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
    (void)fclose(f);
}

/* Compiles one file with this content; its errors go to text. The exit code. */
static int compile(const char *sql)
{
    char path[64], errors[64];
    (void)snprintf(path, sizeof(path), "%s/q.sql", folder);
    (void)snprintf(errors, sizeof(errors), "%s/errors", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(sql, f) >= 0);
    assert_int_equal(fclose(f), 0);

    char *const args[] = {(char[]){"python3"}, (char[]){"daemon/db/query2c.py"}, folder, path,
                          NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    assert_int_equal(
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0600),
        0);
    assert_int_equal(posix_spawn(&pid, "/usr/bin/python3", &actions, NULL, args, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    read_text("errors");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void assert_has(const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in: %s", part, text);
    }
}

static void assert_refused(const char *sql, const char *why)
{
    assert_int_equal(compile(sql), 1);
    assert_has(why);
}

static void test_a_block_becomes_an_enum_and_a_row_of_the_table(void **state)
{
    (void)state;
    assert_int_equal(compile("-- Lists.\n"
                             "-- name: hearing_list(p_from date, p_to date) read\n"
                             "-- both ends count\n"
                             "select \"x\" from f($1,\n  $2);\n\n"
                             "-- name: logout() write\n"
                             "select ';' || $$ a; $9 $$\n"),
                     0);
    read_text("db_query.h");
    assert_has("    Q_HEARING_LIST,\n    Q_LOGOUT,\n    QUERY_COUNT\n");
    read_text("db_query.c");
    assert_has("{\"hearing_list\",\n     \"select \\\"x\\\" from f($1,\\n\"\n     \"  $2)\",\n     "
               "2, true}");
    assert_has("{\"logout\",\n     \"select ';' || $$ a; $9 $$\",\n     0, false}");
}

static void test_a_name_used_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("-- name: a() read\nselect 1\n-- name: a() write\nselect 2\n",
                   "q.sql:3: a: is also in");
}

static void test_parameters_must_be_the_ones_named(void **state)
{
    (void)state;
    assert_refused("-- name: a(p int) read\nselect 1\n", "q.sql:1: a: names 1 parameters");
    assert_refused("-- name: a() read\nselect $1\n", "names 0 parameters and uses [1]");
    assert_refused("-- name: a(p int, q int) read\nselect $2\n", "names 2 parameters and uses [2]");
}

static void test_two_statements_are_refused(void **state)
{
    (void)state;
    assert_refused("-- name: a() read\nselect 1; select 2\n", "more than one statement");
    assert_refused("-- name: a() read\n-- nothing\n", "holds no statement");
}

static void test_a_malformed_name_line_is_refused(void **state)
{
    (void)state;
    assert_refused("-- name: a() maybe\nselect 1\n", "q.sql:1: a name line is");
    assert_refused("select 1\n-- name: a() read\nselect 1\n", "before the first name line");
}

static int setup(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

static int teardown(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_block_becomes_an_enum_and_a_row_of_the_table),
        cmocka_unit_test(test_a_name_used_twice_is_refused),
        cmocka_unit_test(test_parameters_must_be_the_ones_named),
        cmocka_unit_test(test_two_statements_are_refused),
        cmocka_unit_test(test_a_malformed_name_line_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
