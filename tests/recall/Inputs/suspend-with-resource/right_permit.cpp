// right: a permit of a semaphore belongs to no thread; its RAII owner is there to be kept over the await.
#include <coroutine>
#include <exception>
#include <semaphore>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
Task upload(const char *Path) noexcept;
static std::counting_semaphore<8> Slots(8);

class Permit {
public:
  explicit Permit(bool Had) noexcept : Had(Had) {}
  Permit(const Permit &) = delete;
  ~Permit() {
    if (Had)
      Slots.release();
  }
  explicit operator bool() const noexcept { return Had; }

private:
  bool Had;
};
Task mirror(const char *const *Paths) {
  Permit Mine(Slots.try_acquire());
  if (!Mine)
    co_return;
  for (; *Paths; ++Paths)
    co_await upload(*Paths);
}
