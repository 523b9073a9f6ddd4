// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=c++20 %mock
#include <atomic>
#include <csignal>
#include <mutex>
#include <string>
#include <unistd.h>

std::atomic<bool> Stop;
std::mutex Mutex;
static int Wakeup[2];

struct Guard {
  int Saved = 0;
  ~Guard() {}
};
static void setsFlag_ok(int) {
  Guard G;
  Stop.store(true);
  Stop = true;
}
class Logger {
public:
  static void onSignal_ok(int) { write(Wakeup[1], "", 1); }
  virtual void flush();
};
Logger *TheLogger;
// What a virtual call leads to is not known.
static void callsVirtual_ok(int) { TheLogger->flush(); }

static void allocates_bad(int) {
  int *P = new int;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: memory must not be allocated in the handler of SIGTERM because that takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
  delete P; // the same root cause
}
static void locks_bad(int) {
  std::lock_guard<std::mutex> Lock(Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'lock_guard::lock_guard' must not be called in the handler of SIGHUP because it can deadlock with the code that it interrupts [asyncsafe-unsafe-call-in-handler]
}
struct Interrupted {};
static void throws_bad(int) {
  throw Interrupted();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception must not be thrown in the handler of SIGUSR1 because it unwinds code that does not expect it [asyncsafe-unsafe-call-in-handler]
}
// What a callee throws is a part of the work that should be elsewhere, and the seldom part.
static int at(int I) {
  if (I < 0)
    throw Interrupted();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an exception must not be thrown in the handler of SIGQUIT because it unwinds code that does not expect it [asyncsafe-unsafe-call-in-handler]
  return I;
}
static void works_bad(int Signal) {
  at(Signal);
  int *P = new int(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: memory must not be allocated in the handler of SIGWINCH because that takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
  delete P;
}
static void throwsFurtherDown_bad(int Signal) { at(Signal - 28); }
struct Owner {
  int *Data;
  ~Owner() {
    delete Data;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: memory must not be freed in the handler of SIGUSR2 because that takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
  }
};
static void destroys_bad(int) { Owner O{nullptr}; }

void install() {
  std::signal(SIGINT, setsFlag_ok);
  std::signal(SIGCHLD, Logger::onSignal_ok);
  std::signal(SIGPIPE, callsVirtual_ok);
  std::signal(SIGTERM, allocates_bad);
  std::signal(SIGHUP, locks_bad);
  std::signal(SIGUSR1, throws_bad);
  std::signal(SIGWINCH, works_bad);
  std::signal(SIGQUIT, throwsFurtherDown_bad);
  std::signal(SIGUSR2, destroys_bad);
  std::signal(SIGALRM, [](int) { Mutex.lock(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'mutex::lock' must not be called in the handler of SIGALRM because it can deadlock with the code that it interrupts [asyncsafe-unsafe-call-in-handler]
}
