/* Dates and times as courts write them, read from one cell.
 * The cell is folded to ASCII, cut into numbers, words and signs, and read from left to right. */
#include "intake/parse.h"

#include "core/str.h"

#include <string.h>
enum {
    NIGHT_ENDS_MIN = 6 * 60,
    MORNING_MIN = 7 * 60 + 30,
    AFTERNOON_MIN = 13 * 60 + 30,
    TEXT_MAX = 200,
    TOKENS_MAX = 64
};

enum token_type { T_END, T_NUMBER, T_WORD, T_SIGN };

struct token {
    enum token_type type;
    int value;  /* of a number */
    int digits; /* how long it is written */
    char sign;
    struct sv word;
};

struct scan {
    char text[TEXT_MAX];
    struct token t[TOKENS_MAX + 4]; /* ends in T_END, with room to look ahead */
    size_t n;
    enum parse_order order;
    struct parse_when *w;
    int weekday;                   /* 0 Sunday .. 6, -1: none named */
    bool is_morning, is_afternoon; /* a session was named */
    bool has_link;                 /* "-", "đến" since the first time */
    bool is_unclear;
};

/* ---- tokens ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static struct token token_at(const char *p, size_t *len)
{
    struct token t = {.type = T_SIGN, .sign = *p};
    size_t n = 1;
    if (is_digit(*p)) {
        t.type = T_NUMBER;
        for (n = 0; is_digit(p[n]); n++) {
            if (n < 6) {
                t.value = t.value * 10 + (p[n] - '0');
            }
        }
        t.digits = (int)n;
    } else if (is_letter(*p)) {
        t.type = T_WORD;
        while (is_letter(p[n])) {
            n++;
        }
        t.word = (struct sv){p, n};
    }
    *len = n;
    return t;
}

/* False when the text is too long to be a time. */
static bool scan_text(struct scan *s, struct sv text)
{
    if (text.n >= TEXT_MAX) {
        return false;
    }
    parse_text_fold(text, s->text, sizeof s->text);
    for (size_t i = 0, len = 0; s->text[i] != '\0'; i += len) {
        if (s->n == TOKENS_MAX) {
            return false;
        }
        struct token t = token_at(s->text + i, &len);
        if (s->text[i] != ' ') {
            s->t[s->n++] = t;
        }
    }
    return true;
}

static bool is_sign(const struct token *t, char c)
{
    return t->type == T_SIGN && t->sign == c;
}

static bool is_word(const struct token *t, const char *word)
{
    return t->type == T_WORD && sv_eq_str(t->word, word);
}

/* words: the choices, separated by spaces. */
static bool is_any(const struct token *t, const char *words)
{
    struct sv rest = sv_of(words), word;
    while (t->type == T_WORD && sv_cut(&rest, ' ', &word)) {
        if (sv_eq(t->word, word)) {
            return true;
        }
    }
    return false;
}

/* ---- dates ---- */

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

/* A date of this century, or year 0. */
static struct parse_day day_of(int year, int month, int day)
{
    if (year < 100) {
        year += 2000;
    }
    if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 ||
        day > month_days(year, month)) {
        return (struct parse_day){0, 0, 0};
    }
    return (struct parse_day){year, month, day};
}

static void take_date(struct scan *s, struct parse_day date, struct parse_day other)
{
    struct parse_when *w = s->w;
    bool is_second = w->date.year != 0 || w->fault == PARSE_WHEN_ORDER;
    if (is_second || (date.year == 0 && other.year == 0)) {
        w->fault = PARSE_WHEN_DATE;
        return;
    }
    w->date = date;
    w->other = other;
    if (date.year == 0) {
        w->fault = PARSE_WHEN_ORDER;
    }
}

static bool same_day(struct parse_day a, struct parse_day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* 03/12/2026, 3-12-26, 03.12.2026. How many tokens it took, 0: not one. */
static size_t numeric_date(const struct scan *s, size_t i, struct parse_day *date,
                           struct parse_day *other)
{
    const struct token *t = &s->t[i];
    bool is_dotted =
        t[1].type == T_SIGN && strchr("/-.", t[1].sign) != NULL && is_sign(&t[3], t[1].sign);
    if (!is_dotted || t[2].type != T_NUMBER || t[4].type != T_NUMBER) {
        return 0;
    }
    if (t[0].digits == 4 && t[2].digits <= 2 && t[4].digits <= 2) {
        *date = day_of(t[0].value, t[2].value, t[4].value);
        *other = (struct parse_day){0, 0, 0};
        return 5;
    }
    if (t[0].digits > 2 || t[2].digits > 2 || (t[4].digits != 4 && t[4].digits != 2)) {
        return 0;
    }
    struct parse_day dmy = day_of(t[4].value, t[2].value, t[0].value);
    struct parse_day mdy = day_of(t[4].value, t[0].value, t[2].value);
    *date = s->order == PARSE_DMY ? dmy : mdy;
    *other = s->order == PARSE_DMY ? mdy : dmy;
    if (same_day(*date, *other)) {
        other->year = 0;
    }
    return 5;
}

/* ngày 3 tháng 12 năm 2026 */
static size_t vietnamese_date(const struct scan *s, size_t i, struct parse_day *date)
{
    const struct token *t = &s->t[i];
    if (!is_any(&t[1], "thang thg th") || t[2].type != T_NUMBER) {
        return 0;
    }
    size_t year = 3;
    if (is_word(&t[year], "nam") || is_sign(&t[year], ',')) {
        year++;
    }
    if (t[year].type != T_NUMBER || t[year].digits != 4) {
        return 0;
    }
    *date = day_of(t[year].value, t[2].value, t[0].value);
    return year + 1;
}

/* 1..12, or 0. */
static int month_word(const struct token *t)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int m = 0; t->type == T_WORD && t->word.n >= 3 && m < 12; m++) {
        if (sv_starts(sv_of(names[m]), t->word)) {
            return m + 1;
        }
    }
    return 0;
}

/* 3 December 2026, 3rd Dec 2026 */
static size_t english_date(const struct scan *s, size_t i, struct parse_day *date)
{
    const struct token *t = &s->t[i];
    size_t at = is_any(&t[1], "st nd rd th") ? 2 : 1;
    int month = month_word(&t[at]);
    at += is_sign(&t[at + 1], ',') ? 2 : 1;
    if (month == 0 || t[at].type != T_NUMBER || t[at].digits != 4) {
        return 0;
    }
    *date = day_of(t[at].value, month, t[0].value);
    return at + 1;
}

/* December 3, 2026; i stands on the month */
static size_t american_date(const struct scan *s, size_t i, struct parse_day *date)
{
    const struct token *t = &s->t[i];
    int month = month_word(&t[0]);
    size_t year = is_sign(&t[2], ',') ? 3 : 2;
    if (month == 0 || t[1].type != T_NUMBER || t[year].type != T_NUMBER || t[year].digits != 4) {
        return 0;
    }
    *date = day_of(t[year].value, month, t[1].value);
    return year + 1;
}

static size_t any_date(const struct scan *s, size_t i, struct parse_day *date,
                       struct parse_day *other)
{
    *other = (struct parse_day){0, 0, 0};
    size_t used = numeric_date(s, i, date, other);
    if (used == 0) {
        used = vietnamese_date(s, i, date);
    }
    if (used == 0) {
        used = english_date(s, i, date);
    }
    return used;
}

/* ---- times ---- */

/* The word after a time, "pm" or "chiều", moves it; at points past the word. -1: nonsense. */
static int half_day(const struct scan *s, size_t *at, int hour, bool *is_english)
{
    const struct token *t = &s->t[*at];
    bool has_dots =
        (is_word(t, "p") || is_word(t, "a")) && is_sign(&t[1], '.') && is_word(&t[2], "m");
    bool is_pm = is_any(t, "pm ch") || (has_dots && is_word(t, "p"));
    bool is_am = is_any(t, "am sa") || (has_dots && is_word(t, "a"));
    bool is_night = is_word(t, "toi") && t[1].type != T_NUMBER;
    *is_english = is_pm || is_am;
    if (has_dots) {
        *at += is_sign(&t[3], '.') ? 4 : 3;
    } else if (is_pm || is_am || is_night || is_any(t, "sang chieu trua")) {
        *at += 1;
    }
    if (is_word(t, "chieu")) {
        return hour >= 1 && hour <= 6 ? hour + 12 : hour >= 12 ? hour : -1;
    }
    if (is_word(t, "trua")) {
        return hour == 1 ? 13 : hour;
    }
    if (is_am) {
        return hour == 12 ? 0 : hour;
    }
    if (is_pm || is_night) {
        return hour < 12 ? hour + 12 : hour;
    }
    if (s->is_afternoon && !s->is_morning) {
        return hour >= 1 && hour <= 6 ? hour + 12 : hour >= 12 ? hour : -1;
    }
    return hour;
}

static void take_time(struct scan *s, int minutes)
{
    struct parse_when *w = s->w;
    if (w->start_min < 0) {
        w->start_min = minutes;
    } else if (w->end_min < 0 && s->has_link && minutes > w->start_min) {
        w->end_min = minutes;
    } else {
        w->fault = PARSE_WHEN_TIME;
    }
}

/* True when the minutes of "7h 03/12/2026" are the day of a date. */
static bool starts_date(const struct scan *s, size_t i)
{
    struct parse_day date, other;
    return any_date(s, i, &date, &other) > 0;
}

/* 7h30, 07:30:00, 7 giờ 30 phút, 7g, 10.30am, 10am. How many tokens it took, 0: not a time. */
static size_t read_time(struct scan *s, size_t i)
{
    const struct token *t = &s->t[i];
    bool has_unit = is_any(&t[1], "h g gio");
    bool has_sep = has_unit || is_sign(&t[1], ':') || is_sign(&t[1], '.');
    size_t min = has_unit && is_sign(&t[2], ':') ? 3 : 2; /* "07h:30" */
    int digits = t[min].type == T_NUMBER ? t[min].digits : 0;
    bool has_minutes = has_sep && (digits == 2 || (digits == 1 && is_word(&t[1], "gio"))) &&
                       !(has_unit && starts_date(s, i + min));
    int minute = has_minutes ? t[min].value : 0;
    size_t at = i + (has_minutes ? min + 1 : has_unit ? 2 : 1);
    if (t[0].digits > 2) {
        return 0;
    }
    if (has_minutes && is_sign(&t[1], ':') && is_sign(&t[3], ':') && t[4].type == T_NUMBER) {
        at += 2;
    }
    if (has_minutes && (is_any(&s->t[at], "phut p") || is_sign(&s->t[at], '\'')) &&
        !is_sign(&s->t[at + 1], '.')) {
        at++;
    }
    bool is_english = false;
    int hour = half_day(s, &at, t[0].value, &is_english);
    if (!has_minutes && !has_unit && !is_english) {
        return 0;
    }
    if (hour < 0 || hour > 23 || minute > 59) {
        s->w->fault = PARSE_WHEN_TIME;
    } else {
        take_time(s, hour * 60 + minute);
    }
    return at - i;
}

/* ---- the whole cell ---- */

static size_t take_weekday(struct scan *s, int day, size_t used)
{
    s->weekday = day;
    return used;
}

/* Thứ Hai, thứ 2, T2, Chủ nhật, CN, Monday. How many tokens it took, 0: not one. */
static size_t read_weekday(struct scan *s, size_t i)
{
    static const char *const vi[] = {"hai", "ba", "tu", "nam", "sau", "bay"};
    static const char *const en[] = {"sunday",   "monday", "tuesday", "wednesday",
                                     "thursday", "friday", "saturday"};
    const struct token *t = &s->t[i];
    if (is_any(t, "thu t") && t[1].type == T_NUMBER && t[1].digits == 1 && t[1].value >= 2 &&
        t[1].value <= 7) {
        return take_weekday(s, t[1].value - 1, 2);
    }
    for (int d = 0; d < (int)ARRAY_LEN(vi) && is_word(t, "thu"); d++) {
        if (is_word(&t[1], vi[d])) {
            return take_weekday(s, d + 1, 2);
        }
    }
    for (int d = 0; d < (int)ARRAY_LEN(en); d++) {
        if (is_word(t, en[d])) {
            return take_weekday(s, d, 1);
        }
    }
    if (is_word(t, "chu") && is_word(&t[1], "nhat")) {
        return take_weekday(s, 0, 2);
    }
    return is_word(t, "cn") ? take_weekday(s, 0, 1) : 0;
}

/* Sakamoto's method: 0 is Sunday. */
static int weekday_of(struct parse_day d)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = d.month < 3 ? d.year - 1 : d.year;
    return (year + year / 4 - year / 100 + year / 400 + shift[d.month - 1] + d.day) % 7;
}

static void check_weekday(const struct scan *s)
{
    struct parse_when *w = s->w;
    if (s->weekday < 0 || w->date.year == 0 || w->fault != PARSE_WHEN_OK) {
        return;
    }
    if (weekday_of(w->date) == s->weekday) {
        w->other.year = 0;
        return;
    }
    bool is_swapped = w->other.year != 0 && weekday_of(w->other) == s->weekday;
    w->fault = is_swapped ? PARSE_WHEN_ORDER : PARSE_WHEN_WEEKDAY;
}

static size_t read_number(struct scan *s, size_t i)
{
    struct parse_day date = {0, 0, 0}, other;
    size_t used = any_date(s, i, &date, &other);
    if (used > 0) {
        take_date(s, date, other);
        return used;
    }
    used = read_time(s, i);
    if (used == 0) {
        s->is_unclear = true;
    }
    return used == 0 ? 1 : used;
}

static size_t read_word(struct scan *s, size_t i)
{
    const struct token *t = &s->t[i];
    size_t used = read_weekday(s, i);
    if (used > 0) {
        return used;
    }
    struct parse_day date;
    used = american_date(s, i, &date);
    if (used > 0) {
        take_date(s, date, (struct parse_day){0, 0, 0});
        return used;
    }
    if (is_any(t, "sang morning am")) {
        s->is_morning = true;
    }
    if (is_any(t, "chieu afternoon pm")) {
        s->is_afternoon = true;
    }
    if (is_word(t, "z")) { /* an instant in UTC is not a wall time */
        s->is_unclear = true;
    }
    if (is_any(t, "den toi to until till")) {
        s->has_link = s->w->start_min >= 0;
    }
    return 1;
}

static size_t read_token(struct scan *s, size_t i)
{
    const struct token *t = &s->t[i];
    if (t->type == T_NUMBER) {
        return read_number(s, i);
    }
    if (t->type == T_WORD) {
        return read_word(s, i);
    }
    if (is_sign(t, '-') || is_sign(t, '~')) {
        s->has_link = s->w->start_min >= 0;
    }
    return 1;
}

/* "1h30 (chiều)", "1h30, chiều 03/12/2026": the session was named apart from the hour. */
static void settle_afternoon(const struct scan *s)
{
    struct parse_when *w = s->w;
    if (!s->is_afternoon || s->is_morning || w->start_min < 60 || w->start_min >= 7 * 60) {
        return;
    }
    w->start_min += 12 * 60;
    w->end_min += w->end_min >= 0 && w->end_min < 12 * 60 ? 12 * 60 : 0;
    if (w->end_min >= 0 && w->end_min <= w->start_min) { /* "3h - 15h (chiều)" */
        w->fault = PARSE_WHEN_TIME;
        w->start_min = -1;
        w->end_min = -1;
    }
}

/* Nobody is summoned at that hour: what was written is half of a time, like "1h30" for 13:30. */
static void refuse_night(struct parse_when *w)
{
    if (w->start_min >= 60 && w->start_min < NIGHT_ENDS_MIN && w->fault == PARSE_WHEN_OK) {
        w->fault = PARSE_WHEN_TIME;
        w->start_min = -1;
        w->end_min = -1;
    }
}

static void read_text(struct sv text, enum parse_order order, struct parse_when *w)
{
    struct scan s = {.order = order, .w = w, .weekday = -1};
    if (!scan_text(&s, text)) {
        w->fault = PARSE_WHEN_UNCLEAR;
        return;
    }
    for (size_t i = 0; i < s.n;) {
        i += read_token(&s, i);
    }
    if (s.is_unclear && w->fault == PARSE_WHEN_OK) {
        w->fault = PARSE_WHEN_UNCLEAR;
    }
    check_weekday(&s);
    settle_afternoon(&s);
    if (w->start_min < 0 && w->fault == PARSE_WHEN_OK && (s.is_morning || s.is_afternoon)) {
        w->start_min = s.is_morning ? MORNING_MIN : AFTERNOON_MIN;
    }
    if (w->date.year == 0 && w->start_min < 0 && w->fault == PARSE_WHEN_OK) {
        w->fault = PARSE_WHEN_UNCLEAR;
    }
}

/* ---- spreadsheet numbers ---- */

enum { SERIAL_2000 = 36526, SERIAL_2100 = 73051 };

/* Howard Hinnant's days_from_civil, backwards; day 0 is 1899-12-30. */
static struct parse_day serial_day(int serial)
{
    int z = serial - 25569 + 719468, era = z / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return day_of(yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1);
}

static void read_serial(double serial, enum parse_kind kind, struct parse_when *w)
{
    bool is_sane = serial >= 0 && serial < SERIAL_2100;
    int day = is_sane ? (int)serial : 0;
    int minutes = is_sane ? (int)((serial - day) * 1440 + 0.5) : 0;
    if (minutes == 1440) {
        minutes = 0;
        day++;
    }
    bool has_day = day >= SERIAL_2000 && day < SERIAL_2100;
    if (has_day && kind != PARSE_TIME) {
        w->date = serial_day(day);
    } else if (kind != PARSE_TIME && (!is_sane || day > 0)) {
        w->fault = kind == PARSE_DATE ? PARSE_WHEN_DATE : PARSE_WHEN_UNCLEAR;
    }
    if (minutes > 0) {
        w->start_min = minutes;
    } else if (!is_sane || !has_day) {
        w->fault = w->fault == PARSE_WHEN_OK ? PARSE_WHEN_TIME : w->fault;
    }
}

/* A serial that lost its format on the way through a CSV: "45642", "45642.4375", "0.4375". */
static bool bare_serial(const struct parse_cell *c, double *serial)
{
    struct sv rest = c->text, whole;
    int64_t day = 0, part = 0;
    double scale = 1;
    if (!sv_cut(&rest, '.', &whole) || !sv_int(whole, 0, SERIAL_2100, &day)) {
        return false;
    }
    if (rest.n > 0 && !sv_int(rest, 0, INT64_MAX, &part)) {
        return false;
    }
    for (size_t i = 0; i < rest.n; i++) {
        scale *= 10;
    }
    *serial = (double)day + (double)part / scale;
    return whole.n == 5 || (day == 0 && (rest.n >= 3 || c->kind == PARSE_NUMBER));
}

/* Exports write "2026-12-03 00:00:00" for a date alone; no court sits at midnight. */
static void drop_midnight(struct parse_when *w)
{
    if (w->start_min != 0) {
        return;
    }
    w->start_min = -1;
    w->end_min = -1;
    if (w->date.year == 0 && w->fault == PARSE_WHEN_OK) {
        w->fault = PARSE_WHEN_TIME;
    }
}

void parse_when(const struct parse_cell *c, enum parse_order order, struct parse_when *w)
{
    *w = (struct parse_when){.start_min = -1, .end_min = -1};
    double serial = c->serial;
    if (c->kind == PARSE_BLANK) {
        return;
    }
    if (c->kind == PARSE_DATE || c->kind == PARSE_TIME) {
        read_serial(serial, c->kind, w);
    } else if (bare_serial(c, &serial)) {
        read_serial(serial, PARSE_NUMBER, w);
    } else {
        read_text(c->text, order, w);
    }
    drop_midnight(w);
    refuse_night(w);
}

bool parse_day_iso(struct sv s, struct parse_day *d)
{
    int64_t year = 0, month = 0, day = 0;
    bool is_shape = s.n == 10 && s.p[4] == '-' && s.p[7] == '-';
    if (!is_shape || !sv_int((struct sv){s.p, 4}, 2000, 2099, &year) ||
        !sv_int((struct sv){s.p + 5, 2}, 1, 12, &month) ||
        !sv_int((struct sv){s.p + 8, 2}, 1, 31, &day)) {
        return false;
    }
    *d = day_of((int)year, (int)month, (int)day);
    return d->year != 0;
}
