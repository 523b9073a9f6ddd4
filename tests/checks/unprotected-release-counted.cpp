// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++20
// Numbers that count what runs, in every spelling; and other people's code under a lock.
#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

std::string render(const std::string &Path) {
  if (Path.empty())
    throw std::invalid_argument("path");
  return Path;
}

struct Statistics {
  std::atomic<long> Calls{0}, Answers{0};
  std::string only_up_ok(const std::string &Path) {
    Calls.fetch_add(1);
    std::string Text = render(Path);
    Answers.fetch_add(1);
    return Text;
  }
};
struct Cursor {
  int At = 0;
  std::string only_its_own_ok(const std::string &Path) {
    ++At;
    std::string Text = render(Path);
    --At;
    return Text;
  }
};
class Gate {
public:
  bool idle() const { return Active.load() == 0; }
  std::string guarded_ok(const std::string &Path) {
    struct Leave {
      std::atomic<int> &N;
      ~Leave() { N.fetch_sub(1); }
    } Here{Active};
    Active.fetch_add(1);
    return render(Path);
  }
  std::string fetch_bad(const std::string &Path) {
    Active.fetch_add(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a count in 'Active' is acquired here and not released if 'render' throws [asyncsafe-unprotected-release]
    std::string Text = render(Path);
    Active.fetch_sub(1);
    return Text;
  }
  std::string compound_bad(const std::string &Path) {
    Active += 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a count in 'Active' is acquired here and not released if 'render' throws [asyncsafe-unprotected-release]
    std::string Text = render(Path);
    Active -= 1;
    return Text;
  }

private:
  std::atomic<int> Active{0};
};
class Emitter {
public:
  void add(const std::function<void()> &Slot) { (Depth > 0 ? Later : Slots).push_back(Slot); }
  void emit_bad() {
    ++Depth;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a count in 'Depth' is acquired here and not released if 'function::operator()' throws [asyncsafe-unprotected-release]
    for (auto &Slot : Slots)
      Slot();
    --Depth;
  }

private:
  int Depth = 0;
  std::vector<std::function<void()>> Slots, Later;
};
class Observers {
public:
  void guarded_ok() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Callback();
  }
  void notify_bad() {
    Mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is acquired here and not released if 'function::operator()' throws [asyncsafe-unprotected-release]
    // CHECK-FIXES: std::lock_guard lock(Mutex);
    Callback();
    Mutex.unlock();
  }

private:
  std::mutex Mutex;
  std::function<void()> Callback;
};
