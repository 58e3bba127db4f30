/* The sending half of the outbox: claims due notices, renders them, hands them to a channel,
 * records what became of them. A claim is committed before anything is sent, and what was sent is
 * recorded after; a crash in between is found by its dead lease and becomes `unknown`. */
#ifndef NOTICE_NOTICE_H
#define NOTICE_NOTICE_H

#include "core/config.h"
#include "core/loop.h"
#include "db/db.h"
#include "http/client.h"

struct notice;

/* Reads the gateway descriptions; NULL with *e filled when one is wrong. config, db and client are
 * borrowed. callback_base: where gateways reach us, "http://host:port/gateway/KEY", or "". */
struct notice *notice_start(struct loop *l, const struct config *c, struct db *db,
                            struct http_client *client, const char *public_url, struct err *e);
/* Claims no more; sends in flight may finish. */
void notice_stop(struct notice *n);
/* Sends in flight and outcomes not yet recorded. */
size_t notice_busy(const struct notice *n);
void notice_free(struct notice *n);
/* NOTIFY 'notice' arrived, or the listener (re)connected: look now instead of at the next scan. */
void notice_poke(struct notice *n);

#endif
