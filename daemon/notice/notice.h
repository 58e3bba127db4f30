/* The sending half of the outbox: claims due notices, renders them, hands them to a channel,
 * records what became of them. A claim is committed before anything is sent, and what was sent is
 * recorded after; a crash in between is found by its dead lease and becomes `unknown`. */
#ifndef NOTICE_NOTICE_H
#define NOTICE_NOTICE_H

#include <jansson.h>

#include "core/config.h"
#include "core/loop.h"
#include "core/seal.h"
#include "db/db.h"
#include "http/client.h"
#include "notice/gateway.h"

struct notice;

/* All borrowed. public_url: where people and gateways reach us, no slash at its end. key signs the
 * answers to invitations. gateways: of text messages; none means capture or null. */
struct notice_means {
    struct loop *loop;
    const struct config *config;
    struct db *db;
    struct http_client *client;
    const char *public_url;
    const struct seal_key *key;
    const struct gateway_set *gateways;
};

/* NULL with *e filled when the settings of mail are wrong. */
struct notice *notice_start(const struct notice_means *m, struct err *e);
/* Claims no more; sends in flight may finish. What a claim under way still brings goes back to the
 * outbox, for another daemon. */
void notice_stop(struct notice *n);
/* Claims, sends in flight and outcomes not yet recorded. */
size_t notice_busy(const struct notice *n);
/* To be called before http_client_free and db_stop: what they still answer is heard and dropped. */
void notice_free(struct notice *n);
/* NOTIFY 'notice' arrived: look now instead of at the next scan. */
void notice_poke(struct notice *n);
/* How many parts the text {"channel", "language", "subject", "body", "params"} would take at our
 * gateway, 1 for a mail, 0 when it cannot be written (preview.c). Adds "shown": {subject, text,
 * parts, ucs2}, and where the gateway folds "marked": the same with its marks kept; and "url" to
 * params. */
int notice_parts(struct notice *n, json_t *text);
/* The listener (re)connected: the same, and take back what dead daemons held. */
void notice_scan(struct notice *n);

#endif
