/* Threads for what may not run in the loop: hashing passwords (yescrypt), mail over SMTP.
 * A job touches nothing but its own memory; done runs in the loop. */
#ifndef CORE_WORK_H
#define CORE_WORK_H

#include "core/base.h"
#include "core/loop.h"

struct work;

struct work *work_start(struct loop *l, int threads);
/* Waits for running jobs, drops waiting ones, frees w. No done is called any more: the owner of p
 * outlives w. */
void work_stop(struct work *w);
/* The most jobs that wait for a thread. */
enum { WORK_WAITING_MAX = 32 };
/* Queues job; false when limit jobs already wait (the caller answers ERR_BUSY). p is borrowed until
 * done has been called. */
MUST_CHECK bool work_add(struct work *w, void (*job)(void *p), void (*done)(void *p), void *p);

#endif
