// wrong: destroyed while it is suspended, the frame runs the guard with no exception in flight: half a transfer is committed.
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
class CommitOnSuccess {
public:
  explicit CommitOnSuccess(Ledger &L) : L(L), Before(std::uncaught_exceptions()) {}
  CommitOnSuccess(const CommitOnSuccess &) = delete;
  ~CommitOnSuccess() {
    if (std::uncaught_exceptions() == Before)
      L.Booked += L.Pending;
    L.Pending = 0;
  }

private:
  Ledger &L;
  int Before;
};
Task confirm(long Amount) noexcept;

Task transfer(Ledger &From, Ledger &To, long Amount) {
  CommitOnSuccess Commit(To); // HERE
  To.Pending += Amount;
  co_await confirm(Amount); // OR
  From.Booked -= Amount;
}
