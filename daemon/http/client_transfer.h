/* One transfer of the client: private to the client_*.c files. */
#ifndef HTTP_CLIENT_TRANSFER_H
#define HTTP_CLIENT_TRANSFER_H

#include "core/arena.h"
#include "core/buf.h"
#include "http/client.h"

#include <curl/curl.h>
#include <stdatomic.h>
#include <sys/queue.h>

#define MAIL_IDLE_S 30L /* a kept line to the relay older than this is not used again */

/* An option libcurl refuses is a mistake of ours, or memory has run out. */
#define SET(t, option, value)                                                                      \
    do {                                                                                           \
        if (curl_easy_setopt((t)->easy, (option), (value)) != CURLE_OK) {                          \
            fatal("libcurl refuses %s", #option);                                                  \
        }                                                                                          \
    } while (0)

/* What the relay has said since the line to it was opened; nothing on a line that was kept. */
struct smtp_talk {
    bool is_greeting; /* between its greeting and the end of its answer to EHLO */
    bool is_welcome;  /* EHLO was taken */
    bool has_utf8, has_tls;
};

struct transfer {
    TAILQ_ENTRY(transfer) link;
    struct http_client *client; /* borrowed */
    struct mail_pool *pool;     /* borrowed; of a mail */
    struct arena *arena;        /* of call */
    struct client_call call;    /* a copy */
    bool is_mail;
    const atomic_bool *is_stopping; /* borrowed; a mail looks at it from its thread */
    CURL *easy;                     /* NULL while a mail waits for its turn */
    struct loop_timer *deadline;
    int64_t started_us;
    size_t body_at; /* bytes of the message libcurl has taken */
    struct smtp_talk smtp;
    int mails_before;  /* over the same line */
    bool is_last_mail; /* its line is closed after it */
    bool has_run;      /* a mail: its thread has come to an end with code */
    CURLcode code;
    struct buf reply; /* of a mail: the last line the relay said */
    struct curl_slist *headers;
    struct curl_slist *to;
    char error[CURL_ERROR_SIZE];
    struct client_result result;
};

TAILQ_HEAD(transfers, transfer);

/* Refuses what could smuggle a line into a protocol (P14) or is no URL of ours. */
MUST_CHECK bool client_call_check(const struct client_call *call, struct err *e);
/* A copy of call with its clock started; no handle yet. */
struct transfer *transfer_new(const struct client_call *call);
/* Frees t and its copy, not its handle. */
void transfer_free(struct transfer *t);
/* Gives the transfer its handle, with every option set. */
void transfer_setup(struct transfer *t, CURL *easy);
/* Fills t->result's end, status and text. To be asked while t still has its handle. */
void transfer_classify(struct transfer *t, CURLcode code);
int64_t transfer_left_ms(const struct transfer *t);
struct curl_slist *transfer_append(struct curl_slist *list, const char *s);

/* ---- client_smtp.c ---- */

void transfer_setup_mail(struct transfer *t);
enum client_end transfer_end_of_mail(const struct transfer *t, CURLcode code);

#endif
