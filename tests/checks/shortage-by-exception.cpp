// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++20
// An exception of the program's own that only a failed allocation throws is judged as that of `new`.
#include <cerrno>
#include <cstdlib>
#include <mutex>

struct NoMemory {};
struct Refused {};
int find();

struct Table {
  void *cells = nullptr;
  std::mutex m;

  void expand(size_t n) {
    void *more;
    if (!(more = malloc(n)))
      throw ENOMEM;
    free(cells);
    cells = more;
  }
  void replace(size_t n) {
    void *more = malloc(n);
    if (more == nullptr)
      throw NoMemory();
    free(cells);
    cells = more;
  }
  void item() {
    int *made;
    if (!(made = new int(1)))
      throw 4UL;
    cells = made;
  }
  void either(size_t n) {
    void *more = n ? malloc(n) : cells;
    if (!more)
      throw 2L;
    cells = more;
  }
  void refuse(size_t n) {
    void *more = malloc(n);
    if (!more || find() < 0)
      throw 3U;
    cells = more;
  }
  void caught(size_t n) {
    void *more = malloc(n);
    if (!more)
      throw Refused();
    cells = more;
  }

  void add_ok() {
    m.lock();
    expand(8);
    m.unlock();
  }
  void set_ok() {
    m.lock();
    replace(8);
    m.unlock();
  }
  void put_ok() {
    m.lock();
    item();
    m.unlock();
  }
  void choose() {
    m.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if 'Table::either' throws
    // CHECK-FIXES: std::lock_guard lock(m);
    either(8);
    m.unlock();
  }
  void ask() {
    m.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if 'Table::refuse' throws
    // CHECK-FIXES: std::lock_guard lock(m);
    refuse(8);
    m.unlock();
  }
  void hand_on() {
    m.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if 'Table::caught' throws
    // CHECK-FIXES: std::lock_guard lock(m);
    caught(8);
    m.unlock();
  }
};

int main() {
  Table t;
  t.add_ok(), t.set_ok(), t.put_ok(), t.choose(), t.ask();
  try {
    t.hand_on();
  } catch (const Refused &) {
    return 1;
  }
}
