/* The settings, read once from an ini file into a snapshot that never changes; a reload builds a
 * new one. Secrets may stand in a file named by the key (value "@/path": its first line; others may
 * not read that file), never in the sample. A number is 1 or more, a port 0 to 65535. */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include "core/arena.h"
#include "core/base.h"
#include "core/buf.h"
#include "core/err.h"

enum {
#define C(section, key, type, field, def, reload, help) CONFIG_AT_##field,
#include "core/config.def"
#undef C
    CONFIG_KEYS
};

struct config {
    const char *secret_from[CONFIG_KEYS]; /* "@/path" if the value was read there, else NULL */
#define CONFIG_STR                                      const char *
#define CONFIG_INT                                      int64_t
#define CONFIG_BOOL                                     bool
#define C(section, key, type, field, def, reload, help) CONFIG_##type field;
#include "core/config.def"
#undef C
};

/* Defaults, then the file (NULL: none), then overrides "section.key=value" (count n).
 * The snapshot lives in a. An unknown section, key or a bad value is an error naming the line. */
MUST_CHECK bool config_read(struct arena *a, const char *file, const char *const *overrides,
                            size_t n, const struct config **out, struct err *e);
/* Every key with value, default and help, as an ini file that config_read takes. A secret from a
 * file is shown as "@/path". */
void config_dump(const struct config *c, struct buf *out);

/* A general ini file: calls fn for every key; stops and returns false when fn does. Lines are
 * "[section]", "key = value", comments starting with # or ;, or empty. Values are trimmed. */
typedef bool config_ini_fn(void *ctx, struct sv section, struct sv key, struct sv value, int line,
                           struct err *e);
MUST_CHECK bool config_ini(struct sv text, config_ini_fn *fn, void *ctx, struct err *e);
/* The whole of a small regular file (at most max bytes) in the arena, with a NUL after it. */
MUST_CHECK bool config_file(struct arena *a, const char *path, size_t max, struct sv *out,
                            struct err *e);

#endif
