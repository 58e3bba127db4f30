/* What courts write into the free texts of an event: the docket number, the court, how one attends;
 * and what must never leave the parser: links and passwords (domain.md section 2.4). */
#include "intake/parse_ics.h"

#include "core/str.h"

#include <string.h>

enum { FOLD_MAX = 2000, NUMBER_MAX = 6, CODE_MIN = 2, CODE_MAX = 40, NUMBER_MIN = 9 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A letter; every byte past ASCII is one (Đ). */
static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* ---- words in folded text ---- */

/* Where one of the words begins as a word of its own, counted in letters; -1: nowhere. */
static int find_word(const char *folded, const char *const *words, size_t n)
{
    int first = -1;
    for (size_t i = 0; i < n; i++) {
        const char *at = strstr(folded, words[i]);
        while (at != NULL && at > folded && is_letter(at[-1])) {
            at = strstr(at + 1, words[i]);
        }
        int where = at != NULL ? (int)(at - folded) : -1;
        first = where >= 0 && (first < 0 || where < first) ? where : first;
    }
    return first;
}

/* Parts s after so many letters. */
static struct sv after_letters(struct sv s, int letters, struct sv *head)
{
    struct sv rest = s;
    while (letters-- > 0 && rest.n > 0) {
        utf8_next(&rest);
    }
    *head = (struct sv){s.p, s.n - rest.n};
    return rest;
}

/* ---- docket numbers ---- */

static size_t run_of_digits(struct sv s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n])) {
        n++;
    }
    return n;
}

/* The bytes of a hyphen or dash of any length here, 0: none. */
static size_t dash_at(struct sv s, size_t at)
{
    static const char *const dashes[] = {"-",
                                         "\xE2\x80\x90",
                                         "\xE2\x80\x91",
                                         "\xE2\x80\x92",
                                         "\xE2\x80\x93",
                                         "\xE2\x80\x94",
                                         "\xE2\x80\x95",
                                         "\xE2\x88\x92",
                                         "\xEF\xBC\x8D"};
    struct sv rest = {s.p + at, at < s.n ? s.n - at : 0};
    for (size_t i = 0; i < ARRAY_LEN(dashes); i++) {
        if (sv_starts(rest, sv_of(dashes[i]))) {
            return strlen(dashes[i]);
        }
    }
    return 0;
}

/* "TLST": letters and digits. */
static size_t run_of_word(struct sv s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && n < CODE_MAX && dash_at(s, at + n) == 0 &&
           (is_letter(s.p[at + n]) || is_digit(s.p[at + n]))) {
        n++;
    }
    return n;
}

/* What a docket number ends with: the matter, or the stage of the trial. */
static bool is_ending(struct sv word)
{
    static const char *const endings[] = {"hs", "ds", "hn", "hngd", "kdtm", "ld",
                                          "hc", "ps", "st", "pt",   "gdt",  "tt"};
    char folded[CODE_MAX + 1];
    parse_text_fold(word, folded, sizeof(folded));
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        if (strcmp(folded, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "-HS", or " - HS" where the word after the blanks can end a docket number: a name cannot. */
static size_t run_of_rest(struct sv s, size_t at)
{
    size_t blanks = at < s.n && s.p[at] == ' ' ? 1 : 0, n = blanks;
    size_t dash = dash_at(s, at + n);
    n += dash;
    if (dash > 0 && at + n < s.n && s.p[at + n] == ' ') {
        blanks++;
        n++;
    }
    size_t word = run_of_word(s, at + n);
    bool is_part =
        dash > 0 && word > 0 && (blanks == 0 || is_ending((struct sv){s.p + at + n, word}));
    return is_part ? n + word : 0;
}

/* "TLST-HS": words parted by hyphens, of which the first begins with two letters. */
static size_t run_of_code(struct sv s, size_t at)
{
    size_t n = run_of_word(s, at), more = n;
    if (n < CODE_MIN || !is_letter(s.p[at]) || !is_letter(s.p[at + 1])) {
        return 0;
    }
    while (more > 0 && n < CODE_MAX) {
        more = run_of_rest(s, at + n);
        n += more;
    }
    return n;
}

static bool is_of_register(struct sv code)
{
    return memmem(code.p, code.n, "/TL", 3) != NULL || memmem(code.p, code.n, "/tl", 3) != NULL;
}

/* The length of "12/2026/TLST-HS" or "12/TLST - HS" here, 0: none. */
static size_t code_at(struct sv s, size_t at, bool needs_year)
{
    size_t n = run_of_digits(s, at), year = 0;
    if (n == 0 || n > NUMBER_MAX || at + n >= s.n || s.p[at + n] != '/') {
        return 0;
    }
    n++;
    year = run_of_digits(s, at + n);
    if (year != 0 && (year != 4 || at + n + year >= s.n || s.p[at + n + year] != '/')) {
        return 0;
    }
    if (needs_year != (year == 4)) {
        return 0;
    }
    n += year > 0 ? year + 1 : 0;
    size_t code = run_of_code(s, at + n);
    return code > 0 ? n + code : 0;
}

/* Numbers of the register (TL: thụ lý) go before those of decisions, whole ones before short. */
static struct sv find_code(struct sv text, bool needs_year, bool needs_register)
{
    for (size_t i = 0; i < text.n; i++) {
        bool is_start =
            is_digit(text.p[i]) && (i == 0 || (!is_digit(text.p[i - 1]) && text.p[i - 1] != '/'));
        size_t n = is_start ? code_at(text, i, needs_year) : 0;
        struct sv code = {text.p + i, n};
        if (n > 0 && (!needs_register || is_of_register(code))) {
            return code;
        }
    }
    return SV("");
}

/* "Số thụ lý: 45", "Case no. AB-12": what follows, as far as it is one word with a digit. */
static struct sv labelled_code(struct sv text)
{
    static const char *const labels[] = {"thu ly so", "so thu ly", "case no", "case number",
                                         "docket no", "ma vu an",  "vu an so"};
    char folded[FOLD_MAX + 1];
    parse_text_fold(text, folded, sizeof(folded));
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        int at = find_word(folded, labels + i, 1);
        size_t n = 0;
        bool has_digit = false;
        struct sv head, rest;
        if (at < 0) {
            continue;
        }
        rest = after_letters(text, at + (int)strlen(labels[i]), &head);
        while (rest.n > 0 && strchr(" .:#", rest.p[0]) != NULL) {
            rest = (struct sv){rest.p + 1, rest.n - 1};
        }
        while (n < rest.n && n < CODE_MAX && strchr(" ,;\n()", rest.p[n]) == NULL) {
            has_digit = has_digit || is_digit(rest.p[n]);
            n++;
        }
        if (has_digit) {
            return (struct sv){rest.p, n};
        }
    }
    return SV("");
}

struct sv ics_case_code(struct sv text)
{
    struct sv found = find_code(text, true, true);
    if (found.n == 0) {
        found = find_code(text, true, false);
    }
    if (found.n == 0) {
        found = find_code(text, false, true);
    }
    return found.n > 0 ? found : labelled_code(text);
}

/* ---- links and passwords ---- */

static const char *const hosts[] = {"zoom.us/",         "meet.google.com/", "teams.microsoft.com/",
                                    "teams.live.com/",  "webex.com/",       "meet.jit.si/",
                                    "gotomeeting.com/", "whereby.com/",     "skype.com/"};

static bool holds_any(struct sv s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n && s.n > 0; i++) {
        if (memmem(s.p, s.n, words[i], strlen(words[i])) != NULL) {
            return true;
        }
    }
    return false;
}

/* A word that is a link, with or without its scheme. */
static bool is_link(struct sv word)
{
    static const char *const marks[] = {"://", "www.", "tel:", "sip:", "mailto:"};
    bool may_be = memchr(word.p, ':', word.n) != NULL || memchr(word.p, '.', word.n) != NULL;
    return (may_be && holds_any(word, marks, ARRAY_LEN(marks))) ||
           holds_any(word, hosts, ARRAY_LEN(hosts));
}

bool ics_meeting(struct sv text)
{
    return text.n > 0 && memchr(text.p, '/', text.n) != NULL &&
           holds_any(text, hosts, ARRAY_LEN(hosts));
}

/* The words that are no links. The line is clean: its words are parted by one space. */
static struct sv without_links(struct arena *a, struct sv line)
{
    struct sv rest = line, word;
    char *out = arena_alloc(a, line.n + 1);
    size_t n = 0;
    while (sv_cut(&rest, ' ', &word)) {
        if (is_link(word)) {
            continue;
        }
        if (n > 0) {
            out[n++] = ' ';
        }
        memcpy(out + n, word.p, word.n);
        n += word.n;
    }
    return (struct sv){out, n};
}

enum secret_kind { BEGINS, WHOLE, NUMBERED }; /* also as part of a word; alone; before a digit */

/* What courts write before passwords and meeting numbers, folded; a blank is also a hyphen, or
 * nothing. sql/functions/room_told.sql knows the same words. */
static const struct {
    const char *word;
    enum secret_kind kind;
} secrets[] = {
    {"mat khau", WHOLE},    {"mat ma", WHOLE},       {"mk", WHOLE},       {"pass", WHOLE},
    {"pw", WHOLE},          {"pass word", BEGINS},   {"pass wd", BEGINS}, {"pass code", BEGINS},
    {"pwd", BEGINS},        {"pin:", BEGINS},        {"pin", NUMBERED},   {"code:", BEGINS},
    {"code", NUMBERED},     {"id:", BEGINS},         {"id", NUMBERED},    {"id phong", BEGINS},
    {"id cuoc", BEGINS},    {"id hop", BEGINS},      {"id zoom", BEGINS}, {"meeting id", BEGINS},
    {"webinar id", WHOLE},  {"access code", BEGINS}, {"ma", NUMBERED},    {"ma phong", WHOLE},
    {"ma cuoc", WHOLE},     {"ma hop", WHOLE},       {"ma zoom", WHOLE},  {"ma pin", WHOLE},
    {"ma truy cap", WHOLE}, {"m khau", WHOLE},       {"ma:", BEGINS}};

/* Where the text goes on after the word, NULL: it does not begin with it. */
static const char *after_word(const char *at, const char *word)
{
    for (; *word != '\0'; word++) {
        if (*word == ' ') {
            at += strspn(at, " -_.");
        } else if (*at++ != *word) {
            return NULL;
        }
    }
    return at;
}

static bool is_secret(const char *at)
{
    for (size_t i = 0; i < ARRAY_LEN(secrets); i++) {
        const char *after = after_word(at, secrets[i].word);
        bool is_here = after != NULL;
        if (is_here && secrets[i].kind == WHOLE) {
            is_here = !is_letter(*after);
        } else if (is_here && secrets[i].kind == NUMBERED) {
            is_here = is_digit(after[strspn(after, " :.#-")]);
        }
        if (is_here) {
            return true;
        }
    }
    return false;
}

/* The number of a meeting: nine digits and more, parted by a sign or two at most. A date beside an
 * hour is none. */
static bool is_number(const char *at)
{
    size_t digits = 0, run = strspn(at, "0123456789");
    while (run > 0 && at[run] != ':') {
        digits += run;
        at += run;
        size_t gap = strspn(at, " .)-");
        at += gap;
        run = gap <= 2 ? strspn(at, "0123456789") : 0;
    }
    return digits >= NUMBER_MIN;
}

/* "abc-defg-hij" of Google Meet. */
static bool is_meet_code(const char *at)
{
    static const size_t runs[] = {3, 4, 3};
    for (size_t i = 0; i < ARRAY_LEN(runs); i++) {
        size_t n = 0;
        at += i > 0 && *at == '-' ? 1 : 0;
        while (is_letter(at[n])) {
            n++;
        }
        if (n != runs[i] || (i < 2 && at[n] != '-')) {
            return false;
        }
        at += n;
    }
    return true;
}

/* The line up to the Khmer words for a password, of which folding leaves nothing. */
static struct sv before_khmer(struct sv line)
{
    static const char *const words[] = {
        "ពាក្យសម្ងាត់",
        "ពាក្យ សម្ងាត់",
        "លេខសម្ងាត់",
        "លេខ សម្ងាត់",
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        const char *at = line.n > 0 ? memmem(line.p, line.n, words[i], strlen(words[i])) : NULL;
        line.n = at != NULL ? (size_t)(at - line.p) : line.n;
    }
    return line;
}

/* The line up to its first password or number of a meeting. */
static struct sv before_secret(struct sv line)
{
    char folded[FOLD_MAX + 1];
    struct sv head;
    line = before_khmer(line);
    parse_text_fold(line, folded, sizeof(folded));
    for (int i = 0; folded[i] != '\0'; i++) {
        bool is_first = i == 0 || !is_letter(folded[i - 1]);
        bool is_start = i == 0 || !is_digit(folded[i - 1]);
        if ((is_first && is_letter(folded[i]) &&
             (is_secret(folded + i) || is_meet_code(folded + i))) ||
            (is_start && is_digit(folded[i]) && is_number(folded + i))) {
            after_letters(line, i, &head);
            return head;
        }
    }
    return line;
}

struct sv ics_clean(struct arena *a, struct sv text)
{
    struct buf out;
    struct sv line;
    bool is_cut = false;
    buf_init(&out, PARSE_CELL_MAX);
    while (sv_cut(&text, '\n', &line)) {
        line = before_secret(without_links(a, parse_text_clean(a, line, &is_cut)));
        if (line.n > 0 && out.n + 2 + line.n <= out.max) {
            buf_str(&out, out.n > 0 ? "; " : "");
            buf_sv(&out, line);
        }
    }
    struct sv clean = sv_trim(buf_view(&out));
    while (clean.n > 0 && strchr(" ;,:-|(/", clean.p[clean.n - 1]) != NULL) {
        clean.n--;
    }
    clean = clean.n > 0 ? (struct sv){arena_dup(a, clean), clean.n} : SV("");
    buf_free(&out);
    return clean;
}

/* ---- courts and rooms ---- */

static struct sv trim_marks(struct sv s)
{
    s = sv_trim(s);
    while (s.n > 0 && strchr(" -:(", s.p[s.n - 1]) != NULL) {
        s.n--;
    }
    return s;
}

static void put_part(struct buf *out, struct sv part)
{
    part = trim_marks(part);
    if (part.n > 0 && out->n + part.n + 2 < out->max) {
        buf_str(out, out->n > 0 ? ", " : "");
        buf_sv(out, part);
    }
}

struct sv ics_court(struct arena *a, struct sv text, struct sv *rest)
{
    static const char *const words[] = {"toa an",     "tand ",          "tandtc",
                                        "tandkv",     "tandcc",         "toa phuc",
                                        "high court", "people's court", "regional court"};
    char folded[FOLD_MAX + 1];
    struct sv court = SV("");
    struct buf out;
    buf_init(&out, PARSE_CELL_MAX);
    while (text.n > 0) {
        size_t n = 0;
        while (n < text.n && strchr(",;|", text.p[n]) == NULL) {
            n++;
        }
        struct sv part = {text.p, n}, head = part;
        text = (struct sv){text.p + n + (n < text.n), text.n - n - (n < text.n)};
        parse_text_fold(part, folded, sizeof(folded));
        int at = court.n == 0 ? find_word(folded, words, ARRAY_LEN(words)) : -1;
        if (at >= 0) {
            court = sv_trim(after_letters(part, at, &head));
        }
        put_part(&out, head);
    }
    *rest = (struct sv){arena_dup(a, buf_view(&out)), out.n};
    buf_free(&out);
    return court;
}

const char *ics_mode(struct sv text)
{
    static const char *const both[] = {"ket hop truc tuyen", "truc tiep ket hop", "hybrid"};
    static const char *const away[] = {"truc tuyen", "online"};
    char folded[FOLD_MAX + 1];
    parse_text_fold(text, folded, sizeof(folded));
    if (find_word(folded, both, ARRAY_LEN(both)) >= 0) {
        return "hybrid";
    }
    return find_word(folded, away, ARRAY_LEN(away)) >= 0 ? "online" : NULL;
}
