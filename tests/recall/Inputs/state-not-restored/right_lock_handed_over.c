// right: the entry that was found is returned locked, as the name says; what is not found is unlocked again.
#define _GNU_SOURCE
#include <pthread.h>
#include <string.h>

struct entry {
  pthread_mutex_t lock;
  struct entry *next;
  char name[32];
  int dead;
};
static struct entry *table;

struct entry *find_locked(const char *name) {
  for (struct entry *e = table; e; e = e->next) {
    pthread_mutex_lock(&e->lock);
    if (!e->dead && strcmp(e->name, name) == 0)
      return e;
    pthread_mutex_unlock(&e->lock);
  }
  return NULL;
}
void put(struct entry *e) { pthread_mutex_unlock(&e->lock); }
