/* One line, one event, logfmt: `<6>event=http.request method=GET status=200 ms=3`.
 * The <n> prefix is journald's priority. Keys are registered in docs/log-keys.md (checked by
 * tests/style). Values are quoted when needed; personal addresses go through log_hash first. */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "core/base.h"

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARN = 4, LOG_LEVEL_INFO = 6, LOG_LEVEL_DEBUG = 7 };

struct log_kv {
    const char *key;
    enum { LOG_KV_STR, LOG_KV_SV, LOG_KV_INT } type;
    const char *s;
    struct sv v;
    int64_t i;
};

#define LOG_S(k, val) ((struct log_kv){.key = (k), .type = LOG_KV_STR, .s = (val)})
#define LOG_V(k, val) ((struct log_kv){.key = (k), .type = LOG_KV_SV, .v = (val)})
#define LOG_I(k, val) ((struct log_kv){.key = (k), .type = LOG_KV_INT, .i = (int64_t)(val)})

void log_write(enum log_level level, const char *event, const struct log_kv *kv, size_t n);
#define LOG_AT(level, event, ...)                                                                  \
    log_write((level), (event), (const struct log_kv[]){__VA_ARGS__},                              \
              sizeof((const struct log_kv[]){__VA_ARGS__}) / sizeof(struct log_kv))
#define log_error(...) LOG_AT(LOG_LEVEL_ERROR, __VA_ARGS__)
#define log_warn(...)  LOG_AT(LOG_LEVEL_WARN, __VA_ARGS__)
#define log_info(...)  LOG_AT(LOG_LEVEL_INFO, __VA_ARGS__)
#define log_debug(...) LOG_AT(LOG_LEVEL_DEBUG, __VA_ARGS__)

void log_set_level(enum log_level level);
/* Twelve hex digits of a salted hash of a phone number or address, in a static buffer valid until
 * the next call. The salt is drawn at start, so hashes do not join across restarts. */
const char *log_hash(struct sv address);

#endif
