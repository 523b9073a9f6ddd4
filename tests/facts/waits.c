// RUN: %dump --stage=facts %s -- -std=gnu17 | FileCheck %s --implicit-check-not="{{^(wait|signal-wait|lost-wakeup|unstoppable-wait|masked-wait) }}"
// Who waits for what, and what is wrong with it.
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static pthread_mutex_t m;
static pthread_cond_t c;
static volatile int stop;
static int listener;
static pthread_t thread;
static volatile sig_atomic_t hup;
static void on_hup(int signal) { hup = signal; }

static int client(void) { return accept(listener, NULL, NULL); }
static volatile int closing;
static pthread_t server;
static void *serve(void *a) {
  while (!closing)
    close(client());
  return a;
}
void finish(void) {
  pthread_create(&server, NULL, serve, NULL);
  closing = 1;
  pthread_join(server, NULL);
}

static int next(int fd) { return accept(fd, NULL, NULL); }

static void *run(void *a) {
  while (!stop)
    next(*(int *)a);
  pthread_mutex_lock(&m);
  while (!stop)
    pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
  return a;
}

void start(int *fd) { pthread_create(&thread, NULL, run, fd); }

void end(void) {
  stop = 1;
  pthread_cond_signal(&c);
  pthread_join(thread, NULL);
}

int main(void) {
  struct sigaction action = {.sa_handler = on_hup};
  sigset_t set, old;
  char byte;
  sigaction(SIGHUP, &action, NULL);
  if (recv(3, &byte, 1, 0) < 0)
    exit(1);
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  accept(listener, NULL, NULL);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

// CHECK: {{^}}wait client 18:34 unbounded restarts definite on listener on-thread{{$}}
// CHECK: {{^}}wait serve 23:11 unbounded restarts definite on listener in-loop on-thread > client{{$}}
// CHECK: {{^}}wait serve 23:5 unbounded fails unknown on temporary1 in-loop on-thread{{$}}
// CHECK: {{^}}wait finish 29:3 unbounded ignores definite on server{{$}}
// CHECK: {{^}}wait next 32:34 unbounded restarts definite on fd on-thread{{$}}
// CHECK: {{^}}wait run 36:5 unbounded restarts definite on *a in-loop on-thread > next{{$}}
// CHECK: {{^}}wait run 39:5 unbounded ignores definite on c in-loop on-thread{{$}}
// CHECK: {{^}}wait end 49:3 unbounded ignores definite on thread{{$}}
// CHECK: {{^}}wait main 57:7 unbounded restarts likely{{$}}
// CHECK: {{^}}wait main 61:3 unbounded restarts definite on listener{{$}}
// CHECK: {{^}}signal-wait main 57:7 likely handler on_hup then 58:5 fatal{{$}}
// CHECK: {{^}}lost-wakeup end 47:3 definite flag stop wakes 48:3 waits 39:5 for c lock m{{$}}
// CHECK: {{^}}unstoppable-wait serve 23:11 likely flag closing stored 28:3 joined 29:3 > client{{$}}
// CHECK: {{^}}masked-wait main 61:3 likely signal from 60:3 to 62:3{{$}}
