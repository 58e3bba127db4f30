/* Signed names: they give their numbers back, and no other name does. */
#include "core/sign.h"
#include "core/str.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct seal_key key = {.bytes = {1, 2, 3}, .name = "0123456789abcdef"};
static const struct seal_key other = {.bytes = {1, 2, 4}, .name = "0123456789abcdef"};

static void test_a_name_gives_back_its_numbers(void **state)
{
    static const int64_t in[][3] = {{1, 57, 3}, {0, 0, 0}, {INT64_MAX, 1, INT64_MAX}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(in); i++) {
        char name[SIGN_MAX];
        int64_t out[3] = {-1, -1, -1};
        sign_name(&key, "link", in[i], 3, name);
        assert_true(sign_open(&key, "link", sv_of(name), out, 3));
        assert_memory_equal(out, in[i], sizeof out);
    }
}

static void test_it_is_none_with_another_key_purpose_or_count(void **state)
{
    const int64_t in[] = {1, 57, 3};
    int64_t out[3];
    char name[SIGN_MAX];
    (void)state;
    sign_name(&key, "link", in, 3, name);
    assert_false(sign_open(&other, "link", sv_of(name), out, 3));
    assert_false(sign_open(&key, "mail", sv_of(name), out, 3));
    assert_false(sign_open(&key, "link", sv_of(name), out, 2));
    sign_name(&key, "link", in, 2, name);
    assert_false(sign_open(&key, "link", sv_of(name), out, 3));
}

static void test_no_byte_of_it_can_be_another(void **state)
{
    const int64_t in[] = {1, 57};
    int64_t out[2];
    char name[SIGN_MAX];
    (void)state;
    sign_name(&key, "link", in, 2, name);
    for (size_t i = 0; i < strlen(name); i++) {
        char changed[SIGN_MAX];
        strncpy(changed, name, sizeof changed);
        changed[i] = changed[i] == '1' ? '2' : '1';
        assert_false(sign_open(&key, "link", sv_of(changed), out, 2));
    }
    assert_false(sign_open(&key, "link", (struct sv){name, strlen(name) - 1}, out, 2));
}

static void test_numbers_have_one_form_only(void **state)
{
    static const char *const forms[] = {"01-57-", "1-057-", "+1-57-", "-1-57-", "1--57-", ""};
    const int64_t in[] = {1, 57};
    int64_t out[2];
    char name[SIGN_MAX];
    (void)state;
    sign_name(&key, "link", in, 2, name);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct buf b;
        buf_init(&b, 200);
        buf_printf(&b, "%s%s", forms[i], strrchr(name, '-') + 1);
        assert_false(sign_open(&key, "link", buf_view(&b), out, 2));
        buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_gives_back_its_numbers),
        cmocka_unit_test(test_it_is_none_with_another_key_purpose_or_count),
        cmocka_unit_test(test_no_byte_of_it_can_be_another),
        cmocka_unit_test(test_numbers_have_one_form_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
