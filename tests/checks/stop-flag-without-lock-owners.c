// RUN: %check_asyncsafe %s %t -checks=asyncsafe-stop-flag-without-lock -- -std=gnu17
// Two owners with a lock each share a type of buffers, and a wrapper of condition variables.
#include <pthread.h>
#include <stdbool.h>

struct condition {
  pthread_cond_t cond;
};
struct buffer {
  bool finished;
};
struct decoder {
  pthread_mutex_t mutex;
  struct condition ready;
  struct buffer *head;
};
struct encoder {
  pthread_mutex_t mutex;
  struct condition ready;
  struct buffer *head;
};

static void *decodes_ok(void *p) {
  struct decoder *of = p;
  pthread_mutex_lock(&of->mutex);
  of->head->finished = true;
  pthread_cond_signal(&of->ready.cond);
  pthread_mutex_unlock(&of->mutex);
  return NULL;
}
static void *encodes_ok(void *p) {
  struct encoder *of = p;
  pthread_mutex_lock(&of->mutex);
  of->head->finished = true;
  pthread_cond_signal(&of->ready.cond);
  pthread_mutex_unlock(&of->mutex);
  return NULL;
}
static void *gives_up_bad(void *p) {
  struct encoder *of = p;
  of->head->finished = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'finished' is stored without holding 'mutex', under which the wait on 'cond' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  pthread_cond_signal(&of->ready.cond);
  return NULL;
}

static void wait_for_decoder(struct decoder *of) {
  pthread_mutex_lock(&of->mutex);
  while (!of->head->finished)
    pthread_cond_wait(&of->ready.cond, &of->mutex);
  pthread_mutex_unlock(&of->mutex);
}
static void wait_for_encoder(struct encoder *of) {
  pthread_mutex_lock(&of->mutex);
  while (!of->head->finished)
    pthread_cond_wait(&of->ready.cond, &of->mutex);
  pthread_mutex_unlock(&of->mutex);
}

int main(void) {
  static struct decoder in;
  static struct encoder out;
  pthread_t a, b, c;
  pthread_create(&a, NULL, decodes_ok, &in);
  pthread_create(&b, NULL, encodes_ok, &out);
  pthread_create(&c, NULL, gives_up_bad, &out);
  wait_for_decoder(&in);
  wait_for_encoder(&out);
  return 0;
}
