/* Writes local civil dates by the forms of the .po files. */
#include "i18n/date.h"

#include <stdio.h>

#include "core/str.h"

struct civil {
    int year, month, day;
    bool has_time;
    int hour, minute;
};

/* Exactly n digits at s.p[at], at least min and at most max. */
static bool digits(struct sv s, size_t at, size_t n, int max, int *out)
{
    int v = 0;

    for (size_t i = at; i < at + n; i++) {
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return v <= max;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month == 2 && leap ? 29 : days[month - 1];
}

static bool parse_time(struct sv s, struct civil *c)
{
    int second = 0;

    if ((s.p[10] != 'T' && s.p[10] != ' ') || s.n < 16 || s.p[13] != ':')
        return false;
    if (!digits(s, 11, 2, 23, &c->hour) || !digits(s, 14, 2, 59, &c->minute))
        return false;
    c->has_time = true;
    if (s.n == 16)
        return true;
    if (s.p[16] != ':' || !digits(s, 17, 2, 59, &second))
        return false;
    for (size_t i = 20; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n == 19 || (s.p[19] == '.' && s.n > 20);
}

static bool parse(struct sv s, struct civil *c)
{
    *c = (struct civil){0};
    if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-')
        return false;
    if (!digits(s, 0, 4, 9999, &c->year) || !digits(s, 5, 2, 12, &c->month) ||
        !digits(s, 8, 2, 31, &c->day))
        return false;
    if (c->year < 1 || c->month < 1 || c->day < 1 || c->day > days_in_month(c->year, c->month))
        return false;
    return s.n == 10 || parse_time(s, c);
}

/* 1 is Monday, 7 Sunday, as in ISO 8601 (Sakamoto's method for the Gregorian calendar). */
static int weekday(const struct civil *c)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = c->month < 3 ? c->year - 1 : c->year;

    return (y + y / 4 - y / 100 + y / 400 + shift[c->month - 1] + c->day + 6) % 7 + 1;
}

/* The sentence "area.number" of the language: a weekday's or a month's name. */
static void write_name(struct buf *out, enum lang l, const char *area, int number)
{
    char key[32];

    (void)snprintf(key, sizeof(key), "%s.%d", area, number);
    buf_str(out, tr(l, key));
}

static bool write_part(struct buf *out, enum lang l, struct sv name, const struct civil *c)
{
    if (sv_eq(name, SV("yyyy")))
        buf_printf(out, "%04d", c->year);
    else if (sv_eq(name, SV("mm")))
        buf_printf(out, "%02d", c->month);
    else if (sv_eq(name, SV("dd")))
        buf_printf(out, "%02d", c->day);
    else if (sv_eq(name, SV("time")) && c->has_time)
        buf_printf(out, "%02d:%02d", c->hour, c->minute);
    else if (sv_eq(name, SV("weekday")))
        write_name(out, l, "weekday", weekday(c));
    else if (sv_eq(name, SV("weekday_short")))
        write_name(out, l, "weekday.short", weekday(c));
    else if (sv_eq(name, SV("month_name")))
        write_name(out, l, "month", c->month);
    else
        return false;
    return true;
}

bool date_write(struct buf *out, enum lang l, struct sv form, struct sv iso)
{
    char key[48];
    struct civil c;
    struct buf text;
    struct sv part;
    struct sv name;

    if (!parse(iso, &c) || form.n > 32)
        return false;
    (void)snprintf(key, sizeof(key), "date.%.*s", (int)form.n, form.p);
    const char *sentence = tr_find(l, key);
    if (!sentence)
        return false;
    bool ok = true;
    struct sv rest = sv_of(sentence);
    buf_init(&text, 256);
    while (ok && tr_next(&rest, &part, &name)) {
        buf_sv(&text, part);
        ok = name.n == 0 || write_part(&text, l, name, &c);
    }
    if (ok)
        buf_sv(out, buf_view(&text));
    buf_free(&text);
    return ok;
}
