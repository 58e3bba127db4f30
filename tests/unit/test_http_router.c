/* The route table: segments, parameters, and what a path allows. */
#include "http/router.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void handle(struct http_request *r)
{
    (void)r;
}

static const struct http_route routes[] = {
    {HTTP_GET, "/", NULL, ROUTE_PUBLIC, handle, NULL},
    {HTTP_GET, "/hearings/:id", NULL, 0, handle, NULL},
    {HTTP_GET, "/hearings/new", NULL, 0, handle, NULL},
    {HTTP_POST, "/hearings/:id", NULL, 0, handle, NULL},
    {HTTP_GET, "/hearings/:id/:part", NULL, 0, handle, NULL},
    {HTTP_GET, "/hearings/:id/edit", NULL, 0, handle, NULL},
    {HTTP_POST, "/log-in", NULL, 0, handle, NULL},
    {HTTP_GET, "/f/:a/:b/:c/:d", NULL, 0, handle, NULL},
};

struct scene {
    struct arena *arena;
    const char *params[4];
};

static int set_up(void **state)
{
    static struct scene s;
    s = (struct scene){.arena = arena_new(4096)};
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(((struct scene *)*state)->arena);
    return 0;
}

static struct http_match find(struct scene *s, enum http_method m, const char *path)
{
    return http_route_find(routes, ARRAY_LEN(routes), m, path, s->arena, s->params);
}

static void test_a_parameter_takes_one_whole_segment(void **state)
{
    struct scene *s = *state;
    assert_ptr_equal(find(s, HTTP_GET, "/hearings/42").route, &routes[1]);
    assert_string_equal(s->params[0], "42");
    assert_null(s->params[1]);
    assert_null(find(s, HTTP_GET, "/hearings/").route);
    assert_null(find(s, HTTP_GET, "/hearings/42/").route);
    assert_null(find(s, HTTP_GET, "/hearings//edit").route);
}

static void test_a_literal_segment_beats_a_parameter_wherever_it_stands_in_the_table(void **state)
{
    struct scene *s = *state;
    assert_ptr_equal(find(s, HTTP_GET, "/hearings/new").route, &routes[2]);
    assert_null(s->params[0]);
    assert_ptr_equal(find(s, HTTP_GET, "/hearings/42/edit").route, &routes[5]);
    assert_ptr_equal(find(s, HTTP_GET, "/hearings/42/rooms").route, &routes[4]);
    assert_string_equal(s->params[1], "rooms");
}

static void test_four_parameters_come_in_order(void **state)
{
    struct scene *s = *state;
    assert_ptr_equal(find(s, HTTP_GET, "/f/1/b/3/d").route, &routes[7]);
    assert_string_equal(s->params[0], "1");
    assert_string_equal(s->params[3], "d");
}

static void test_head_is_served_by_the_get_route(void **state)
{
    struct scene *s = *state;
    assert_ptr_equal(find(s, HTTP_HEAD, "/").route, &routes[0]);
}

static void test_a_known_path_tells_which_methods_it_allows(void **state)
{
    struct scene *s = *state;
    struct http_match m = find(s, HTTP_OTHER, "/hearings/42");
    assert_null(m.route);
    assert_true(m.path_known && m.allows[HTTP_GET] && m.allows[HTTP_POST]);
    m = find(s, HTTP_GET, "/log-in");
    assert_null(m.route);
    assert_true(m.path_known && !m.allows[HTTP_GET] && m.allows[HTTP_POST]);
    m = find(s, HTTP_GET, "/nowhere");
    assert_true(m.route == NULL && !m.path_known);
}

static void test_a_post_falls_through_to_the_pattern_that_takes_it(void **state)
{
    struct scene *s = *state;
    assert_ptr_equal(find(s, HTTP_POST, "/hearings/new").route, &routes[3]);
    assert_string_equal(s->params[0], "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_parameter_takes_one_whole_segment),
        cmocka_unit_test(test_a_literal_segment_beats_a_parameter_wherever_it_stands_in_the_table),
        cmocka_unit_test(test_four_parameters_come_in_order),
        cmocka_unit_test(test_head_is_served_by_the_get_route),
        cmocka_unit_test(test_a_known_path_tells_which_methods_it_allows),
        cmocka_unit_test(test_a_post_falls_through_to_the_pattern_that_takes_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
