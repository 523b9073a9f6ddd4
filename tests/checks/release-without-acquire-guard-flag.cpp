// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=c++20
// What releases only if it holds: a guard with a flag, a handler that tests the variable.
#include <cstdio>
#include <mutex>
#include <stdexcept>

struct later {};
int step(int);

//===--- Silent -----------------------------------------------------------===//

template <class M> class Flagged {
public:
  explicit Flagged(M &mutex) : mutex(mutex) { lock(); }
  Flagged(M &mutex, later) : mutex(mutex), locked(false) {}
  ~Flagged() {
    if (locked)
      mutex.unlock();
  }
  void lock() {
    mutex.lock();
    locked = true;
  }

private:
  M &mutex;
  bool locked;
};
struct Reader {
  std::mutex mutex;
  int count = 0;
  void deferred_ok(int n) {
    Flagged<std::mutex> guard(mutex, later());
    if (step(n) < 0)
      return;
    guard.lock();
    ++count;
  }
};
void handler_tests_ok(const char *name) {
  FILE *file = nullptr;
  try {
    file = std::fopen(name, "r");
    if (!file)
      throw std::runtime_error(name);
    if (std::ftell(file) < 0)
      throw std::runtime_error("size");
    std::fclose(file);
    file = nullptr;
  } catch (...) {
    if (file)
      std::fclose(file);
    throw;
  }
}
void handler_tests_outside_ok(const char *name, bool twice) {
  FILE *file = nullptr;
  try {
    try {
      file = std::fopen(name, "r");
      if (!file)
        throw std::runtime_error(name);
    } catch (const std::logic_error &) {
      twice = true;
    }
    std::fclose(file);
    file = nullptr;
  } catch (...) {
    if (file)
      std::fclose(file);
    throw;
  }
}

//===--- Alarms -----------------------------------------------------------===//

template <class M> class Always {
public:
  Always(M &mutex, later) : mutex(mutex) {}
  ~Always() { mutex.unlock(); }
  void lock() { mutex.lock(); }

private:
  M &mutex;
};
struct Other {
  std::mutex mutex;
  int count = 0;
  void deferred_bad(int n) {
    Always<std::mutex> guard(mutex, later());
    if (step(n) < 0)
      return;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'this->mutex' is released here, also if a call before its acquisition failed [asyncsafe-release-without-acquire]
    guard.lock();
    ++count;
  }
};
void handler_tests_another_bad(const char *name, bool open) {
  FILE *file = nullptr;
  try {
    file = std::fopen(name, "r");
    if (!file)
      throw std::runtime_error(name);
    std::fclose(file);
    file = nullptr;
  } catch (...) {
    if (open)
      std::fclose(file);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: file 'file' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
    throw;
  }
}
