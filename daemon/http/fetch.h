/* Gets a stranger's document by https: asks whether it has changed (RFC 9110 section 13), follows
 * redirects one by one, and looks at each hop before it is made: scheme, port, no password in it,
 * and the address really connected to (CLIENT_FAULT_ADDRESS), so that a name cannot point inside.
 * The body is handed on as it came, perhaps in gzip: nothing of it is read here. */
#ifndef HTTP_FETCH_H
#define HTTP_FETCH_H

#include "http/address.h"
#include "http/client.h"

enum { FETCH_HOPS_MAX = 5 };

/* How a visit ends, or that it goes on. */
enum fetch_end {
    FETCH_WAIT,      /* under way: done will be called */
    FETCH_OK,        /* 200: here it is */
    FETCH_SAME,      /* 304: what was there before */
    FETCH_STATUS,    /* any other status */
    FETCH_URL,       /* its own address is not one that may be asked: https and a port allowed */
    FETCH_REDIRECT,  /* it leads on to such an address, nowhere, or too often */
    FETCH_ADDRESS,   /* an address inside */
    FETCH_NAME,      /* there is no such name */
    FETCH_CONNECT,   /* nobody listens */
    FETCH_TLS,       /* no TLS, or a certificate that is not believed */
    FETCH_TIME,      /* not within the time */
    FETCH_CUT,       /* it broke off */
    FETCH_TOO_LARGE, /* more than body_max */
    FETCH_ENCODING,  /* encoded in a way that was not asked for */
    FETCH_ENDS
};

const char *fetch_end_str(enum fetch_end e); /* "too_large" */

/* What every visit is bound by; all borrowed, and outliving the visit. */
struct fetch_bounds {
    const char *ports;                   /* that may be asked: "443 8443" */
    const struct address_ranges *inside; /* networks allowed besides the public Internet, or NULL */
    const char *ca_file;                 /* authorities besides the system's, or NULL */
    int64_t timeout_ms;                  /* for all hops together */
    size_t body_max;
};

struct fetch_result {
    enum fetch_end end;
    int status;       /* the last one, 0: none */
    struct sv body;   /* of FETCH_OK; borrowed until the callback returns, like the headers */
    const char *etag; /* "" where there is none */
    const char *last_modified;
    int64_t retry_after_s; /* 0: not said, or said as a date */
    int64_t ms;
};

typedef void fetch_done(void *ctx, const struct fetch_result *r);

struct fetch_call {
    const char *url;
    const char *etag, *last_modified; /* of what is there already, or "" */
    const struct fetch_bounds *bounds;
    fetch_done *done;
    void *ctx;
};

/* Begins a visit. FETCH_WAIT: done runs later, once. Anything else: it is over, done never runs. */
MUST_CHECK enum fetch_end http_fetch(struct http_client *c, const struct fetch_call *call);

#endif
