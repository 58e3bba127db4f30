/* The bare peer of bench-notice for mails: hands N mails to an SMTP relay with libcurl's multi
 * interface and nothing else: no database, no log. One recipient a mail, connections used again.
 * usage: mail_loop URL FROM FILE N PARALLEL; FILE: the whole message; prints mails per second. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MESSAGE_MAX (64 * 1024)

struct mail {
    CURL *easy;
    struct curl_slist *to;
    size_t at; /* how much of the message has gone */
};

static char message[MESSAGE_MAX];
static size_t length;

static size_t give(char *p, size_t size, size_t n, void *ctx)
{
    struct mail *m = ctx;
    size_t room = size * n;
    size_t part = length - m->at < room ? length - m->at : room;
    memcpy(p, message + m->at, part);
    m->at += part;
    return part;
}

static void send_next(CURLM *multi, struct mail *m, int i)
{
    char to[64];
    (void)snprintf(to, sizeof to, "<bench%d@example.vn>", i);
    curl_slist_free_all(m->to);
    m->to = curl_slist_append(NULL, to);
    m->at = 0;
    curl_easy_setopt(m->easy, CURLOPT_MAIL_RCPT, m->to);
    curl_multi_add_handle(multi, m->easy);
}

static struct mail *mail_new(const char *url, const char *from)
{
    struct mail *m = calloc(1, sizeof *m);
    m->easy = curl_easy_init();
    curl_easy_setopt(m->easy, CURLOPT_URL, url);
    curl_easy_setopt(m->easy, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(m->easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(m->easy, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(m->easy, CURLOPT_READDATA, m);
    curl_easy_setopt(m->easy, CURLOPT_PRIVATE, m);
    return m;
}

static int finished(CURLM *multi, int total, int *next)
{
    int left, done = 0;
    CURLMsg *said;
    while ((said = curl_multi_info_read(multi, &left))) {
        struct mail *m = NULL;
        if (said->data.result != CURLE_OK) {
            fprintf(stderr, "mail_loop: %s\n", curl_easy_strerror(said->data.result));
            exit(1);
        }
        curl_easy_getinfo(said->easy_handle, CURLINFO_PRIVATE, (char **)&m);
        done++;
        curl_multi_remove_handle(multi, m->easy);
        if (*next < total)
            send_next(multi, m, (*next)++);
    }
    return done;
}

int main(int argc, char **argv)
{
    if (argc != 6)
        return 2;
    FILE *f = fopen(argv[3], "rb");
    if (!f)
        return 2;
    length = fread(message, 1, sizeof message, f);
    fclose(f);
    int total = atoi(argv[4]), parallel = atoi(argv[5]), next = 0, done = 0, running;
    struct timespec a, b;
    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    clock_gettime(CLOCK_MONOTONIC, &a);
    while (next < parallel && next < total) {
        send_next(multi, mail_new(argv[1], argv[2]), next);
        next++;
    }
    while (done < total) {
        curl_multi_perform(multi, &running);
        done += finished(multi, total, &next);
        if (done < total)
            curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    double s = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
    printf("%.1f\n", total / s);
    return 0;
}
