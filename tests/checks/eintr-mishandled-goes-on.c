// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17
// EINTR is asked for, and then the code goes on with a descriptor that it has not got.
#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

void greet(int fd);
void wait_a_little(void);

int leaves_the_loop_bad(int listener) {
  int fd;
  do {
    fd = accept(listener, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'accept' fails with EINTR, which is tested for, but the code goes on without a retry [asyncsafe-eintr-mishandled]
    if (fd < 0 && errno == EINTR)
      continue;
    if (fd < 0)
      return -1;
  } while (0);
  greet(fd);
  return fd;
}
int takes_it_for_no_failure_bad(int listener) {
  int fd = accept(listener, NULL, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' fails with EINTR, which is tested for, but the code goes on without a retry [asyncsafe-eintr-mishandled]
  if (fd < 0 && errno != EINTR)
    return -1;
  greet(fd);
  return 0;
}

int retries_ok(int listener) {
  int fd;
  do
    fd = accept(listener, NULL, NULL);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    return -1;
  greet(fd);
  return fd;
}
int gives_up_ok(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) {
    if (errno == EINTR)
      wait_a_little();
    return -1;
  }
  greet(fd);
  return 0;
}
void next_turn_ok(int listener) {
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0 && errno == EINTR)
      continue;
    if (fd < 0)
      return;
    greet(fd);
  }
}
int hands_the_failure_on_ok(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0 && errno == EINTR)
    wait_a_little();
  return fd;
}
