/* The cage of the parser child: seccomp lets it compute, read, write and exit. */
#include "intake/parse.h"

#include "intake/parse_xml.h"
#include "intake/parse_zone.h"

#include <seccomp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(restart_syscall),
};

/* Memory, but none that can be executed. */
static const int memory[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

static bool add_rules(scmp_filter_ctx f)
{
    const struct scmp_arg_cmp no_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    for (size_t i = 0; i < ARRAY_LEN(allowed); i++) {
        if (seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0) != 0) {
            return false;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(memory); i++) {
        if (seccomp_rule_add(f, SCMP_ACT_ALLOW, memory[i], 1, no_exec) != 0) {
            return false;
        }
    }
    return true;
}

static int all_the_same(const void *a, const void *b)
{
    return (a > b) - (a < b);
}

/* libzip turns the dates in an archive into local time, and glibc would look at /etc/localtime
 * each time unless the zone is named; so would libical's ICU at its first use. The first qsort of
 * more than a kilobyte asks how much memory the machine has. */
static void load_what_opens_files(void)
{
    static char zone[] = "TZ=UTC0", many[2048];
    static char *environment[] = {zone, NULL};
    environ = environment;
    tzset();
    qsort(many, sizeof(many), 1, all_the_same);
    parse_xml_start();
    parse_rrule_start();
    parse_zone_start();
}

bool parse_lockdown(void)
{
    load_what_opens_files();
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool ok = f != NULL && add_rules(f) && seccomp_load(f) == 0;
    seccomp_release(f);
    return ok;
}
