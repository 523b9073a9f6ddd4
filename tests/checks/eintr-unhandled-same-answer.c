// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A function that answers the same whether its wait has succeeded or not has not failed.
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;
static void on_usr1(int s) { seen = 1; }
void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_usr1;
  sigaction(SIGUSR1, &sa, NULL);
}
static sem_t sem;

//===--- Silent -----------------------------------------------------------===//

// The result of the wait is ignored, and 0 is what else is answered.
static void close_down(void) { waitpid(-1, NULL, 0); }
static int option(int version) {
  if (version < 4) {
    close_down();
    return 0;
  }
  return 1;
}
void ignores_ok(int version) { assert(option(version) == 1); }

// It fails for another reason; the wait is part of the cleaning up.
static char *open_dir(int found) {
  char *memory = malloc(10);
  if (!found) {
    free(memory);
    waitpid(-1, NULL, 0);
    return NULL;
  }
  return memory;
}
void other_reason_ok(int found) {
  char *dir = open_dir(found);
  if (!dir)
    exit(1);
  free(dir);
}

//===--- Alarms -----------------------------------------------------------===//

// The same with an answer that depends on the wait.
static int wait_turn(void) {
  if (sem_wait(&sem) != 0)
    return 0;
  return 1;
}
void depends_bad(void) {
  if (!wait_turn())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait_turn' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}
