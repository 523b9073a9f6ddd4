// A count in an object that may end with the exception is a note, and so is what only a mistake of the program itself
// brings about.
// RUN: sh -c '%asyncsafe check %s -- -std=c++20 > %t; test $? = 1' && FileCheck-22 %s --implicit-check-not=acquired < %t
// RUN: sh -c '%asyncsafe check --fail-on=never --level=note %s -- -std=c++20 > %t' && FileCheck-22 %s --check-prefix=NOTE < %t
#include <mutex>
#include <optional>
#include <stdexcept>

void greet(int guest) {
  if (guest < 0)
    throw std::invalid_argument("guest");
}

class Parser { // lives in the frame of the call that parses
public:
  void nest(int guest) {
    ++depth;
    // NOTE: [[@LINE-1]]:5: note: a count in 'depth' is acquired here
    // NOTE: if the object lives on
    greet(guest);
    if (--depth == 0)
      flush();
  }

private:
  void flush();
  int depth = 0;
};

class Hall { // other threads are in it
public:
  void admit_bad(int guest) {
    {
      std::lock_guard<std::mutex> lock(mutex);
      if (inside == 8)
        return;
      ++inside;
      // CHECK: [[@LINE-1]]:7: warning: a count in 'inside' is acquired here
    }
    greet(guest);
    std::lock_guard<std::mutex> lock(mutex);
    --inside;
  }

private:
  std::mutex mutex;
  int inside = 0;
};

struct Server {
  int active = 0;
};
static Server *server;
bool is_busy() {
  if (server->active > 0)
    return true;
  return false;
}
void global_bad(int guest) {
  ++server->active;
  // CHECK: [[@LINE-1]]:3: warning: a count in {{.*}}active' is acquired here
  greet(guest);
  --server->active;
}

int mistake(int kind) {
  if (kind > 3)
    throw std::logic_error("no such kind");
  return kind;
}
void mistake_ok(int kind) {
  int *copy = new int(kind);
  // NOTE: [[@LINE-1]]:15: note: memory 'copy' is acquired here
  // NOTE: only if the program breaks a rule of its own
  *copy = mistake(kind);
  delete copy;
}
void unset_ok(const std::optional<int> &size) {
  int *copy = new int(0);
  // NOTE: [[@LINE-1]]:15: note: memory 'copy' is acquired here
  // NOTE: only if the program breaks a rule of its own
  *copy = size.value();
  delete copy;
}
void both_bad(int kind) {
  int *copy = new int(kind);
  // CHECK: [[@LINE-1]]:15: warning: memory 'copy' is acquired here and not released if 'greet' throws
  *copy = mistake(kind);
  greet(kind);
  delete copy;
}
int either(int kind) {
  if (kind > 3)
    throw std::logic_error("no such kind");
  greet(kind);
  return kind;
}
void either_bad(int kind) {
  int *copy = new int(kind);
  // CHECK: [[@LINE-1]]:15: warning: memory 'copy' is acquired here and not released if 'either' throws
  *copy = either(kind);
  delete copy;
}

namespace pplx {
struct invalid_operation : std::exception {};
struct task_canceled : std::exception {};
} // namespace pplx
namespace boost {
template <class E> struct wrapexcept : E {};
namespace asio::ip {
struct bad_address_cast : std::bad_cast {};
} // namespace asio::ip
} // namespace boost
int wait(int task) {
  if (task < 0)
    throw pplx::invalid_operation();
  if (task == 0)
    throw boost::wrapexcept<boost::asio::ip::bad_address_cast>();
  return task;
}
void mistake_of_a_library_ok(int task) {
  int *copy = new int(task);
  // NOTE: [[@LINE-1]]:15: note: memory 'copy' is acquired here
  // NOTE: only if the program breaks a rule of its own
  *copy = wait(task);
  delete copy;
}
int wait_for_all(int task) {
  if (task < 0)
    throw pplx::task_canceled();
  return task;
}
void of_the_same_library_bad(int task) {
  int *copy = new int(task);
  // CHECK: [[@LINE-1]]:15: warning: memory 'copy' is acquired here and not released if 'wait_for_all' throws
  *copy = wait_for_all(task);
  delete copy;
}
struct own_error : std::logic_error { // its class may say what is wrong with the input
  own_error() : std::logic_error("own") {}
};
int own(int kind) {
  if (kind > 3)
    throw own_error();
  return kind;
}
void derived_bad(int kind) {
  int *copy = new int(kind);
  // CHECK: [[@LINE-1]]:15: warning: memory 'copy' is acquired here and not released if 'own' throws
  *copy = own(kind);
  delete copy;
}

namespace ankerl::unordered_dense {
inline namespace v4 {
namespace detail {
[[noreturn]] inline void on_error_bucket_overflow() { throw std::overflow_error("table"); }
} // namespace detail
} // namespace v4
inline void grow(int size) {
  if (size > 1 << 20)
    detail::on_error_bucket_overflow();
}
} // namespace ankerl::unordered_dense
void full_ok(int size) { // as if memory were missing
  int *copy = new int(size);
  ankerl::unordered_dense::grow(size);
  delete copy;
}

namespace fmt {
struct format_error {};
inline void report(const char *form) {
  if (!*form)
    throw format_error();
}
template <class... Args> int format(const char *form, Args &&...) {
  report(form);
  return 0;
}
template <class... Args> int parse(const char *form, Args &&...) {
  report(form);
  return 0;
}
} // namespace fmt
void format_ok() { // its format is a constant
  int *copy = new int(0);
  *copy = fmt::format("{}", 1);
  delete copy;
}
void parse_bad(const char *text) {
  int *copy = new int(0);
  // CHECK: [[@LINE-1]]:15: warning: memory 'copy' is acquired here and not released if 'parse' throws
  *copy = fmt::parse(text);
  delete copy;
}
