/* The mailbox that answers to invitations come to. Looked at every some seconds in a thread; each
 * mail is read by the parser child, judged and kept by the database, and flagged only then, so that
 * none is lost and none counts twice, whatever dies in between and however many daemons look. */
#ifndef NOTICE_INBOX_H
#define NOTICE_INBOX_H

#include "core/config.h"
#include "core/err.h"
#include "core/loop.h"
#include "core/seal.h"
#include "db/db.h"

struct inbox;

/* NULL when no mailbox is set. All but the loop's turn is borrowed and outlives it. */
struct inbox *inbox_start(struct loop *l, const struct config *c, struct db *db,
                          const char *lib_dir, const struct seal_key *key);
/* Begins no more; what is in hand ends or is looked at again by the next daemon. NULL is allowed.
 */
void inbox_stop(struct inbox *x);
/* How many mails are being read. NULL is allowed. */
size_t inbox_busy(const struct inbox *x);
/* Before db_stop. Waits for its thread, about a second at most. NULL is allowed. */
void inbox_free(struct inbox *x);

#endif
