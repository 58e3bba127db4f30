/* Tells public addresses from the special-purpose ones of the IANA registries (RFC 6890). */
#include "http/address.h"

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
