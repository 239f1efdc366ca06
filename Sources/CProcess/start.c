#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
// The child borrows this process's memory until its exec: nothing is copied, however much there is.
#define divide vfork
#else
#define divide fork
#endif

// Marks every descriptor from 3 on as ending with the exec.
static void mark_descriptors(void) {
#if defined(__linux__) && defined(SYS_close_range)
    const unsigned close_on_exec = 1u << 2;
    if (syscall(SYS_close_range, 3u, ~0u, close_on_exec) == 0) return;
#endif
    struct rlimit limit;
    int last = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (int)limit.rlim_cur : 65536;
    for (int descriptor = 3; descriptor < last; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

// Becomes the program; returns only where that fails. Only calls that are safe between fork and exec.
__attribute__((noinline)) static void become(const refigure_program *program, pid_t parent) {
    setpgid(0, 0);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
#else
    (void)parent;
#endif
    // First copies out of the way, since one of the three may itself be numbered 0, 1 or 2.
    int descriptors[3] = {program->input, program->output, program->errors};
    for (int place = 0; place < 3; place++) {
        descriptors[place] = fcntl(descriptors[place], F_DUPFD, 3);
        if (descriptors[place] < 0) return;
    }
    for (int place = 0; place < 3; place++) {
        if (dup2(descriptors[place], place) < 0) return;
    }
    mark_descriptors();
    if (program->memory > 0) {
        struct rlimit limit;
        if (getrlimit(RLIMIT_DATA, &limit) == 0 && program->memory < limit.rlim_cur) {
            limit.rlim_cur = (rlim_t)program->memory;
            setrlimit(RLIMIT_DATA, &limit);
        }
    }
    if (program->folder && chdir(program->folder) != 0) return;
    // This process's handlers must be gone before a signal can come: they would run on its memory.
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_DFL) continue;
        if (number == SIGHUP && action.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = SIG_DFL;
        sigaction(number, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(program->path, program->arguments, program->environment);
}

int refigure_start(const refigure_program *program, pid_t *process) {
    // Where ends of children are ignored, their statuses would be lost.
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) signal(SIGCHLD, SIG_DFL);

    // Tells what failed before the exec, and closes with it.
    int report[2];
    if (pipe(report) != 0) return errno;
    fcntl(report[0], F_SETFD, FD_CLOEXEC);
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t child = divide();
    if (child == 0) {
        become(program, parent);
        int failure = errno;
        (void)!write(report[1], &failure, sizeof failure);
        _exit(127);
    }
    int failure = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child > 0) {
        int told = 0;
        ssize_t count;
        do count = read(report[0], &told, sizeof told);
        while (count < 0 && errno == EINTR);
        if (count == (ssize_t)sizeof told) {
            failure = told;
            while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        }
    }
    close(report[0]);
    *process = child;
    return failure;
}
