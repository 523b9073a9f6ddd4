// right: the guard undoes unless commit() was called; a destroyed frame undoes.
#include <coroutine>
#include <exception>

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
struct Ledger {
  long Pending = 0, Booked = 0;
};
class Booking {
public:
  Booking(Ledger &L, long Amount) noexcept : L(L), Amount(Amount) { L.Pending += Amount; }
  Booking(const Booking &) = delete;
  ~Booking() { L.Pending -= Amount; }
  void commit() noexcept { L.Booked += Amount; }

private:
  Ledger &L;
  long Amount;
};
Task confirm(long Amount) noexcept;

Task transfer(Ledger &From, Ledger &To, long Amount) {
  Booking B(To, Amount);
  co_await confirm(Amount);
  B.commit();
  From.Booked -= Amount;
}
