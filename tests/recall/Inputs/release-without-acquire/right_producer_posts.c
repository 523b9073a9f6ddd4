// right: a semaphore that counts items is posted by who adds one, and taken by another thread.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t filled;
static int ring[32];
static unsigned tail;

int produce(int value) {
  pthread_mutex_lock(&lock);
  if (tail >= 32) {
    pthread_mutex_unlock(&lock);
    return -ENOSPC;
  }
  ring[tail++] = value;
  pthread_mutex_unlock(&lock);
  sem_post(&filled);
  return 0;
}
