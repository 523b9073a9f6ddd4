// wrong: pthread_cancel() does nothing to this loop, which has no point; pthread_join() waits without end.
#define _GNU_SOURCE
#include <pthread.h>

struct field {
  double v[256];
  unsigned long rounds;
};
static void *relax(void *arg) {
  struct field *f = arg;
  for (;;) { // HERE
    for (int i = 1; i < 255; i++)
      f->v[i] = (f->v[i - 1] + f->v[i + 1]) / 2;
    f->rounds++;
  }
  return NULL;
}
static void *shake(void *arg) {
  struct field *f = arg;
  for (;;) {
    pthread_testcancel();
    for (int i = 0; i < 256; i++)
      f->v[i] = f->v[i] * 1.5 - 1;
  }
  return NULL;
}
int start(pthread_t t[2], struct field *f) {
  return pthread_create(&t[0], NULL, relax, f) | pthread_create(&t[1], NULL, shake, f + 1);
}
void stop(pthread_t t[2]) {
  for (int i = 0; i < 2; i++) {
    pthread_cancel(t[i]);
    pthread_join(t[i], NULL);
  }
}
