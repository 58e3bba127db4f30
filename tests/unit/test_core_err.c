/* Errors: what they keep, how they are cut, and the tables behind them. */
#include "core/err.h"
#include "core/str.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
static void test_an_error_knows_where_it_arose(void **state)
{
    (void)state;
    struct err e;
    assert_false(err_set(&e, ERR_GONE, "feed %d of %s", 7, "An"));
    assert_int_equal(e.code, ERR_GONE);
    assert_string_equal(e.where, __func__);
    assert_string_equal(e.detail, "feed 7 of An");
    assert_string_equal(e.key, "");
    assert_string_equal(err_key(&e), "error.gone");
}

static void test_an_error_may_be_built_from_itself(void **state)
{
    (void)state;
    struct err e;
    (void)err_set(&e, ERR_IO, "cause");
    (void)err_set(&e, ERR_CONFIG, "file: %s", e.detail);
    assert_string_equal(e.detail, "file: cause");
}

static void test_a_field_error_names_sentence_field_and_value(void **state)
{
    (void)state;
    struct err e;
    assert_false(err_field(&e, "error.date", "starts_on", SV("31/02/2027")));
    assert_int_equal(e.code, ERR_INVALID);
    assert_string_equal(err_key(&e), "error.date");
    assert_string_equal(e.field, "starts_on");
    assert_string_equal(e.value, "31/02/2027");
    assert_false(err_field(&e, "error.date", "starts_on", (struct sv){NULL, 0}));
    assert_string_equal(e.value, "");
}

static void test_values_are_cut_between_letters_at_every_offset(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct buf b;
        buf_init(&b, 1000);
        buf_add(&b, "xxx", shift);
        while (b.n < 200) {
            buf_str(&b, "ế");
        }
        struct err e;
        (void)err_field(&e, "k", "f", buf_view(&b));
        assert_true(utf8_valid(sv_of(e.value)));
        assert_true(strlen(e.value) > sizeof(e.value) - 4);
        (void)err_set(&e, ERR_IO, "%s", b.p);
        assert_true(utf8_valid(sv_of(e.detail)));
        assert_true(strlen(e.detail) > sizeof(e.detail) - 4);
        buf_free(&b);
    }
}

static void test_our_sqlstates_map_to_codes_and_all_others_to_internal(void **state)
{
    (void)state;
    assert_int_equal(err_from_sqlstate("DU404"), ERR_NOT_FOUND);
    assert_int_equal(err_from_sqlstate("DU429"), ERR_TOO_MANY);
    assert_int_equal(err_from_sqlstate("23505"), ERR_INTERNAL);
    assert_int_equal(err_from_sqlstate("DU999"), ERR_INTERNAL);
    assert_int_equal(err_from_sqlstate(""), ERR_INTERNAL);
    assert_int_equal(err_from_sqlstate(NULL), ERR_INTERNAL);
}

static void test_every_code_has_name_status_and_sentence(void **state)
{
    (void)state;
    for (enum err_code c = ERR_NONE; c < ERR_COUNT; c++) {
        struct err e = {.code = c};
        assert_true(strlen(err_name(c)) > 0);
        assert_true(c == ERR_NONE || (err_http(c) >= 400 && err_http(c) < 600));
        assert_int_equal(strncmp(err_key(&e), "error.", 6), 0);
    }
    assert_string_equal(err_name(ERR_NOT_FOUND), "NOT_FOUND");
    assert_int_equal(err_http(ERR_NOT_FOUND), 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_error_knows_where_it_arose),
        cmocka_unit_test(test_an_error_may_be_built_from_itself),
        cmocka_unit_test(test_a_field_error_names_sentence_field_and_value),
        cmocka_unit_test(test_values_are_cut_between_letters_at_every_offset),
        cmocka_unit_test(test_our_sqlstates_map_to_codes_and_all_others_to_internal),
        cmocka_unit_test(test_every_code_has_name_status_and_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
