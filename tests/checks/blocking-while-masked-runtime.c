// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17 -I%source/runtime/include
// The runtime's masks in C.
#include <asyncsafe/c_api.h>
#include <semaphore.h>

static sem_t ready;
void prepare(void);

void operation_ok(int fd) {
  asyncsafe_mask mask;
  asyncsafe_mask_enter(&mask);
  char byte;
  asyncsafe_read(fd, &byte, 1);
  asyncsafe_close(asyncsafe_accept(fd, NULL, NULL));
  asyncsafe_mask_leave(&mask);
  sem_wait(&ready);
}

void bounded_ok(void) {
  asyncsafe_mask mask;
  asyncsafe_uninterruptible_mask_enter(&mask);
  asyncsafe_poll(NULL, 0, 100);
  prepare();
  asyncsafe_mask_leave(&mask);
}

void raw_bad(void) {
  asyncsafe_mask mask;
  asyncsafe_mask_enter(&mask);
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while interruption is masked, and it is not an interruptible operation [asyncsafe-blocking-while-masked]
  asyncsafe_mask_leave(&mask);
}

void operation_bad(int fd) {
  asyncsafe_mask mask;
  asyncsafe_uninterruptible_mask_enter(&mask);
  asyncsafe_close(asyncsafe_accept(fd, NULL, NULL));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'asyncsafe_accept' may block forever while interruption is masked, even for interruptible operations [asyncsafe-blocking-while-masked]
  asyncsafe_mask_leave(&mask);
}
