/* Seeded random numbers: xoshiro256** filled by splitmix64 (Blackman and Vigna, public domain),
 * the same on every machine. Draw one number per statement: C does not order arguments. */
#ifndef ROSTER_RANDOM_H
#define ROSTER_RANDOM_H

#include "core/base.h"

struct random {
    uint64_t s[4];
};

static inline uint64_t random_rotl(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static inline void random_init(struct random *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        seed += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        r->s[i] = z ^ (z >> 31);
    }
}

static inline uint64_t random_next(struct random *r)
{
    uint64_t result = random_rotl(r->s[1] * 5, 7) * 9;
    uint64_t t = r->s[1] << 17;

    r->s[2] ^= r->s[0];
    r->s[3] ^= r->s[1];
    r->s[1] ^= r->s[2];
    r->s[0] ^= r->s[3];
    r->s[2] ^= t;
    r->s[3] = random_rotl(r->s[3], 45);
    return result;
}

/* 0 .. n-1; n must be positive. */
static inline int32_t random_below(struct random *r, int32_t n)
{
    return (int32_t)(((random_next(r) >> 32) * (uint64_t)n) >> 32);
}

/* -log2 of a uniform number in (0, 1), in 1/65536, within a tenth: exponential enough. */
static inline int64_t random_log(struct random *r)
{
    uint64_t x = random_next(r) | 1;
    int zeros = __builtin_clzll(x);
    uint64_t mantissa = (x << zeros) >> 47; /* 65536 .. 131071 */

    return ((int64_t)zeros << 16) + (131072 - (int64_t)mantissa);
}

#endif
