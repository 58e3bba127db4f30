/* The log line, byte for byte, as it reaches standard error. */
#include "core/log.h"
#include "core/str.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
struct capture {
    int saved;
    int pipe[2];
    char text[8192];
};

static void capture_begin(struct capture *c)
{
    c->saved = dup(STDERR_FILENO);
    assert_int_equal(pipe2(c->pipe, O_NONBLOCK), 0);
    assert_true(dup2(c->pipe[1], STDERR_FILENO) >= 0);
}

static const char *capture_end(struct capture *c)
{
    assert_true(dup2(c->saved, STDERR_FILENO) >= 0);
    ssize_t n = read(c->pipe[0], c->text, sizeof(c->text) - 1);
    c->text[n > 0 ? n : 0] = '\0';
    (void)close(c->saved);
    (void)close(c->pipe[0]);
    (void)close(c->pipe[1]);
    return c->text;
}

static void test_event_comes_first_and_plain_values_stay_bare(void **state)
{
    (void)state;
    struct capture c;
    capture_begin(&c);
    log_info("http.request", LOG_S("method", "GET"), LOG_I("status", 200), LOG_V("path", SV("/a?")),
             LOG_I("ms", INT64_MIN));
    assert_string_equal(capture_end(&c), "<6>event=http.request method=GET status=200 path=/a? "
                                         "ms=-9223372036854775808\n");
}

static void test_values_are_quoted_when_needed(void **state)
{
    (void)state;
    static const struct {
        struct sv value;
        const char *shown;
    } cases[] = {
        {{"plain-1.2", 9}, "plain-1.2"},
        {{NULL, 0}, "\"\""},
        {{"two words", 9}, "\"two words\""},
        {{"a=b", 3}, "\"a=b\""},
        {{"say \"hi\"", 8}, "\"say \\\"hi\\\"\""},
        {{"back\\slash", 10}, "\"back\\\\slash\""},
        {{"Tết", 5}, "\"Tết\""},
        {{"a\nevent=forged", 14}, "\"a\\nevent=forged\""},
        {{"\r\x1b[2J", 5}, "\"\\x0d\\x1b[2J\""},
        {{"nul\0nul", 7}, "\"nul\\x00nul\""},
        {{"\xC2\x9B", 2}, "\"\\xc2\\x9b\""},
        {{"bad\xFF!", 5}, "\"bad\\xff!\""},
        {{"\xEF\xBF\xBD", 3}, "\"\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char expected[100] = "<4>event=e v=";
        (void)strncat(expected, cases[i].shown, 80);
        (void)strncat(expected, "\n", 2);
        struct capture c;
        capture_begin(&c);
        log_warn("e", LOG_V("v", cases[i].value));
        assert_string_equal(capture_end(&c), expected);
    }
}

static void test_a_long_value_is_cut_inside_its_quotes(void **state)
{
    (void)state;
    char big[5000];
    memset(big, 'x', sizeof(big));
    struct capture c;
    capture_begin(&c);
    log_error("e", LOG_V("v", ((struct sv){big, sizeof(big)})), LOG_I("after", 1));
    const char *line = capture_end(&c);
    assert_non_null(strstr(line, "xxx...\" after=1\n"));
    assert_true(strlen(line) < 1200);
}

static void test_a_full_line_loses_whole_pairs_and_says_so(void **state)
{
    (void)state;
    char big[1020];
    memset(big, '"', sizeof(big));
    struct sv v = {big, sizeof(big)};
    struct capture c;
    capture_begin(&c);
    log_error("e", LOG_I("first", 1), LOG_V("v", v), LOG_I("last", 2));
    assert_string_equal(capture_end(&c), "<3>event=e first=1 cut=1\n");
}

static void test_the_level_decides_what_is_written(void **state)
{
    (void)state;
    struct capture c;
    capture_begin(&c);
    log_debug("hidden", LOG_I("n", 1));
    log_set_level(LOG_LEVEL_DEBUG);
    log_debug("shown", LOG_I("n", 2));
    log_set_level(LOG_LEVEL_ERROR);
    log_warn("hidden", LOG_I("n", 3));
    log_set_level(LOG_LEVEL_INFO);
    assert_string_equal(capture_end(&c), "<7>event=shown n=2\n");
}

static void test_an_address_is_hashed_the_same_way_every_time(void **state)
{
    (void)state;
    char first[13];
    memcpy(first, log_hash(SV("+84912345678")), sizeof(first));
    assert_int_equal(strlen(first), 12);
    assert_int_equal(strspn(first, "0123456789abcdef"), 12);
    assert_string_not_equal(log_hash(SV("+84912345679")), first);
    assert_string_equal(log_hash(SV("+84912345678")), first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_event_comes_first_and_plain_values_stay_bare),
        cmocka_unit_test(test_values_are_quoted_when_needed),
        cmocka_unit_test(test_a_long_value_is_cut_inside_its_quotes),
        cmocka_unit_test(test_a_full_line_loses_whole_pairs_and_says_so),
        cmocka_unit_test(test_the_level_decides_what_is_written),
        cmocka_unit_test(test_an_address_is_hashed_the_same_way_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
