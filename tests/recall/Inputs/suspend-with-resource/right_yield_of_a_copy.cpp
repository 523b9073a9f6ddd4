// right: the list is copied under the lock; what is yielded comes from the copy.
#include <coroutine>
#include <exception>
#include <mutex>
#include <vector>

struct Numbers {
  struct promise_type {
    int Value = 0;
    Numbers get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int V) noexcept {
      Value = V;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  std::coroutine_handle<promise_type> Handle;
};
struct Scores {
  std::mutex Guard;
  std::vector<int> All;
  std::vector<int> copy() {
    std::scoped_lock Lock(Guard);
    return All;
  }
};
Numbers above(Scores &S, int Limit) {
  for (int Score : S.copy())
    if (Score > Limit)
      co_yield Score;
}
