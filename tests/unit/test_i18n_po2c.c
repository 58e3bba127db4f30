/* The sentence compiler refuses catalogues that disagree, naming the key and the language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "script.h"

#define PO2C    "daemon/i18n/po2c.py"
#define BIG     "msgid \"Big\"\nmsgstr \"x\"\n"
#define A(text) "msgid \"a.b\"\nmsgstr \"" text "\"\n"

/* Compiles three catalogues; want: part of the complaint, NULL when it must succeed. */
static void compile(const char *vi, const char *km, const char *en, const char *want)
{
    char folder[] = "/tmp/po2c.XXXXXX";
    char paths[4][60];
    struct buf errors;

    assert_non_null(mkdtemp(folder));
    script_file(folder, "vi.po", vi);
    script_file(folder, "km.po", km);
    script_file(folder, "en.po", en);
    const char *names[] = {"out.c", "vi.po", "km.po", "en.po"};
    for (size_t i = 0; i < 4; i++)
        (void)snprintf(paths[i], sizeof(paths[i]), "%s/%s", folder, names[i]);
    char python[] = "python3";
    char script[] = PO2C;
    char *args[] = {python, script, paths[0], paths[1], paths[2], paths[3], NULL};
    buf_init(&errors, 100000);
    int code = script_run(args, &errors);
    if ((code == 0) != (want == NULL) || (want && !strstr(buf_view(&errors).p, want)))
        fail_msg("exit %d: %s", code, buf_view(&errors).p);
    assert_int_equal(access(paths[0], R_OK) == 0, want == NULL);
    script_remove(folder);
    buf_free(&errors);
}

static void test_catalogues_that_agree_are_compiled(void **state)
{
    (void)state;
    compile(A("Chào {who}"), A("{who}"), A("Hello {who}, \\\"?\?/\\\\\\n{}"), NULL);
    compile("# note\nmsgid \"\"\nmsgstr \"\"\n\"x\"\n\n" A("a"), A("a"),
            "msgid \"a.b\"\n"
            "msgstr \"one \"\n\"two\"\n",
            NULL);
}

static void test_a_missing_sentence_names_key_and_language(void **state)
{
    (void)state;
    compile(A("x"), "", A("x"), "km: a.b: missing");
    compile(A("x"), A(""), A("x"), "km: a.b: empty");
    compile("", A("x"), A("x"), "vi: a.b: missing");
}

static void test_other_placeholders_name_key_and_language(void **state)
{
    (void)state;
    compile(A("{n} ca"), A("{n}"), A("{m} duties"), "en: a.b: placeholders ['m'], but ['n'] in vi");
}

static void test_a_key_that_stands_twice_is_refused(void **state)
{
    (void)state;
    compile(A("x"), A("x"), A("x") A("y"), "en.po:4: a.b stands twice");
}

static void test_what_cannot_be_read_is_refused_with_its_line(void **state)
{
    (void)state;
    compile("msgid \"a.b\"\nmsgstr x\n", A("x"), A("x"), "vi.po:2: not a quoted string");
    compile("hello\n", A("x"), A("x"), "vi.po:1: not understood");
    compile(BIG, BIG, BIG, "vi: Big: not a dotted name");
    compile(A("a\u0301"), A("x"), A("x"), "vi: a.b: not in composed form");
}

/* Checks one page against the real catalogues. */
static void check_page(const char *page, const char *want)
{
    char folder[] = "/tmp/po2c.XXXXXX";
    struct buf errors;

    assert_non_null(mkdtemp(folder));
    script_file(folder, "page.html", page);
    char python[] = "python3";
    char script[] = PO2C;
    char check[] = "--check";
    char *args[] = {python, script, check, folder, NULL};
    buf_init(&errors, 100000);
    int code = script_run(args, &errors);
    if ((code == 0) != (want == NULL) || (want && !strstr(buf_view(&errors).p, want)))
        fail_msg("exit %d: %s", code, buf_view(&errors).p);
    script_remove(folder);
    buf_free(&errors);
}

static void test_a_page_may_only_use_keys_that_exist(void **state)
{
    (void)state;
    check_page("{{t.nav.today}} {{{t.nav.me}}} {{#t}}role.{{r}}{{/t}} {{#t.day}}{{d}}{{/t.day}}",
               NULL);
    check_page("<p>{{t.nav.tomorrow}}", "page.html: nav.tomorrow: no such key");
    check_page("{{#t}}rhyme.{{r}}{{/t}}", "page.html: rhyme.: no such key");
    check_page("{{#t}}role.cleric{{/t}}", "page.html: role.cleric: no such key");
    check_page("{{& t.nav.x }}", "page.html: nav.x: no such key");
    check_page("{{#t.noon}}{{d}}{{/t.noon}}", "page.html: date.noon: no such key");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogues_that_agree_are_compiled),
        cmocka_unit_test(test_a_missing_sentence_names_key_and_language),
        cmocka_unit_test(test_other_placeholders_name_key_and_language),
        cmocka_unit_test(test_a_key_that_stands_twice_is_refused),
        cmocka_unit_test(test_what_cannot_be_read_is_refused_with_its_line),
        cmocka_unit_test(test_a_page_may_only_use_keys_that_exist),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
