/* Between the files of the mail reader: header fields and the addresses in them, the parts of a
 * message, the answer in a calendar, and reports on mails (RFC 5322, 2045, 2046, 5546, 3464). Views
 * point into the message or the arena. Only what an answer is judged by is read: never a subject, a
 * name or a text. */
#ifndef INTAKE_PARSE_MAIL_H
#define INTAKE_PARSE_MAIL_H

#include "intake/parse.h"

enum { MAIL_ADDRESSES_MAX = 40, MAIL_DEPTH_MAX = 8, MAIL_PARTS_MAX = 100 };

/* ---- parse_mail_head.c ---- */

struct mail_field {
    struct sv name, value; /* the value unfolded: line breaks are spaces */
};

/* Takes the next header field off *rest; false at the blank line, which is taken off, too, or at
 * the end. Lines that are no field are left out. */
MUST_CHECK bool mail_field_next(struct arena *a, struct sv *rest, struct mail_field *out);
/* The addresses of a field, without names, comments and quoted texts, at most max of them; returns
 * their number. In lower case. */
size_t mail_addresses(struct arena *a, struct sv value, struct sv *out, size_t max);
/* A field's first word, "multipart/mixed" of Content-Type. */
struct sv mail_word(struct sv value);
/* The parameter of that name, without quotes; empty when there is none. */
struct sv mail_param(struct sv value, const char *name);

/* ---- parse_mail_part.c ---- */

/* MAIL_REPLY: a calendar that is an answer (METHOD:REPLY), unfolded. MAIL_REPORT: what became of a
 * mail (message/delivery-status, RFC 3464). */
enum mail_wanted { MAIL_REPLY, MAIL_REPORT };
/* The first part of that kind, decoded; empty when there is none. Never inside a mail that is
 * itself a part: a forwarded one is not ours to act on. */
struct sv mail_part_find(struct arena *a, struct sv message, enum mail_wanted wanted);

/* ---- parse_mail_report.c ---- */

/* Appends {"action", "status", "diagnostic"} of the report in the message, or null. */
void mail_put_report(struct arena *a, struct sv message, struct buf *out);

#endif
