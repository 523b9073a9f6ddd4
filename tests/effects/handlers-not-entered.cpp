// A handler that nothing enters is no code: what promises not to throw ends the program if it does.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
void work();
void plain() noexcept;
void entered_by_nothing(int n) {
  try {
    [&]() noexcept { work(); }();
    plain();
    n = 1;
  } catch (...) {
    work();
  }
}
// CHECK-LABEL: function entered_by_nothing{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call temporary0 entered_by_nothing::(lambda)::operator() {nothrow body}() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call plain {nothrow}() [scope 1]
// CHECK-NOT:     call work
// CHECK:       scope 0: root
// CHECK-NEXT:  scope 1 in 0: try{{$}}

void entered_beside_it() {
  try {
    [&]() noexcept { work(); }();
    work();
  } catch (...) {
    plain();
  }
}
// CHECK-LABEL: function entered_beside_it{{$}}
// CHECK:       B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call plain {nothrow}() [scope 0]
// CHECK:       scope 1 in 0: try catch(...)->B2

struct Polymorphic { virtual ~Polymorphic(); };
struct Derived : Polymorphic {};
void entered_from_a_cast(Polymorphic &p) {
  try {
    (void)dynamic_cast<Derived &>(p);
  } catch (...) {
    plain();
  }
}
// CHECK-LABEL: function entered_from_a_cast{{$}}
// CHECK:       scope 1 in 0: try catch(...)->B2
