/* Templates: the Mustache specification, the language tags, values, limits and mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "template/template.h"
#include "template/words.h"

#define SPEC "tests/data/mustache-spec/"

struct fixture {
    struct arena *a;
    json_t *partials; /* borrowed; name -> source */
};

static const struct template *find_partial(void *ctx, struct sv name)
{
    const struct fixture *fx = ctx;
    const struct template *t = NULL;
    const json_t *source = json_object_getn(fx->partials, name.p, name.n);
    struct err e = {0};

    if (!source)
        return NULL;
    assert_true(template_compile(fx->a, sv_of(json_string_value(source)), &t, &e));
    return t;
}

static bool translate(void *ctx, const char *key, const char **sentence)
{
    static const char *const known[][2] = {
        {"hello.you", "Chào {name}, <{n}> việc {"},
        {"role.clerk", "Thư ký"},
        {"nested", "{who.name}{ not a place }{}"},
        {"marked", "<b>{name}</b>"},
    };

    (void)ctx;
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (strcmp(known[i][0], key) != 0)
            continue;
        *sentence = known[i][1];
        return true;
    }
    return false;
}

static bool format(void *ctx, struct sv name, struct sv text, struct buf *out)
{
    (void)ctx;
    if (!sv_eq(name, SV("day")))
        return false;
    buf_printf(out, "<%.*s>", (int)text.n, text.p);
    return true;
}

/* Renders source over the JSON text and compares; want NULL: rendering fails with code. */
static void expect(enum template_escape escape, const char *source, const char *json,
                   const char *want)
{
    struct fixture fx = {arena_new(1 << 20), NULL};
    struct template_env env = {escape, find_partial, translate, format, &fx};
    json_t *data = json_loads(json, JSON_DECODE_ANY, NULL);
    const struct template *t;
    struct buf out;
    struct err e = {0};

    assert_non_null(data);
    buf_init(&out, 100000);
    assert_true(template_compile(fx.a, sv_of(source), &t, &e));
    assert_true(template_render(t, data, &env, &out, &e));
    assert_string_equal(buf_view(&out).p, want);
    buf_free(&out);
    json_decref(data);
    arena_free(fx.a);
}

static void expect_compile_error(const char *source, const char *detail)
{
    struct arena *a = arena_new(1 << 20);
    const struct template *t;
    struct err e = {0};

    assert_false(template_compile(a, sv_of(source), &t, &e));
    assert_int_equal(e.code, ERR_INVALID);
    if (!strstr(e.detail, detail))
        fail_msg("%s: wanted \"%s\"", e.detail, detail);
    arena_free(a);
}

/* One case of the specification; true when it passes. */
static bool run_case(const char *file, const json_t *test)
{
    struct fixture fx = {arena_new(1 << 20), json_object_get(test, "partials")};
    struct template_env env = {.partial = find_partial, .ctx = &fx};
    const char *want = json_string_value(json_object_get(test, "expected"));
    const struct template *t;
    struct buf out;
    struct err e = {0};

    buf_init(&out, 100000);
    bool ok = template_compile(fx.a, sv_of(json_string_value(json_object_get(test, "template"))),
                               &t, &e) &&
              template_render(t, json_object_get(test, "data"), &env, &out, &e);
    bool same = ok && strcmp(buf_view(&out).p, want) == 0;
    if (!same)
        print_error("%s: %s: got \"%s\", wanted \"%s\" %s\n", file,
                    json_string_value(json_object_get(test, "name")), buf_view(&out).p, want,
                    e.detail);
    buf_free(&out);
    arena_free(fx.a);
    return same;
}

static void test_every_case_of_the_mustache_specification_passes(void **state)
{
    static const char *const files[] = {"comments", "delimiters", "interpolation",
                                        "inverted", "partials",   "sections"};
    size_t failed = 0;
    size_t run = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        char path[100];
        size_t at;
        json_t *test;
        (void)snprintf(path, sizeof(path), SPEC "%s.json", files[i]);
        json_t *spec = json_load_file(path, 0, NULL);
        assert_non_null(spec);
        json_array_foreach(json_object_get(spec, "tests"), at, test)
        {
            failed += !run_case(files[i], test);
            run++;
        }
        json_decref(spec);
    }
    assert_int_equal(failed, 0);
    assert_true(run >= 130);
}

static void test_numbers_read_as_people_write_them(void **state)
{
    (void)state;
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":9007199254740993}", "9007199254740993");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":-9223372036854775808}", "-9223372036854775808");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":100000000.0}", "100000000");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":0.1}", "0.1");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":209.5}", "209.5");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":0.30000000000000004}", "0.30000000000000004");
    expect(TEMPLATE_TEXT, "{{n}}", "{\"n\":-0.0}", "0");
    expect(TEMPLATE_TEXT, "{{t1}} {{f}} [{{z}}]", "{\"t1\":true,\"f\":false,\"z\":null}",
           "true false []");
    expect(TEMPLATE_TEXT, "[{{o}}{{l}}]", "{\"o\":{},\"l\":[1]}", "[]");
}

static void test_empty_text_hides_a_section_and_zero_does_not(void **state)
{
    (void)state;
    expect(TEMPLATE_TEXT, "{{#a}}a{{/a}}{{^a}}no{{/a}}", "{\"a\":\"\"}", "no");
    expect(TEMPLATE_TEXT, "{{#a}}{{a}}{{/a}}{{^a}}no{{/a}}", "{\"a\":0}", "0");
}

static void test_text_is_not_escaped_and_html_is(void **state)
{
    (void)state;
    expect(TEMPLATE_TEXT, "{{a}}", "{\"a\":\"<&\\\"'\"}", "<&\"'");
    expect(TEMPLATE_HTML, "{{a}}", "{\"a\":\"<&\\\"\"}", "&lt;&amp;&quot;");
    expect(TEMPLATE_HTML, "{{{a}}}{{&a}}", "{\"a\":\"<\"}", "<<");
}

static void test_a_sentence_is_filled_from_the_context_stack_and_escaped(void **state)
{
    const char *data = "{\"name\":\"A & B\",\"in\":{\"n\":2},\"who\":{\"name\":\"<Ánh>\"}}";

    (void)state;
    expect(TEMPLATE_HTML, "{{#in}}{{t.hello.you}}{{/in}}", data,
           "Chào A &amp; B, &lt;2&gt; việc {");
    expect(TEMPLATE_TEXT, "{{#in}}{{ t.hello.you }}{{/in}}", data, "Chào A & B, <2> việc {");
    expect(TEMPLATE_HTML, "{{t.nested}}", data, "&lt;Ánh&gt;{ not a place }{}");
    expect(TEMPLATE_HTML, "{{&t.marked}}", data, "<b>A &amp; B</b>");
    expect(TEMPLATE_TEXT, "{{t.hello.you}}", "{}", "Chào , <> việc {");
}

static void test_an_unknown_sentence_shows_its_key(void **state)
{
    (void)state;
    expect(TEMPLATE_HTML, "{{t.no.such.key}}", "{}", "no.such.key");
}

static void test_a_sentence_key_may_be_computed(void **state)
{
    (void)state;
    expect(TEMPLATE_HTML, "{{#t}}role.{{role}}{{/t}}!", "{\"role\":\"clerk\"}", "Thư ký!");
    expect(TEMPLATE_HTML, "{{#l}}{{#t}}role.{{.}}{{/t}};{{/l}}", "{\"l\":[\"clerk\",\"<x>\"]}",
           "Thư ký;role.&lt;x&gt;;");
}

static void test_inner_text_is_formatted_and_escaped_once(void **state)
{
    (void)state;
    expect(TEMPLATE_HTML, "{{#t.day}}{{on}}{{/t.day}}", "{\"on\":\"1&2\"}", "&lt;1&amp;2&gt;");
    expect(TEMPLATE_HTML, "{{#t.hour}}{{on}}{{/t.hour}}", "{\"on\":\"1&2\"}", "1&amp;2");
}

static void test_t_is_an_ordinary_name_without_a_language(void **state)
{
    struct arena *a = arena_new(1 << 16);
    struct template_env env = {.escape = TEMPLATE_TEXT};
    json_t *data = json_pack("{s:{s:s}}", "t", "x", "y");
    const struct template *t;
    struct buf out;
    struct err e = {0};

    (void)state;
    buf_init(&out, 100);
    assert_true(template_compile(a, SV("{{t.x}}{{#t}}{{x}}{{/t}}"), &t, &e));
    assert_true(template_render(t, data, &env, &out, &e));
    assert_string_equal(buf_view(&out).p, "yy");
    buf_free(&out);
    json_decref(data);
    arena_free(a);
}

static void test_indents_of_partials_inside_partials_add_up(void **state)
{
    struct fixture fx = {arena_new(1 << 16), NULL};
    struct template_env env = {.escape = TEMPLATE_TEXT, .partial = find_partial, .ctx = &fx};
    json_t *partials = json_pack("{s:s,s:s}", "outer", "o\n {{>inner}}\n{{#a}}\nx {{/a}}y\n", //
                                 "inner", "{{a}}\ni\n");
    json_t *data = json_pack("{s:s}", "a", "1\n2");
    const struct template *t;
    struct buf out;
    struct err e = {0};

    (void)state;
    fx.partials = partials;
    buf_init(&out, 1000);
    assert_true(template_compile(fx.a, SV("  {{>outer}}\nend {{>inner}}"), &t, &e));
    assert_true(template_render(t, data, &env, &out, &e));
    assert_string_equal(buf_view(&out).p, "  o\n   1\n2\n   i\n  x y\nend 1\n2\ni\n");
    buf_free(&out);
    json_decref(data);
    json_decref(partials);
    arena_free(fx.a);
}

static void render_must_fail(const char *source, const char *partial, size_t max,
                             enum err_code code)
{
    struct fixture fx = {arena_new(1 << 20), json_pack("{s:s}", "p", partial)};
    struct template_env env = {TEMPLATE_HTML, find_partial, translate, format, &fx};
    json_t *data = json_pack("{s:[i,i,i,i],s:s}", "l", 1, 2, 3, 4, "role", "clerk");
    const struct template *t;
    struct buf out;
    struct err e = {0};

    buf_init(&out, max);
    assert_true(template_compile(fx.a, sv_of(source), &t, &e));
    assert_false(template_render(t, data, &env, &out, &e));
    assert_int_equal(e.code, code);
    buf_free(&out);
    json_decref(data);
    json_decref(fx.partials);
    arena_free(fx.a);
}

static void test_a_partial_that_includes_itself_stops_at_the_depth_limit(void **state)
{
    (void)state;
    render_must_fail("{{>p}}", "{{>p}}", 1000, ERR_INVALID);
    render_must_fail("{{>p}}", "{{#t}}{{>p}}{{/t}}", 1000, ERR_INVALID);
    /* four branches at every level: the output limit or the depth ends it at once */
    render_must_fail("{{>p}}", "{{#l}}{{>p}}{{/l}}", 1000, ERR_INVALID);
}

static void test_output_past_the_limit_is_refused(void **state)
{
    (void)state;
    render_must_fail("{{#l}}abcdefgh{{/l}}", "", 31, ERR_TOO_LARGE);
    render_must_fail("{{t.role.clerk}}", "", 5, ERR_TOO_LARGE);
    expect(TEMPLATE_TEXT, "{{#l}}abcdefgh{{/l}}", "{\"l\":[1,2]}", "abcdefghabcdefgh");
}

static void test_mistakes_are_named_with_their_line(void **state)
{
    char deep[TEMPLATE_DEPTH * 8 + 100] = "";
    size_t n = 0;

    (void)state;
    expect_compile_error("a\nb {{x", "line 2: this tag is never closed");
    expect_compile_error("\n\n{{#a}}\n", "line 4: this section is never closed: a");
    expect_compile_error("{{#a}}\n{{/b}}", "line 2: this closes another section");
    expect_compile_error("x\n{{/b}}", "line 2: no section is open for b");
    expect_compile_error("{{}}", "line 1: wanted one name");
    expect_compile_error("{{a b}}", "line 1: wanted one name, found a b");
    expect_compile_error("{{=x=}}", "line 1: wanted two delimiters");
    expect_compile_error("{{=a b c=}}", "line 1: wanted two delimiters");
    for (int i = 0; i <= TEMPLATE_DEPTH; i++)
        n += (size_t)snprintf(deep + n, sizeof(deep) - n, "{{#a}}\n");
    expect_compile_error(deep, "line 33: sections nested too deep at a");
}

static void test_a_template_speaks_the_language_it_is_given(void **state)
{
    static const char source[] = "{{t.nav.today}}: {{#t}}role.{{role}}{{/t}}, "
                                 "{{#t.day}}{{on}}{{/t.day}}, {{#t.day}}{{role}}{{/t.day}}";
    static const char *const want[] = {
        [LANG_VI] = "Hôm nay: Thư ký Tòa án, Thứ Năm, 03/12/2026, clerk",
        [LANG_KM] = "ថ្ងៃនេះ: ក្រឡាបញ្ជីតុលាការ, ថ្ងៃព្រហស្បតិ៍ 03/12/2026, clerk",
        [LANG_EN] = "Today: Court clerk, Thursday, 03/12/2026, clerk",
    };
    struct arena *a = arena_new(1 << 16);
    json_t *data = json_pack("{s:s,s:s}", "role", "clerk", "on", "2026-12-03");
    const struct template *t;
    struct err e = {0};

    (void)state;
    assert_true(template_compile(a, (struct sv){source, sizeof(source) - 1}, &t, &e));
    for (enum lang l = LANG_VI; l < LANG_COUNT; l++) {
        const struct words w = {l, NULL};
        const struct template_env env = words_env(&w, TEMPLATE_HTML, NULL);
        struct buf out;
        buf_init(&out, 1000);
        assert_true(template_render(t, data, &env, &out, &e));
        assert_string_equal(buf_view(&out).p, want[l]);
        buf_free(&out);
    }
    json_decref(data);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_case_of_the_mustache_specification_passes),
        cmocka_unit_test(test_numbers_read_as_people_write_them),
        cmocka_unit_test(test_empty_text_hides_a_section_and_zero_does_not),
        cmocka_unit_test(test_text_is_not_escaped_and_html_is),
        cmocka_unit_test(test_a_sentence_is_filled_from_the_context_stack_and_escaped),
        cmocka_unit_test(test_an_unknown_sentence_shows_its_key),
        cmocka_unit_test(test_a_sentence_key_may_be_computed),
        cmocka_unit_test(test_inner_text_is_formatted_and_escaped_once),
        cmocka_unit_test(test_t_is_an_ordinary_name_without_a_language),
        cmocka_unit_test(test_indents_of_partials_inside_partials_add_up),
        cmocka_unit_test(test_a_partial_that_includes_itself_stops_at_the_depth_limit),
        cmocka_unit_test(test_output_past_the_limit_is_refused),
        cmocka_unit_test(test_a_template_speaks_the_language_it_is_given),
        cmocka_unit_test(test_mistakes_are_named_with_their_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
