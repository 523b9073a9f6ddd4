// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- %mock -std=c++20
// A lock whose destructor gives it back if it is held.
#include <mutex>

int prepare();
int work();

class Instance {
public:
  ~Instance() { Unlock(); }
  bool Lock();
  void Unlock() {
    if (!Locked)
      return;
    Locked = false;
  }

private:
  bool Locked = false;
};

int whole_program_ok() {
  Instance Only;
  int Result = prepare();
  if (Result < 0)
    return 1;
  if (!Only.Lock())
    return 2;
  return work();
}

static std::mutex Mutex;
int by_hand_bad() {
  int Result = prepare();
  if (Result < 0)
    goto out;
  Mutex.lock();
  Result = work();
out:
  Mutex.unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Mutex' is released here, also if a call before its acquisition failed [asyncsafe-release-without-acquire]
  return Result;
}
