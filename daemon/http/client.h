/* Outgoing HTTP and SMTP: libcurl multi on the event loop (pitfalls section 3). Every transfer has
 * our own deadline; nothing is called back from inside another call; addresses and headers with
 * control characters are refused before libcurl sees them (P14). */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "core/err.h"
#include "core/loop.h"

struct address_ranges;
struct http_client;

enum client_end {
    CLIENT_ANSWERED, /* the peer answered: status and body are set */
    CLIENT_NOT_SENT, /* it never got the request: no connection, TLS or name failure */
    CLIENT_UNKNOWN   /* it may have got it: lost connection or deadline after sending began */
};

/* Why there is no whole answer. */
enum client_fault {
    CLIENT_FAULT_NONE,
    CLIENT_FAULT_ADDRESS, /* public_only: the name leads to an address inside */
    CLIENT_FAULT_NAME,    /* there is no such name */
    CLIENT_FAULT_CONNECT,
    CLIENT_FAULT_TLS, /* no TLS, or a certificate that is not believed */
    CLIENT_FAULT_TIME,
    CLIENT_FAULT_CUT,     /* it broke off in the middle */
    CLIENT_FAULT_ALPHABET /* SMTP: the relay takes no address outside ASCII (no SMTPUTF8) */
};

/* Of a line to a mail relay: in the clear, encrypted where it is offered, or encrypted by the relay
 * it says it is or not at all. */
enum client_tls { CLIENT_TLS_NONE, CLIENT_TLS_MAY, CLIENT_TLS_REQUIRE };

/* Header fields of an answer, "" when they are not there or longer than a line should be. */
struct client_headers {
    const char *location, *etag, *last_modified, *encoding, *retry_after;
};

struct client_result {
    enum client_end end;
    enum client_fault fault;
    int status;                    /* HTTP status, or the last SMTP code */
    struct sv body;                /* at most body_max bytes, borrowed until the callback returns;
                                      SMTP: the last line of the relay's last reply */
    bool is_cut;                   /* the body was longer than body_max */
    const char *text;              /* libcurl's words for the log */
    struct client_headers headers; /* of a call that is public_only; borrowed like body */
    int64_t ms;
};

typedef void client_done(void *ctx, const struct client_result *r);

struct client_call {
    const char *url;                 /* http, https, smtp, smtps */
    const char *method;              /* HTTP: "GET" or "POST"; ignored for SMTP */
    const char *const *headers;      /* NULL-terminated "Name: value"; NULL for none */
    struct sv body;                  /* HTTP body or the whole mail message; copied */
    const char *mail_from, *mail_to; /* SMTP envelope, bare addresses */
    const char *user, *password;     /* NULL for none */
    enum client_tls tls;             /* SMTP */
    bool public_only; /* the URL is a stranger's: refuse private and loopback addresses (SSRF) */
    const struct address_ranges *inside; /* but not these; NULL for none; outlives the call */
    const char *ca_file;                 /* authorities to believe; NULL: the system's */
    int64_t timeout_ms;
    size_t body_max;
    client_done *done;
    void *ctx;
};

struct http_client *http_client_new(struct loop *l, int max_connections);
/* Aborts every transfer (their callbacks run with CLIENT_UNKNOWN or NOT_SENT). Not to be called
 * from a client_done. */
void http_client_free(struct http_client *c);
/* False with *e filled when the call itself is malformed (then done never runs). */
MUST_CHECK bool http_client_call(struct http_client *c, const struct client_call *call,
                                 struct err *e);

/* Whether the address leads to this host by its numbers or as localhost, so that nobody listens in
 * between. */
bool client_is_loopback(const char *url);

#endif
