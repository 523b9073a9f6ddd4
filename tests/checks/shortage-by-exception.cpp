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
  std::mutex lock;

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
    lock.lock();
    expand(8);
    lock.unlock();
  }
  void set_ok() {
    lock.lock();
    replace(8);
    lock.unlock();
  }
  void choose() {
    lock.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'lock' is acquired here and not released if 'Table::either' throws
    either(8);
    lock.unlock();
  }
  void ask() {
    lock.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'lock' is acquired here and not released if 'Table::refuse' throws
    refuse(8);
    lock.unlock();
  }
  void hand_on() {
    lock.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'lock' is acquired here and not released if 'Table::caught' throws
    caught(8);
    lock.unlock();
  }
};

int main() {
  Table t;
  t.add_ok(), t.set_ok(), t.choose(), t.ask();
  try {
    t.hand_on();
  } catch (const Refused &) {
    return 1;
  }
}
