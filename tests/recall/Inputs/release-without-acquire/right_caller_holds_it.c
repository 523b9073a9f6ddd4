// right: the name says it: the caller has the lock, which is given up for the slow part and taken again.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>

struct disk {
  pthread_mutex_t lock;
  uint32_t sums[128];
  unsigned char data[128][512];
  int dirty[128];
};

/* Called with d->lock held. */
static void rehash_locked(struct disk *d, int block) {
  uint32_t sum = 1;
  pthread_mutex_unlock(&d->lock);
  for (int i = 0; i < 512; i++)
    sum = sum * 31 + d->data[block][i];
  pthread_mutex_lock(&d->lock);
  d->sums[block] = sum;
  d->dirty[block] = 0;
}
void disk_rehash(struct disk *d) {
  pthread_mutex_lock(&d->lock);
  for (int b = 0; b < 128; b++)
    if (d->dirty[b])
      rehash_locked(d, b);
  pthread_mutex_unlock(&d->lock);
}
