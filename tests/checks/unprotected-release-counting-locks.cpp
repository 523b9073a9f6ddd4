// RUN: %check_asyncsafe %s %t -- -std=c++20
// Methods named `lock` and `unlock` that count and never wait keep nobody out. A lock that counts how often its owner takes it does.
#include <atomic>
#include <mutex>
#include <stdexcept>

void greet(int guest) {
  if (guest < 0)
    throw std::invalid_argument("guest");
}

//===--- Silent -----------------------------------------------------------===//

struct Database {
  bool open = false;
};
class Updates {
public:
  void lock() { ++depth; }
  void unlock() {
    if (--depth == 0)
      restack();
  }

private:
  void restack() {
    for (int &each : order)
      each = 0;
  }
  int depth = 0, order[4];
};
class Resources {
public:
  Resources &lock() {
    if (++users == 1)
      database = new Database;
    return *this;
  }
  void unlock() {
    if (--users == 0) {
      delete database;
      database = nullptr;
    }
  }

private:
  int users = 0;
  Database *database = nullptr;
};
void put_off_ok(Updates &updates, int guest) {
  updates.lock();
  int order[] = {guest};
  updates.unlock();
  greet(order[0]);
}
struct Window {
  Updates &updates;
  bool isLast() const;
  void raise_ok() {
    if (!isLast())
      updates.lock();
    greet(1);
    if (!isLast())
      updates.unlock();
  }
};
//===--- Alarms -----------------------------------------------------------===//

int self();
class Recursive {
public:
  void lock() {
    if (owner != self()) {
      mutex.lock();
      owner = self();
    }
    ++depth;
  }
  void unlock() {
    if (--depth == 0) {
      owner = 0;
      mutex.unlock();
    }
  }

private:
  std::mutex mutex;
  int owner = 0, depth = 0;
};
class Spin {
public:
  void lock() {
    ++users;
    while (taken.exchange(true))
      ;
  }
  void unlock() {
    --users;
    taken = false;
  }

private:
  std::atomic<bool> taken = false;
  int users = 0;
};
extern "C" void wait_until_free(int *state);
class Foreign {
public:
  void lock() {
    wait_until_free(&state);
    ++users;
  }
  void unlock() { --users; }

private:
  int state = 0, users = 0;
};
void recursive_bad(Recursive &mutex, int guest) {
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(mutex);
  greet(guest);
  mutex.unlock();
}
void spin_bad(Spin &mutex, int guest) {
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(mutex);
  greet(guest);
  mutex.unlock();
}
void foreign_bad(Foreign &mutex, int guest) {
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(mutex);
  greet(guest);
  mutex.unlock();
}
// How often it is taken is followed as a count: that stays too high, but keeps nobody out.
void put_off_counts(Updates &updates, int guest) {
  updates.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'updates.depth' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  updates.unlock();
}
void loaded_counts(Resources &resources, int guest) {
  resources.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a count in 'resources.users' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  greet(guest);
  resources.unlock();
}
