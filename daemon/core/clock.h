/* The only module that reads the clock. Timers use the monotonic clock; what is due is computed by
 * PostgreSQL from duty.now(), so wall time here serves log lines and HTTP dates only. */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include "core/base.h"

int64_t clock_mono_us(void);
int64_t clock_wall_ms(void); /* since 1970-01-01 UTC */
/* RFC 9110 5.6.7 "Sun, 06 Nov 1994 08:49:37 GMT" of a time in seconds; out holds 30 bytes. */
void clock_http_date(int64_t wall_s, char out[30]);
/* Reads the same form back; false when malformed. */
MUST_CHECK bool clock_http_date_parse(struct sv s, int64_t *wall_s);

#endif
