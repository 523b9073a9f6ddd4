// RUN: %check_asyncsafe %s %t --
// A function that returns with a lock held on the path that its callers ask for: they release it.
#include <pthread.h>
#include <stddef.h>

struct Cache {
  pthread_rwlock_t lock;
  struct Cache *next;
};
struct Entry {
  struct Cache *cache;
  int key;
};
struct Point {
  pthread_mutex_t lock;
  struct Point *parent;
  pthread_mutex_t other;
};
struct Entry *look(struct Cache *cache, int key);
void use(struct Entry *entry);
int fails(struct Point *point);
void stop(void) __attribute__((noreturn));

//===--- Silent -----------------------------------------------------------===//

// Returns with the lock of the entry's cache held.
static struct Entry *find_ok(struct Cache *caches, int key) {
  struct Cache *cache = caches;
  struct Entry *entry = NULL;
  while (cache) {
    pthread_rwlock_rdlock(&cache->lock);
    entry = look(cache, key);
    if (entry)
      break;
    pthread_rwlock_unlock(&cache->lock);
    cache = cache->next;
  }
  return entry;
}
static void cache_unlock(struct Cache *cache) { pthread_rwlock_unlock(&cache->lock); }
void finds_ok(struct Cache *caches) {
  struct Entry *entry = find_ok(caches, 3);
  if (!entry)
    return;
  use(entry);
  cache_unlock(entry->cache);
}

static int lock_both_ok(struct Point *point) {
  struct Point *parent = point->parent;
  int status;
  pthread_mutex_lock(&parent->lock);
  status = pthread_mutex_trylock(&point->lock);
  if (status)
    pthread_mutex_unlock(&parent->lock);
  return status;
}
static void unlock_both(struct Point *point) {
  pthread_mutex_unlock(&point->lock);
  pthread_mutex_unlock(&point->parent->lock);
}
void locks_both_ok(struct Point *point) {
  if (lock_both_ok(point) != 0)
    return;
  unlock_both(point);
}

//===--- Alarms -----------------------------------------------------------===//

// Its callers take the lock anew, and release what they took.
static int fill_bad(struct Point *point) {
  pthread_mutex_lock(&point->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'point->lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  if (fails(point))
    return -1;
  pthread_mutex_unlock(&point->lock);
  return 0;
}
void fills_twice_ok(struct Point *point) {
  fill_bad(point);
  pthread_mutex_lock(&point->lock);
  point->parent = NULL;
  pthread_mutex_unlock(&point->lock);
}

// Its caller releases what it had taken before.
static int step_bad(struct Point *point) {
  pthread_mutex_lock(&point->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'point->lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  if (fails(point))
    return -1;
  pthread_mutex_unlock(&point->lock);
  return 0;
}
void steps_under_another_ok(struct Point *point) {
  pthread_mutex_lock(&point->other);
  step_bad(point);
  pthread_mutex_unlock(&point->other);
}
void steps_of_parent_ok(struct Point *point) {
  pthread_mutex_lock(&point->lock);
  step_bad(point->parent);
  pthread_mutex_unlock(&point->lock);
}
