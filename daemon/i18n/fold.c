/* Takes Vietnamese letters apart and puts them together again, by one table of letters. */
#include "i18n/fold.h"

#include "core/str.h"

enum { MARKS_MAX = 8 }; /* marks on one letter; real text has at most two */

static const struct letter {
    uint32_t composed, base, mark;
} letters[] = {
#define L(composed, base, mark) {composed, base, mark},
#include "i18n/letters.def"
#undef L
};

/* Signs that word processors put in, and what a plain keyboard has for them. Letters with a stroke
 * have no decomposition, so they are here too. Sorted. */
static const struct sign {
    uint32_t cp;
    const char *plain;
} signs[] = {
    {0x0009, " "},  {0x0060, "'"},  {0x00A0, " "},   {0x00AB, "\""}, {0x00AD, ""},   {0x00B4, "'"},
    {0x00B7, "-"},  {0x00BB, "\""}, {0x00D0, "D"},   {0x00D7, "x"},  {0x0110, "D"},  {0x0111, "d"},
    {0x02BC, "'"},  {0x2009, " "},  {0x200B, ""},    {0x200C, ""},   {0x200D, ""},   {0x2010, "-"},
    {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"},  {0x2015, "-"},  {0x2018, "'"},
    {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"},   {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""},
    {0x201F, "\""}, {0x2022, "-"},  {0x2026, "..."}, {0x202F, " "},  {0x2032, "'"},  {0x2033, "\""},
    {0x2039, "'"},  {0x203A, "'"},  {0x2060, ""},    {0x20AB, "d"},  {0x2212, "-"},  {0xFEFF, ""},
};

/* A letter and the marks that follow it, marks in canonical order. */
struct cluster {
    uint32_t base;
    uint32_t marks[MARKS_MAX];
    size_t n;
};

static const struct letter *find_letter(uint32_t cp)
{
    size_t low = 0;
    size_t high = ARRAY_LEN(letters);

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (letters[mid].composed == cp)
            return &letters[mid];
        if (cp < letters[mid].composed)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

static bool is_mark(uint32_t cp)
{
    return cp >= 0x0300 && cp <= 0x036F;
}

/* Canonical combining class, for the marks of Vietnamese: horn, dot below, those above. */
static int mark_class(uint32_t mark)
{
    if (mark == 0x031B)
        return 216;
    return mark == 0x0323 ? 220 : 230;
}

static void add_mark(struct cluster *c, uint32_t mark)
{
    size_t at = c->n++;

    while (at > 0 && mark_class(c->marks[at - 1]) > mark_class(mark)) {
        c->marks[at] = c->marks[at - 1];
        at--;
    }
    c->marks[at] = mark;
}

static void take_apart(uint32_t cp, struct cluster *c)
{
    const struct letter *l = find_letter(cp);

    if (!l) {
        *c = (struct cluster){.base = cp};
        return;
    }
    const struct letter *inner = find_letter(l->base); /* two marks at most: the table's depth */
    *c = (struct cluster){.base = inner ? inner->base : l->base};
    if (inner)
        add_mark(c, inner->mark);
    add_mark(c, l->mark);
}

/* The next letter with all its marks. *in must not be empty. */
static void next_cluster(struct sv *in, struct cluster *c)
{
    take_apart(utf8_next(in), c);
    while (in->n > 0 && c->n < MARKS_MAX) {
        struct sv ahead = *in;
        uint32_t cp = utf8_next(&ahead);
        if (!is_mark(cp))
            return;
        add_mark(c, cp);
        *in = ahead;
    }
}

/* The one code point for base with mark, 0 when there is none. */
static uint32_t compose(uint32_t base, uint32_t mark)
{
    for (size_t i = 0; i < ARRAY_LEN(letters); i++)
        if (letters[i].base == base && letters[i].mark == mark)
            return letters[i].composed;
    return 0;
}

void text_nfc_vi(struct buf *out, struct sv in)
{
    while (in.n > 0) {
        struct cluster c;
        uint32_t left[MARKS_MAX];
        size_t n = 0;
        next_cluster(&in, &c);
        for (size_t i = 0; i < c.n; i++) {
            bool blocked = n > 0 && mark_class(left[n - 1]) == mark_class(c.marks[i]);
            uint32_t whole = blocked ? 0 : compose(c.base, c.marks[i]);
            if (whole)
                c.base = whole;
            else
                left[n++] = c.marks[i];
        }
        utf8_put(out, c.base);
        for (size_t i = 0; i < n; i++)
            utf8_put(out, left[i]);
    }
}

static const char *find_sign(uint32_t cp)
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (signs[i].cp == cp)
            return signs[i].plain;
    return NULL;
}

bool vn_fold(struct buf *out, struct sv in)
{
    bool all = true;

    while (in.n > 0) {
        struct cluster c;
        next_cluster(&in, &c);
        const char *plain = find_sign(c.base);
        if (plain) {
            buf_str(out, plain);
            continue;
        }
        bool ascii = (c.base >= ' ' && c.base < 0x7F) || c.base == '\n' || c.base == '\r';
        utf8_put(out, c.base);
        for (size_t i = 0; i < c.n && !ascii; i++)
            utf8_put(out, c.marks[i]);
        all = all && ascii;
    }
    return all;
}
