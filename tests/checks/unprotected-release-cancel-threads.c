// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// A dozen thread bodies of a program that cancels its threads: which of them leave something behind.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static pthread_mutex_t m;
static int n;
static FILE *logf_;
static char *table[10];
struct conn {
  int fd;
  FILE *f;
  char *name;
  struct conn *next;
  pthread_mutex_t lock;
};
static struct conn *head;
// allocation with error paths, all in worker
static struct conn *conn_new(const char *name) {
  struct conn *c = malloc(sizeof *c);
  if (!c)
    return NULL;
  c->fd = -1;
  c->name = strdup(name);
  if (!c->name) {
    free(c);
    return NULL;
  }
  return c;
}
static void conn_free(struct conn *c) {
  if (!c)
    return;
  if (c->fd >= 0)
    close(c->fd);
  free(c->name);
  free(c);
}
static void conn_cleanup(void *p) { conn_free(p); }
static int conn_open(struct conn *c) {
  c->fd = open(c->name, O_RDONLY);
  return c->fd < 0 ? -1 : 0;
}
static void *w1_ok(void *a) {
  struct conn *c = conn_new("x");
  if (!c)
    return a;
  pthread_cleanup_push(conn_cleanup, c);
  if (conn_open(c) == 0)
    read(c->fd, c->name, 1);
  pthread_cleanup_pop(1);
  return a;
}
static void *w2_bad(void *a) {
  struct conn *c = conn_new("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: memory 'c' is acquired here and not released if the thread is cancelled in 'conn_open' [asyncsafe-unprotected-release]
  if (!c)
    return a;
  if (conn_open(c) == 0)
    read(c->fd, c->name, 1);
  conn_free(c);
  return a;
}
static void *w3_ok(void *a) { // linked into a list
  struct conn *c = conn_new("x");
  if (!c)
    return a;
  pthread_mutex_lock(&m);
  c->next = head;
  head = c;
  pthread_mutex_unlock(&m);
  sleep(1);
  return a;
}
static void *w4_ok(void *a) { // static table
  table[0] = strdup("x");
  sleep(1);
  free(table[0]);
  table[0] = NULL;
  return a;
}
static void unlock_(void *p) { pthread_mutex_unlock(p); }
static void *w5_ok(void *a) { // lock/unlock several times under one handler
  for (;;) {
    pthread_mutex_lock(&m);
    pthread_cleanup_push(unlock_, &m);
    while (!n) {
      pthread_mutex_unlock(&m);
      pthread_mutex_lock(&m);
      sleep(1);
    }
    pthread_cleanup_pop(0);
    pthread_mutex_unlock(&m);
  }
}
static void close_p(void *p) {
  int *fd = p;
  if (*fd != -1) {
    close(*fd);
    *fd = -1;
  }
}
static void *w6_ok(void *a) { // reopened under one handler
  int fd = -1;
  pthread_cleanup_push(close_p, &fd);
  while (n) {
    fd = open("a", O_RDONLY);
    if (fd == -1) {
      sleep(1);
      continue;
    }
    read(fd, a, 1);
    close(fd);
    fd = -1;
  }
  pthread_cleanup_pop(1);
  return a;
}
static void *w7_ok(void *a) { // log line: stdio locks itself
  fprintf(logf_, "x");
  fflush(logf_);
  return a;
}
static void *w8_ok(void *a) { // snprintf is no point
  char *p = malloc(10);
  if (p) {
    snprintf(p, 10, "x");
    n = strlen(p);
  }
  free(p);
  return a;
}
static void *w9_ok(void *a) { // async disabled for life
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  FILE *f = fopen("a", "r");
  char b[10];
  if (f) {
    fgets(b, 10, f);
    fclose(f);
  }
  return a;
}
static sem_t s;
static void post(void *p) { sem_post(p); }
static void *w10_ok(void *a) {
  sem_wait(&s);
  pthread_cleanup_push(post, &s);
  sleep(1);
  pthread_cleanup_pop(1);
  return a;
}
static void *w11_bad(void *a) {
  struct conn *c = a;
  pthread_mutex_lock(&c->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock '{{c|a}}->lock' is acquired here and not released if the thread is cancelled in 'write' [asyncsafe-unprotected-release]
  write(c->fd, "x", 1);
  pthread_mutex_unlock(&c->lock);
  return a;
}
static int rc_wrapper(struct conn *c) {
  int rc = pthread_mutex_lock(&c->lock);
  if (rc) {
    fprintf(stderr, "lock: %d", rc);
    exit(1);
  }
  return 0;
}
static void *w12_bad(void *a) {
  struct conn *c = a;
  rc_wrapper(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock '{{c|a}}->lock' is acquired here and not released if the thread is cancelled in 'write' [asyncsafe-unprotected-release]
  write(c->fd, "x", 1);
  pthread_mutex_unlock(&c->lock);
  return a;
}
int main(void) {
  pthread_t t;
  void *(*f[])(void *) = {w1_ok};
  pthread_create(&t, 0, w1_ok, 0);
  pthread_create(&t, 0, w2_bad, 0);
  pthread_create(&t, 0, w3_ok, 0);
  pthread_create(&t, 0, w4_ok, 0);
  pthread_create(&t, 0, w5_ok, 0);
  pthread_create(&t, 0, w6_ok, 0);
  pthread_create(&t, 0, w7_ok, 0);
  pthread_create(&t, 0, w8_ok, 0);
  pthread_create(&t, 0, w9_ok, 0);
  pthread_create(&t, 0, w10_ok, 0);
  pthread_create(&t, 0, w11_bad, 0);
  pthread_create(&t, 0, w12_bad, 0);
  pthread_cancel(t);
  return f[0] != 0;
}
