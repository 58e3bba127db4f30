/* Documents in gzip, whole, broken and boundless. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/str.h"
#include "intake/parse.h"

static struct arena *arena;

static int start(void **state)
{
    (void)state;
    arena = arena_new(PARSE_ARENA_MAX);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* n bytes of c in gzip. */
static struct sv pressed(char c, size_t n)
{
    z_stream z = {0};
    char *in = malloc(n + 1), *out = arena_alloc(arena, n / 2 + 1024);
    memset(in, c, n);
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)in;
    z.avail_in = (unsigned)n;
    z.next_out = (unsigned char *)out;
    z.avail_out = (unsigned)(n / 2 + 1024);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t used = z.total_out;
    deflateEnd(&z);
    free(in);
    return (struct sv){out, used};
}

static void expect_refused(struct sv bytes, const char *key)
{
    struct err e = {0};
    assert_false(parse_gzip(arena, &bytes, &e));
    assert_string_equal(e.key, key);
}

static void test_what_is_not_gzip_stays_as_it_is(void **state)
{
    (void)state;
    struct err e = {0};
    struct sv bytes = SV("BEGIN:VCALENDAR");
    assert_true(parse_gzip(arena, &bytes, &e));
    assert_true(sv_eq_str(bytes, "BEGIN:VCALENDAR"));
}

static void test_the_largest_calendar_is_opened_and_one_byte_more_is_not(void **state)
{
    (void)state;
    struct err e = {0};
    struct sv bytes = pressed('x', PARSE_ICS_BYTES_MAX);
    assert_true(parse_gzip(arena, &bytes, &e));
    assert_int_equal(bytes.n, PARSE_ICS_BYTES_MAX);
    assert_true(bytes.p[0] == 'x' && bytes.p[bytes.n - 1] == 'x');
    expect_refused(pressed('x', PARSE_ICS_BYTES_MAX + 1), "intake.error.too_large");
}

static void test_a_stream_without_its_end_is_broken_wherever_it_stops(void **state)
{
    (void)state;
    struct sv whole = pressed('x', 4000);
    for (size_t n = 3; n < whole.n; n++) {
        expect_refused((struct sv){whole.p, n}, "intake.error.broken");
    }
}

static void test_a_changed_stream_is_broken(void **state)
{
    (void)state;
    struct sv whole = pressed('x', 4000);
    char *changed = arena_dup(arena, whole);
    changed[whole.n - 5] = (char)(changed[whole.n - 5] ^ 1); /* of its checksum */
    expect_refused((struct sv){changed, whole.n}, "intake.error.broken");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_not_gzip_stays_as_it_is, start, stop),
        cmocka_unit_test_setup_teardown(
            test_the_largest_calendar_is_opened_and_one_byte_more_is_not, start, stop),
        cmocka_unit_test_setup_teardown(test_a_stream_without_its_end_is_broken_wherever_it_stops,
                                        start, stop),
        cmocka_unit_test_setup_teardown(test_a_changed_stream_is_broken, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
