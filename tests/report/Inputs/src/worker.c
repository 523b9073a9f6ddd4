#include "worker.h"

void *worker(void *Argument) {
  char Buffer[16];
  pthread_mutex_lock(&Lock);
  read(0, Buffer, sizeof Buffer);
  pthread_mutex_unlock(&Lock);
  return Argument;
}
