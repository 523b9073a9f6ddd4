// Suspension points; the awaiter lives across its own.
// RUN: %dump --stage=effects %s -- %mock -std=c++20 | FileCheck %s
#include <coroutine>
#include <mutex>
struct Awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  ~Awaiter();
};
struct Ready {
  bool await_ready() { return true; }
// CHECK-LABEL: function Ready::await_ready{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] return 1 [scope 0]
// CHECK-NEXT:  scope 0: root

  void await_suspend(std::coroutine_handle<>) {}
// CHECK-LABEL: function Ready::await_suspend{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:  scope 0: root

  void await_resume() {}
// CHECK-LABEL: function Ready::await_resume{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:  scope 0: root

};
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
    std::suspend_always yield_value(int);
  };
  ~Task();
};
struct T { T(int); T(const T &); ~T(); };
Awaiter next(int);

Task suspends(std::mutex &m, T parameter) {
  m.lock();
  int v = co_await next(1);
  m.unlock();
  T local(v);
  co_yield 3;
  co_await std::suspend_never{};
  co_await Ready{};
  co_return v;
}
// CHECK-LABEL: function suspends coroutine{{$}}
// CHECK-NEXT:  B0: ->B2(temporary2!=0) ->B1(temporary2==0)
// CHECK-NEXT:    [[#]]:[[#]] parameter = call parameter T::T(parameter) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call __promise Task::promise_type::get_return_object() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] temporary1 = call __promise Task::promise_type::initial_suspend() [scope 1]
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] temporary3 := temporary4 [scope 1]
// CHECK-NEXT:  B2: ->B4(temporary6!=0) ->B3(temporary6==0)
// CHECK-NEXT:    [[#]]:[[#]] acquire lock m [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] temporary5 = call next(1) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] temporary6 = call temporary5 Awaiter::await_ready() [scope 2]
// CHECK-NEXT:  B3: ->B4
// CHECK-NEXT:    [[#]]:[[#]] temporary7 := temporary8 [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] call temporary5 Awaiter::await_suspend(temporary7) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] interrupt suspend likely [scope 2]
// CHECK-NEXT:  B4: ->B6(temporary11!=0) ->B5(temporary11==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary9 = call temporary5 Awaiter::await_resume() [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary5 Awaiter::~Awaiter {nothrow} [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] v := temporary9 [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] release lock m [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] local = call local T::T(v) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] temporary10 = call __promise Task::promise_type::yield_value(3) [scope 3]
// CHECK-NEXT:  B5: ->B6
// CHECK-NEXT:    [[#]]:[[#]] temporary12 := temporary13 [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] interrupt suspend likely [scope 3]
// CHECK-NEXT:  B6: ->B8(temporary15!=0) ->B7(temporary15==0)
// CHECK-NEXT:  B7: ->B8
// CHECK-NEXT:    [[#]]:[[#]] temporary16 := temporary17 [scope 3]
// CHECK-NEXT:  B8: ->B10(temporary19!=0) ->B9(temporary19==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary19 = call temporary18 Ready::await_ready {body}() [scope 3]
// CHECK-NEXT:  B9: ->B10
// CHECK-NEXT:    [[#]]:[[#]] temporary20 := temporary21 [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] call temporary18 Ready::await_suspend {body}(temporary20) [scope 3]
// CHECK-NEXT:  B10:
// CHECK-NEXT:    [[#]]:[[#]] call temporary18 Ready::await_resume {body}() [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] call __promise Task::promise_type::return_value(v) [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] destroy local T::~T {nothrow} [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy parameter T::~T {nothrow} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return v [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy parameter T::~T {nothrow}
// CHECK-NEXT:  scope 2 in 1: destroy temporary5 Awaiter::~Awaiter {nothrow}
// CHECK-NEXT:  scope 3 in 1: destroy local T::~T {nothrow}
