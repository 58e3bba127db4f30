/* Which addresses a stranger's URL may lead to. */
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool is_public(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        return address_is_public((struct sockaddr *)&v4);
    }
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return address_is_public((struct sockaddr *)&v6);
}

static void test_public_addresses_may_be_reached(void **state)
{
    (void)state;
    const char *const good[] = {"1.1.1.1",    "8.8.8.8",     "100.63.255.255",  "100.128.0.0",
                                "172.15.0.1", "172.32.0.1",  "192.0.1.1",       "198.17.0.1",
                                "198.20.0.1", "223.255.0.1", "2606:4700::1111", "2a00:1450::1",
                                "2001:200::1"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        if (!is_public(good[i])) {
            fail_msg("%s", good[i]);
        }
    }
}

static void test_inside_addresses_may_not(void **state)
{
    (void)state;
    const char *const bad[] = {"0.0.0.0",
                               "10.1.2.3",
                               "100.64.0.1",
                               "127.0.0.1",
                               "127.255.255.255",
                               "169.254.169.254",
                               "172.16.0.1",
                               "172.31.255.255",
                               "192.0.0.1",
                               "192.168.1.1",
                               "198.18.0.1",
                               "198.19.255.255",
                               "224.0.0.1",
                               "240.0.0.1",
                               "255.255.255.255",
                               "::",
                               "::1",
                               "::ffff:127.0.0.1",
                               "::127.0.0.1",
                               "64:ff9b::7f00:1",
                               "fc00::1",
                               "fd12::1",
                               "fe80::1",
                               "ff02::1",
                               "2002:7f00:1::",
                               "2001:0:1::",
                               "2001:db8::1"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (is_public(bad[i])) {
            fail_msg("%s", bad[i]);
        }
    }
}

static void test_other_address_families_may_not(void **state)
{
    (void)state;
    struct sockaddr local = {.sa_family = AF_UNIX};
    assert_false(address_is_public(&local));
}

static bool is_within(const struct address_ranges *r, const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        return address_is_within(r, (struct sockaddr *)&v4);
    }
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return address_is_within(r, (struct sockaddr *)&v6);
}

static void test_an_operators_networks_hold_their_addresses_and_no_others(void **state)
{
    (void)state;
    struct err e = {0};
    struct address_ranges *r;
    struct arena *a = arena_new(1 << 16);
    assert_true(address_ranges_parse(a, SV(" 10.20.0.0/15  192.168.7.9/32 fd00:1::/33 "), &r, &e));
    const char *const in[] = {"10.20.0.1", "10.21.255.255", "192.168.7.9", "fd00:1::1",
                              "fd00:1:7fff::"};
    const char *const out[] = {"10.22.0.0", "10.19.255.255", "192.168.7.8",     "fd00:1:8000::",
                               "fd00:2::",  "127.0.0.1",     "::ffff:10.20.0.1"};
    for (size_t i = 0; i < ARRAY_LEN(in); i++) {
        if (!is_within(r, in[i])) {
            fail_msg("%s", in[i]);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(out); i++) {
        if (is_within(r, out[i])) {
            fail_msg("%s", out[i]);
        }
    }
    assert_true(address_ranges_parse(a, SV(""), &r, &e));
    assert_false(is_within(r, "10.20.0.1") || is_within(NULL, "10.20.0.1"));
    arena_free(a);
}

static void test_what_is_no_network_is_refused_by_name(void **state)
{
    (void)state;
    const char *const bad[] = {
        "10.0.0.0",   "10.0.0.0/33", "10.0.0/8",
        "fd00::/129", "localhost/8", "/8",
        "10.0.0.0/",  "10.0.0.0/-1", "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111/8"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct err e = {0};
        struct address_ranges *r;
        struct arena *a = arena_new(1 << 16);
        assert_false(address_ranges_parse(a, (struct sv){bad[i], strlen(bad[i])}, &r, &e));
        assert_int_equal(e.code, ERR_CONFIG);
        assert_non_null(strstr(e.detail, bad[i]));
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_operators_networks_hold_their_addresses_and_no_others),
        cmocka_unit_test(test_what_is_no_network_is_refused_by_name),
        cmocka_unit_test(test_public_addresses_may_be_reached),
        cmocka_unit_test(test_inside_addresses_may_not),
        cmocka_unit_test(test_other_address_families_may_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
