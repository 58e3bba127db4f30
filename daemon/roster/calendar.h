/* Days as numbers, for weeks (ISO 8601: from Monday) and calendar months. Knows no time zone. */
#ifndef ROSTER_CALENDAR_H
#define ROSTER_CALENDAR_H

#include "core/base.h"

/* Days since 1970-01-01 of "YYYY-MM-DD", 1970 .. 2199; false when it is no such date. */
MUST_CHECK bool calendar_parse(struct sv s, int32_t *serial);
/* Monday = 0. */
int32_t calendar_weekday(int32_t serial);
/* year * 12 + month, so that neighbouring months differ by one. */
int32_t calendar_month(int32_t serial);

#endif
