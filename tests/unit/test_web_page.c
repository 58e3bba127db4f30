/* What C adds to the JSON of a page before it is rendered, and to that of an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/str.h"
#include "web/templates.h"
#include "web/web.h"

static void marks(const char *given, const char *want)
{
    json_t *page = json_loads(given, 0, NULL), *expected = json_loads(want, 0, NULL);
    assert_non_null(page);
    assert_non_null(expected);
    web_mark(page);
    if (!json_equal(page, expected)) {
        char *text = json_dumps(page, 0);
        fail_msg("%s became %s, not %s", given, text, want);
    }
    json_decref(page);
    json_decref(expected);
}

static void test_a_list_with_members_is_marked_and_an_empty_one_is_not(void **state)
{
    (void)state;
    marks("{}", "{}");
    marks("{\"a\": [1], \"b\": [], \"c\": 1}",
          "{\"a\": [1], \"has_a\": true, \"b\": [], \"c\": 1}");
    marks("{\"a\": [{\"b\": [1]}, {\"b\": []}]}",
          "{\"a\": [{\"b\": [1], \"has_b\": true}, {\"b\": []}], \"has_a\": true}");
    marks("{\"a\": {\"b\": [1]}}", "{\"a\": {\"b\": [1], \"has_b\": true}}");
}

static void test_the_option_the_form_holds_is_marked_and_no_other(void **state)
{
    (void)state;
    marks("{\"form\": {\"mode\": \"b\"}, \"options\": {\"mode\": {\"0\": 1}}}",
          "{\"form\": {\"mode\": \"b\"}, \"options\": {\"mode\": {\"0\": 1}}}");
    marks("{\"form\": {\"mode\": \"b\", \"n\": null}, \"options\": {"
          "\"mode\": [{\"value\": \"a\"}, {\"value\": \"b\"}], \"n\": [{\"value\": null}]}}",
          "{\"form\": {\"mode\": \"b\", \"n\": null}, \"options\": {"
          "\"mode\": [{\"value\": \"a\"}, {\"value\": \"b\", \"selected\": true}],"
          " \"n\": [{\"value\": null}], \"has_mode\": true, \"has_n\": true}}");
}

static void test_a_page_that_is_no_object_is_left_alone(void **state)
{
    (void)state;
    web_mark(NULL);
    marks("[]", "[]");
    marks("[[1]]", "[[1]]");
}

static void test_an_error_names_its_sentence_its_field_and_what_was_given(void **state)
{
    struct err e = {0};
    (void)state;
    err_field(&e, "error.field.date", "date", SV("31/02/2026"));
    json_t *got = web_error_json(&e, "{\"max\": 5, \"key\": \"mine\"}");
    json_t *want = json_pack("{s:s, s:s, s:s, s:{s:b}, s:i}", "key", "error.field.date", "value",
                             "31/02/2026", "field", "date", "at", "date", 1, "max", 5);
    assert_true(json_equal(got, want));
    json_decref(got);
    json_decref(want);
}

static void test_an_error_without_field_or_with_broken_arguments_is_still_told(void **state)
{
    static const char *const args[] = {NULL, "", "no json", "[1]", "null"};
    struct err e = {0};
    (void)state;
    err_set(&e, ERR_NOT_FOUND, "only for the log");
    for (size_t i = 0; i < ARRAY_LEN(args); i++) {
        json_t *got = web_error_json(&e, args[i]);
        json_t *want = json_pack("{s:s, s:s}", "key", "error.not_found", "value", "");
        assert_true(json_equal(got, want));
        json_decref(got);
        json_decref(want);
    }
}

static void test_every_page_compiles(void **state)
{
    const struct web_templates *t;
    struct err e = {0};
    struct arena *a = arena_new(8u << 20);
    (void)state;
    if (!web_templates_load(a, &t, &e))
        fail_msg("%s", e.detail);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_with_members_is_marked_and_an_empty_one_is_not),
        cmocka_unit_test(test_the_option_the_form_holds_is_marked_and_no_other),
        cmocka_unit_test(test_a_page_that_is_no_object_is_left_alone),
        cmocka_unit_test(test_an_error_names_its_sentence_its_field_and_what_was_given),
        cmocka_unit_test(test_an_error_without_field_or_with_broken_arguments_is_still_told),
        cmocka_unit_test(test_every_page_compiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
