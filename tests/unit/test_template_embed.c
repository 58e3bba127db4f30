/* Embedded files: found by name, and written whole into the table by embed.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/str.h"
#include "script.h"
#include "template/embed.h"

static void test_a_file_is_found_by_its_whole_name_only(void **state)
{
    static const unsigned char data[] = "x";
    static const struct embed_file files[] = {{"a", data, 1},
                                              {"a.html", data, 1},
                                              {"b/c.sql", data, 1},
                                              {"b/d.sql", data, 1},
                                              {"ă", data, 1}};

    (void)state;
    for (size_t n = 1; n <= ARRAY_LEN(files); n++)
        for (size_t i = 0; i < ARRAY_LEN(files); i++)
            assert_ptr_equal(embed_find(files, n, sv_of(files[i].name)), i < n ? &files[i] : NULL);
    static const char *const others[] = {"", "A", "a.htm", "a.html2", "b", "b/", "z"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        assert_null(embed_find(files, ARRAY_LEN(files), sv_of(others[i])));
    assert_null(embed_find(NULL, 0, SV("a")));
}

static void test_the_table_holds_every_file_sorted_below_the_common_folder(void **state)
{
    char folder[] = "/tmp/embed.XXXXXX";
    char one[40];
    char two[40];
    char out[40];
    char text[2000] = "";
    struct buf errors;

    (void)state;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(one, sizeof(one), "%s/one", folder);
    (void)snprintf(two, sizeof(two), "%s/two", folder);
    (void)snprintf(out, sizeof(out), "%s/out.c", folder);
    assert_int_equal(mkdir(one, 0700), 0);
    assert_int_equal(mkdir(two, 0700), 0);
    script_file(two, "b.sql", "hi\n");
    script_file(two, ".hidden", "no");
    script_file(one, "z.sql", "");
    char python[] = "python3";
    char script[] = "daemon/template/embed.py";
    char symbol[] = "sql";
    char *args[] = {python, script, out, symbol, two, one, NULL};
    buf_init(&errors, 10000);
    assert_int_equal(script_run(args, &errors), 0);
    FILE *f = fopen(out, "r");
    assert_non_null(f);
    assert_true(fread(text, 1, sizeof(text) - 1, f) > 0);
    (void)fclose(f);
    assert_non_null(strstr(text, "const struct embed_file sql[] = {\n"
                                 "    {\"one/z.sql\", file_0, 0},\n"
                                 "    {\"two/b.sql\", file_1, 3},\n};\n"
                                 "const size_t sql_n = 2;\n"));
    assert_non_null(strstr(text, "file_0[] = {\n    0,\n};"));
    assert_non_null(strstr(text, "file_1[] = {\n    104, 105, 10, 0,\n};"));
    assert_null(strstr(text, "hidden"));
    script_remove(folder);
    buf_free(&errors);
}

static void test_a_missing_folder_fails_the_build(void **state)
{
    char python[] = "python3";
    char script[] = "daemon/template/embed.py";
    char out[] = "/tmp/embed-never-written.c";
    char symbol[] = "x";
    char missing[] = "/nonexistent/pages";
    char *args[] = {python, script, out, symbol, missing, NULL};
    struct buf errors;

    (void)state;
    buf_init(&errors, 10000);
    assert_int_not_equal(script_run(args, &errors), 0);
    assert_non_null(strstr(buf_view(&errors).p, "/nonexistent/pages: no such file or folder"));
    assert_int_not_equal(access(out, F_OK), 0);
    buf_free(&errors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_found_by_its_whole_name_only),
        cmocka_unit_test(test_the_table_holds_every_file_sorted_below_the_common_folder),
        cmocka_unit_test(test_a_missing_folder_fails_the_build),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
