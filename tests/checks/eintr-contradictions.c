// RUN: %check_asyncsafe %s %t -- -std=gnu17
// Ways that contradict themselves, and callees that end for the constant that they get.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum level { NOTE, FATAL };
static void say(enum level level, const char *text) {
  fprintf(stderr, "%s\n", text);
  if (level == FATAL)
    exit(1);
}
static void give_up(const char *text) { say(FATAL, text); }
static void remark(const char *text) { say(NOTE, text); }
void serve(int fd);

long ends_for_this_level_ok(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 100, 0);
    if (closing)
      say(FATAL, "closed");
    if (size < 0 && errno == EINTR)
      continue;
    return size;
  }
}
long ends_in_its_callee_ok(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 100, 0);
    if (closing)
      give_up("closed");
    if (size < 0 && errno == EINTR)
      continue;
    return size;
  }
}
long goes_on_for_this_level_bad(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 100, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (closing)
      say(NOTE, "closed");
    if (size < 0 && errno == EINTR)
      continue;
    return size;
  }
}
long goes_on_in_its_callee_bad(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 100, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (closing)
      remark("closed");
    if (size < 0 && errno == EINTR)
      continue;
    return size;
  }
}
void counts_one_round_ok(struct pollfd *poller) {
  for (;;) {
    int rounds = 4, ready = poll(poller, 1, -1);
    if (ready < 0)
      rounds = 1;
    while (rounds-- > 0) {
      if (ready < 0 && errno != EINTR)
        return;
      puts("awake");
    }
  }
}
void counts_two_rounds_bad(struct pollfd *poller) {
  for (;;) {
    int rounds = 4, ready = poll(poller, 1, -1);
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (ready < 0)
      rounds = 2;
    while (rounds-- > 0) {
      if (ready < 0 && errno != EINTR)
        return;
      puts("awake");
    }
  }
}
void flag_that_does_not_change_ok(int listener, int rounds, int closed) {
  while (rounds > 0) {
    int fd = -1;
    if (!closed)
      fd = accept(listener, NULL, NULL);
    if (closed)
      puts("closed");
    if (fd < 0 && errno != EINTR)
      return;
    --rounds;
  }
}
void flag_that_changes_bad(int listener, int rounds, int closed) {
  while (rounds > 0) {
    int fd = -1;
    if (!closed)
      fd = accept(listener, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [asyncsafe-eintr-mishandled]
    closed = rounds & 1;
    if (closed)
      puts("closed");
    if (fd < 0 && errno != EINTR)
      return;
    --rounds;
  }
}
