/* `dutyctl probe PORT`: exit code 0 when the daemon on this machine says it is ready. */
#include <curl/curl.h>
#include <stdio.h>

#include "core/str.h"
#include "ctl/ctl.h"

static size_t drop(char *p, size_t size, size_t n, void *ctx)
{
    (void)p;
    (void)ctx;
    return size * n;
}

int ctl_probe(struct ctl *c, int argc, char **argv)
{
    int64_t port;
    long status = 0;
    if (argc != 2 || !sv_int(sv_of(argv[1]), 1, 65535, &port)) {
        fputs("dutyctl: probe needs PORT\n", stderr);
        return 2;
    }
    CURL *h = curl_easy_init();
    if (!h)
        return 1;
    curl_easy_setopt(h, CURLOPT_URL, arena_printf(c->arena, "http://127.0.0.1:%s/ready", argv[1]));
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, 5000L);
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, drop);
    CURLcode rc = curl_easy_perform(h);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(h);
    return rc == CURLE_OK && status == 200 ? 0 : 1;
}
