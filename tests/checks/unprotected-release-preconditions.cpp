// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++17
// Exceptions from callees that come only from a wrong index, or only at the first call.
#include <mutex>
#include <pthread.h>
#include <stdexcept>
#include <string>

static std::mutex M;
bool ready();
unsigned parse(const std::string &);

struct Ring {
  int &operator[](unsigned I) {
    if (I >= 8)
      outOfRange();
    return Slots[I];
  }
  int at(int I) const {
    if (I < 0 || I >= 8)
      throw std::runtime_error("index");
    return Slots[I];
  }
  int operator[](const std::string &Name) const {
    if (Name.empty())
      throw std::runtime_error("no such name");
    return Slots[0];
  }
  int slot(int I) const {
    if (I > 7)
      throw std::runtime_error("index");
    return Slots[I];
  }
  [[noreturn]] static void outOfRange() { throw std::runtime_error("index"); }
  int Slots[8];
};
static Ring Slots;

void index_ok(unsigned I) {
  M.lock();
  Slots[I] = 1;
  M.unlock();
}
int at_ok(int I) {
  M.lock();
  int N = Slots.at(I);
  M.unlock();
  return N;
}
int name_bad(const std::string &Name) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Ring::operator[]' throws [asyncsafe-unprotected-release]
  int N = Slots[Name];
  M.unlock();
  return N;
}
int slot_bad(int I) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Ring::slot' throws [asyncsafe-unprotected-release]
  int N = Slots.slot(I);
  M.unlock();
  return N;
}

struct Table {
  Table() {
    if (!ready())
      throw std::runtime_error("not ready");
  }
  int Size = 0;
};
static Table &table() {
  static Table One;
  return One;
}
static Table fresh() {
  Table One;
  return One;
}
void once_ok() {
  M.lock();
  table().Size++;
  M.unlock();
}
void each_time_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'fresh' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  fresh();
  M.unlock();
}

struct Mutex {
  Mutex() {
    if (pthread_mutex_init(&Handle, nullptr) != 0)
      throw std::runtime_error("pthread_mutex_init");
  }
  pthread_mutex_t Handle;
};
void made_ok() {
  M.lock();
  Mutex Local;
  M.unlock();
}
