/* Counts the parts of a text message. */
#include "notice/segment.h"

#include "core/str.h"

/* Units of a text in one part, and of each part of several: the rest names and numbers them. */
enum { GSM_SINGLE = 160, GSM_EACH = 153, UCS2_SINGLE = 70, UCS2_EACH = 67 };

/* The GSM 03.38 letters outside ASCII, and the ASCII characters it lacks or keeps in the extension
 * table (two septets). Every other printable ASCII character, line feed and carriage return cost
 * one. */
static const uint32_t gsm_beyond_ascii[] = {
    0x00A1, 0x00A3, 0x00A4, 0x00A5, 0x00A7, 0x00BF, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C9, 0x00D1, 0x00D6, 0x00D8, 0x00DC, 0x00DF, 0x00E0, 0x00E4, 0x00E5, 0x00E6,
    0x00E8, 0x00E9, 0x00EC, 0x00F1, 0x00F2, 0x00F6, 0x00F8, 0x00F9, 0x00FC, 0x0393,
    0x0394, 0x0398, 0x039B, 0x039E, 0x03A0, 0x03A3, 0x03A6, 0x03A8, 0x03A9,
};
static const uint32_t gsm_extension[] = {'\f', '[', '\\', ']', '^', '{', '|', '}', '~', 0x20AC};

static bool is_in(const uint32_t *set, size_t n, uint32_t cp)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == cp)
            return true;
    return false;
}

/* Septets of one character; 0: not in the alphabet. */
static int septets(uint32_t cp)
{
    if (is_in(gsm_extension, ARRAY_LEN(gsm_extension), cp))
        return 2;
    if (cp == '`')
        return 0;
    if ((cp >= ' ' && cp < 0x7F) || cp == '\n' || cp == '\r')
        return 1;
    return is_in(gsm_beyond_ascii, ARRAY_LEN(gsm_beyond_ascii), cp) ? 1 : 0;
}

/* Fills parts one after another; the escape of the extension table stays with its character. */
static struct sms_size size_of_gsm(struct sv text)
{
    struct sms_size size = {0};
    int used = GSM_EACH;

    while (text.n > 0) {
        int units = septets(utf8_next(&text));
        if (used + units > GSM_EACH) {
            size.parts++;
            used = 0;
        }
        used += units;
        size.units += units;
    }
    if (size.units > 0 && size.units <= GSM_SINGLE)
        size.parts = 1;
    return size;
}

/* Cut at units, as Kannel does: the handset joins the parts before it reads them, so that a pair of
 * units may stand in two of them. */
static struct sms_size size_of_ucs2(struct sv text)
{
    struct sms_size size = {.ucs2 = true};
    while (text.n > 0)
        size.units += utf8_next(&text) > 0xFFFF ? 2 : 1;
    size.parts = size.units <= UCS2_SINGLE ? 1 : (size.units + UCS2_EACH - 1) / UCS2_EACH;
    return size;
}

struct sms_size sms_size(struct sv text)
{
    bool gsm = true;

    for (struct sv rest = text; rest.n > 0 && gsm;)
        gsm = septets(utf8_next(&rest)) > 0;
    return gsm ? size_of_gsm(text) : size_of_ucs2(text);
}
