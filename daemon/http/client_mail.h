/* Mail: a few threads, each with one handle of libcurl. Its SMTP waits for the relay's last word,
 * and for the answer to QUIT, inside the call (smtp_done and smtp_disconnect in 7.88), so in the
 * loop one slow relay would stop everything. Private to client.c. */
#ifndef HTTP_CLIENT_MAIL_H
#define HTTP_CLIENT_MAIL_H

#include "http/client_transfer.h"

struct mail_pool;

/* ended runs in the loop, once for each transfer, which is classified and without a handle. */
struct mail_pool *mail_pool_new(struct loop *l, void (*ended)(struct transfer *t));
/* Ends every transfer within about a second. */
void mail_pool_free(struct mail_pool *p);
void mail_pool_add(struct mail_pool *p, struct transfer *t);

#endif
