/* Reads the clock, and writes and reads the HTTP form of a date. */
#include "core/clock.h"

#include "core/str.h"

#include <string.h>
#include <time.h>

#define DAY_S 86400
/* 9999-12-31 23:59:59: the form has four digits for the year. */
#define LAST_S INT64_C(253402300799)

static const char day_names[7][4] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
static const char month_names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int64_t clock_mono_us(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_wall_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t month_days(int64_t year, int64_t month)
{
    static const int64_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 1 && is_leap(year) ? 29 : days[month];
}

/* Days from 1970-01-01 to the first day of a year from 1970 on. */
static int64_t year_start(int64_t year)
{
    int64_t y = year - 1;
    return (year - 1970) * 365 + (y / 4 - 1969 / 4) - (y / 100 - 1969 / 100) +
           (y / 400 - 1969 / 400);
}

static void put_two(char *out, int64_t n)
{
    out[0] = (char)('0' + n / 10);
    out[1] = (char)('0' + n % 10);
}

/* Every answer has two dates: not by printf, which costs a tenth of one. */
void clock_http_date(int64_t wall_s, char out[30])
{
    int64_t s = wall_s < 0 ? 0 : wall_s > LAST_S ? LAST_S : wall_s;
    int64_t day = s / DAY_S;
    int64_t in_day = s % DAY_S;
    int64_t year = 1970 + day / 366;
    while (year_start(year + 1) <= day) {
        year++;
    }
    int64_t month = 0;
    int64_t left = day - year_start(year);
    while (left >= month_days(year, month)) {
        left -= month_days(year, month);
        month++;
    }
    memcpy(out, "Ddd, 00 Mmm 0000 00:00:00 GMT", 30);
    memcpy(out, day_names[day % 7], 3);
    put_two(out + 5, left + 1);
    memcpy(out + 8, month_names[month], 3);
    put_two(out + 12, year / 100);
    put_two(out + 14, year % 100);
    put_two(out + 17, in_day / 3600);
    put_two(out + 20, in_day / 60 % 60);
    put_two(out + 23, in_day % 60);
}

bool clock_http_date_parse(struct sv s, int64_t *wall_s)
{
    /* Sun, 06 Nov 1994 08:49:37 GMT
     * 0         1         2         */
    int64_t day, year, hour, minute, second;
    if (s.n != 29 || !sv_int((struct sv){s.p + 5, 2}, 1, 31, &day) ||
        !sv_int((struct sv){s.p + 12, 4}, 1970, 9999, &year) ||
        !sv_int((struct sv){s.p + 17, 2}, 0, 23, &hour) ||
        !sv_int((struct sv){s.p + 20, 2}, 0, 59, &minute) ||
        !sv_int((struct sv){s.p + 23, 2}, 0, 59, &second)) {
        return false;
    }
    int64_t days = year_start(year) + day - 1;
    size_t month = 0;
    while (month < 12 && memcmp(month_names[month], s.p + 8, 3) != 0) {
        days += month_days(year, (int64_t)month);
        month++;
    }
    if (month == 12) {
        return false;
    }
    int64_t result = days * DAY_S + hour * 3600 + minute * 60 + second;

    /* Written again, it must be the same text: that checks the week day and all the rest. */
    char again[30];
    clock_http_date(result, again);
    if (!sv_eq_str(s, again)) {
        return false;
    }
    *wall_s = result;
    return true;
}
