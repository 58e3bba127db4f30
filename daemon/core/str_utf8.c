/* UTF-8 as RFC 3629 allows it: shortest forms only, no surrogates, nothing past U+10FFFF. */
#include "core/str.h"

#define REPLACEMENT 0xFFFDU

/* The forms of a letter by its first byte: how many bytes follow, and what the first carries. */
static const struct form {
    unsigned char mask, lead;
    size_t more;
    uint32_t least; /* a smaller value has a shorter form */
} forms[] = {
    {0x80, 0x00, 0, 0},
    {0xE0, 0xC0, 1, 0x80},
    {0xF0, 0xE0, 2, 0x800},
    {0xF8, 0xF0, 3, 0x10000},
};

static bool is_scalar(uint32_t cp)
{
    return cp <= 0x10FFFF && !(cp >= 0xD800 && cp <= 0xDFFF);
}

/* The length of the letter at s, and its value; 0 when the bytes are broken. */
static size_t decode(struct sv s, uint32_t *cp)
{
    unsigned char first = (unsigned char)s.p[0];
    const struct form *form = NULL;
    for (size_t i = 0; i < ARRAY_LEN(forms) && form == NULL; i++) {
        if ((first & forms[i].mask) == forms[i].lead) {
            form = &forms[i];
        }
    }
    if (form == NULL || s.n <= form->more) {
        return 0;
    }
    uint32_t v = first & (unsigned char)~form->mask;
    for (size_t i = 1; i <= form->more; i++) {
        unsigned char next = (unsigned char)s.p[i];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        v = v << 6 | (next & 0x3FU);
    }
    if (v < form->least || !is_scalar(v)) {
        return 0;
    }
    *cp = v;
    return form->more + 1;
}

bool utf8_valid(struct sv s)
{
    while (s.n > 0) {
        uint32_t cp;
        size_t n = decode(s, &cp);
        if (n == 0) {
            return false;
        }
        s = (struct sv){s.p + n, s.n - n};
    }
    return true;
}

uint32_t utf8_next(struct sv *s)
{
    uint32_t cp = REPLACEMENT;
    size_t n = decode(*s, &cp);
    if (n == 0) {
        n = 1;
    }
    *s = (struct sv){s->p + n, s->n - n};
    return cp;
}

bool sv_has_control(struct sv s)
{
    while (s.n > 0) {
        uint32_t cp = utf8_next(&s);
        bool is_control = cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
        if (is_control && cp != '\t' && cp != '\n') {
            return true;
        }
    }
    return false;
}

void utf8_put(struct buf *b, uint32_t cp)
{
    if (!is_scalar(cp)) {
        cp = REPLACEMENT;
    }
    size_t i = ARRAY_LEN(forms) - 1;
    while (cp < forms[i].least) {
        i--;
    }
    const struct form *form = &forms[i];

    char bytes[4];
    for (size_t at = form->more; at > 0; at--) {
        bytes[at] = (char)(0x80U | (cp & 0x3FU));
        cp >>= 6;
    }
    bytes[0] = (char)(form->lead | cp);
    buf_add(b, bytes, form->more + 1);
}
