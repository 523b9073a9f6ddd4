/* Worker threads that the server cancels when it stops. */
#ifndef WORKER_H
#define WORKER_H
#include <pthread.h>
#ifdef __cplusplus
extern "C" {
#endif

struct worker {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int jobs;
};

int worker_start(struct worker *w);
void worker_stop(struct worker *w);
int worker_take(struct worker *w);
int worker_take_late(struct worker *w);
int worker_take_undisturbed(struct worker *w);

#ifdef __cplusplus
}
#endif
#endif
