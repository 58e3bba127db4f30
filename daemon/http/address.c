/* Tells public addresses from the special-purpose ones of the IANA registries (RFC 6890). */
#include "http/address.h"

#include "core/str.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

struct range4 {
    uint32_t net;
    unsigned bits;
};

struct range6 {
    unsigned char net[4];
    unsigned bits;
};

static const struct range4 special4[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* carrier NAT */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocol assignments */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relays */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 3},  /* multicast, reserved, broadcast */
};

/* Inside 2000::/3; everything outside is special anyway. */
static const struct range6 special6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23}, /* Teredo and other protocol assignments */
    {{0x20, 0x01, 0x0D, 0xB8}, 32}, /* documentation */
    {{0x20, 0x02, 0x00, 0x00}, 16}, /* 6to4: carries an IPv4 address */
    {{0x3F, 0xFF, 0x00, 0x00}, 20}, /* documentation */
};

static bool is_public4(uint32_t address)
{
    for (size_t i = 0; i < ARRAY_LEN(special4); i++) {
        if ((address ^ special4[i].net) >> (32 - special4[i].bits) == 0) {
            return false;
        }
    }
    return true;
}

static uint32_t big_endian(const unsigned char p[4])
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_public6(const unsigned char p[16])
{
    if ((p[0] & 0xE0) != 0x20) { /* not 2000::/3: also every form of mapped IPv4 */
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(special6); i++) {
        uint32_t differs = big_endian(p) ^ big_endian(special6[i].net);
        if (differs >> (32 - special6[i].bits) == 0) {
            return false;
        }
    }
    return true;
}

bool address_is_public(const struct sockaddr *sa)
{
    if (sa->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, sa, sizeof(v4));
        return is_public4(ntohl(v4.sin_addr.s_addr));
    }
    if (sa->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, sa, sizeof(v6));
        return is_public6(v6.sin6_addr.s6_addr);
    }
    return false;
}

/* ---- networks an operator names ---- */

struct range {
    int family;
    unsigned char net[16];
    unsigned bits;
};

struct address_ranges {
    size_t n;
    struct range at[];
};

static bool read_range(struct sv part, struct range *out)
{
    char net[INET6_ADDRSTRLEN];
    struct sv address, rest = part;
    int64_t bits;
    if (!sv_cut(&rest, '/', &address) || address.n >= sizeof(net)) {
        return false;
    }
    memcpy(net, address.p, address.n);
    net[address.n] = '\0';
    out->family = memchr(net, ':', address.n) != NULL ? AF_INET6 : AF_INET;
    if (inet_pton(out->family, net, out->net) != 1 ||
        !sv_int(rest, 0, out->family == AF_INET6 ? 128 : 32, &bits)) {
        return false;
    }
    out->bits = (unsigned)bits;
    return true;
}

bool address_ranges_parse(struct arena *a, struct sv text, struct address_ranges **out,
                          struct err *e)
{
    struct sv part;
    struct address_ranges *r = arena_alloc(a, sizeof(*r) + (text.n / 2 + 1) * sizeof(r->at[0]));
    while (sv_cut(&text, ' ', &part)) {
        if (part.n == 0) {
            continue;
        }
        if (!read_range(part, &r->at[r->n++])) {
            return err_set(e, ERR_CONFIG, "not a network: %.*s", (int)part.n, part.p);
        }
    }
    *out = r;
    return true;
}

static bool is_in(const struct range *r, const unsigned char *address)
{
    unsigned whole = r->bits / 8, rest = r->bits % 8;
    return memcmp(r->net, address, whole) == 0 &&
           (rest == 0 || (r->net[whole] ^ address[whole]) >> (8 - rest) == 0);
}

bool address_is_within(const struct address_ranges *r, const struct sockaddr *sa)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    const unsigned char *address;
    if (sa->sa_family == AF_INET) {
        memcpy(&v4, sa, sizeof(v4));
        address = (const unsigned char *)&v4.sin_addr;
    } else if (sa->sa_family == AF_INET6) {
        memcpy(&v6, sa, sizeof(v6));
        address = v6.sin6_addr.s6_addr;
    } else {
        return false;
    }
    for (size_t i = 0; r != NULL && i < r->n; i++) {
        if (r->at[i].family == sa->sa_family && is_in(&r->at[i], address)) {
            return true;
        }
    }
    return false;
}
