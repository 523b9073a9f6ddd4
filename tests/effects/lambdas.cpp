// A lambda is a function of its own; what it captures keeps its name.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
#include <functional>
#include <mutex>

void takes(std::function<void()> f);
void later(void (*f)(void *), void *argument);
void callback(void *);
template <class F> void call(F f) { f(1); }
// CHECK-LABEL: function call{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call f Holder::run::(lambda)::operator() {body}(1) [scope 0]
// CHECK-NEXT:  scope 0: root

struct Holder {
  std::mutex m;
  void run(std::mutex &parameter, std::mutex *pointer) {
    std::mutex local;
    auto l = [&, pointer, this] {
      m.lock();
      local.lock();
      parameter.lock();
      pointer->lock();
    };
    takes(l);
    takes([this] { m.unlock(); });
    call([&](auto) { local.unlock(); });
    call([owner = std::unique_lock<std::mutex>(m)](int) { owner.mutex(); });
    auto outer = [this] {
      auto inner = [this] { m.lock(); };
      inner();
    };
    later(callback, pointer);
    later(&callback, nullptr);
    void (*indirect)() = nullptr;
    indirect();
  }
};
// CHECK-LABEL: function call{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call f Holder::run::(lambda)::operator() {body}(1) [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] temporary1 := l [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call temporary0 std::function::function {std}(temporary1=>operator()) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call takes(temporary0=>operator()) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary0 std::function::~function {nothrow std} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary2 = call temporary2 std::function::function {std}(temporary3=>operator()) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call takes(temporary2=>operator()) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary2 std::function::~function {nothrow std} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call call {body}(temporary4=>operator()) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m by temporary5.owner [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call call {body}(temporary5=>operator()) [scope 3]
// CHECK-NEXT:    [[#]]:[[#]] destroy temporary5 Holder::run::(lambda)::~(lambda) {nothrow body} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call later(_=>callback, pointer) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call later(_=>callback, 0) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] indirect := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call indirect indirect {indirect}() [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy temporary0 std::function::~function {nothrow std}
// CHECK-NEXT:  scope 2 in 0: destroy temporary2 std::function::~function {nothrow std}
// CHECK-NEXT:  scope 3 in 0: destroy temporary5 Holder::run::(lambda)::~(lambda) {nothrow body}
// CHECK-LABEL: function Holder::run::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] release lock local [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock local [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock parameter [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *pointer [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] release lock this->m [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run::(lambda)::~(lambda) noexcept destructor lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] release lock this->owner [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy this->owner std::unique_lock::~unique_lock {nothrow std} [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-LABEL: function Holder::run::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call inner Holder::run::(lambda)::operator()::(lambda)::operator() {body}() [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-LABEL: function Holder::run::(lambda)::operator()::(lambda)::operator() lambda{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m [scope 0]
// CHECK-NEXT:  scope 0: root
