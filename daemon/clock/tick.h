/* What time alone brings about: the database is asked every 15 seconds to do what is due by its
 * clock (duty.clock_tick: warnings of credentials that end, and the like). Several daemons may ask;
 * the database sees to it that each thing happens once. */
#ifndef CLOCK_TICK_H
#define CLOCK_TICK_H

#include "core/loop.h"
#include "db/db.h"

struct tick;

/* Asks at once and then regularly. loop and db are borrowed. */
struct tick *tick_start(struct loop *l, struct db *db);
/* Asks no more; an answer may still come. */
void tick_stop(struct tick *t);
/* After db_stop, which ends the call that may be under way. NULL is allowed. */
void tick_free(struct tick *t);

#endif
