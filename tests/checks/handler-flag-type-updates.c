// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17
// An update is a load and a store, between which the handler can store: what it stores is lost, whatever the type.
// And what a handler stores through the argument of a call.
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <time.h>

void work(void);
void use(long);

static volatile sig_atomic_t blocked, cleared, before, own, waited, lost, total;
static _Atomic int counted;
static int plain;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'plain' is shared with the handler of SIGUSR1, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static struct timespec last;
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'last' is shared with the handler of SIGUSR1, but its type 'struct timespec' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static struct timespec never_read, set_here_only;
static struct timespec stamp;
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'stamp' is shared with the handler of SIGUSR1, but its type 'struct timespec' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]

static void note_time(struct timespec *into) { clock_gettime(CLOCK_MONOTONIC, into); }

static void on_usr1(int sig) {
  (void)sig;
  struct timespec local;
  blocked++;
  cleared = 1;
  before++;
  own++;
  own--;
  waited++;
  counted++;
  lost++;
  total = 0;
  plain |= 4;
  clock_gettime(CLOCK_MONOTONIC, &last);
  clock_gettime(CLOCK_MONOTONIC, &never_read);
  clock_gettime(CLOCK_MONOTONIC, &local);
  note_time(&stamp);
}

static void take_blocked_ok(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, &old);
  if (blocked)
    blocked--;
  sigprocmask(SIG_SETMASK, &old, NULL);
}
static void take_all_ok(void) {
  if (cleared)
    cleared = 0;
  if (own)
    work();
  counted--;
}
static void take_one_bad(void) {
  if (lost)
    lost--;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lost' is updated by a load and a store, between which the handler of SIGUSR1 may store to it [asyncsafe-handler-flag-type]
  total += 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'total' is updated by a load and a store, between which the handler of SIGUSR1 may store to it [asyncsafe-handler-flag-type]
  plain &= ~4;
}
static void show(void) {
  use(last.tv_sec);
  use(last.tv_nsec);
  clock_gettime(CLOCK_MONOTONIC, &set_here_only);
  use(set_here_only.tv_sec);
  use(stamp.tv_nsec);
}

int main(void) {
  struct sigaction sa = {.sa_handler = on_usr1};
  before++;
  sigaction(SIGUSR1, &sa, NULL);
  for (;;) {
    take_blocked_ok();
    take_all_ok();
    take_one_bad();
    show();
    work();
  }
}
