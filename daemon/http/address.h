/* Which addresses a stranger's URL may lead to. */
#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include "core/base.h"

struct sockaddr;

/* False for everything that is not the public Internet: loopback, private, link-local (cloud
 * metadata), carrier NAT, multicast, documentation, and IPv6 forms that carry such an IPv4
 * address (RFC 6890, RFC 4291, RFC 6052). */
bool address_is_public(const struct sockaddr *sa);

#endif
