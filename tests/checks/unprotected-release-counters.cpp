// RUN: %check_asyncsafe %s %t -- -std=c++20
// A counter that goes up and down is held in between: code that waits for it, or stops at a limit, is blocked.
#include <atomic>
#include <mutex>
#include <stdexcept>

void greet(int guest) {
  if (guest < 0)
    throw std::invalid_argument("guest");
}

//===--- Silent -----------------------------------------------------------===//

static int calls;
int statistics() { return calls; }
void only_counted_up_ok(int guest) {
  ++calls;
  greet(guest);
}
void local_ok(int guest) {
  int depth = 0;
  ++depth;
  greet(guest);
  --depth;
}
static int never_read;
void never_asked_ok(int guest) {
  ++never_read;
  greet(guest);
  --never_read;
}
static int protected_count;
bool is_idle() { return protected_count == 0; }
struct Counted {
  Counted() { ++protected_count; }
  ~Counted() { --protected_count; }
};
void guard_ok(int guest) {
  Counted c;
  greet(guest);
}
void caught_ok(int guest) {
  ++protected_count;
  try {
    greet(guest);
  } catch (...) {
    --protected_count;
    throw;
  }
  --protected_count;
}
void nothing_throws_ok() {
  ++protected_count;
  statistics();
  --protected_count;
}
class Parser { // it ends with the exception
public:
  void nest_ok(int guest) {
    ++depth;
    greet(guest);
    --depth;
  }
  bool deep() const { return depth > 100; }

private:
  int depth = 0;
};
void parse(int guest) { Parser().nest_ok(guest); }
static int position;
bool at_end() { return position == 100; }
void moved_otherwise_ok(int guest, int to) {
  ++position;
  greet(guest);
  --position;
  position = to;
}

class Countdown { // it is never counted up again
public:
  explicit Countdown(int n) : left(n) {}
  void arrive_ok(int guest) {
    greet(guest);
    if (--left == 0)
      finish();
  }

private:
  void finish();
  int left;
};
class Nested { // what is done at 0 is done on both ways
public:
  void enter_ok(int guest) {
    ++depth;
    try {
      greet(guest);
    } catch (...) {
      leave();
      throw;
    }
    leave();
  }

private:
  void leave() {
    if (--depth == 0)
      flush();
  }
  void flush();
  int depth = 0;
};

//===--- Alarms -----------------------------------------------------------===//

class LastOneOut {
public:
  void call_bad(int guest) {
    ++depth;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a count in 'depth' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
    greet(guest);
    if (--depth == 0)
      flush();
  }

private:
  void flush();
  int depth = 0;
};

static int active;
bool is_full() { return active == 8; }
void global_bad(int guest) {
  ++active;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'active' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  --active;
}
static std::atomic<int> running;
void wait_for_all() {
  while (running != 0)
    ;
}
void atomic_bad(int guest) {
  running++;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'running' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  running--;
}
class Hall {
public:
  void admit_bad(int guest) {
    {
      std::lock_guard<std::mutex> lock(mutex);
      if (inside == 8)
        return;
      ++inside;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a count in 'inside' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
    }
    greet(guest);
    std::lock_guard<std::mutex> lock(mutex);
    --inside;
  }

private:
  std::mutex mutex;
  int inside = 0;
};
void open() { Hall().admit_bad(1); }
static int permits = 4;
bool none_left() { return permits == 0; }
void permit_bad(int guest) {
  --permits;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'permits' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  ++permits;
}
static int readers;
bool busy() { return readers > 0; }
static void add(int number) { readers += number; }
void by_parameter_bad(int guest) {
  add(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'readers' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  add(-1);
}
struct Printers {
  int left = 4;
  void take() noexcept { --left; }
  void give() noexcept { ++left; }
};
struct Permit {
  Printers &of;
  explicit Permit(Printers &of) : of(of) {}
  ~Permit() { of.give(); }
};
void guard_comes_late_bad(Printers &printers, int guest) {
  printers.take();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'printers.left' is acquired here, but 'greet' may throw 'std::invalid_argument' before its release is guaranteed [asyncsafe-acquire-before-try]
  greet(guest);
  Permit held(printers);
  greet(guest);
}
