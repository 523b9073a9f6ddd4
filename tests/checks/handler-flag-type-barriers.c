// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -option=Level=error -- -std=gnu17
// A compiler's barrier makes every look a load of its own: that is at most a note.
#include <signal.h>
#include <stdatomic.h>

#define barrier() __asm__ __volatile__("" ::: "memory")
static inline void barrier_in_callee(void) { __asm__ volatile("" ::: "cc", "memory"); }
static inline void relax(void) { __asm__ volatile("nop"); }

static int asm_ok, macro_ok, callee_ok, signal_fence_ok, thread_fence_ok, builtin_ok, sync_ok;
static int twice_ok;

int plain_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'plain_bad' is shared with the handler of SIGTERM
int clobber_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'clobber_bad' is shared with the handler of SIGTERM
int relaxed_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'relaxed_bad' is shared with the handler of SIGTERM
int before_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'before_bad' is shared with the handler of SIGTERM

static void on_term(int sig) {
  asm_ok = macro_ok = callee_ok = signal_fence_ok = thread_fence_ok = builtin_ok = sync_ok = sig;
  plain_bad = clobber_bad = relaxed_bad = before_bad = sig;
  if (twice_ok)
    asm_ok = 0;
}

int main(void) {
  signal(SIGTERM, on_term);
  while (!asm_ok)
    __asm__ volatile("" ::: "memory");
  while (!macro_ok)
    barrier();
  while (!callee_ok)
    barrier_in_callee();
  while (!signal_fence_ok)
    atomic_signal_fence(memory_order_seq_cst);
  while (!thread_fence_ok)
    atomic_thread_fence(memory_order_acquire);
  while (!builtin_ok)
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
  while (!sync_ok)
    __sync_synchronize();
  // Neither store can be left out.
  twice_ok = 1;
  barrier();
  twice_ok = 0;

  while (!plain_bad)
    ;
  while (!clobber_bad)
    __asm__ volatile("" ::: "cc");
  while (!relaxed_bad)
    relax();
  barrier();
  while (!before_bad)
    ;
  return 0;
}
