// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// Releases that are reached without their acquisition.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

int prepare(void);
int work(void);
static pthread_mutex_t mutex;
static sem_t slots;

static int plain_ok(void) {
  if (prepare() < 0)
    return -1;
  pthread_mutex_lock(&mutex);
  int rc = work();
  pthread_mutex_unlock(&mutex);
  return rc;
}

static void give_back_ok(void) { pthread_mutex_unlock(&mutex); }

static int open_for_a_time_ok(void) {
  pthread_mutex_unlock(&mutex);
  int rc = prepare();
  pthread_mutex_lock(&mutex);
  return rc;
}

static int unlock_then_lock_ok(void) {
  pthread_mutex_unlock(&mutex);
  if (prepare() < 0)
    return -1;
  pthread_mutex_lock(&mutex);
  work();
  pthread_mutex_unlock(&mutex);
  return 0;
}

static int remembered_ok(void) {
  int rc = -1, locked = 0;
  if (prepare() < 0)
    goto out;
  pthread_mutex_lock(&mutex);
  locked = 1;
  rc = work();
out:
  if (locked)
    pthread_mutex_unlock(&mutex);
  return rc;
}

static int asked_ok(int wanted) {
  if (wanted)
    pthread_mutex_lock(&mutex);
  int rc = work();
  if (wanted)
    pthread_mutex_unlock(&mutex);
  return rc;
}

static int try_ok(void) {
  if (pthread_mutex_trylock(&mutex) != 0)
    return -1;
  int rc = work();
  pthread_mutex_unlock(&mutex);
  return rc;
}

static int file_ok(const char *name) {
  FILE *f = fopen(name, "r");
  int rc = -1;
  if (!f)
    goto out;
  rc = fgetc(f);
out:
  if (f)
    fclose(f);
  return rc;
}

static void leave(void *s) { sem_post(s); }
static void pushed_behind_ok(void) {
  sem_wait(&slots);
  pthread_cleanup_push(leave, &slots);
  sleep(1);
  pthread_cleanup_pop(1);
}

static int failed_before_bad(void) {
  int rc = -1;
  if (prepare() < 0)
    goto out;
  pthread_mutex_lock(&mutex);
  rc = work();
out:
  pthread_mutex_unlock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is released here, also if a call before its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}

static int try_failed_bad(void) {
  int rc = -1;
  if (pthread_mutex_trylock(&mutex) != 0)
    goto out;
  rc = work();
out:
  pthread_mutex_unlock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}

static int result_bad(void) {
  int rc = pthread_mutex_trylock(&mutex);
  if (rc == 0)
    rc = work();
  pthread_mutex_unlock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}

struct session {
  pthread_mutex_t lock;
  int uses;
};
struct session *find_session(int key); // locked
struct session *make_session(int key); // not locked
// Found: then it is locked, and not null says no failure.
int found_or_made_ok(int key) {
  struct session *s = find_session(key);
  if (s == NULL) {
    s = make_session(key);
    if (s == NULL)
      return -1;
    pthread_mutex_lock(&s->lock);
  }
  s->uses++;
  pthread_mutex_unlock(&s->lock);
  return 0;
}
int check_session(struct session *s);
int refused_bad(struct session *s) {
  int rc = check_session(s);
  if (rc == 0)
    pthread_mutex_lock(&s->lock);
  s->uses++;
  pthread_mutex_unlock(&s->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 's->lock' is released here, also if a call before its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}

static int file_bad(const char *name) {
  FILE *f = fopen(name, "r");
  int rc = -1;
  if (!f)
    goto out;
  rc = fgetc(f);
out:
  fclose(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: file 'f' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}

static void pushed_before_bad(void) {
  pthread_cleanup_push(leave, &slots);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: semaphore 'slots' is released here, also if the thread is cancelled in its acquisition [asyncsafe-release-without-acquire]
  sem_wait(&slots);
  sleep(1);
  pthread_cleanup_pop(1);
}

static void *worker(void *argument) {
  plain_ok();
  give_back_ok();
  open_for_a_time_ok();
  unlock_then_lock_ok();
  remembered_ok();
  asked_ok(argument != NULL);
  try_ok();
  file_ok("a");
  pushed_behind_ok();
  failed_before_bad();
  try_failed_bad();
  result_bad();
  file_bad("b");
  pushed_before_bad();
  return argument;
}
void start(pthread_t *t) { pthread_create(t, NULL, worker, NULL); }
void stop(pthread_t t) { pthread_cancel(t); }
