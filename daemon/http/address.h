/* Which addresses a stranger's URL may lead to. */
#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include "core/arena.h"
#include "core/base.h"
#include "core/err.h"

struct sockaddr;
struct address_ranges;

/* False for everything that is not the public Internet: loopback, private, link-local (cloud
 * metadata), carrier NAT, multicast, documentation, and IPv6 forms that carry such an IPv4
 * address (RFC 6890, RFC 4291, RFC 6052). */
bool address_is_public(const struct sockaddr *sa);

/* Networks an operator names, "10.0.0.0/8 fd00::/8", blanks between; none in an empty text. They
 * live in a. False with ERR_CONFIG, naming the part that is no network. */
MUST_CHECK bool address_ranges_parse(struct arena *a, struct sv text, struct address_ranges **out,
                                     struct err *e);
/* True when it lies in one of the networks. r may be NULL: none. */
bool address_is_within(const struct address_ranges *r, const struct sockaddr *sa);

#endif
