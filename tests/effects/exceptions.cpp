// try, catch, throw, noexcept.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
#include <stdexcept>
void work();
struct T { ~T(); };
struct Mine : std::runtime_error { using std::runtime_error::runtime_error; };

void handlers() {
  try {
    work();
  } catch (const std::runtime_error &e) {
    work();
    throw;
  } catch (int) {
  } catch (...) {
    return;
  }
  work();
}
// CHECK-LABEL: function handlers{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] rethrow [scope 0]
// CHECK-NEXT:  B3: ->B1
// CHECK-NEXT:  B4:
// CHECK-NEXT:    [[#]]:[[#]] return _ [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: try catch(std::runtime_error)->B2 catch(int)->B3 catch(...)->B4

void throws(int n) {
  T t;
  if (n)
    throw Mine("what");
  throw n;
}
// CHECK-LABEL: function throws{{$}}
// CHECK-NEXT:  B0: ->B1(n!=0) ->B2(n==0)
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call temporary0 Mine::Mine {body}(_) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] throw Mine [scope 1]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] throw int [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy t T::~T {nothrow}

void silent() noexcept {
  work();
}
// CHECK-LABEL: function silent noexcept{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate

int main() {
  work();
}
// CHECK-LABEL: function main main{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-LABEL: function Mine::~Mine noexcept destructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] destroy this std::runtime_error::~runtime_error {nothrow std} [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-LABEL: function Mine::Mine constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this = call this std::runtime_error::runtime_error {std}() [scope 0]
// CHECK-NEXT:  scope 0: root
