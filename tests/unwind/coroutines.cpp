// Locals, temporaries and awaiters of a coroutine. The frame's own steps are left out:
// copies of parameters, the promise, the memory, and unhandled_exception's handler.
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" \
// RUN:   --drop "~Parameter,~promise_type,operator delete,catch ...,await_suspend,unhandled_exception,initial_suspend,final_suspend,get_return_object,Parameter,promise_type" \
// RUN:   %s -- %mock -std=c++20 -w
#include <coroutine>
void h();
int f(int);
struct T { T(); T(int); T(const T &); ~T(); int g() const; };
struct U2 { U2(); ~U2(); };
struct Parameter { Parameter(const Parameter &); ~Parameter(); };
struct Awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  ~Awaiter();
};
struct Task {
  struct promise_type {
    promise_type();
    ~promise_type();
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(const T &);
    void unhandled_exception();
    Awaiter yield_value(const T &);
  };
};
Awaiter next(const T &);
struct Convertible { Awaiter operator co_await(); ~Convertible(); };
Convertible make();

Task simple(Parameter p) {
  T a;
  co_await next(T(1));
  U2 b;
  h();
  T c = co_await next(a);
  h();
  co_return T(f(1));
}

Task loops(int n) {
  for (int i = 0; i < n; ++i) {
    T each(i);
    co_yield T(f(i));
    if ((co_await next(each)).g())
      break;
    h();
  }
  co_return T();
}

Task converts() {
  U2 u;
  co_await make();
  h();
  co_return co_await make();
}
