#include "CProcess.h"
#include <pthread.h>
#include <stdlib.h>

// They wait at the gate until all are there.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void *pass(void *nothing) {
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return nothing;
}

int refigure_startable_threads(int most) {
    pthread_t *threads = malloc((size_t)most * sizeof *threads);
    if (!threads) return 0;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 1 << 17);
    pthread_mutex_lock(&gate);
    int count = 0;
    while (count < most && pthread_create(&threads[count], &attributes, pass, NULL) == 0) count++;
    pthread_mutex_unlock(&gate);
    for (int index = 0; index < count; index++) pthread_join(threads[index], NULL);
    pthread_attr_destroy(&attributes);
    free(threads);
    return count;
}
