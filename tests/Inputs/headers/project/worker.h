// What several files of a project share.
#include <pthread.h>

struct worker {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t busy;
  int has_work;
};
