#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A program to be started.
typedef struct {
    const char *path;
    char *const *arguments;    // its name first; a null pointer ends the list
    char *const *environment;  // "NAME=value"; a null pointer ends the list
    const char *folder;        // where it starts; null: in this process's folder
    int input, output, errors; // what become its descriptors 0, 1 and 2; it has no others
    uint64_t memory;           // the most bytes of data that it may hold; 0: no limit of its own
} refigure_program;

// Starts the program in a process group of its own, with no signal blocked and every one at its default (a hangup that this process
// ignores, the program ignores too). On Linux the program is killed once the thread that started it ends, however that ends.
// Returns 0 and sets `process`, or the errno of what failed.
int refigure_start(const refigure_program *program, pid_t *process);

// How many threads can run beside those that do, up to so many: they are started and end again.
int refigure_startable_threads(int most);

// Runs the body on a thread of its own with a stack of so many bytes; nobody waits for it. Returns 0, or the errno of what failed.
int refigure_start_thread(size_t stack, void (*body)(void *), void *argument);
