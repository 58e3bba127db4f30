/* One transfer of the client: private to client.c and client_transfer.c. */
#ifndef HTTP_CLIENT_TRANSFER_H
#define HTTP_CLIENT_TRANSFER_H

#include "core/arena.h"
#include "core/buf.h"
#include "http/client.h"

#include <curl/curl.h>
#include <sys/queue.h>

struct transfer {
    TAILQ_ENTRY(transfer) link;
    struct http_client *client; /* borrowed */
    CURL *easy;
    struct loop_timer *deadline;
    int64_t started_us;
    client_done *done;
    void *ctx;
    bool is_mail;
    bool public_only;
    char *body; /* owned copy of the request body or message */
    size_t body_n;
    size_t body_at; /* bytes of it libcurl has taken (mail) */
    struct buf reply;
    struct curl_slist *headers;
    struct curl_slist *to;
    char error[CURL_ERROR_SIZE];
    struct client_result result;
};

TAILQ_HEAD(transfers, transfer);

/* Refuses what could smuggle a line into a protocol (P14) or is no URL of ours. */
MUST_CHECK bool client_call_check(const struct client_call *call, struct err *e);
/* Copies what it needs from call. */
void transfer_setup(struct transfer *t, const struct client_call *call);
/* Frees what transfer_setup made, not t itself. */
void transfer_clear(struct transfer *t);
/* Fills t->result's end, status, is_cut and text. To be asked before the handle is removed. */
void transfer_classify(struct transfer *t, CURLcode code);

#endif
