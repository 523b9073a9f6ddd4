// Instantiations are captured, patterns are not.
// RUN: %dump --stage=effects %s -- %mock -std=c++17 | FileCheck %s
struct Mutex { void Lock(); void Unlock(); };
struct Other { void lock(); void unlock(); bool try_lock(); };
struct NoLock { void Lock(); };
void work();

template <class M> void generic(M &m) {
  m.Lock();
  work();
  m.Unlock();
}
// CHECK-LABEL: function generic{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock m [scope 0]
// CHECK-NEXT:  scope 0: root

template void generic<Mutex>(Mutex &);

template <class M> struct Guard {
  M &m;
  explicit Guard(M &m) : m(m) { m.lock(); }
// CHECK-LABEL: function Guard::Guard constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this->m := m [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock m [scope 0]
// CHECK-NEXT:  scope 0: root

  ~Guard() { m.unlock(); }
// CHECK-LABEL: function Guard::~Guard noexcept destructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] release lock this->m [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate

  void unused() { m.lock(); }
};

void uses(Other &o) {
  Guard<Other> g(o);
  if (o.try_lock())
    o.unlock();
  if constexpr (sizeof(int) == 4)
    work();
}
// CHECK-LABEL: function uses{{$}}
// CHECK-NEXT:  B0: ->B1(temporary0!=0) ->B2(temporary0==0)
// CHECK-NEXT:    [[#]]:[[#]] g = call g Guard::Guard {body}(o) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire lock o if ret!=0 [scope 1]
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] release lock o [scope 1]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy g Guard::~Guard {nothrow body} [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy g Guard::~Guard {nothrow body}

void no_shape(NoLock &n) { n.Lock(); }
// CHECK-LABEL: function no_shape{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call n NoLock::Lock() [scope 0]
// CHECK-NEXT:  scope 0: root

struct Virtual { virtual void v(); virtual ~Virtual(); };
struct Final final : Virtual { void v() override; };
void dispatch(Virtual &v, Final &f) {
  v.v();
  v.Virtual::v();
  f.v();
  Final local;
  local.v();
}
// CHECK-LABEL: function dispatch{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call v Virtual::v {virtual}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call v Virtual::v() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call f Final::v() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] local = call local Final::Final {nothrow body}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call local Final::v() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] destroy local Final::~Final {nothrow body} [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: destroy local Final::~Final {nothrow body}
// CHECK-LABEL: function Final::~Final noexcept destructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] destroy this Virtual::~Virtual {nothrow} [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-LABEL: function Final::Final noexcept constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] this = call this Virtual::Virtual {nothrow body}() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: terminate
// CHECK-LABEL: function Virtual::Virtual noexcept constructor{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:  scope 0: root
