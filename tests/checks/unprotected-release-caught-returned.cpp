// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=c++20
// The exception is caught, and what was made is returned all the same; and indexes that are in range.
#include <stdexcept>
#include <string>
#include <vector>

struct text {
  text(const char *);
  ~text();
};
struct port {
  port(int number, const text &name);
};
port::port(int number, const text &) {
  if (number)
    throw std::runtime_error("no such port");
}
struct wrapper {
  port *of;
  bool good;
};

wrapper *create_ok(int number) {
  wrapper *made = new wrapper;
  try {
    made->of = new port(number, "in");
    made->good = true;
  } catch (const std::runtime_error &) {
    made->of = nullptr;
    made->good = false;
  }
  return made;
}
void destroy(wrapper *w) { delete w; }
void uses(int n) { destroy(create_ok(n)); }

wrapper *create_bad(int number) {
  wrapper *made = new wrapper;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: memory 'made' is acquired here and not released if 'port::port' throws [asyncsafe-unprotected-release]
  try {
    made->of = new port(number, "in");
  } catch (const std::runtime_error &) {
    return nullptr;
  }
  return made;
}
void uses_bad(int n) { destroy(create_bad(n)); }

int sum_ok(const std::vector<int> &all) {
  int *squares = new int[all.size()];
  int sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    sum += squares[i] = all.at(i) * all.at(i);
  delete[] squares;
  return sum;
}
