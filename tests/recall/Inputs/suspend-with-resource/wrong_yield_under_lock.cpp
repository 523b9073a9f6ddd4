// wrong: each co_yield hands control to the consumer with the list locked: consumer that adds an entry deadlocks.
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
};
Numbers above(Scores &S, int Limit) {
  std::scoped_lock Lock(S.Guard); // HERE
  for (int Score : S.All)
    if (Score > Limit)
      co_yield Score; // OR
}
