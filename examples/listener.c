/* Answers on a port until SIGINT or SIGTERM: the effect of signals on blocking calls. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t leave, stop, reload, rest;

static void on_int(int signal) { (void)signal; leave = 1; }
static void on_term(int signal) { (void)signal; stop = 1; }
static void on_hup(int signal) { (void)signal; reload = 1; }
static void on_usr1(int signal) { (void)signal; rest = 1; }

static void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(signal, &action, NULL);
}

static void answer(int client) {
  static const char text[] = "hello\n";
  if (send(client, text, sizeof text - 1, MSG_NOSIGNAL) < 0)
    perror("send");
  close(client);
}

/* Right: SIGINT is unblocked only during the wait. */
static void serve(int listener, const sigset_t *during) {
  while (!leave) {
    struct pollfd p = {listener, POLLIN, 0};
    if (ppoll(&p, 1, NULL, during) > 0)
      answer(accept(listener, NULL, NULL));
  }
}

/* A window: SIGTERM between the test and accept() is not noticed. */
static void serve_with_window(int listener) {
  while (!stop) {
    int client = accept(listener, NULL, NULL);
    if (client < 0 && errno == EINTR)
      continue;
    answer(client);
  }
}

/* The retry ignores what SIGTERM was sent for. */
static void serve_stubbornly(int listener) {
  while (!stop) {
    int client;
    do
      client = accept(listener, NULL, NULL);
    while (client < 0 && errno == EINTR);
    answer(client);
  }
}

/* SIGUSR1 is installed with SA_RESTART: accept() restarts, and the flag is not tested. */
static void serve_until_rest(int listener) {
  while (!rest) {
    int client = accept(listener, NULL, NULL);
    if (client < 0 && errno == EINTR)
      continue;
    answer(client);
  }
}

/* SIGHUP is not an error. */
static int ready(int listener) {
  struct pollfd p = {listener, POLLIN, 0};
  int n = poll(&p, 1, 100);
  if (n < 0) {
    perror("poll");
    exit(1);
  }
  return n;
}

/* After EINTR the descriptor is already closed. */
static void finish(int listener) {
  while (close(listener) < 0 && errno == EINTR)
    ;
}

int main(int argc, char **argv) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(7777)};
  sigset_t interrupt, before;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 8)) {
    perror("listen");
    return 1;
  }
  handle(SIGINT, on_int, 0);
  handle(SIGTERM, on_term, 0);
  handle(SIGHUP, on_hup, SA_RESTART);
  handle(SIGUSR1, on_usr1, SA_RESTART);
  if (argc > 1 && !strcmp(argv[1], "--window"))
    serve_with_window(listener);
  else if (argc > 1 && !strcmp(argv[1], "--rest"))
    serve_until_rest(listener);
  else if (argc > 1 && ready(listener) > 0)
    serve_stubbornly(listener);
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, &before);
  serve(listener, &before);
  sigprocmask(SIG_SETMASK, &before, NULL);
  finish(listener);
  return reload;
}
