/* Settings, log level and database: the first steps of dutyd and dutyctl. */
#include "start.h"

#include <string.h>
#include <unistd.h>

#include "core/log.h"
#include "core/str.h"
#include "template/embed.h"

extern const struct embed_file sql_files[];
extern const size_t sql_files_n;

#define SYSTEM_CONFIG "/etc/dutyd/dutyd.ini"
#define SYSTEM_LIB    "/usr/lib/dutyd"

static void set_log_level(const struct config *c)
{
    static const struct {
        const char *name;
        enum log_level level;
    } levels[] = {{"error", LOG_LEVEL_ERROR},
                  {"warn", LOG_LEVEL_WARN},
                  {"info", LOG_LEVEL_INFO},
                  {"debug", LOG_LEVEL_DEBUG}};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        if (strcmp(levels[i].name, c->log_level) == 0)
            log_set_level(levels[i].level);
    }
}

bool start_config(struct arena *a, const char *file, const char *const *overrides, size_t n,
                  struct config **out, struct err *e)
{
    const struct config *read;
    if (!file && access(SYSTEM_CONFIG, R_OK) == 0)
        file = SYSTEM_CONFIG;
    if (!config_read(a, file, overrides, n, &read, e))
        return false;
    *out = arena_alloc(a, sizeof **out);
    **out = *read;
    set_log_level(*out);
    return true;
}

bool start_database(struct arena *a, struct config *c, struct db_private *cluster, struct err *e)
{
    if (c->db_socket[0])
        return true;
    if (!db_private_start(a, c->state_dir, cluster, e))
        return false;
    c->db_socket = cluster->socket_dir;
    return true;
}

struct db_files start_sql_files(struct arena *a)
{
    struct db_file *list = arena_alloc(a, sql_files_n * sizeof *list);
    for (size_t i = 0; i < sql_files_n; i++)
        list[i] = (struct db_file){sql_files[i].name, (const char *)sql_files[i].data};
    return (struct db_files){list, sql_files_n};
}

const char *start_lib_dir(struct arena *a)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    while (n > 0 && self[n - 1] != '/')
        n--;
    if (n > 1) {
        const char *dir = arena_dup(a, (struct sv){self, (size_t)n - 1});
        if (access(arena_printf(a, "%s/dutyparse", dir), X_OK) == 0)
            return dir;
    }
    return SYSTEM_LIB;
}
