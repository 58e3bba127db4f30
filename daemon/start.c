/* Settings, log level and database: the first steps of dutyd and dutyctl. */
#include "start.h"

#include <string.h>
#include <unistd.h>

#include "core/log.h"
#include "core/str.h"
#include "http/address.h"
#include "notice/gateway.h"
#include "notice/mail_address.h"
#include "template/embed.h"

extern const struct embed_file sql_files[];
extern const size_t sql_files_n;

#define SYSTEM_CONFIG "/etc/dutyd/dutyd.ini"
#define SYSTEM_LIB    "/usr/lib/dutyd"
#define URL_MAX       200 /* so that every link, also in a text message, has room for its path */

static bool set_log_level(const struct config *c, struct err *e)
{
    static const struct {
        const char *name;
        enum log_level level;
    } levels[] = {{"error", LOG_LEVEL_ERROR},
                  {"warn", LOG_LEVEL_WARN},
                  {"info", LOG_LEVEL_INFO},
                  {"debug", LOG_LEVEL_DEBUG}};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        if (strcmp(levels[i].name, c->log_level) == 0) {
            log_set_level(levels[i].level);
            return true;
        }
    }
    return err_set(e, ERR_CONFIG, "log.level is error, warn, info or debug, not \"%s\"",
                   c->log_level);
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
    return set_log_level(*out, e);
}

static bool is_capture_or_null(const char *gateway)
{
    return strcmp(gateway, "capture") == 0 || strcmp(gateway, "null") == 0;
}

static bool check_sms_gateways(const struct config *c, struct err *e)
{
    const struct gateway_set *set;
    struct arena *a = arena_new(8u << 20);
    bool ok = gateway_set_read(a, c, &set, e);
    arena_free(a);
    return ok;
}

static bool check_mail_gateway(const struct config *c, struct err *e)
{
    enum client_tls tls;
    if (strcmp(c->mail_gateway, "smtp") == 0)
        return mail_relay_check(c, &tls, e);
    return is_capture_or_null(c->mail_gateway) ||
           err_set(e, ERR_CONFIG, "notice.mail_gateway is capture, null or smtp, not \"%s\"",
                   c->mail_gateway);
}

static bool check_public_url(const struct config *c, struct err *e)
{
    struct sv url = sv_of(c->public_url);
    bool is_web = sv_starts(url, SV("https://")) || sv_starts(url, SV("http://"));
    bool is_plain = strpbrk(c->public_url, " \t\"<>\\?#") == NULL && !sv_has_control(url);
    return url.n == 0 || (is_web && is_plain && url.n <= URL_MAX) ||
           err_set(e, ERR_CONFIG, "http.public_url is http(s)://HOST without a query, not \"%s\"",
                   c->public_url);
}

static bool check_source(const struct config *c, struct err *e)
{
    struct address_ranges *networks;
    struct arena *a = arena_new(1u << 20);
    bool ok = address_ranges_parse(a, sv_of(c->source_networks), &networks, e);
    arena_free(a);
    bool is_readable = !c->source_ca_file[0] || access(c->source_ca_file, R_OK) == 0;
    return ok && (is_readable ||
                  err_set(e, ERR_CONFIG, "cannot read source.ca_file %s", c->source_ca_file));
}

bool start_check(const struct config *c, struct err *e)
{
    return check_public_url(c, e) && check_sms_gateways(c, e) && check_mail_gateway(c, e) &&
           check_source(c, e);
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
