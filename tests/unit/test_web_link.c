/* Addresses that replies lead to: nothing a person or a document gave leads out of this site or
 * into another header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "core/str.h"
#include "web/link.h"

static struct arena *arena;

/* A request with one field, of that name and value. */
static struct http_request request_with(const char *name, const char *value)
{
    struct http_field *f = arena_alloc(arena, sizeof *f);
    *f = (struct http_field){.name = name, .value = sv_of(value)};
    return (struct http_request){
        .arena = arena, .path = "/", .query_string = "", .fields = f, .n_fields = 1};
}

static void fills(const char *pattern, const char *json, const char *field, const char *want)
{
    struct http_request r = request_with("month", field);
    json_t *data = json ? json_loads(json, 0, NULL) : NULL;
    assert_true(!json || data);
    assert_string_equal(link_fill(&r, pattern, data), want);
    json_decref(data);
}

static void test_a_pattern_is_filled_from_the_answer_then_from_the_fields(void **state)
{
    (void)state;
    fills("/hearings/{id}?done=x", "{\"id\": 42}", "", "/hearings/42?done=x");
    fills("/x/{a}/{b}", "{\"a\": \"1\", \"b\": -2}", "", "/x/1/-2");
    fills("/roster?month={month}", NULL, "2026-12", "/roster?month=2026-12");
    fills("/roster?month={month}", "{\"month\": \"2027-01\"}", "2026-12", "/roster?month=2027-01");
    fills("/roster?month={month}", "{\"month\": null}", "2026-12", "/roster?month=2026-12");
    fills("/{missing}", "{}", "", "/");
    fills("/plain", NULL, "", "/plain");
    fills("/open{brace", NULL, "", "/open{brace");
}

static void test_what_is_filled_in_cannot_change_the_address_or_add_a_header(void **state)
{
    (void)state;
    fills("/roster?month={month}", NULL, "x\r\nSet-Cookie: session=1",
          "/roster?month=x%0D%0ASet-Cookie%3A%20session%3D1");
    fills("/{month}", NULL, "/evil.example", "/%2Fevil.example");
    fills("/{month}", NULL, "\\evil.example", "/%5Cevil.example");
    fills("/a?b={month}&c=1", NULL, "1&c=2#x", "/a?b=1%26c%3D2%23x&c=1");
    fills("/a/{x}", "{\"x\": \"../../login\"}", "", "/a/..%2F..%2Flogin");
    fills("/{month}", NULL, "Bông", "/B%C3%B4ng");
}

static void test_an_address_that_grows_too_long_becomes_the_start_page(void **state)
{
    char value[3001];
    (void)state;
    memset(value, 'a', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    fills("/roster?month={month}", NULL, value, "/");
}

static void test_only_a_path_of_our_own_is_gone_to_next(void **state)
{
    static const char *const ours[] = {"/", "/roster?month=2026-12", "/hearings/7#told", "/a//b"};
    static const char *const foreign[] = {"",
                                          "roster",
                                          "//evil.example",
                                          "https://evil.example",
                                          "/\\evil.example",
                                          "\\\\x",
                                          "/\t/evil",
                                          "/a\r\nX: y",
                                          "javascript:alert(1)",
                                          "/a b",
                                          "/\x7f",
                                          "/Bông",
                                          "/a\\..\\\\evil.example"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ours); i++) {
        struct http_request r = request_with("next", ours[i]);
        assert_string_equal(link_next(&r), ours[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
        struct http_request r = request_with("next", foreign[i]);
        assert_string_equal(link_next(&r), "/");
    }
    struct http_request none = request_with("other", "/roster");
    assert_string_equal(link_next(&none), "/");
}

static void test_a_next_path_longer_than_an_address_is_not_taken(void **state)
{
    char path[4001];
    (void)state;
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    struct http_request r = request_with("next", path);
    assert_string_equal(link_next(&r), "/");
}

static void test_this_page_is_its_path_and_query_and_can_be_come_back_to(void **state)
{
    static const struct {
        const char *path, *query, *want;
    } pages[] = {
        {"/", "", "/"},
        {"/roster", "month=2026-12", "/roster?month=2026-12"},
        {"/hearings/7/edit", "", "/hearings/7/edit"},
        {"/hearings/é x", "q=%C3%A9+x", "/hearings/%C3%A9%20x?q=%C3%A9+x"},
        {"/a?b", "", "/a%3Fb"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        struct http_request r = request_with("x", "");
        r.path = pages[i].path;
        r.query_string = pages[i].query;
        const char *here = link_here(&r);
        assert_string_equal(here, pages[i].want);
        struct http_request back = request_with("next", here);
        assert_string_equal(link_next(&back), here);
    }
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(1u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pattern_is_filled_from_the_answer_then_from_the_fields),
        cmocka_unit_test(test_what_is_filled_in_cannot_change_the_address_or_add_a_header),
        cmocka_unit_test(test_an_address_that_grows_too_long_becomes_the_start_page),
        cmocka_unit_test(test_only_a_path_of_our_own_is_gone_to_next),
        cmocka_unit_test(test_a_next_path_longer_than_an_address_is_not_taken),
        cmocka_unit_test(test_this_page_is_its_path_and_query_and_can_be_come_back_to),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
