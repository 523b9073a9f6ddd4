// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock,asyncsafe-wait-ignores-stop %s %t -- -std=gnu17 -D_GNU_SOURCE
// Threads in C that are stopped, rightly and wrongly.
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

/* Wrappers, as libraries have them. */
typedef pthread_mutex_t mutex_t;
typedef pthread_cond_t cond_t;
static void lock(mutex_t *m) {
  if (pthread_mutex_lock(m))
    abort();
}
static void unlock(mutex_t *m) {
  if (pthread_mutex_unlock(m))
    abort();
}
static void cond_wait(cond_t *c, mutex_t *m) {
  if (pthread_cond_wait(c, m))
    abort();
}
static void cond_signal(cond_t *c) {
  if (pthread_cond_signal(c))
    abort();
}

//===----------------------------------------------------------------------===//
// Right
//===----------------------------------------------------------------------===//

struct wrapped {
  mutex_t m;
  cond_t c;
  int stop;
  pthread_t t;
};
static void *wrapped_ok_run(void *a) {
  struct wrapped *w = a;
  lock(&w->m);
  while (!w->stop)
    cond_wait(&w->c, &w->m);
  unlock(&w->m);
  return a;
}
void wrapped_ok_start(struct wrapped *w) { pthread_create(&w->t, NULL, wrapped_ok_run, w); }
void wrapped_ok_stop(struct wrapped *w) {
  lock(&w->m);
  w->stop = 1;
  cond_signal(&w->c);
  unlock(&w->m);
  pthread_join(w->t, NULL);
}

/* select() with a limit says whether there is something to receive. */
struct selects {
  int fd;
  volatile int stop;
  pthread_t t;
};
static void *selects_ok_run(void *a) {
  struct selects *s = a;
  char buffer[9];
  while (!s->stop) {
    fd_set set;
    struct timeval limit = {0, 100000};
    FD_ZERO(&set);
    FD_SET(s->fd, &set);
    if (select(s->fd + 1, &set, NULL, NULL, &limit) > 0 && FD_ISSET(s->fd, &set))
      recv(s->fd, buffer, sizeof buffer, 0);
  }
  return a;
}
void selects_ok_start(struct selects *s) { pthread_create(&s->t, NULL, selects_ok_run, s); }
void selects_ok_stop(struct selects *s) {
  s->stop = 1;
  pthread_join(s->t, NULL);
}

/* An eventfd in the set. */
struct loop {
  int ep, wakeup;
  atomic_bool stop;
  pthread_t t;
};
static void *loop_ok_run(void *a) {
  struct loop *l = a;
  struct epoll_event events[4];
  while (!atomic_load(&l->stop))
    epoll_wait(l->ep, events, 4, -1);
  return a;
}
void loop_ok_start(struct loop *l) { pthread_create(&l->t, NULL, loop_ok_run, l); }
void loop_ok_stop(struct loop *l) {
  atomic_store(&l->stop, 1);
  eventfd_write(l->wakeup, 1);
  pthread_join(l->t, NULL);
}

/* A signal that the thread gets. */
struct signalled {
  int fd;
  volatile sig_atomic_t stop;
  pthread_t t;
};
static void *signalled_ok_run(void *a) {
  struct signalled *s = a;
  while (!s->stop) {
    int client = accept(s->fd, NULL, NULL);
    if (client >= 0)
      close(client);
  }
  return a;
}
void signalled_ok_start(struct signalled *s) { pthread_create(&s->t, NULL, signalled_ok_run, s); }
void signalled_ok_stop(struct signalled *s) {
  s->stop = 1;
  pthread_kill(s->t, SIGUSR1);
  pthread_join(s->t, NULL);
}

/* A connection of one's own. */
static volatile int connects_stop;
static int server;
static pthread_t connects_thread;
static void *connects_ok_run(void *a) {
  while (!connects_stop) {
    int client = accept(server, NULL, NULL);
    if (client >= 0)
      close(client);
  }
  return a;
}
void connects_ok_start(void) { pthread_create(&connects_thread, NULL, connects_ok_run, NULL); }
void connects_ok_stop(const struct sockaddr *at, socklen_t size) {
  connects_stop = 1;
  int s = socket(AF_INET, SOCK_STREAM, 0);
  connect(s, at, size);
  close(s);
  pthread_join(connects_thread, NULL);
}

/* A lock that is not known. */
extern void library_lock(void *);
extern void library_unlock(void *);
struct queue {
  pthread_mutex_t m;
  pthread_cond_t c;
  int quit;
};
void library_lock_ok(struct queue *q) {
  library_lock(q);
  q->quit = 1;
  library_unlock(q);
  pthread_cond_broadcast(&q->c);
}
void waits_for_queue(struct queue *q) {
  pthread_mutex_lock(&q->m);
  while (!q->quit)
    pthread_cond_wait(&q->c, &q->m);
  pthread_mutex_unlock(&q->m);
}

/* Each thread has its own. */
static struct wrapped workers[4];
void many_ok(void) {
  for (int i = 0; i < 4; i++) {
    lock(&workers[i].m);
    workers[i].stop = 1;
    cond_signal(&workers[i].c);
    unlock(&workers[i].m);
  }
  for (int i = 0; i < 4; i++)
    pthread_join(workers[i].t, NULL);
}

//===----------------------------------------------------------------------===//
// Wrong
//===----------------------------------------------------------------------===//

static mutex_t hasty_m;
static cond_t hasty_c;
static int hasty_stop;
static pthread_t hasty_t;
static void *hasty_bad_run(void *a) {
  lock(&hasty_m);
  while (!hasty_stop)
    cond_wait(&hasty_c, &hasty_m);
  unlock(&hasty_m);
  return a;
}
void hasty_bad_start(void) { pthread_create(&hasty_t, NULL, hasty_bad_run, NULL); }
void hasty_bad_stop(void) {
  hasty_stop = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'hasty_stop' is stored without holding 'hasty_m', under which the wait on 'hasty_c' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  cond_signal(&hasty_c);
  pthread_join(hasty_t, NULL);
}

struct polls {
  int fd;
  volatile int stop;
  pthread_t t;
};
static void *polls_bad_run(void *a) {
  struct polls *p = a;
  struct pollfd set = {p->fd, POLLIN, 0};
  while (!p->stop)
    poll(&set, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'poll' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  return a;
}
void polls_bad_start(struct polls *p) { pthread_create(&p->t, NULL, polls_bad_run, p); }
void polls_bad_stop(struct polls *p) {
  p->stop = 1;
  pthread_join(p->t, NULL);
}

struct posted {
  sem_t work;
  atomic_bool stop;
  pthread_t t;
};
static void *posted_bad_run(void *a) {
  struct posted *p = a;
  while (!atomic_load(&p->stop))
    sem_wait(&p->work);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sem_wait' is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  return a;
}
void posted_bad_start(struct posted *p) { pthread_create(&p->t, NULL, posted_bad_run, p); }
void posted_bad_add(struct posted *p) { sem_post(&p->work); }
void posted_bad_stop(struct posted *p) {
  atomic_store(&p->stop, 1);
  pthread_join(p->t, NULL);
}
