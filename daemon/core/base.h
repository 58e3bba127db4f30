/* What every file may use: attributes the compiler checks, array length, and the string view.
 * The only header included everywhere; it declares no functions and owns nothing. */
#ifndef CORE_BASE_H
#define CORE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK            __attribute__((warn_unused_result))
#define PRINTF_FMT(fmt, args) __attribute__((format(printf, fmt, args)))
#define NORETURN              __attribute__((noreturn))
#define UNUSED                __attribute__((unused))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* A borrowed piece of text: p need not be NUL-terminated, p may be NULL only when n is 0. */
struct sv {
    const char *p;
    size_t n;
};

#define SV(literal) ((struct sv){(literal), sizeof(literal) - 1})

#endif
