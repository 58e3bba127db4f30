/* The mailbox as it is over IMAP (RFC 9051). These calls block: only in a thread of their own. They
 * touch nothing but the visit. A message stands in the box for as long as it lacks the flag
 * \Answered, which is set once our database has it. */
#ifndef NOTICE_INBOX_IMAP_H
#define NOTICE_INBOX_IMAP_H

#include <stdatomic.h>

#include "core/buf.h"
#include "core/err.h"

enum { INBOX_BATCH = 20, INBOX_MAIL_BYTES = 256 << 10 };

struct inbox_mail {
    int64_t uid;
    struct buf bytes; /* owned; of a longer one the first INBOX_MAIL_BYTES */
    bool is_here;     /* fetched */
    bool is_settled;  /* to be flagged */
};

struct inbox_visit {
    const char *url, *user, *password; /* borrowed */
    atomic_bool *is_stopping;          /* borrowed; ends a call within about a second */
    int64_t after;                     /* only mails with a greater UID */
    struct inbox_mail mails[INBOX_BATCH];
    size_t n;
    bool has_more;
    bool ok;
    struct err err;
};

/* Brings what waits in the box, the oldest first. A mail the server cannot give is not here, and
 * keeps none of the others back; only a box that cannot be searched fails the visit. */
void inbox_fetch(struct inbox_visit *v);
/* Flags what is settled. */
void inbox_flag(struct inbox_visit *v);
void inbox_visit_free(struct inbox_visit *v);

#endif
