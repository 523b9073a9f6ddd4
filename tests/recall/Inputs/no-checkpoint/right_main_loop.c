// right: the loop runs on the main thread, which nobody stops; the thread that is cancelled asks.
#define _GNU_SOURCE
#include <pthread.h>

static unsigned long blinks, count;
static void *blink(void *unused) {
  for (;;) {
    pthread_testcancel();
    blinks++;
  }
  return unused;
}
int main(void) {
  pthread_t t;
  unsigned x = 1;
  if (pthread_create(&t, NULL, blink, NULL) != 0)
    return 1;
  for (;;) {
    x = x * 1664525u + 1013904223u;
    count++;
    if (x >> 12 == 77)
      break;
  }
  pthread_cancel(t);
  pthread_join(t, NULL);
  return count == 0;
}
