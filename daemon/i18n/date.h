/* Local civil dates and times as people write them. Pure: no clock, no zone; the caller gives what
 * the wall shows ("2026-12-03T07:30"), the .po files hold the forms (keys date.*, weekday.*,
 * month.*). */
#ifndef I18N_DATE_H
#define I18N_DATE_H

#include "core/base.h"
#include "core/buf.h"
#include "i18n/i18n.h"

/* Appends iso in the form "date.FORM" of the language, for example in Vietnamese:
 *   date 03/12/2026   day Thứ Năm, 03/12/2026   time 07:30   at 07:30, 03/12/2026
 *   day_at 07:30, Thứ Năm, 03/12/2026   day_month 03/12   day_short T5 03/12
 *   weekday Thứ Năm   weekday_short T5   month Tháng 12/2026
 * iso: "2026-12-03", with "T07:30" or " 07:30" (seconds are allowed and not shown) for forms that
 * show a time. False, nothing written, for another writing, an impossible date, an offset from UTC
 * (that is an instant, not a wall time), or an unknown form. */
MUST_CHECK bool date_write(struct buf *out, enum lang l, struct sv form, struct sv iso);

#endif
