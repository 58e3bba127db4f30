/* Digests against published vectors; tokens of the promised form. */
#include "core/secret.h"
#include "core/str.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static void test_sha256_matches_fips_180(void **state)
{
    (void)state;
    char hex[SECRET_HEX_LEN + 1];
    secret_sha256_hex(SV("abc"), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    secret_sha256_hex((struct sv){NULL, 0}, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_hmac_matches_rfc_4231(void **state)
{
    (void)state;
    char hex[SECRET_HEX_LEN + 1];
    secret_hmac_hex(SV("Jefe"), SV("what do ya want for nothing?"), hex);
    assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    secret_hmac_hex((struct sv){NULL, 0}, (struct sv){NULL, 0}, hex);
    assert_string_equal(hex, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

static void test_tokens_are_43_url_safe_letters_and_never_repeat(void **state)
{
    (void)state;
    struct arena *a = arena_new(10000);
    const char *first = secret_token(a);
    const char *second = secret_token(a);
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    assert_int_equal(strlen(first), 43);
    assert_int_equal(strspn(first, alphabet), 43);
    assert_string_not_equal(first, second);
    arena_free(a);
}

static void test_equality_is_of_length_and_bytes(void **state)
{
    (void)state;
    assert_true(secret_equal(SV("token"), SV("token")));
    assert_true(secret_equal(SV(""), (struct sv){NULL, 0}));
    assert_false(secret_equal(SV("token"), SV("tokeN")));
    assert_false(secret_equal(SV("token"), SV("toke")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256_matches_fips_180),
        cmocka_unit_test(test_hmac_matches_rfc_4231),
        cmocka_unit_test(test_tokens_are_43_url_safe_letters_and_never_repeat),
        cmocka_unit_test(test_equality_is_of_length_and_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
