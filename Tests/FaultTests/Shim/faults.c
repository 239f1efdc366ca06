// Lets the n-th operation on files below a folder fail, or ends the process there. Preloaded (LD_PRELOAD) into one program.
//
//   FAULTS_PROGRAM  the name of the program that is meant; others that it starts are left alone
//   FAULTS_FOLDER   the folder, without links in its path
//   FAULTS_KINDS    which operations count: letters of the list below; all where unset
//   FAULTS_AT       the operation, counted from 0; none where unset
//   FAULTS_DO       what happens there: the number of an error, "kill", "short" (a write of half, which is no failure) or
//                   "torn" (a write of half, then the end)
//   FAULTS_HALT     a file, outside the folder, that is made there; the program goes on once it is removed again
//   FAULTS_LASTING  set: every later operation of the same kind fails too, as on a disk that stays full
//   FAULTS_AFTER    microseconds after which the program is killed, whatever it does
//   FAULTS_THREADS  how many threads the program can start; all later ones are refused
//   FAULTS_LOG      a file that gets a line an operation: its letter and its path
//
// Kinds: o opening for writing, w writing, t making room (truncating, allocating, mapping what is written), s flushing to the disk,
// n renaming and linking, m making a folder, u unlinking and removing a folder, l locking, c closing what was written, p changing a
// file's mode; O opening for reading, r reading and mapping, d opening a folder, x looking at a file's status.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { none = 0, reading = 1, writing = 2, descriptors = 1 << 16 };

static int active, lasting, log_descriptor = -1, error_number, kills, halves;
static long at = -1, threads = -1;
static char folder[PATH_MAX], kinds[64], halt[PATH_MAX];
static atomic_long count, started;
static atomic_char failing;
// How this program uses each descriptor of a file below the folder.
static _Atomic unsigned char uses[descriptors];

static void end(void) {
    syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGKILL);
    for (;;) syscall(SYS_sched_yield);
}

static void *end_after(void *text) {
    long microseconds = atol(text);
    struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&time, NULL);
    end();
    return NULL;
}

__attribute__((constructor)) static void begin(void) {
    const char *program = getenv("FAULTS_PROGRAM"), *text = getenv("FAULTS_FOLDER");
    if (!program || !text || strcmp(program, program_invocation_short_name) != 0) return;
    snprintf(folder, sizeof folder, "%s", text);
    snprintf(kinds, sizeof kinds, "%s", (text = getenv("FAULTS_KINDS")) ? text : "owtsnmulcpOrdx");
    if ((text = getenv("FAULTS_AT"))) at = atol(text);
    if ((text = getenv("FAULTS_DO"))) {
        kills = !strcmp(text, "kill") || !strcmp(text, "torn");
        halves = !strcmp(text, "short") || !strcmp(text, "torn");
        error_number = atoi(text);
    }
    if ((text = getenv("FAULTS_HALT"))) snprintf(halt, sizeof halt, "%s", text);
    lasting = getenv("FAULTS_LASTING") != NULL;
    if ((text = getenv("FAULTS_LOG")))
        log_descriptor = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    active = 1;
    if ((text = getenv("FAULTS_THREADS"))) threads = atol(text);
    pthread_t thread;
    if ((text = getenv("FAULTS_AFTER"))) pthread_create(&thread, NULL, end_after, (void *)text);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
    static int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (!next) next = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
    if (threads >= 0 && atomic_fetch_add(&started, 1) >= threads) return EAGAIN;
    return next(thread, attributes, body, argument);
}

static int is_below(int directory, const char *path) {
    if (!active || !path) return 0;
    char whole[2 * PATH_MAX];
    if (path[0] == '/') {
        snprintf(whole, sizeof whole, "%s", path);
    } else {
        char base[PATH_MAX];
        if (directory == AT_FDCWD) {
            if (syscall(SYS_getcwd, base, sizeof base) < 0) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
            ssize_t length = syscall(SYS_readlink, link, base, sizeof base - 1);
            if (length < 0) return 0;
            base[length] = 0;
        }
        snprintf(whole, sizeof whole, "%s/%s", base, path);
    }
    size_t length = strlen(folder);
    return strncmp(whole, folder, length) == 0 && (whole[length] == '/' || whole[length] == 0);
}

static void wait_until_removed(const char *path) {
    int error = errno;
    syscall(SYS_close, (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    struct timespec time = {0, 1000000};
    struct stat status;
    while (syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0) nanosleep(&time, NULL);
    errno = error;
}

// Counts an operation. Returns 0 where it goes on, 1 where it fails (errno is set), 2 where it writes half.
static int meets(char kind, const char *path) {
    if (!strchr(kinds, kind)) return 0;
    long number = atomic_fetch_add(&count, 1);
    if (log_descriptor >= 0) {
        char line[PATH_MAX + 8];
        int length = snprintf(line, sizeof line, "%c %s\n", kind, path ? path : "");
        (void)!syscall(SYS_write, log_descriptor, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
    }
    if (at < 0 || number < at) return 0;
    if (number == at && halt[0]) wait_until_removed(halt);
    if (number == at) failing = kind;
    else if (!lasting || failing != kind) return 0;
    if (halves && kind == 'w') return 2;
    if (kills) end();
    if (halves || error_number == 0) return 0;
    errno = error_number;
    return 1;
}

static int use_of(int descriptor) { return active && descriptor >= 0 && descriptor < descriptors ? uses[descriptor] : none; }

static void set_use(int descriptor, int use) {
    if (descriptor >= 0 && descriptor < descriptors) uses[descriptor] = (unsigned char)use;
}

// Counts an operation on a descriptor that is used so.
static int meets_at(char kind, int descriptor, int use) {
    if (use_of(descriptor) != use) return 0;
    char link[64], path[PATH_MAX] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    if (log_descriptor >= 0 && syscall(SYS_readlink, link, path, sizeof path - 1) < 0) path[0] = 0;
    return meets(kind, path);
}

static int open_file(int directory, const char *path, int flags, mode_t mode) {
    int below = is_below(directory, path) && !(flags & O_DIRECTORY);
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
    if (below && meets(writes ? 'o' : 'O', path) == 1) return -1;
    int descriptor = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (descriptor >= 0) set_use(descriptor, !below ? none : writes ? writing : reading);
    return descriptor;
}

#define MODE                                     \
    mode_t mode = 0;                             \
    if (flags & (O_CREAT | __O_TMPFILE)) {       \
        va_list list;                            \
        va_start(list, flags);                   \
        mode = va_arg(list, mode_t);             \
        va_end(list);                            \
    }

int open(const char *path, int flags, ...) { MODE return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_file(AT_FDCWD, path, flags, mode); }
int openat(int directory, const char *path, int flags, ...) { MODE return open_file(directory, path, flags, mode); }
int openat64(int directory, const char *path, int flags, ...) { MODE return open_file(directory, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int __openat_2(int directory, const char *path, int flags) { return open_file(directory, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

// A stream's own calls cannot be seen from here, so its opening stands for them.
#define STREAM(name)                                                                                          \
    FILE *name(const char *path, const char *mode) {                                                          \
        static FILE *(*next)(const char *, const char *);                                                     \
        if (!next) next = (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, #name);                   \
        if (is_below(AT_FDCWD, path) && meets(strpbrk(mode, "wa+") ? 'o' : 'O', path) == 1) return NULL;      \
        return next(path, mode);                                                                              \
    }
STREAM(fopen)
STREAM(fopen64)

DIR *opendir(const char *path) {
    static DIR *(*next)(const char *);
    if (!next) next = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
    if (is_below(AT_FDCWD, path) && meets('d', path) == 1) return NULL;
    return next(path);
}

static ssize_t half(int descriptor, const void *bytes, size_t length, off_t offset) {
    size_t part = length > 1 ? length / 2 : length;
    ssize_t done = offset < 0 ? syscall(SYS_write, descriptor, bytes, part) : syscall(SYS_pwrite64, descriptor, bytes, part, offset);
    if (kills) end();
    return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    int met = meets_at('w', descriptor, writing);
    if (met == 1) return -1;
    return met == 2 ? half(descriptor, bytes, length, -1) : syscall(SYS_write, descriptor, bytes, length);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    int met = meets_at('w', descriptor, writing);
    if (met == 1) return -1;
    return met == 2 ? half(descriptor, bytes, length, offset) : syscall(SYS_pwrite64, descriptor, bytes, length, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) { return pwrite(descriptor, bytes, length, offset); }

ssize_t writev(int descriptor, const struct iovec *parts, int number) {
    int met = meets_at('w', descriptor, writing);
    if (met == 1) return -1;
    return syscall(SYS_writev, descriptor, parts, met == 2 && number > 1 ? number / 2 : number);
}

ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    if (meets_at('w', to, writing) == 1) return -1;
    return syscall(SYS_sendfile, to, from, offset, length);
}

ssize_t copy_file_range(int from, off_t *start, int to, off_t *target, size_t length, unsigned flags) {
    if (meets_at('w', to, writing) == 1) return -1;
    return syscall(SYS_copy_file_range, from, start, to, target, length, flags);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
    int met = meets_at('r', descriptor, reading);
    if (met == 1) return -1;
    return syscall(SYS_read, descriptor, bytes, length);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset) {
    if (meets_at('r', descriptor, reading) == 1) return -1;
    return syscall(SYS_pread64, descriptor, bytes, length, offset);
}
ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset) { return pread(descriptor, bytes, length, offset); }

int ftruncate(int descriptor, off_t length) {
    return meets_at('t', descriptor, writing) == 1 ? -1 : (int)syscall(SYS_ftruncate, descriptor, length);
}
int ftruncate64(int descriptor, off_t length) { return ftruncate(descriptor, length); }
int fallocate(int descriptor, int mode, off_t offset, off_t length) {
    return meets_at('t', descriptor, writing) == 1 ? -1 : (int)syscall(SYS_fallocate, descriptor, mode, offset, length);
}
int fallocate64(int descriptor, int mode, off_t offset, off_t length) { return fallocate(descriptor, mode, offset, length); }
int posix_fallocate(int descriptor, off_t offset, off_t length) {
    return fallocate(descriptor, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate64(int descriptor, off_t offset, off_t length) { return posix_fallocate(descriptor, offset, length); }
int truncate(const char *path, off_t length) {
    if (is_below(AT_FDCWD, path) && meets('t', path) == 1) return -1;
    return (int)syscall(SYS_truncate, path, length);
}
int truncate64(const char *path, off_t length) { return truncate(path, length); }

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    int writes = (flags & MAP_SHARED) && (protection & PROT_WRITE);
    if (!(flags & MAP_ANONYMOUS) && (writes ? meets_at('t', descriptor, writing) : meets_at('r', descriptor, reading)) == 1)
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, offset);
}
void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    return mmap(address, length, protection, flags, descriptor, offset);
}

int fsync(int descriptor) {
    if (meets_at('s', descriptor, writing) == 1 || meets_at('s', descriptor, reading) == 1) return -1;
    return (int)syscall(SYS_fsync, descriptor);
}
int fdatasync(int descriptor) {
    return meets_at('s', descriptor, writing) == 1 ? -1 : (int)syscall(SYS_fdatasync, descriptor);
}

int close(int descriptor) {
    int met = meets_at('c', descriptor, writing), error = errno;
    set_use(descriptor, none);
    int done = (int)syscall(SYS_close, descriptor);
    if (met != 1) return done;
    // As Linux does: the descriptor is gone whatever close says.
    errno = error;
    return -1;
}

int flock(int descriptor, int operation) {
    // Letting go never fails.
    if (!(operation & LOCK_UN) && (meets_at('l', descriptor, writing) == 1 || meets_at('l', descriptor, reading) == 1)) return -1;
    return (int)syscall(SYS_flock, descriptor, operation);
}

static int rename_file(int from_directory, const char *from, int to_directory, const char *to, unsigned flags) {
    if ((is_below(to_directory, to) || is_below(from_directory, from)) && meets('n', to) == 1) return -1;
    return (int)syscall(SYS_renameat2, from_directory, from, to_directory, to, flags);
}
int rename(const char *from, const char *to) { return rename_file(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return rename_file(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return rename_file(a, from, b, to, flags); }

int linkat(int a, const char *from, int b, const char *to, int flags) {
    if (is_below(b, to) && meets('n', to) == 1) return -1;
    return (int)syscall(SYS_linkat, a, from, b, to, flags);
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int symlinkat(const char *text, int directory, const char *path) {
    if (is_below(directory, path) && meets('n', path) == 1) return -1;
    return (int)syscall(SYS_symlinkat, text, directory, path);
}
int symlink(const char *text, const char *path) { return symlinkat(text, AT_FDCWD, path); }

int mkdirat(int directory, const char *path, mode_t mode) {
    if (is_below(directory, path) && meets('m', path) == 1) return -1;
    return (int)syscall(SYS_mkdirat, directory, path, mode);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int unlinkat(int directory, const char *path, int flags) {
    if (is_below(directory, path) && meets('u', path) == 1) return -1;
    return (int)syscall(SYS_unlinkat, directory, path, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    int done = unlink(path);
    return done != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : done;
}

int fchmodat(int directory, const char *path, mode_t mode, int flags) {
    (void)flags;
    if (is_below(directory, path) && meets('p', path) == 1) return -1;
    return (int)syscall(SYS_fchmodat, directory, path, mode);
}
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
int fchmod(int descriptor, mode_t mode) {
    return meets_at('p', descriptor, writing) == 1 ? -1 : (int)syscall(SYS_fchmod, descriptor, mode);
}

// What a failing disk says of a file; that there is none is no failure.
static int look(int directory, const char *path, struct stat *status, int flags) {
    int done = (int)syscall(SYS_newfstatat, directory, path, status, flags);
    return done == 0 && is_below(directory, path) && meets('x', path) == 1 ? -1 : done;
}
int stat(const char *path, struct stat *status) { return look(AT_FDCWD, path, status, 0); }
int stat64(const char *path, struct stat64 *status) { return look(AT_FDCWD, path, (struct stat *)status, 0); }
int lstat(const char *path, struct stat *status) { return look(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW); }
int lstat64(const char *path, struct stat64 *status) { return look(AT_FDCWD, path, (struct stat *)status, AT_SYMLINK_NOFOLLOW); }
int fstatat(int directory, const char *path, struct stat *status, int flags) { return look(directory, path, status, flags); }
