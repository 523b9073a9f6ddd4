// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -allow-remaining-fixes -- -std=gnu17
// A plain type may be right where all go to the object in a way that is not plain.
#include <signal.h>
#include <unistd.h>

void work(void);

//===--- Silent -----------------------------------------------------------===//

static int stored_ok, added_ok, swapped_ok, cast_ok;
static volatile struct {
  sig_atomic_t stop_ok;
  sig_atomic_t counts_ok[65];
} shared;
static struct options {
  sig_atomic_t stop_ok;
} options;
static volatile struct options *visible = &options;
#define WRITE_ONCE(X, V) (*(volatile __typeof__(X) *)&(X) = (V))
#define READ_ONCE(X) (*(volatile __typeof__(X) *)&(X))

static void on_hup(int sig) {
  __atomic_store_n(&stored_ok, 1, __ATOMIC_SEQ_CST);
  __sync_fetch_and_or(&added_ok, 1 << sig);
  __sync_lock_test_and_set(&swapped_ok, 1);
  WRITE_ONCE(cast_ok, 1);
  shared.stop_ok = 1;
  shared.counts_ok[sig]++;
  visible->stop_ok = 1;
}
void loop_ok(void) {
  signal(SIGHUP, on_hup);
  while (!__atomic_load_n(&stored_ok, __ATOMIC_RELAXED) && !READ_ONCE(cast_ok) && !shared.stop_ok &&
         !visible->stop_ok && !shared.counts_ok[SIGHUP]) {
    int pending = __sync_lock_test_and_set(&added_ok, 0);
    if (pending || __sync_fetch_and_add(&swapped_ok, 0))
      work();
  }
}

static struct {
  int verbose_ok, size;
} settings;
static void on_quit(int sig) { _exit(settings.verbose_ok ? 3 : 4); }
void stored_before_ok(int argc) {
  settings.verbose_ok = argc > 1;
  signal(SIGQUIT, on_quit);
  if (settings.size)
    work();
}

//===--- Alarms -----------------------------------------------------------===//

static struct {
  int stop_bad;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stop_bad' is shared with the handler of SIGTERM, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
  unsigned flags_bad;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'flags_bad' is shared with the handler of SIGTERM, but its type 'unsigned int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
} state;
static double when_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'when_bad' is shared with the handler of SIGTERM, but its type 'double' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static void on_term(int sig) {
  state.stop_bad = 1;
  state.flags_bad |= 4;
  when_bad = 1.0;
}
void loop_bad(void) {
  signal(SIGTERM, on_term);
  while (!state.stop_bad && !(state.flags_bad & 4) && when_bad < 0.5)
    work();
}
