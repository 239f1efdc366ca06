#include "CProcess.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

typedef struct {
    void (*body)(void *);
    void *argument;
} work;

static void *run(void *given) {
    work mine = *(work *)given;
    free(given);
    mine.body(mine.argument);
    return NULL;
}

int refigure_start_thread(size_t stack, void (*body)(void *), void *argument) {
    work *given = malloc(sizeof *given);
    if (!given) return ENOMEM;
    *given = (work){body, argument};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    int failure = pthread_create(&thread, &attributes, run, given);
    pthread_attr_destroy(&attributes);
    if (failure != 0) free(given);
    return failure;
}
