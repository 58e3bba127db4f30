/* Calendar addresses of courts and bodies, and people's own calendars, asked regularly: leases
 * those that are due, fetches each (http/fetch.h), has the parser child read what came, and hands
 * its JSON to the database, which keeps the last good state, says when to ask again, and lets no
 * two daemons ask at once. A few at a time; an address is a secret and is never logged. */
#ifndef INTAKE_POLL_H
#define INTAKE_POLL_H

#include "core/config.h"
#include "core/loop.h"
#include "db/db.h"

enum poll_kind { POLL_COURTS, POLL_BUSY, POLL_KINDS };

struct poll;

/* Asks the addresses of one kind. NULL with *e filled when its settings are wrong. loop, config, db
 * and lib_dir (where dutyparse stands) are borrowed. */
struct poll *poll_start(enum poll_kind kind, struct loop *l, const struct config *c, struct db *db,
                        const char *lib_dir, struct err *e);
/* NOTIFY 'source' arrived, or the listener is back: look now instead of at the next scan. */
void poll_poke(struct poll *p);
/* Asks no more, and gives up what is under way: its lease ends with our connection, and nothing of
 * it is half done. */
void poll_stop(struct poll *p);
/* To be called before db_stop: what the database still answers is heard and dropped. */
void poll_free(struct poll *p);

#endif
