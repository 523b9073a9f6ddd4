// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The C API, compiled as C. Exits with the number of the failed line. */
#include <asyncsafe/c_api.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CHECK(what) \
  do { \
    if (!(what)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); \
      _exit(1); \
    } \
  } while (0)

static int ends[2];
static _Atomic(asyncsafe_token*) reader_token;

static void* reader(void* unused) {
  char byte;
  size_t done = 99;
  char four[4];
  (void)unused;
  atomic_store(&reader_token, asyncsafe_this_thread());
  CHECK(asyncsafe_read(ends[0], &byte, 1) == -1 && errno == ECANCELED);
  CHECK(asyncsafe_last_interrupt() == ASYNCSAFE_THROWN);
  CHECK(asyncsafe_read_full(ends[0], four, 4, &done) == -1 && errno == ECANCELED && done == 2);
  return NULL;
}

static void enter_null(void) { asyncsafe_mask_enter(NULL); }
static void leave_null(void) { asyncsafe_mask_leave(NULL); }
static void leave_what_was_never_entered(void) {
  asyncsafe_mask mask;
  memset(&mask, 0x5a, sizeof mask);
  asyncsafe_mask_leave(&mask);
}

static int dies_with_one_line(void (*f)(void)) {
  int said[2], status;
  char line[256];
  ssize_t length;
  pid_t child;
  CHECK(pipe(said) == 0);
  child = fork();
  if (child == 0) {
    dup2(said[1], 2);
    f();
    _exit(0);
  }
  close(said[1]);
  length = read(said[0], line, sizeof line - 1);
  close(said[0]);
  CHECK(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && length > 10 && strncmp(line, "asyncsafe: ", 11) == 0;
}

int main(void) {
  asyncsafe_mask outer, inner;
  asyncsafe_token* self;
  pthread_t thread;
  struct timespec moment = {0, 1000000};
  char byte;

  CHECK(asyncsafe_masking_state() == ASYNCSAFE_UNMASKED);
  asyncsafe_mask_enter(&outer);
  CHECK(asyncsafe_masking_state() == ASYNCSAFE_MASKED);
  asyncsafe_uninterruptible_mask_enter(&inner);
  CHECK(asyncsafe_masking_state() == ASYNCSAFE_UNINTERRUPTIBLE);
  CHECK(asyncsafe_mask_leave(&inner) == ASYNCSAFE_NOTHING);
  CHECK(asyncsafe_checkpoint() == ASYNCSAFE_NOTHING);

  self = asyncsafe_this_thread();
  CHECK(self != NULL);
  CHECK(asyncsafe_post_interrupt(self) == 0);
  CHECK(asyncsafe_interrupt_pending() == 1);
  CHECK(asyncsafe_checkpoint() == ASYNCSAFE_NOTHING); /* masked */
  CHECK(asyncsafe_mask_leave(&outer) == ASYNCSAFE_THROWN);
  CHECK(asyncsafe_checkpoint() == ASYNCSAFE_NOTHING);
  CHECK(asyncsafe_post_interrupt(self) == 0);
  CHECK(asyncsafe_nanosleep(&moment, NULL) == -1 && errno == ECANCELED);
  CHECK(asyncsafe_nanosleep(&moment, NULL) == 0);
  CHECK(asyncsafe_read(-1, &byte, 1) == -1 && errno == EBADF);
  CHECK(asyncsafe_nanosleep(NULL, NULL) == -1 && errno == EFAULT);
  CHECK(asyncsafe_open(NULL, O_RDONLY, 0) == -1 && errno == EFAULT);
  CHECK(asyncsafe_interrupt(NULL, 0) == -1 && errno == EINVAL);
  CHECK(asyncsafe_post_interrupt(NULL) == -1 && errno == EINVAL);
  asyncsafe_token_free(NULL);
  CHECK(dies_with_one_line(enter_null));
  CHECK(dies_with_one_line(leave_null));
  CHECK(dies_with_one_line(leave_what_was_never_entered));
  CHECK(asyncsafe_close(asyncsafe_open("/dev/null", O_RDONLY, 0)) == 0);
  asyncsafe_token_free(self);

  CHECK(pipe(ends) == 0);
  CHECK(pthread_create(&thread, NULL, reader, NULL) == 0);
  while (atomic_load(&reader_token) == NULL) usleep(100);
  usleep(2000);
  CHECK(asyncsafe_interrupt(reader_token, 5000) == 0);
  CHECK(asyncsafe_write_all(ends[1], "ab", 2, NULL) == 2);
  usleep(20000);
  CHECK(asyncsafe_interrupt(reader_token, 5000) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  CHECK(asyncsafe_interrupt(reader_token, 5000) == -1 && errno == ESRCH);
  CHECK(asyncsafe_post_interrupt(reader_token) == -1 && errno == ESRCH);
  asyncsafe_token_free(reader_token);
  return 0;
}
