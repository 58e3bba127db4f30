/* Vietnamese letters: composing and folding, letter by letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/str.h"
#include "i18n/fold.h"

static const struct {
    uint32_t composed, base, mark;
} letters[] = {
#define L(composed, base, mark) {composed, base, mark},
#include "i18n/letters.def"
#undef L
};

static void expect_nfc(const char *in, const char *want)
{
    struct buf out;

    buf_init(&out, 1000);
    text_nfc_vi(&out, sv_of(in));
    assert_string_equal(buf_view(&out).p, want);
    buf_free(&out);
}

static void expect_fold(const char *in, const char *want, bool all)
{
    struct buf out;

    buf_init(&out, 1000);
    assert_int_equal(vn_fold(&out, sv_of(in)), all);
    assert_string_equal(buf_view(&out).p, want);
    buf_free(&out);
}

static void test_the_table_holds_every_accented_vowel_in_order(void **state)
{
    (void)state;
    /* 12 vowels with 5 tones, and 6 shaped vowels without one, in two cases */
    assert_int_equal(ARRAY_LEN(letters), (12 * 5 + 6) * 2);
    for (size_t i = 1; i < ARRAY_LEN(letters); i++)
        assert_true(letters[i - 1].composed < letters[i].composed);
}

static void test_every_letter_composes_from_its_parts_and_folds_to_ascii(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
        struct buf whole;
        struct buf parts;
        struct buf plain;
        buf_init(&whole, 10);
        buf_init(&parts, 10);
        buf_init(&plain, 10);
        utf8_put(&whole, letters[i].composed);
        utf8_put(&parts, letters[i].base);
        utf8_put(&parts, letters[i].mark);
        expect_nfc(parts.p, whole.p);
        expect_nfc(whole.p, whole.p);
        assert_true(vn_fold(&plain, buf_view(&whole)));
        assert_int_equal(plain.n, 1);
        assert_non_null(strchr("aeiouyAEIOUY", plain.p[0]));
        buf_free(&whole);
        buf_free(&parts);
        buf_free(&plain);
    }
}

static void test_marks_compose_in_any_order(void **state)
{
    (void)state;
    expect_nfc("e\u0323\u0302", "ệ");
    expect_nfc("e\u0302\u0323", "ệ");
    expect_nfc("\u00EA\u0323", "ệ"); /* as Windows-1258 keyboards type it */
    expect_nfc("\u1EB9\u0302", "ệ");
    expect_nfc("U\u031B\u0303", "Ữ");
    expect_nfc("o\u0301\u031B", "ớ");
    expect_nfc("a\u0323\u0306", "ặ");
}

static void test_other_text_is_left_as_it_is(void **state)
{
    (void)state;
    expect_nfc("", "");
    expect_nfc("Đỗ Ánh, 2+2", "Đỗ Ánh, 2+2");
    expect_nfc("q\u0303", "q\u0303");
    expect_nfc("a\u0301\u0300", "\u00E1\u0300"); /* the second mark is blocked */
    expect_nfc("\u0301x", "\u0301x");
    expect_nfc("ភាសាខ្មែរ 😀", "ភាសាខ្មែរ 😀");
}

static void test_a_sentence_folds_to_what_a_plain_phone_shows(void **state)
{
    (void)state;
    expect_fold("Phiên tòa trực tuyến: Nguyễn Thị Ánh", "Phien toa truc tuyen: Nguyen Thi Anh",
                true);
    expect_fold("ĐỖ ĐỨC đồng ý, Ỷ Ỵ ượ", "DO DUC dong y, Y Y uo", true);
    expect_fold("e\u0323\u0302 U\u031B\u0303", "e U", true);
    expect_fold("“a” ‘b’ – c — d… e\u00A0f 5\u202F000\u20AB a\u200Bb `x`",
                "\"a\" 'b' - c - d... e f 5 000d ab 'x'", true);
    expect_fold("a\tb\nc", "a b\nc", true);
}

static void test_what_cannot_be_folded_stays_and_is_reported(void **state)
{
    (void)state;
    expect_fold("Chị ខ្មែរ", "Chi ខ្មែរ", false);
    expect_fold("5 € 😀", "5 € 😀", false);
    expect_fold("a\x01", "a\x01", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table_holds_every_accented_vowel_in_order),
        cmocka_unit_test(test_every_letter_composes_from_its_parts_and_folds_to_ascii),
        cmocka_unit_test(test_marks_compose_in_any_order),
        cmocka_unit_test(test_other_text_is_left_as_it_is),
        cmocka_unit_test(test_a_sentence_folds_to_what_a_plain_phone_shows),
        cmocka_unit_test(test_what_cannot_be_folded_stays_and_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
