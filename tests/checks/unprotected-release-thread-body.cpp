// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=c++20
// An exception that leaves the first function of a std::thread ends the program, and what it holds with it.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

struct Pool {
  std::mutex Lock;
  std::condition_variable Idle;
  std::function<void()> Next;
  std::atomic<int> Active{0};

  void wait() {
    std::unique_lock<std::mutex> Guard(Lock);
    Idle.wait(Guard, [this] { return Active == 0; });
  }

  //===--- right ---===//

  void start_ok() {
    std::thread([this] {
      ++Active;
      Next();
      --Active;
    }).detach();
    std::thread *Kept = new std::thread([this] {
      ++Active;
      Next();
      --Active;
    });
    Kept->detach();
  }

  //===--- wrong ---===//

  // The exception is kept for who asks for the result.
  void start() {
    auto Done = std::async([this] {
      ++Active;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a count in 'Active' is acquired here and not released if 'function::operator()' throws [asyncsafe-unprotected-release]
      Next();
      --Active;
    });
  }
};
