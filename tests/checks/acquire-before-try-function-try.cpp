// RUN: %check_asyncsafe -checks=asyncsafe-acquire-before-try %s %t -- -std=c++17
// A smart pointer whose constructor releases what it was given before it throws.
#include <stdexcept>

struct Counter {
  Counter(int n) : n(n) {
    if (n > 3)
      throw std::runtime_error("many");
  }
  int n;
};
template <class T> struct Policy {
  static void release(T *p) noexcept { delete p; }
};
struct Shape {
  virtual ~Shape();
};
struct Circle : Shape {
  Circle();
};

template <class T, class P = Policy<T>> struct Shared {
  Shared(T *p) try : count(p ? new Counter(4) : nullptr), p(p) {
  } catch (...) {
    P::release(p);
  }
  Shared(const Shared &O) : count(O.count), p(O.p) { ++count->n; }
  ~Shared() {
    if (--count->n == 0) {
      P::release(p);
      delete count;
    }
  }
  Counter *count;
  T *p;
};

template <class T> struct Careless {
  Careless(T *p) : count(new Counter(4)), p(p) {}
  Careless(const Careless &O) : count(O.count), p(O.p) { ++count->n; }
  ~Careless() {
    if (--count->n == 0) {
      delete p;
      delete count;
    }
  }
  Counter *count;
  T *p;
};

template <class T> struct Selective {
  Selective(T *p) try : count(new Counter(4)), p(p) {
  } catch (const std::bad_alloc &) {
    delete p;
  }
  Selective(const Selective &O) : count(O.count), p(O.p) { ++count->n; }
  ~Selective() {
    if (--count->n == 0) {
      delete p;
      delete count;
    }
  }
  Counter *count;
  T *p;
};

/// The handler ends, and what comes behind it on the other way throws, too.
template <class T> struct Late {
  Late(T *p) : count(nullptr), p(p) {
    try {
      count = new Counter(2);
    } catch (...) {
      delete p;
      return;
    }
    count = new Counter(4);
  }
  Late(const Late &O) : count(O.count), p(O.p) { ++count->n; }
  ~Late() {
    if (--count->n == 0) {
      delete p;
      delete count;
    }
  }
  Counter *count;
  T *p;
};
template <class T> struct Through {
  Through(T *p) : count(nullptr), p(p) {
    try {
      count = new Counter(2);
    } catch (...) {
      delete p;
    }
    count = new Counter(4);
  }
  Through(const Through &O) : count(O.count), p(O.p) { ++count->n; }
  ~Through() {
    if (--count->n == 0) {
      delete p;
      delete count;
    }
  }
  Counter *count;
  T *p;
};

void use(Late<Shape> s);
void use(Through<Shape> s);
void use(Shared<Shape> s);
void use(Careless<Shape> s);
void use(Selective<Shape> s);

void handed_ok() { use(Shared<Shape>(new Circle)); }
void declared_ok() {
  Shared<Shape> s(new Circle);
  use(s);
}

void careless() {
  Careless<Shape> s(new Circle);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this memory is acquired here, but 'Careless::Careless' may throw 'std::runtime_error' before its release is guaranteed [asyncsafe-acquire-before-try]
  use(s);
}
void selective() {
  Selective<Shape> s(new Circle);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: this memory is acquired here, but 'Selective::Selective' may throw 'std::runtime_error' before its release is guaranteed [asyncsafe-acquire-before-try]
  use(s);
}
void late() {
  Late<Shape> s(new Circle);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this memory is acquired here, but 'Late::Late' may throw 'std::runtime_error' before its release is guaranteed [asyncsafe-acquire-before-try]
  use(s);
}
void through() {
  Through<Shape> s(new Circle);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this memory is acquired here, but 'Through::Through' may throw 'std::runtime_error' before its release is guaranteed [asyncsafe-acquire-before-try]
  use(s);
}
