/* SMS parts, with the values Kannel gives for the same texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include "core/str.h"
#include "i18n/fold.h"
#include "notice/segment.h"

/* before, then n times text, then after. */
static void expect(const char *before, int n, const char *text, const char *after,
                   struct sms_size want)
{
    struct buf b;

    buf_init(&b, 10000);
    buf_str(&b, before);
    for (int i = 0; i < n; i++)
        buf_str(&b, text);
    buf_str(&b, after);
    struct sms_size got = sms_size(buf_view(&b));
    if (got.units != want.units || got.parts != want.parts || got.ucs2 != want.ucs2)
        fail_msg("%s + %d x %s + %s: %d units, %d parts, ucs2 %d; wanted %d, %d, %d", before, n,
                 text, after, got.units, got.parts, got.ucs2, want.units, want.parts, want.ucs2);
    buf_free(&b);
}

static void test_plain_text_takes_160_then_153_septets(void **state)
{
    (void)state;
    expect("", 0, "", "", (struct sms_size){0, 0, false});
    expect("", 160, "a", "", (struct sms_size){160, 1, false});
    expect("", 161, "a", "", (struct sms_size){161, 2, false});
    expect("", 306, "a", "", (struct sms_size){306, 2, false});
    expect("", 307, "a", "", (struct sms_size){307, 3, false});
}

static void test_characters_of_the_extension_table_cost_two(void **state)
{
    (void)state;
    expect("", 80, "{", "", (struct sms_size){160, 1, false});
    expect("", 81, "{", "", (struct sms_size){162, 2, false});
    expect("", 158, "a", "€", (struct sms_size){160, 1, false});
    expect("", 159, "a", "€", (struct sms_size){161, 2, false});
    expect("", 1, "{}[]~\\|^€", "", (struct sms_size){18, 1, false});
}

static void test_an_escaped_character_is_never_split_between_parts(void **state)
{
    (void)state;
    /* 153 + 153 septets would be two parts, but the pair may not stand across the border */
    expect("aa", 152, "{", "", (struct sms_size){306, 3, false});
    expect("", 152, "{", "aa", (struct sms_size){306, 3, false});
    expect("", 152, "{", "", (struct sms_size){304, 2, false});
}

static void test_accented_vietnamese_takes_70_then_67_units(void **state)
{
    (void)state;
    expect("", 70, "ữ", "", (struct sms_size){70, 1, true});
    expect("", 71, "ữ", "", (struct sms_size){71, 2, true});
    expect("", 134, "ữ", "", (struct sms_size){134, 2, true});
    expect("", 135, "ữ", "", (struct sms_size){135, 3, true});
    expect("đ", 69, "a", "", (struct sms_size){70, 1, true});
    expect("", 70, "ខ", "", (struct sms_size){70, 1, true});
}

static void test_an_emoji_is_two_units_and_may_stand_in_two_parts(void **state)
{
    (void)state;
    expect("", 35, "😀", "", (struct sms_size){70, 1, true});
    expect("", 36, "😀", "", (struct sms_size){72, 2, true});
    expect("", 66, "😀", "", (struct sms_size){132, 2, true});
    expect("", 67, "😀", "", (struct sms_size){134, 2, true});
    expect("", 68, "😀", "", (struct sms_size){136, 3, true});
}

static void test_decomposed_text_costs_more_until_it_is_composed(void **state)
{
    struct buf whole;
    struct buf parts;

    (void)state;
    buf_init(&whole, 1000);
    buf_init(&parts, 1000);
    for (int i = 0; i < 35; i++)
        buf_str(&parts, "u\u031B\u0303");
    assert_int_equal(sms_size(buf_view(&parts)).units, 105);
    assert_int_equal(sms_size(buf_view(&parts)).parts, 2);
    text_nfc_vi(&whole, buf_view(&parts));
    assert_int_equal(sms_size(buf_view(&whole)).units, 35);
    assert_int_equal(sms_size(buf_view(&whole)).parts, 1);
    buf_free(&whole);
    buf_free(&parts);
}

static void test_only_seven_vietnamese_letters_are_in_the_gsm_alphabet(void **state)
{
    (void)state;
    expect("", 1, "àèéìòùÉ", "", (struct sms_size){7, 1, false});
    static const char *const outside[] = {"á", "ả", "ã", "ạ", "ă", "â", "đ", "ê", "í",
                                          "ó", "ô", "ơ", "ú", "ư", "ý", "À", "`", "\t"};
    for (size_t i = 0; i < ARRAY_LEN(outside); i++)
        expect("", 1, outside[i], "", (struct sms_size){1, 1, true});
}

static void test_folded_text_always_fits_the_gsm_alphabet(void **state)
{
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    for (char c = 1; c < 0x7F; c++)
        buf_char(&out, c >= ' ' || c == '\n' || c == '\t' ? c : ' ');
    struct buf folded;
    buf_init(&folded, 1000);
    assert_true(vn_fold(&folded, buf_view(&out)));
    assert_false(sms_size(buf_view(&folded)).ucs2);
    buf_free(&out);
    buf_free(&folded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text_takes_160_then_153_septets),
        cmocka_unit_test(test_characters_of_the_extension_table_cost_two),
        cmocka_unit_test(test_an_escaped_character_is_never_split_between_parts),
        cmocka_unit_test(test_accented_vietnamese_takes_70_then_67_units),
        cmocka_unit_test(test_an_emoji_is_two_units_and_may_stand_in_two_parts),
        cmocka_unit_test(test_decomposed_text_costs_more_until_it_is_composed),
        cmocka_unit_test(test_only_seven_vietnamese_letters_are_in_the_gsm_alphabet),
        cmocka_unit_test(test_folded_text_always_fits_the_gsm_alphabet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
