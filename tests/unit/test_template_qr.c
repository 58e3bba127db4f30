/* QR codes: the drawing is the code libqrencode made, with its quiet zone and its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"
#include "template/qr.h"

/* The next whole number in the path, moving *at past it. */
static int next_number(const char **at)
{
    int v = 0;

    while (!isdigit((unsigned char)**at))
        (*at)++;
    while (isdigit((unsigned char)**at))
        v = v * 10 + (*(*at)++ - '0');
    return v;
}

/* Paints the runs of the SVG path into a square of side modules. */
static void paint(const char *path, unsigned char *pixels, int side)
{
    while (*path == 'M') {
        int x = next_number(&path);
        int y = next_number(&path);
        int n = next_number(&path);
        assert_int_equal(next_number(&path), 1);
        assert_int_equal(next_number(&path), n);
        assert_int_equal(*path++, 'z');
        assert_true(n > 0 && x + n <= side && y < side);
        memset(&pixels[y * side + x], 1, (size_t)n);
    }
    assert_int_equal(*path, '"');
}

static void test_the_drawing_is_the_code_inside_four_light_modules(void **state)
{
    const char *text = "https://lich-truc.example.vn/x/6Yk2vD0rPq3mT8sW1uZbNe5cLhJf7gAo9iXtVyKdRlM";
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    unsigned char pixels[100 * 100] = {0};
    char box[40];
    struct buf out;
    struct err e = {0};

    (void)state;
    buf_init(&out, 100000);
    assert_true(qr_svg(&out, text, "Xác nhận", &e));
    const char *svg = buf_view(&out).p;
    int side = code->width + 8;
    (void)snprintf(box, sizeof(box), "viewBox=\"0 0 %d %d\"", side, side);
    assert_non_null(strstr(svg, box));
    paint(strstr(svg, " d=\"") + 4, pixels, side);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            bool inside = x >= 4 && y >= 4 && x < side - 4 && y < side - 4;
            int want = inside ? code->data[(y - 4) * code->width + x - 4] & 1 : 0;
            assert_int_equal(pixels[y * side + x], want);
        }
    QRcode_free(code);
    buf_free(&out);
}

static void test_the_title_is_escaped_and_read_out(void **state)
{
    struct buf out;
    struct err e = {0};

    (void)state;
    buf_init(&out, 100000);
    assert_true(qr_svg(&out, "x", "<b>&", &e));
    assert_non_null(
        strstr(buf_view(&out).p, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
    assert_non_null(strstr(buf_view(&out).p, "<title>&lt;b&gt;&amp;</title>"));
    buf_free(&out);
}

static void test_no_text_too_much_text_and_a_small_buffer_are_errors(void **state)
{
    char text[2400];
    struct buf out;
    struct err e = {0};

    (void)state;
    buf_init(&out, 1000000);
    assert_false(qr_svg(&out, "", "t", &e));
    assert_int_equal(e.code, ERR_INVALID);
    memset(text, 'a', sizeof(text));
    text[2331] = '\0';
    assert_true(qr_svg(&out, text, "t", &e));
    text[2331] = 'a';
    text[2332] = '\0';
    assert_false(qr_svg(&out, text, "t", &e));
    assert_int_equal(e.code, ERR_INVALID);
    buf_free(&out);
    buf_init(&out, 300);
    assert_false(qr_svg(&out, "x", "t", &e));
    assert_int_equal(e.code, ERR_TOO_LARGE);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_drawing_is_the_code_inside_four_light_modules),
        cmocka_unit_test(test_the_title_is_escaped_and_read_out),
        cmocka_unit_test(test_no_text_too_much_text_and_a_small_buffer_are_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
