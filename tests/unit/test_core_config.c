/* Settings: precedence, refusals that name the line, secrets in files, and the dump. */
#include "core/config.h"
#include "core/str.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static char dir[] = "/tmp/dutyd-config-XXXXXX";

/* Writes a file in dir and returns its path in the arena. */
static char *file_with(struct arena *a, const char *name, const char *text, mode_t mode)
{
    char *path = arena_printf(a, "%s/%s", dir, name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static void test_defaults_then_file_then_overrides(void **state)
{
    (void)state;
    struct arena *a = arena_new(100000);
    const char *file = file_with(a, "order.ini",
                                 "# a comment\n; another\n\n[http]\r\nport = 9001\r\n"
                                 "  public_url =  https://lịch.example/?a=b  \n[roster]\nseconds=7",
                                 0644);
    static const char *const overrides[] = {"http.port=9002", "log.level=debug"};
    const struct config *c = NULL;
    struct err e;
    assert_true(config_read(a, file, overrides, 2, &c, &e));
    assert_string_equal(c->http_listen, "127.0.0.1");
    assert_string_equal(c->public_url, "https://lịch.example/?a=b");
    assert_int_equal(c->roster_seconds, 7);
    assert_int_equal(c->http_port, 9002);
    assert_string_equal(c->log_level, "debug");
    assert_true(config_read(a, NULL, NULL, 0, &c, &e));
    assert_int_equal(c->http_port, 8080);
    arena_free(a);
}

static void test_mistakes_in_the_file_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *detail;
    } cases[] = {
        {"[http]\n\nlisen = x\n", "line 3: there is no setting http.lisen"},
        {"[htp]\nport = 1\n", "line 2: there is no setting htp.port"},
        {"port = 1\n", "line 1: there is no setting .port"},
        {"[http]\nport = 80x\n", "line 2: http.port is a number from 0 to 65535"},
        {"[http]\nport = 65536\n", "line 2: http.port is a number from 0 to 65535"},
        {"[http]\nport =\n", "line 2: http.port is a number from 0 to 65535"},
        {"[notice]\nbatch = 0\n", "line 2: notice.batch is a number from 1 to 2147483647"},
        {"[notice]\nbatch = -1\n", "line 2: notice.batch is a number from 1 to 2147483647"},
        {"[http\nport = 1\n", "line 1: a section is written [name]"},
        {"[http]\nport\n", "line 2: expected key = value"},
        {"[http]\n= 3\n", "line 2: expected key = value"},
        {"[http]\nlisten = a\x01"
         "b\n",
         "line 2: not plain UTF-8 text"},
        {"[http]\n# \xFF\n", "line 2: not plain UTF-8 text"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new(100000);
        const char *file = file_with(a, "bad.ini", cases[i].text, 0644);
        const struct config *c = NULL;
        struct err e;
        assert_false(config_read(a, file, NULL, 0, &c, &e));
        assert_int_equal(e.code, ERR_CONFIG);
        assert_string_equal(e.detail, arena_printf(a, "%s: %s", file, cases[i].detail));
        assert_null(c);
        arena_free(a);
    }
}

static void test_a_missing_file_and_bad_overrides_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"http.port", "port=1", "http.port=x", "http.nothing=1", ""};
    struct arena *a = arena_new(100000);
    const struct config *c = NULL;
    struct err e;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_false(config_read(a, NULL, &bad[i], 1, &c, &e));
        assert_int_equal(e.code, ERR_CONFIG);
    }
    assert_false(config_read(a, "/nonexistent.ini", NULL, 0, &c, &e));
    assert_string_equal(e.detail, "cannot open /nonexistent.ini: No such file or directory");
    arena_free(a);
}

static void test_a_secret_is_read_from_its_file_and_not_dumped(void **state)
{
    (void)state;
    struct arena *a = arena_new(100000);
    const char *path = file_with(a, "key", " s3cret \nsecond line\n", 0600);
    const char *override = arena_printf(a, "notice.callback_key=@%s", path);
    const struct config *c = NULL;
    struct err e;
    assert_true(config_read(a, NULL, &override, 1, &c, &e));
    assert_string_equal(c->callback_key, "s3cret");

    struct buf b;
    buf_init(&b, 100000);
    config_dump(c, &b);
    assert_null(strstr(b.p, "s3cret"));
    assert_non_null(strstr(b.p, arena_printf(a, "callback_key = @%s\n", path)));
    buf_free(&b);
    arena_free(a);
}

static void test_a_secret_open_to_everybody_is_refused(void **state)
{
    (void)state;
    static const struct {
        mode_t mode;
        const char *text;
        const char *part;
    } cases[] = {
        {0604, "secret\n", "open to everybody"},
        {0602, "secret\n", "open to everybody"},
        {0600, "", "does not start with a line of text"},
        {0600, "\nsecret\n", "does not start with a line of text"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new(100000);
        const char *path = file_with(a, "open", cases[i].text, cases[i].mode);
        const char *override = arena_printf(a, "notice.callback_key=@%s", path);
        const struct config *c = NULL;
        struct err e;
        assert_false(config_read(a, NULL, &override, 1, &c, &e));
        assert_non_null(strstr(e.detail, cases[i].part));
        arena_free(a);
    }
}

static void test_the_dump_is_read_back_to_the_same_settings(void **state)
{
    (void)state;
    struct arena *a = arena_new(200000);
    static const char *const overrides[] = {"http.public_url=https://tgpl.example.vn",
                                            "http.trusted_proxy=", "database.port=6000"};
    const struct config *c = NULL;
    struct err e;
    struct buf first, second;
    buf_init(&first, 100000);
    buf_init(&second, 100000);

    assert_true(config_read(a, NULL, overrides, 3, &c, &e));
    config_dump(c, &first);
    assert_true(config_read(a, file_with(a, "dump.ini", first.p, 0644), NULL, 0, &c, &e));
    assert_int_equal(c->db_port, 6000);
    config_dump(c, &second);
    assert_string_equal(first.p, second.p);
    buf_free(&first);
    buf_free(&second);
    arena_free(a);
}

static bool stop_at_two(void *ctx, struct sv section, struct sv key, struct sv value, int line,
                        struct err *e)
{
    struct buf *b = ctx;
    buf_printf(b, "%d:%.*s.%.*s=%.*s ", line, (int)section.n, section.p, (int)key.n, key.p,
               (int)value.n, value.p);
    return !sv_eq_str(value, "2") || err_set(e, ERR_INVALID, "two");
}

static void test_a_general_ini_stops_when_the_reader_says_so(void **state)
{
    (void)state;
    struct buf b;
    struct err e;
    buf_init(&b, 1000);
    assert_true(config_ini(SV("a=1\n[ s ]\nb = x = y"), stop_at_two, &b, &e));
    assert_string_equal(b.p, "1:.a=1 3:s.b=x = y ");
    buf_reset(&b);
    assert_false(config_ini(SV("a=1\nb=2\nc=3\n"), stop_at_two, &b, &e));
    assert_string_equal(b.p, "1:.a=1 2:.b=2 ");
    assert_string_equal(e.detail, "two");
    buf_free(&b);
}

static void test_only_small_regular_files_are_read(void **state)
{
    (void)state;
    struct arena *a = arena_new(100000);
    struct sv text;
    struct err e;
    const char *path = file_with(a, "five", "12345", 0644);
    assert_true(config_file(a, path, 5, &text, &e));
    assert_true(sv_eq_str(text, "12345"));
    assert_int_equal(text.p[5], '\0');
    assert_false(config_file(a, path, 4, &text, &e));
    assert_int_equal(e.code, ERR_TOO_LARGE);
    assert_false(config_file(a, dir, 100, &text, &e));
    assert_int_equal(e.code, ERR_IO);
    const char *fifo = arena_printf(a, "%s/fifo", dir);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_false(config_file(a, fifo, 100, &text, &e));
    assert_int_equal(e.code, ERR_IO);
    arena_free(a);
}

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) != NULL ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    static const char *const names[] = {"order.ini", "bad.ini",  "key", "open",
                                        "five",      "dump.ini", "fifo"};
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        (void)unlinkat(fd, names[i], 0);
    }
    (void)close(fd);
    return rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults_then_file_then_overrides),
        cmocka_unit_test(test_mistakes_in_the_file_are_refused_with_their_line),
        cmocka_unit_test(test_a_missing_file_and_bad_overrides_are_refused),
        cmocka_unit_test(test_a_secret_is_read_from_its_file_and_not_dumped),
        cmocka_unit_test(test_a_secret_open_to_everybody_is_refused),
        cmocka_unit_test(test_the_dump_is_read_back_to_the_same_settings),
        cmocka_unit_test(test_a_general_ini_stops_when_the_reader_says_so),
        cmocka_unit_test(test_only_small_regular_files_are_read),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
