/* Bytes into clean Vietnamese text: encodings, canonical composition, folding for comparisons. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>

/* A vowel, its five tones (grave, acute, hook, tilde, dot below), lower case, and its letter
 * without any mark. The upper case stands 0x20 before it in Latin-1 and one before it elsewhere. */
struct vowel {
    uint16_t form[6];
    char ascii;
};

enum {
    V_A,
    V_A_BREVE,
    V_A_HAT,
    V_E,
    V_E_HAT,
    V_I,
    V_O,
    V_O_HAT,
    V_O_HORN,
    V_U,
    V_U_HORN,
    V_Y,
    V_N
};

static const struct vowel vowels[V_N] = {
    [V_A] = {{'a', 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1}, 'a'},
    [V_A_BREVE] = {{0x103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7}, 'a'},
    [V_A_HAT] = {{0xE2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD}, 'a'},
    [V_E] = {{'e', 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9}, 'e'},
    [V_E_HAT] = {{0xEA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7}, 'e'},
    [V_I] = {{'i', 0xEC, 0xED, 0x1EC9, 0x129, 0x1ECB}, 'i'},
    [V_O] = {{'o', 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD}, 'o'},
    [V_O_HAT] = {{0xF4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9}, 'o'},
    [V_O_HORN] = {{0x1A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3}, 'o'},
    [V_U] = {{'u', 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5}, 'u'},
    [V_U_HORN] = {{0x1B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1}, 'u'},
    [V_Y] = {{'y', 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5}, 'y'},
};

struct letter {
    int vowel; /* -1: not a Vietnamese vowel */
    int tone;
    bool is_upper;
};

static uint32_t upper_of(uint32_t lower)
{
    return lower < 0x100 ? lower - 0x20 : lower - 1;
}

static struct letter letter_of(uint32_t cp)
{
    bool is_ascii = cp < 0x80;
    if (is_ascii ? strchr("aeiouyAEIOUY", (int)cp) == NULL : cp < 0xC0 || cp > 0x1EF9) {
        return (struct letter){.vowel = -1};
    }
    for (int v = 0; v < V_N; v++) {
        for (int t = 0; t < 6; t++) {
            uint32_t lower = vowels[v].form[t];
            if (cp == lower || cp == upper_of(lower)) {
                return (struct letter){v, t, cp != lower};
            }
        }
    }
    return (struct letter){.vowel = -1};
}

static uint32_t letter_cp(struct letter l)
{
    uint32_t lower = vowels[l.vowel].form[l.tone];
    return l.is_upper ? upper_of(lower) : lower;
}

/* Adds a combining mark to the letter; false when the two make no Vietnamese letter. */
static bool letter_mark(struct letter *l, uint32_t mark)
{
    static const uint32_t tones[] = {0x300, 0x301, 0x309, 0x303, 0x323};
    static const struct {
        uint32_t mark;
        int from, to;
    } shapes[] = {{0x302, V_A, V_A_HAT},   {0x302, V_E, V_E_HAT},  {0x302, V_O, V_O_HAT},
                  {0x306, V_A, V_A_BREVE}, {0x31B, V_O, V_O_HORN}, {0x31B, V_U, V_U_HORN}};
    for (int i = 0; i < (int)ARRAY_LEN(tones); i++) {
        if (mark != tones[i] || l->tone != 0) {
            continue;
        }
        l->tone = i + 1;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        if (mark != shapes[i].mark || l->vowel != shapes[i].from) {
            continue;
        }
        l->vowel = shapes[i].to;
        return true;
    }
    return false;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 0x09 && cp <= 0x0D) || cp == 0x85 || cp == 0xA0 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000;
}

/* Controls, invisible marks and direction overrides: nothing a list needs, much a forger likes. */
static bool is_dropped(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           cp >= 0x10FFFE || (cp & 0xFFFE) == 0xFFFE;
}

struct cleaner {
    struct buf out;
    struct letter pending; /* waits for marks that may follow */
    bool wants_space;
    bool is_cut;
};

static void put(struct cleaner *c, uint32_t cp)
{
    size_t need = (c->wants_space ? 1U : 0U) + (cp < 0x80      ? 1U
                                                : cp < 0x800   ? 2U
                                                : cp < 0x10000 ? 3U
                                                               : 4U);
    if (c->is_cut || c->out.n + need > PARSE_CELL_MAX) {
        c->is_cut = true;
        return;
    }
    if (c->wants_space) {
        buf_char(&c->out, ' ');
    }
    c->wants_space = false;
    utf8_put(&c->out, cp);
}

static void flush(struct cleaner *c)
{
    if (c->pending.vowel >= 0) {
        put(c, letter_cp(c->pending));
    }
    c->pending.vowel = -1;
}

static void feed(struct cleaner *c, uint32_t cp)
{
    if (c->pending.vowel >= 0 && letter_mark(&c->pending, cp)) {
        return;
    }
    flush(c);
    if (is_space(cp)) {
        c->wants_space = c->out.n > 0;
        return;
    }
    if (is_dropped(cp)) {
        return;
    }
    c->pending = letter_of(cp);
    if (c->pending.vowel < 0) {
        put(c, cp);
    }
}

struct sv parse_text_clean(struct arena *a, struct sv s, bool *is_cut)
{
    struct cleaner c = {.pending = {.vowel = -1}};
    buf_init(&c.out, PARSE_CELL_MAX + 8);
    while (s.n > 0 && !c.is_cut) {
        feed(&c, utf8_next(&s));
    }
    flush(&c);
    *is_cut = c.is_cut;
    struct sv text = {NULL, c.out.n};
    if (text.n > 0) {
        text.p = arena_dup(a, buf_view(&c.out));
    }
    buf_free(&c.out);
    return text;
}

static char fold_cp(uint32_t cp)
{
    if (cp >= 'A' && cp <= 'Z') {
        return (char)(cp - 'A' + 'a');
    }
    if (cp < 0x80) {
        return cp < 0x20 ? ' ' : (char)cp;
    }
    if (cp == 0x110 || cp == 0x111) {
        return 'd';
    }
    if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212) {
        return '-';
    }
    if (cp == 0x2019 || cp == 0x2032) {
        return '\'';
    }
    struct letter l = letter_of(cp);
    return l.vowel < 0 ? ' ' : vowels[l.vowel].ascii;
}

size_t parse_text_fold(struct sv s, char *out, size_t cap)
{
    size_t n = 0;
    while (s.n > 0 && n + 1 < cap) {
        out[n++] = fold_cp(utf8_next(&s));
    }
    out[n] = '\0';
    return n;
}

/* Words of every Vietnamese court list as they look when bytes made for a TCVN3 or VNI font are
 * read as Latin-1. None of them can stand in Vietnamese written in Unicode. */
static const char *const tcvn3_words[] = {"ngµy",  "Ngµy",  "¸n",   "nh©n",   "d©n",      "Tßa",
                                          "phßng", "Phßng", "ThÈm", "xÐt xö", "Thêi gian"};
static const char *const vni_words[] = {"ngaøy", "Ngaøy", "NGAØY", "aùn",    "AÙN",    "nhaân",
                                        "NHAÂN", "daân",  "DAÂN",  "phoøng", "Phoøng", "PHOØNG",
                                        "xeùt",  "XEÙT",  "Thôøi", "thuï",   "Giôø"};

static int words_in(struct sv s, const char *const *words, size_t n)
{
    int found = 0;
    for (size_t i = 0; i < n; i++) {
        found += memmem(s.p, s.n, words[i], strlen(words[i])) != NULL;
    }
    return found;
}

const char *parse_text_legacy(struct sv utf8)
{
    if (utf8.n == 0) {
        return NULL;
    }
    if (words_in(utf8, tcvn3_words, ARRAY_LEN(tcvn3_words)) >= 2) {
        return "TCVN3";
    }
    return words_in(utf8, vni_words, ARRAY_LEN(vni_words)) >= 2 ? "VNI" : NULL;
}

/* ---- encodings ---- */

static struct sv stored(struct arena *a, struct buf *b)
{
    struct sv s = {arena_dup(a, buf_view(b)), b->n};
    buf_free(b);
    return s;
}

static uint32_t unit16(const unsigned char *p, bool is_big)
{
    return is_big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static struct sv from_utf16(struct arena *a, struct sv s, bool is_big)
{
    const unsigned char *p = (const unsigned char *)s.p;
    struct buf b;
    buf_init(&b, 2 * s.n + 8);
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        uint32_t cp = unit16(p + i, is_big);
        if (cp >= 0xD800 && cp < 0xDC00 && i + 3 < s.n) {
            uint32_t low = unit16(p + i + 2, is_big);
            bool is_pair = low >= 0xDC00 && low < 0xE000;
            cp = is_pair ? 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
            i += is_pair ? 2 : 0;
        } else if (cp >= 0xD800 && cp < 0xE000) {
            cp = 0xFFFD;
        }
        utf8_put(&b, cp);
    }
    return stored(a, &b);
}

/* UTF-16 without a mark: nearly every second byte of a list is zero. 1 big, 0 little, -1 neither.
 */
static int guess_utf16(struct sv s)
{
    size_t n = s.n < 2000 ? s.n / 2 : 1000, zeros[2] = {0, 0};
    for (size_t i = 0; i < 2 * n; i++) {
        zeros[i % 2] += s.p[i] == '\0';
    }
    if (n < 4 || s.n % 2 != 0) {
        return -1;
    }
    if (zeros[1] * 2 > n && zeros[0] * 10 < n) {
        return 0;
    }
    return zeros[0] * 2 > n && zeros[1] * 10 < n ? 1 : -1;
}

static struct sv from_latin1(struct arena *a, struct sv s)
{
    struct buf b;
    buf_init(&b, 2 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        utf8_put(&b, (unsigned char)s.p[i]);
    }
    return stored(a, &b);
}

/* windows-1258 is Latin-1 but for these; 0: not assigned. A table, because glibc's converter is a
 * file it would open after the lockdown. The unit test compares it with glibc's. */
static uint32_t cp1258(unsigned char c)
{
    static const uint16_t c1[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0,      0x2039, 0x0152, 0,      0,      0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0,      0x203A, 0x0153, 0,      0,      0x0178};
    static const uint16_t other[][2] = {{0xC3, 0x102}, {0xCC, 0x300}, {0xD0, 0x110}, {0xD2, 0x309},
                                        {0xD5, 0x1A0}, {0xDD, 0x1AF}, {0xDE, 0x303}, {0xE3, 0x103},
                                        {0xEC, 0x301}, {0xF0, 0x111}, {0xF2, 0x323}, {0xF5, 0x1A1},
                                        {0xFD, 0x1B0}, {0xFE, 0x20AB}};
    if (c >= 0x80 && c < 0xA0) {
        return c1[c - 0x80];
    }
    for (size_t i = 0; i < ARRAY_LEN(other); i++) {
        if (other[i][0] == c) {
            return other[i][1];
        }
    }
    return c;
}

static bool from_1258(struct arena *a, struct sv s, struct sv *out, struct err *e)
{
    struct buf b;
    buf_init(&b, 3 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        uint32_t cp = cp1258((unsigned char)s.p[i]);
        if (cp == 0) {
            buf_free(&b);
            return err_field(e, "intake.error.encoding", "document", SV("unknown"));
        }
        utf8_put(&b, cp);
    }
    *out = stored(a, &b);
    return true;
}

static bool decode_bytes(struct arena *a, struct sv s, struct sv *out, const char **encoding,
                         struct err *e)
{
    if (memchr(s.p, '\0', s.n) != NULL) {
        return err_field(e, "intake.error.format", "document", SV("binary"));
    }
    const char *legacy = parse_text_legacy(from_latin1(a, s));
    if (legacy != NULL) {
        return err_field(e, "intake.error.encoding", "document", sv_of(legacy));
    }
    *encoding = "windows-1258";
    return from_1258(a, s, out, e);
}

static bool decode(struct arena *a, struct sv s, struct sv *out, const char **encoding,
                   struct err *e)
{
    bool has_mark = sv_starts(s, SV("\xFF\xFE")) || sv_starts(s, SV("\xFE\xFF"));
    int big = has_mark ? s.p[0] == '\xFE' : guess_utf16(s);
    if (big >= 0) {
        size_t skip = has_mark ? 2 : 0;
        *encoding = big == 1 ? "utf-16be" : "utf-16le";
        *out = from_utf16(a, (struct sv){s.p + skip, s.n - skip}, big == 1);
        return true;
    }
    bool has_bom = sv_starts(s, SV("\xEF\xBB\xBF"));
    *out = has_bom ? (struct sv){s.p + 3, s.n - 3} : s;
    *encoding = has_bom ? "utf-8-bom" : "utf-8";
    return utf8_valid(*out) || decode_bytes(a, *out, out, encoding, e);
}

bool parse_text_decode(struct arena *a, struct sv bytes, struct sv *out, const char **encoding,
                       struct err *e)
{
    if (!decode(a, bytes, out, encoding, e)) {
        return false;
    }
    if (sv_trim(*out).n == 0) {
        return err_field(e, "intake.error.empty", "document", SV(""));
    }
    const char *legacy = parse_text_legacy(*out);
    return legacy == NULL || err_field(e, "intake.error.encoding", "document", sv_of(legacy));
}
