/* A notice as an Internet message (RFC 5322, MIME, RFC 2047). Pure. */
#ifndef NOTICE_MAIL_H
#define NOTICE_MAIL_H

#include "core/buf.h"
#include "core/err.h"

struct mail {
    const char *from;   /* bare address */
    const char *sender; /* the name beside it: the Centre's */
    const char *to;     /* bare address */
    const char *id; /* left of the "@" in Message-ID: the same at every attempt, so that readers'
                       programs fold what was sent twice (pitfalls P13) */
    int64_t now_s;  /* since 1970-01-01 UTC */
    struct sv subject;
    struct sv text;          /* lines end in LF */
    const char *unsubscribe; /* the address to have no more of them (RFC 8058); NULL or "": none */
    struct sv calendar;      /* of an invitation (invite.h); empty: an ordinary mail */
    const char *method;      /* the calendar's: REQUEST or CANCEL */
};

/* An address in the plain form of RFC 5321 4.1.2: a dot-string, "@", a domain. Before the "@"
 * letters of other alphabets are allowed (RFC 6531 3.3), after it only ASCII. Quoted names and
 * comments are refused. */
bool mail_address_ok(const char *address);

/* Appends the whole message, lines end in CRLF. ERR_INVALID, field "address" or "header", when an
 * address is none or a header would hold a control character (P14); ERR_TOO_LARGE past out->max. */
MUST_CHECK bool mail_write(const struct mail *m, struct buf *out, struct err *e);

#endif
