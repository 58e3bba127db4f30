/* Runs mails side by side, one a thread, the others waiting their turn. */
#include "http/client_mail.h"

#include "core/clock.h"
#include "core/work.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define THREADS        8   /* and so the most connections to the relay */
#define MAILS_PER_LINE 100 /* then it is closed: relays think little of lines that never end */

/* A handle with its connection. */
struct mail_line {
    CURL *easy;
    int mails;       /* over the connection it has */
    int64_t used_us; /* by the monotonic clock */
};

struct mail_pool {
    struct loop *loop;
    struct work *work;
    void (*ended)(struct transfer *t);
    struct transfers waiting;
    struct transfers running;
    struct mail_line idle[THREADS]; /* the one used last is the last */
    size_t n_idle;
    size_t n_running;
    struct loop_timer *tidy; /* closes what nobody has used for a while */
    atomic_bool is_stopping;
};

static void tidy(void *ctx);

struct mail_pool *mail_pool_new(struct loop *l, void (*ended)(struct transfer *t))
{
    struct mail_pool *p = heap_new(sizeof(*p));
    p->loop = l;
    p->ended = ended;
    p->work = work_start(l, THREADS);
    p->tidy = loop_timer_new(l, tidy, p);
    TAILQ_INIT(&p->waiting);
    TAILQ_INIT(&p->running);
    return p;
}

static void end_waiting(struct transfer *t)
{
    struct mail_pool *p = t->pool;
    TAILQ_REMOVE(&p->waiting, t, link);
    loop_timer_free(t->deadline);
    t->deadline = NULL;
    t->result.end = CLIENT_NOT_SENT;
    t->result.text = "no turn in time";
    p->ended(t);
}

static void on_deadline(void *ctx)
{
    end_waiting(ctx);
}

/* How many mails have gone over the transfer's connection, with its own. */
static int mails_over(const struct transfer *t)
{
    long opened = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_NUM_CONNECTS, &opened);
    return t->is_last_mail ? 0 : opened > 0 ? 1 : t->mails_before + 1;
}

static void end_running(struct transfer *t)
{
    struct mail_pool *p = t->pool;
    TAILQ_REMOVE(&p->running, t, link);
    p->n_running--;
    transfer_classify(t, t->has_run ? t->code : CURLE_ABORTED_BY_CALLBACK);
    int mails = mails_over(t);
    curl_easy_reset(t->easy);
    p->idle[p->n_idle++] =
        (struct mail_line){.easy = t->easy, .mails = mails, .used_us = clock_mono_us()};
    t->easy = NULL;
    loop_timer_set(p->tidy, MAIL_IDLE_S * 1000);
    p->ended(t);
}

/* Ends the handle's connection without QUIT, for whose answer libcurl would wait. */
static void hang_up(CURL *easy)
{
    curl_socket_t fd = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK && fd != CURL_SOCKET_BAD) {
        (void)shutdown(fd, SHUT_RDWR);
    }
}

static void close_line(const struct mail_line *l)
{
    hang_up(l->easy);
    curl_easy_cleanup(l->easy);
}

/* The one used longest ago is the first. */
static void tidy(void *ctx)
{
    struct mail_pool *p = ctx;
    int64_t idle_us = MAIL_IDLE_S * 1000000, now_us = clock_mono_us();
    size_t n = 0;

    while (n < p->n_idle && now_us - p->idle[n].used_us >= idle_us) {
        close_line(&p->idle[n++]);
    }
    p->n_idle -= n;
    memmove(p->idle, p->idle + n, p->n_idle * sizeof(p->idle[0]));
    if (p->n_idle > 0) {
        int64_t left_us = idle_us - (now_us - p->idle[0].used_us);
        loop_timer_set(p->tidy, left_us / 1000 + 1);
    }
}

/* In a thread: touches nothing but the transfer. */
static void run_mail(void *ctx)
{
    struct transfer *t = ctx;
    t->code = curl_easy_perform(t->easy);
    t->has_run = true;
    if (t->code != CURLE_OK) {
        /* libcurl would use the line again, and take this mail's late reply for the next one's. */
        hang_up(t->easy);
    }
}

static void start_next(struct mail_pool *p);

static void on_ran(void *ctx)
{
    struct transfer *t = ctx;
    struct mail_pool *p = t->pool;
    end_running(t);
    start_next(p);
}

static void start_next(struct mail_pool *p)
{
    struct transfer *t;
    while (p->n_running < THREADS && (t = TAILQ_FIRST(&p->waiting)) != NULL) {
        TAILQ_REMOVE(&p->waiting, t, link);
        TAILQ_INSERT_TAIL(&p->running, t, link);
        p->n_running++;
        loop_timer_free(t->deadline); /* from here on the thread keeps the time */
        t->deadline = NULL;
        struct mail_line line = {0};
        if (p->n_idle > 0) {
            line = p->idle[--p->n_idle];
        }
        t->mails_before = line.mails;
        t->is_last_mail = line.mails + 1 >= MAILS_PER_LINE;
        transfer_setup(t, line.easy != NULL ? line.easy : curl_easy_init());
        if (!work_add(p->work, run_mail, on_ran, t)) {
            fatal("no thread for a mail");
        }
    }
}

void mail_pool_add(struct mail_pool *p, struct transfer *t)
{
    t->pool = p;
    t->is_stopping = &p->is_stopping;
    t->deadline = loop_timer_new(p->loop, on_deadline, t);
    loop_timer_set(t->deadline, t->call.timeout_ms);
    TAILQ_INSERT_TAIL(&p->waiting, t, link);
    start_next(p);
}

void mail_pool_free(struct mail_pool *p)
{
    struct transfer *t;

    atomic_store(&p->is_stopping, true);
    work_stop(p->work);
    while ((t = TAILQ_FIRST(&p->running)) != NULL) {
        end_running(t);
    }
    while ((t = TAILQ_FIRST(&p->waiting)) != NULL) {
        end_waiting(t);
    }
    while (p->n_idle > 0) {
        close_line(&p->idle[--p->n_idle]);
    }
    loop_timer_free(p->tidy);
    free(p);
}
