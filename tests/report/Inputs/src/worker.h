#include <pthread.h>
#include <unistd.h>
extern pthread_mutex_t Lock;
static inline void quick(void) { pthread_mutex_lock(&Lock); pthread_testcancel(); pthread_mutex_unlock(&Lock); }
