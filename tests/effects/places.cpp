// Which access path each expression is.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
#include <memory>
#include <mutex>

void work();
std::mutex &instance();
extern std::mutex shared;
namespace ns {
inline namespace v1 {
static std::mutex inlined;
}
} // namespace ns

struct Owner {
  std::mutex m, n;
  std::mutex *pointer;
  std::mutex all[3];
  static std::mutex common;
  std::mutex &reference();
  std::mutex *get() const;
  std::mutex *next();
  std::mutex *plain() { return &m; }
// CHECK-LABEL: function Owner::plain{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] return &this->m [scope 0]
// CHECK-NEXT:  scope 0: root

  void members(Owner *other, Owner &by) {
    m.lock();
    this->n.lock();
    other->m.lock();
    by.m.lock();
    (*this).n.unlock();
    all[1].lock();
    common.lock();
  }
// CHECK-LABEL: function Owner::members{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock other->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock by.m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock this->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->all{{\[\*\]}} [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock Owner::common [scope 0]
// CHECK-NEXT:  scope 0: root

  void aliases(bool c) {
    auto &first = m;
    first.lock();
    std::mutex *second = &this->n;
    second->lock();
    (*second).unlock();
    Owner *self = this;
    self->m.unlock();
    std::mutex *third = pointer;
    third->lock();
    std::mutex *moving = &m;
    moving->lock();
    moving = &n;
    moving->unlock();
  }
// CHECK-LABEL: function Owner::aliases{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock this->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *this->pointer [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] moving := &this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *moving [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] moving := &this->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock *moving [scope 0]
// CHECK-NEXT:  scope 0: root

  void stored() {
    std::mutex *taken = pointer;
    pointer = nullptr;
    taken->lock();
  }
// CHECK-LABEL: function Owner::stored{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] taken := this->pointer [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] this->pointer := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *taken [scope 0]
// CHECK-NEXT:  scope 0: root

  void accessors() {
    reference().lock();
    get()->lock();
    auto *kept = get();
    kept->unlock();
    next()->lock();
    auto *fresh = next();
    fresh->lock();
    auto *same = plain();
    same->lock();
    instance().lock();
    shared.lock();
    ns::inlined.lock();
  }
// CHECK-LABEL: function Owner::accessors{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call this Owner::reference() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->reference() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary1 = call this Owner::get() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *this->get() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary2 = call this Owner::get() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] this->get() := temporary2 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock *this->get() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary3 = call this Owner::next() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *this->next() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary4 = call this Owner::next() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] fresh := temporary4 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *fresh [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary5 = call this Owner::plain {body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock this->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary6 = call instance() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock instance() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock shared [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock ns::inlined [scope 0]
// CHECK-NEXT:  scope 0: root

};

void smart(std::unique_ptr<Owner> up, std::shared_ptr<Owner> &sp) {
  up->m.lock();
  (*sp).n.lock();
  auto moved = std::move(up);
}
// CHECK-LABEL: function smart{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock up->m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock sp->n [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] transfer up by moved [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release handle moved [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] destroy moved std::unique_ptr::~unique_ptr {nothrow std} [scope 0]
// CHECK-NEXT:  scope 0: root

struct List {
  List *link;
  std::mutex m;
};
void moves(List *p) {
  List &first = *p;
  p = p->link;
  first.m.lock();
}
// CHECK-LABEL: function moves{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] first := *p [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] p := p->link [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock first.m [scope 0]
// CHECK-NEXT:  scope 0: root

void results(bool c, Owner &a, Owner &b) {
  int n = c ? 1 : 2;
  Owner &either = c ? a : b;
  either.m.lock();
  Owner &same = c ? a : a;
  same.m.lock();
  n += 1;
  n++;
  n = 7;
}
// CHECK-LABEL: function results{{$}}
// CHECK-NEXT:  B0: ->B1(c!=0) ->B2(c==0)
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary9 := 1 [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary9 := 2 [scope 0]
// CHECK-NEXT:  B3: ->B4(c!=0) ->B5(c==0)
// CHECK-NEXT:    [[#]]:[[#]] n := temporary9 [scope 0]
// CHECK-NEXT:  B4: ->B6
// CHECK-NEXT:  B5: ->B6
// CHECK-NEXT:  B6: ->B7(c!=0) ->B8(c==0)
// CHECK-NEXT:    [[#]]:[[#]] either := _ [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock either.m [scope 0]
// CHECK-NEXT:  B7: ->B9
// CHECK-NEXT:  B8: ->B9
// CHECK-NEXT:  B9:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock a.m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] n := _ + 1 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] n := _ + 1 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] n := 7 [scope 0]
// CHECK-NEXT:  scope 0: root

struct Point { int x, y; };
void bindings(Point p) {
  auto &[x, y] = p;
  x = 1;
  auto [u, v] = p;
  v = 2;
}
// CHECK-LABEL: function bindings{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] p.x := 1 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] local15 := p [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] local15.y := 2 [scope 0]
// CHECK-NEXT:  scope 0: root
