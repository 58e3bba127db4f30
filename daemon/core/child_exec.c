/* Starts a program: pipes, fork, limits, exec; and learns at once whether exec worked. */
#include "core/child_exec.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* In every pair, [0] is read and [1] written. status carries errno from the child if exec fails. */
struct pipes {
    int in[2], out[2], errs[2], status[2];
};

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++) {
        if (pair[i] >= 0) {
            close(pair[i]);
        }
    }
}

static void close_pipes(struct pipes *p)
{
    close_pair(p->in);
    close_pair(p->out);
    close_pair(p->errs);
    close_pair(p->status);
}

static bool open_pair(int pair[2])
{
    if (pipe2(pair, O_CLOEXEC) != 0) {
        return false;
    }
    /* The child's own 0, 1 and 2 are put in place by dup2: the pipes must lie above them. */
    errno = EBADF;
    return pair[0] > STDERR_FILENO && pair[1] > STDERR_FILENO;
}

static bool open_pipes(struct pipes *p)
{
    *p = (struct pipes){{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
    return open_pair(p->in) && open_pair(p->out) && open_pair(p->errs) && open_pair(p->status) &&
           fcntl(p->in[1], F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(p->out[0], F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(p->errs[0], F_SETFL, O_NONBLOCK) == 0;
}

static bool limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
    struct rlimit r = {soft, hard};
    return setrlimit(what, &r) == 0;
}

static bool set_limits(const struct child_limits *l)
{
    rlim_t cpu = (rlim_t)l->cpu_s;
    /* A second between soft and hard: SIGXCPU tells the CPU limit from other kills. */
    return (l->cpu_s == 0 || limit(RLIMIT_CPU, cpu, cpu + 1)) &&
           (l->memory_mb == 0 ||
            limit(RLIMIT_AS, (rlim_t)l->memory_mb << 20, (rlim_t)l->memory_mb << 20)) &&
           limit(RLIMIT_CORE, 0, 0);
}

/* The daemon's handlers must not run here: they would write to the daemon's own loop. */
static bool reset_signals(void)
{
    /* By the system call: glibc's sigaction refuses the two signals it keeps for itself, which a
     * parent may have left ignored. All zero is SIG_DFL, no flags, an empty mask. */
    static const unsigned long plain[8];
    for (int sig = 1; sig < NSIG; sig++) {
        (void)syscall(SYS_rt_sigaction, sig, plain, NULL, sizeof(unsigned long));
    }
    sigset_t none;
    sigemptyset(&none);
    return sigprocmask(SIG_SETMASK, &none, NULL) == 0;
}

static bool set_up(const struct pipes *p, const struct child_limits *limits, pid_t parent)
{
    /* The parent may have died before PDEATHSIG was set: then nobody would kill us. */
    return reset_signals() && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && setpgid(0, 0) == 0 &&
           dup2(p->in[0], STDIN_FILENO) >= 0 && dup2(p->out[1], STDOUT_FILENO) >= 0 &&
           dup2(p->errs[1], STDERR_FILENO) >= 0 &&
           close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0 && set_limits(limits);
}

NORETURN static void become(const char *const *argv, const struct child_limits *limits,
                            const struct pipes *p, pid_t parent)
{
    static char *const no_environment[] = {NULL};
    if (set_up(p, limits, parent)) {
        execve(argv[0], (char *const *)argv, no_environment);
    }
    int why = errno;
    ssize_t n = write(p->status[1], &why, sizeof(why));
    _exit(n == (ssize_t)sizeof(why) ? 127 : 126);
}

/* 0 when exec worked (the pipe closed by itself), else the child's errno. */
static int wait_for_exec(int fd)
{
    int why = 0;
    ssize_t n;
    do {
        n = read(fd, &why, sizeof(why));
    } while (n < 0 && errno == EINTR);
    return n == 0 ? 0 : why;
}

pid_t child_exec(const char *const *argv, const struct child_limits *limits, int fds[3],
                 struct err *e)
{
    struct pipes p;
    if (!open_pipes(&p)) {
        (void)err_set(e, ERR_CHILD, "no pipes for %s: %s", argv[0], strerror(errno));
        close_pipes(&p);
        return -1;
    }

    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        become(argv, limits, &p, parent);
    }
    int why = pid < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);

    fds[0] = p.in[1];
    fds[1] = p.out[0];
    fds[2] = p.errs[0];
    p.in[1] = p.out[0] = p.errs[0] = -1;
    if (pid > 0) {
        close(p.status[1]);
        p.status[1] = -1;
        why = wait_for_exec(p.status[0]);
    }
    close_pipes(&p);
    if (why == 0) {
        return pid;
    }

    if (pid > 0) {
        (void)waitpid(pid, NULL, 0);
    }
    for (int i = 0; i < 3; i++) {
        close(fds[i]);
    }
    (void)err_set(e, ERR_CHILD, "cannot start %s: %s", argv[0], strerror(why));
    return -1;
}
