// Every way in which C++ builds, destroys and catches, one construct a function.
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=c++20 -w
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=c++23 -w

void h();
int f(int);
struct T { T(); T(int); T(const T &); T(T &&); T &operator=(const T &); ~T(); int g() const; operator int() const; };
struct U2 { U2(); U2(const U2 &); ~U2(); T t() const; };
struct Loud { Loud(); ~Loud() noexcept(false); };
struct Quiet { Quiet() noexcept; ~Quiet(); };
struct Plain { int i; };
int take(const T &);
int two(const T &, const U2 &);
int byValue(T, U2);
T make();
U2 makeU();
bool test(const T &);
namespace ns { struct Error { Error(); Error(const Error &); ~Error(); }; struct Worse : Error {}; }

void automatic() {
  T a;
  h();
  {
    U2 b;
    h();
  }
  h();
}

void temporaries() {
  take(T(1));
  two(T(2), U2());
  byValue(T(3), U2());
  h();
  make().g();
  makeU().t().g();
}

void nestedTemporaries() {
  T a(take(T(take(T(1)))));
  h();
}

void conditionalTemporary(bool c) {
  take(c ? T(1) : T(2));
  two(c ? make() : T(f(3)), U2());
  int i = c ? take(T(4)) : take(U2().t());
  h();
}

void shortCircuit(bool c) {
  bool b = c && test(T(1)) && test(T(2));
  h();
  if (c && test(T(3)))
    h();
  if (c || test(T(4)) || test(make()))
    h();
  c && take(T(5));
}

void extended() {
  const T &a = T(1);
  h();
  T &&b = make();
  h();
  const int &i = Plain{f(1)}.i;
  h();
}

void extendedConditional(bool c) {
  const T &a = c ? T(1) : make();
  h();
}

void catches() {
  try {
    T a;
    h();
  } catch (const ns::Error &) {
    h();
  } catch (int) {
    U2 b;
    h();
  }
  h();
}

void nestedTry() {
  T outer;
  try {
    U2 a;
    try {
      T b;
      h();
    } catch (ns::Worse &) {
      h();
    } catch (char *) {
      throw;
    }
    h();
  } catch (...) {
    h();
    throw 1;
  }
}

void catchByValue() {
  T a;
  try {
    h();
  } catch (ns::Error e) {
    h();
  }
}

void throws(int i) {
  T a;
  if (i == 1)
    throw 1;
  if (i == 2)
    throw ns::Error();
  if (i == 3)
    throw T(f(i));
  throw make();
}

void loops(int n) {
  for (T i(n); i.g();
       f(1)) {
    U2 u;
    if (n == 3)
      continue;
    if (n == 4)
      break;
    h();
  }
  while (take(T(n)))
    h();
  do {
    T b;
    h();
  } while (test(T(2)));
}

void conditionVariable() {
  if (T a = make()) {
    h();
  } else {
    f(1);
  }
  while (T b = T(1))
    h();
  switch (T c = make()) {
  case 1:
    h();
    break;
  default: {
    U2 d;
    h();
  }
  }
}

struct Range { T begin_; const int *begin() const; const int *end() const; };
Range range();
void rangeFor() {
  for (int i : range())
    f(i);
  for (T init(1); int i : range())
    f(i);
}

struct Base { Base(); Base(int); ~Base(); };
struct Member { Member(int); ~Member(); };
struct Built : Base {
  Member a, b;
  T c = T(f(7));
  Built() : Base(f(1)), a(f(2)),
            b(f(3)) {
    h();
  }
  Built(int) : Built() {
    h();
  }
  ~Built() {
    h();
  }
};

struct Virtual : virtual Base {
  T t;
  Virtual() : t(f(1)) {
    h();
  }
  virtual ~Virtual() {}
};

struct FunctionTry {
  T a;
  Member m;
  FunctionTry() try : m(f(1)) {
    h();
  } catch (int) {
    h();
  }
};

void emit() {
  Virtual v;
  FunctionTry t;
}

void functionTry() try {
  T a;
  h();
} catch (ns::Error &) {
  h();
}

void useBuilt(bool c) {
  Built b;
  Built *p = new Built(f(1));
  Built *q = new Built[3];
  Built *r = new Built[f(2)];
  T *t = new T(take(T(9)));
  delete p;
  delete[] q;
  h();
}

void arrays() {
  T a[3];
  h();
  T b[2] = {T(1), make()};
  h();
}

struct Aggregate { T a; U2 b; int i; T c; };
void aggregate() {
  Aggregate a{make(), makeU(), f(1), T(2)};
  h();
  Aggregate b{T(1), U2()};
  h();
}

int defaultArgument(const T & = T(f(1)), int = 2);
void useDefault() {
  U2 u;
  defaultArgument();
  h();
}

T returnsLocal() {
  T a;
  U2 b;
  h();
  return a;
}
T returnsEither(bool c) {
  T a, b;
  h();
  if (c)
    return a;
  return b;
}
T returnsTemporary() {
  U2 b;
  return T(take(T(1)));
}

void noexceptFunction() noexcept {
  T a;
  h();
}

void gotos(int n) {
  T a;
again:
  {
    U2 b;
    h();
    if (f(n))
      goto again;
    if (f(n + 1))
      goto out;
  }
  f(2);
out:
  f(3);
}

void loud() {
  T a;
  Loud b;
  h();
}

void loudTemporary() {
  T a;
  Loud(), h();
}

void lambdas() {
  T a;
  U2 b;
  auto l = [a, &b, c = make()] {
    T inside;
    h();
  };
  l();
  h();
}

template <class X> void instantiated() {
  X x;
  h();
}
template void instantiated<T>();
template void instantiated<U2>();

template <class X> struct Box {
  X x;
  Box(int i) : x() {
    h();
  }
  ~Box();
};
void useBox() {
  Box<T> b(f(1));
  Box<int> c(f(2));
  h();
}

int statementExpression() {
  T a;
  return ({
    U2 b;
    f(1);
  });
}

struct Pair { T first; U2 second; };
Pair makePair();
void structuredBinding() {
  auto [x, y] = makePair();
  h();
  auto &[p, q] = static_cast<const Pair &>(makePair());
  h();
}

struct Polymorphic { virtual ~Polymorphic(); virtual void v(); };
struct Derived : Polymorphic {};
void casts(Polymorphic &p, Polymorphic *q) {
  T a;
  dynamic_cast<Derived &>(p);
  p.v();
  q->v();
  void (*fp)() = h;
  fp();
}

void operators(T &a, T &b) {
  U2 u;
  a = b;
  a = T(f(1));
  a = make();
}

void statics() {
  T a;
  static T once(f(1));
  h();
}

void release(T *);
void attribute() {
  __attribute__((cleanup(release))) T a;
  h();
}

struct Implicit { T a; U2 b; };
void implicitMembers() {
  Implicit a;
  Implicit b = a;
  h();
  b = a;
}

void initStatement() {
  if (T a; f(1))
    h();
  switch (U2 u; f(2)) {
  case 1 ... 3:
    h();
  }
}

void commas(bool c) {
  T a;
  h(), take(T(1)), h();
  int i = (take(T(2)), f(3));
  h();
}

void elvis() {
  T a;
  int i = f(1) ?: f(2);
  int j = take(T(1)) ?: f(3);
}

struct Inherits : Base { using Base::Base; T t; };
void inherited() {
  Inherits i(f(1));
  h();
}

void quiet() {
  Quiet q;
  h();
}

inline void *operator new(__SIZE_TYPE__, void *p) noexcept { return p; }
void placement(void *where) {
  U2 u;
  new (where) int(f(1));
  T *t = ::new T;
}

bool decide(bool c) {
  T a;
  return c ? test(T(1)) : c || test(T(2));
}

void deepReturn(int n) {
  T a;
  for (;;) {
    U2 b;
    try {
      T c;
      if (f(n))
        return;
      h();
    } catch (...) {
      f(4);
      return;
    }
  }
}
