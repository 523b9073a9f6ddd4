// What C++23 adds: explicit objects, static operators, longer lives in range-for.
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=c++23 -w
void h();
int f(int);
struct T { T(int); T(const T &); ~T(); int g() const; };
T make();

struct Explicit {
  T t;
  int by_value(this Explicit self, int n);
  int by_reference(this const Explicit &self, T t);
};
Explicit makeExplicit();
void explicitObjects(Explicit &e) {
  T a(1);
  e.by_value(f(1));
  e.by_reference(T(2));
  makeExplicit().by_reference(make());
}

struct Static {
  ~Static();
  static int operator()(T t);
  static int operator[](T a, int b);
};
Static makeStatic();
void staticOperators(Static s) {
  T a(1);
  s(T(2));
  makeStatic()(T(3));
  s[make(), f(1)];
}

struct Items { ~Items(); const int *begin() const; const int *end() const; };
struct Outer { ~Outer(); const Items &items() const; };
Outer outer();
Outer wrap(const T &);
void rangeLifetime() {
  for (int i : outer().items())
    f(i);
  for (int i : wrap(make()).items()) {
    T each(i);
    h();
  }
}

void decayCopy(const T &t) {
  f(auto(t).g());
  T b = auto(t);
  h();
}

int labels(int n) {
  T a(n);
  if (n)
    goto end;
  f(1);
end:
  T b(2);
  return f(3);
}
