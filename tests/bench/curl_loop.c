/* The bare peer of bench-notice: sends N texts to a Kannel with libcurl's multi interface and
 * nothing else: no database, no log. usage: curl_loop URL N PARALLEL; prints texts per second. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t drop(char *p, size_t size, size_t n, void *ctx)
{
    (void)p;
    (void)ctx;
    return size * n;
}

static void send_next(CURLM *multi, CURL *easy, const char *url, int i)
{
    char full[4096];
    (void)snprintf(full, sizeof full, "%s&to=%%2B8490%07d", url, i);
    curl_easy_setopt(easy, CURLOPT_URL, full);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_multi_add_handle(multi, easy);
}

static int finished(CURLM *multi, const char *url, int total, int *next)
{
    int left, done = 0;
    CURLMsg *m;
    while ((m = curl_multi_info_read(multi, &left))) {
        long status = 0;
        CURL *easy = m->easy_handle;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        if (m->data.result != CURLE_OK || status != 202) {
            fprintf(stderr, "curl_loop: %s, status %ld\n", curl_easy_strerror(m->data.result),
                    status);
            exit(1);
        }
        done++;
        curl_multi_remove_handle(multi, easy);
        if (*next < total)
            send_next(multi, easy, url, (*next)++);
    }
    return done;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    int total = atoi(argv[2]), parallel = atoi(argv[3]), next = 0, done = 0, running;
    struct timespec a, b;
    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    clock_gettime(CLOCK_MONOTONIC, &a);
    while (next < parallel && next < total) {
        send_next(multi, curl_easy_init(), argv[1], next);
        next++;
    }
    while (done < total) {
        curl_multi_perform(multi, &running);
        done += finished(multi, argv[1], total, &next);
        if (done < total)
            curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    double s = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
    printf("%.1f\n", total / s);
    return 0;
}
