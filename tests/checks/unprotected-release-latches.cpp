// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++20 %mock
// A flag that keeps others waiting is held by the function that sets it, resets it and wakes them.
#include <condition_variable>
#include <mutex>
#include <stdexcept>

int load(int key); // in another file
inline int parse(int key) {
  if (key < 0)
    throw std::invalid_argument("key");
  return key;
}

class Cache {
public:
  int caught_ok(int Key);
  int announced_ok(int Key);
  int stopped_ok(int Key);
  int nobody_waits_ok(int Key);
  int bad(int Key);
  int loop_bad(int Key);

private:
  std::mutex M;
  std::condition_variable Changed;
  bool Loading = false, Ready = false, Stopping = false, Seen = false, Busy = false;
};

int Cache::caught_ok(int Key) {
  std::unique_lock<std::mutex> L(M);
  Changed.wait(L, [this] { return !Loading; });
  Loading = true;
  L.unlock();
  int Value;
  try {
    Value = parse(Key);
  } catch (...) {
    L.lock();
    Loading = false;
    Changed.notify_all();
    throw;
  }
  L.lock();
  Loading = false;
  Changed.notify_all();
  return Value;
}
/* What it stores first says that there is something. */
int Cache::announced_ok(int Key) {
  std::unique_lock<std::mutex> L(M);
  Changed.wait(L, [this] { return Ready; });
  Ready = true;
  Changed.notify_all();
  int Value = parse(Key);
  Ready = false;
  return Value;
}
int Cache::stopped_ok(int Key) {
  std::unique_lock<std::mutex> L(M);
  Changed.wait(L, [this] { return Stopping; });
  int Value = parse(Key);
  Stopping = true;
  Changed.notify_all();
  return Value;
}
int Cache::nobody_waits_ok(int Key) {
  std::unique_lock<std::mutex> L(M);
  Seen = true;
  int Value = parse(Key);
  Seen = false;
  Changed.notify_all();
  return Value;
}

int Cache::bad(int Key) {
  std::unique_lock<std::mutex> L(M);
  Changed.wait(L, [this] { return !Loading; });
  Loading = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: flag 'Loading' is acquired here and not released if 'parse' throws [asyncsafe-unprotected-release]
  L.unlock();
  int Value = parse(Key);
  L.lock();
  Loading = false;
  Changed.notify_all();
  return Value;
}
int Cache::loop_bad(int Key) {
  std::unique_lock<std::mutex> L(M);
  while (Busy)
    Changed.wait(L);
  Busy = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: flag 'Busy' is acquired here and not released if 'parse' throws [asyncsafe-unprotected-release]
  int Value = parse(Key);
  Busy = false;
  Changed.notify_one();
  return Value;
}
