/* A small thread pool: jobs go in under a lock, come back through an eventfd in the loop. */
#include "core/work.h"

#include "core/arena.h"
#include "core/err.h"

#include <event2/event.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct job {
    struct job *next;
    void (*run)(void *p);
    void (*done)(void *p);
    void *p;
};

struct queue {
    struct job *first;
    struct job **end;
};

struct work {
    pthread_mutex_t lock; /* guards the four below */
    pthread_cond_t wake;
    struct queue waiting;
    struct queue finished;
    int waiting_count;
    bool is_stopping;

    int event_fd; /* says: something is finished */
    struct event *event;
    pthread_t *threads;
    int thread_count;
};

static void queue_init(struct queue *q)
{
    q->first = NULL;
    q->end = &q->first;
}

static void queue_put(struct queue *q, struct job *j)
{
    j->next = NULL;
    *q->end = j;
    q->end = &j->next;
}

static struct job *queue_take(struct queue *q)
{
    struct job *j = q->first;
    if (j != NULL) {
        q->first = j->next;
        if (q->first == NULL) {
            q->end = &q->first;
        }
    }
    return j;
}

/* The next job for a thread; NULL when the pool stops. */
static struct job *wait_for_job(struct work *w)
{
    pthread_mutex_lock(&w->lock);
    while (!w->is_stopping && w->waiting.first == NULL) {
        pthread_cond_wait(&w->wake, &w->lock);
    }
    struct job *j = w->is_stopping ? NULL : queue_take(&w->waiting);
    if (j != NULL) {
        w->waiting_count--;
    }
    pthread_mutex_unlock(&w->lock);
    return j;
}

static void *thread_main(void *ctx)
{
    struct work *w = ctx;
    struct job *j;
    while ((j = wait_for_job(w)) != NULL) {
        j->run(j->p);

        pthread_mutex_lock(&w->lock);
        queue_put(&w->finished, j);
        pthread_mutex_unlock(&w->lock);
        if (eventfd_write(w->event_fd, 1) != 0) {
            fatal("work: cannot wake the loop");
        }
    }
    return NULL;
}

static struct job *take_finished(struct work *w)
{
    pthread_mutex_lock(&w->lock);
    struct job *j = queue_take(&w->finished);
    pthread_mutex_unlock(&w->lock);
    return j;
}

static void on_finished(evutil_socket_t fd, short what, void *ctx)
{
    (void)what;
    struct work *w = ctx;
    eventfd_t count;
    (void)eventfd_read((int)fd, &count);

    struct job *j;
    while ((j = take_finished(w)) != NULL) {
        struct job job = *j;
        free(j);
        job.done(job.p);
    }
}

struct work *work_start(struct loop *l, int threads)
{
    struct work *w = heap_new(sizeof(*w));
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    queue_init(&w->waiting);
    queue_init(&w->finished);

    w->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->event = event_new(loop_base(l), w->event_fd, EV_READ | EV_PERSIST, on_finished, w);
    if (w->event_fd < 0 || w->event == NULL || event_add(w->event, NULL) != 0) {
        fatal("work: no event");
    }

    /* Signals belong to the loop's thread. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    w->threads = heap_new((size_t)threads * sizeof(*w->threads));
    for (w->thread_count = 0; w->thread_count < threads; w->thread_count++) {
        if (pthread_create(&w->threads[w->thread_count], NULL, thread_main, w) != 0) {
            fatal("work: no thread");
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return w;
}

static void drop_all(struct queue *q)
{
    struct job *j;
    while ((j = queue_take(q)) != NULL) {
        free(j);
    }
}

void work_stop(struct work *w)
{
    pthread_mutex_lock(&w->lock);
    w->is_stopping = true;
    pthread_cond_broadcast(&w->wake);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < w->thread_count; i++) {
        pthread_join(w->threads[i], NULL);
    }
    drop_all(&w->waiting);
    drop_all(&w->finished);

    event_free(w->event);
    close(w->event_fd);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w->threads);
    free(w);
}

bool work_add(struct work *w, void (*job)(void *p), void (*done)(void *p), void *p)
{
    pthread_mutex_lock(&w->lock);
    bool has_room = w->waiting_count < WORK_WAITING_MAX;
    if (has_room) {
        struct job *j = heap_new(sizeof(*j));
        *j = (struct job){NULL, job, done, p};
        queue_put(&w->waiting, j);
        w->waiting_count++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->lock);
    return has_room;
}
