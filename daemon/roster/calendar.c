/* Days as numbers, in the proleptic Gregorian calendar. */
#include "roster/calendar.h"

#include "core/str.h"

/* Counting years from March puts the leap day last: month lengths then follow one formula
 * (153 days in every five months). */
static int32_t serial_of(int32_t year, int32_t month, int32_t day)
{
    int32_t y = month > 2 ? year : year - 1;
    int32_t m = month > 2 ? month - 3 : month + 9;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static int32_t month_length(int32_t year, int32_t month)
{
    int32_t next = month == 12 ? serial_of(year + 1, 1, 1) : serial_of(year, month + 1, 1);

    return next - serial_of(year, month, 1);
}

bool calendar_parse(struct sv s, int32_t *serial)
{
    struct sv year = {s.p, 4}, month = {s.p + 5, 2}, day = {s.p + 8, 2};
    int64_t y = 0, m = 0, d = 0;

    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !sv_int(year, 1970, 2199, &y) ||
        !sv_int(month, 1, 12, &m) || !sv_int(day, 1, month_length((int32_t)y, (int32_t)m), &d)) {
        return false;
    }
    *serial = serial_of((int32_t)y, (int32_t)m, (int32_t)d);
    return true;
}

int32_t calendar_weekday(int32_t serial)
{
    int32_t w = (serial + 3) % 7; /* 1970-01-01 was a Thursday */

    return w < 0 ? w + 7 : w;
}

int32_t calendar_month(int32_t serial)
{
    int32_t year = 1970 + serial / 365 - (serial < 0 ? 2 : 1); /* at or before the year */

    while (serial_of(year + 1, 1, 1) <= serial) {
        year++;
    }
    int32_t month = 12;
    while (serial_of(year, month, 1) > serial) {
        month--;
    }
    return year * 12 + month;
}
