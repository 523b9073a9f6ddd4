// The rarer ways to build, destroy, catch and leave.
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=c++20 -w
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=c++23 -w

namespace std {
using size_t = decltype(sizeof 0);
template <class E> class initializer_list {
  const E *Begin;
  size_t Size;

public:
  constexpr size_t size() const noexcept { return Size; }
};
template <class T> struct tuple_size;
template <size_t I, class T> struct tuple_element;
struct type_info { const char *name() const noexcept; };
struct nothrow_t {};
} // namespace std
inline void *operator new(std::size_t, void *p) noexcept { return p; }
void *operator new(std::size_t, const std::nothrow_t &) noexcept;
void operator delete(void *, const std::nothrow_t &) noexcept;

void h();
int f(int);
struct T {
  T();
  T(int);
  T(const T &);
  T(T &&);
  T &operator=(const T &);
  ~T();
  int g() const;
  T operator+(const T &) const;
  T &operator+=(const T &);
  explicit operator bool() const;
  int &operator[](int);
};
struct U2 { U2(); U2(const U2 &); ~U2(); T t() const; T *operator->(); };
struct Loud { Loud(); Loud(int); ~Loud() noexcept(false); int i; };
int take(const T &);
int list(std::initializer_list<T>);
T make();
U2 makeU();
bool operator&&(const T &, const U2 &);
T operator""_t(unsigned long long);

void lists() {
  list({T(1), make()});
  list({});
  list({T(2), T(f(1)), T()});
}

void throwsInConditional(bool c) {
  T a = c ? throw f(1) : T(2);
  take(c ? a : throw T(3));
  h();
}

T bracedReturn(bool c) {
  U2 u;
  if (c)
    return {f(1)};
  return make() + T(2);
}

void operators(T &a, T &b) {
  T c = a + b + make() + T(f(1));
  a += T(2);
  a[f(1)] = (T(3), 4);
  bool x = T(4) && U2();
  take(5_t);
  makeU()->g();
}

void lvalues(bool c, T &a, T &b) {
  (c ? a : b).g();
  (c ? a : b) = T(1);
  (f(1), a).g();
}

struct Tuple { T first() const; };
template <> struct std::tuple_size<Tuple> { static constexpr int value = 2; };
template <std::size_t I> struct std::tuple_element<I, Tuple> { using type = T; };
template <std::size_t I> T get(const Tuple &t) { return t.first(); }
Tuple makeTuple();
void tupleBinding() {
  auto [a, b] = makeTuple();
  h();
}

struct Own {
  T t;
  Own(int);
  ~Own();
  static void *operator new(std::size_t);
  static void operator delete(void *);
};
void allocations(void *where, std::nothrow_t n) {
  Own *own = new Own(f(1));
  T *nothrow = new (n) T(f(2));
  T *placed = new (where) T(f(3));
  T *listed = new T[2]{T(1), f(2)};
  U2 *zero = new U2[2]();
  T **nested = new T *(new T(f(4)));
  delete own;
}

void deletesLoud(Loud *one, Loud *many) {
  T a;
  delete one;
  h();
}

void handlersWithHandlers() {
  T a;
  try {
    h();
  } catch (int i) {
    U2 u;
    try {
      f(i);
    } catch (T &) {
      f(1);
      throw;
    }
    f(2);
  } catch (T t) {
    throw t;
  }
}

int leavesTry(int n) {
  T a;
  for (int i = 0; i < n; ++i) {
    try {
      U2 u;
      if (f(1))
        break;
      if (f(2))
        continue;
      if (f(3))
        return f(4);
      if (f(5))
        goto out;
      switch (n) {
      case 1:
        f(6);
        break;
      default:
        T inner;
        f(7);
      }
    } catch (int) {
      T b;
      if (f(8))
        break;
      return f(9);
    } catch (...) {
      if (f(10))
        goto out;
    }
    h();
  }
out:
  return f(11);
}

struct LoudMember {
  Loud a;
  T b;
  ~LoudMember() noexcept(false) {
    h();
  }
};
struct TryDestructor {
  T a;
  ~TryDestructor() noexcept(false) try {
    h();
  } catch (int) {
    f(1);
  }
};
void emitDestructors() {
  LoudMember a{};
  TryDestructor b{};
  h();
}

void loudTemporaries() {
  T a;
  Loud().i + Loud(f(1)).i;
  h();
}

void loudScopes(int n) {
  T a;
  if (n) {
    Loud l;
    h();
  }
  h();
}

void quietLambda() {
  T a;
  auto l = [&]() noexcept {
    T b;
    h();
  };
  l();
  auto m = [](T x = T(1)) {
    h();
  };
  m();
  auto n = [a, b = T(2), c = makeU()]() mutable {
    h();
  };
  n();
}

void statics(int n) {
  T a;
  for (int i = 0; i < n; ++i) {
    static T once = make();
    thread_local T per(f(1));
    h();
  }
}

struct Defaults {
  int n = f(1);
  T t = T(n);
  U2 u;
};
void aggregates() {
  Defaults a{.n = f(2)};
  h();
  Defaults b[2] = {{1, T(3)}, {}};
  h();
}

struct Parenthesized { T a; U2 b; };
void parenthesized() {
  Parenthesized p(make(), makeU());
  h();
}

union Variant {
  int i;
  T t;
  Variant() : t(f(1)) {
    h();
  }
  ~Variant() {}
};
struct Anonymous {
  U2 before;
  union {
    int i;
    T t;
  };
  Anonymous() : t(f(1)) {
    h();
  }
  ~Anonymous() {
    t.~T();
    f(2);
  }
};
void unions() {
  Variant v;
  Anonymous a;
  h();
}

void members(U2 *p, T (U2::*method)() const, Anonymous *q) {
  T a;
  (p->*method)();
  q->~Anonymous();
  f(1);
}

void vla(int n) {
  T a;
  int numbers[f(n)];
  h();
}

struct Poly { virtual ~Poly(); virtual int v(); };
struct Deep : Poly { int v() override; };
void polymorphic(Poly *p) {
  T a;
  typeid(*p).name();
  Deep d;
  d.v();
  h();
}

template <class... A> void fold(A... a) {
  T t;
  (f(a), ...);
  (take(T(a)) + ...);
  h();
}
template void fold<int, int>(int, int);

template <class X> X templated(X x) {
  if constexpr (sizeof(X) == 1) {
    T t;
    h();
  } else {
    U2 u;
    h();
  }
  return x;
}
template char templated<char>(char);
template int templated<int>(int);

consteval int immediate(int n) { return n; }
constexpr int maybe(int n) {
  if consteval {
    return 1;
  } else {
    return f(n);
  }
}
void constants() {
  T a;
  int i = immediate(3);
  constexpr int j = 4;
  f(maybe(i));
  if (false)
    h();
  if (sizeof(int) == 4)
    f(1);
  while (false)
    h();
}

struct Inherited { Inherited(T, int = f(1)); ~Inherited(); };
struct Inheriting : Inherited {
  using Inherited::Inherited;
  U2 u;
};
void inheriting() {
  Inheriting i(T(1));
  h();
}

struct VirtualBase { VirtualBase(int); ~VirtualBase(); };
struct Left : virtual VirtualBase { Left() : VirtualBase(1) {} };
struct Right : virtual VirtualBase { T t; Right() : VirtualBase(2) {} };
struct Diamond : Left, Right {
  U2 u;
  Diamond() : VirtualBase(f(1)) {
    h();
  }
};
void diamond() {
  Diamond d;
  Left left;
  Right right;
  h();
}

void attributes(int n) {
  T a;
  if (f(n)) [[likely]] {
    U2 u;
    h();
  }
  switch (n) {
  case 1:
    f(1);
    [[fallthrough]];
  default:
    f(2);
  }
}

void nestedConditionals(bool a, bool b) {
  take(a ? b ? T(1) : make() : T(f(2)));
  int i = a ? take(T(3)) : b ? take(make()) : 0;
  if ((a ? take(T(4)) : f(5)) && take(T(6)))
    h();
  for (; a ? take(T(7)) : b;)
    h();
}

T &reference(const T &);
void extendedMore(bool c) {
  const T &a = T(1), &b = make();
  h();
  const T &through = reference(T(2));
  h();
  struct Holder { const T &r; U2 u; };
  Holder holder{T(3), makeU()};
  h();
  const T &conditional = c ? static_cast<const T &>(T(4)) : a;
  h();
}

void copies(T a, const T &b) {
  T c = a, d(b), e{static_cast<T &&>(a)};
  T array[2] = {b, c};
  auto l = [array] {};
  h();
}

void statementExpressions() {
  T a = ({
    U2 u;
    T(f(1));
  });
  int i = ({ T t(1); take(T(2)); }) + f(3);
  h();
}

void elvis() {
  T a = T(1) ?: T(2);
  h();
}
