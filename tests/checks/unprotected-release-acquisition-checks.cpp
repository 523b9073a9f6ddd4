// RUN: %check_asyncsafe %s %t -- -std=c++20
// What throws because the acquisition has failed leaves nothing behind.
#include <errno.h>
#include <memory>
#include <optional>
#include <pthread.h>
#include <stdexcept>
#include <stdio.h>
#include <stdlib.h>

void work() noexcept;
void greet(int guest) {
  if (guest < 0)
    throw std::invalid_argument("guest");
}

struct Report {
  int code;
};
class Error {
public:
  operator Report *() { return &report; }
  bool is_set() const { return report.code != 0; }
  void check() const {
    if (is_set())
      throw std::runtime_error("error");
  }
  void check(const char *prefix) const {
    if (is_set())
      throw std::runtime_error(prefix);
  }
  Report report = {0};
};
void check_report(const Report *report) {
  if (report->code)
    throw std::runtime_error("report");
}
void verify(int status, int wanted = 0) {
  if (status != wanted)
    throw std::runtime_error("status");
}

FILE *open_stream(const char *name, Report *report) noexcept {
  FILE *f = fopen(name, "r");
  report->code = f ? 0 : errno;
  return f;
}
int make(void **to, unsigned size) noexcept { return posix_memalign(to, 64, size); }

//===--- Silent -----------------------------------------------------------===//

void error_object_ok(const char *name) {
  Error error;
  FILE *f = open_stream(name, error);
  error.check();
  work();
  fclose(f);
}
void error_object_with_text_ok(const char *name) {
  Error error;
  FILE *f = open_stream(name, error);
  error.check("open");
  work();
  fclose(f);
}
void error_record_ok(const char *name) {
  Report report;
  FILE *f = open_stream(name, &report);
  check_report(&report);
  work();
  fclose(f);
}
void status_is_checked_ok() {
  void *p;
  verify(posix_memalign(&p, 64, 100));
  work();
  free(p);
}
void kept_status_is_checked_ok() {
  void *p;
  int status = posix_memalign(&p, 64, 100);
  verify(status);
  work();
  free(p);
}
void lock_is_checked_ok(pthread_mutex_t *m) {
  verify(pthread_mutex_lock(m));
  work();
  pthread_mutex_unlock(m);
}

// One path of the callee makes nothing.
int *read_one(FILE *from) noexcept {
  int c = getc(from);
  if (c == EOF)
    return nullptr;
  std::unique_ptr<int> one(new (std::nothrow) int(c));
  return one.release();
}
int *nothing_was_made_ok(FILE *from) {
  if (int *one = read_one(from)) {
    std::unique_ptr<int> owner(one);
    work();
    return owner.release();
  } else {
    throw std::runtime_error("end");
  }
}
struct Item {
  int number = 0;
};
Item *parse(const char *text) {
  std::unique_ptr<Item> item(new Item);
  if (!*text)
    return nullptr;
  return item.release();
}
Item *nothing_was_parsed_ok(const char *text) {
  if (Item *item = parse(text)) {
    std::unique_ptr<Item> owner(item);
    work();
    return owner.release();
  } else {
    throw std::runtime_error("syntax");
  }
}

Item *parse_or_throw(const char *text) {
  std::unique_ptr<Item> item(new Item);
  if (!*text)
    throw std::runtime_error("empty");
  return item.release();
}
Item *always_parsed_ok(const char *text) {
  if (Item *item = parse_or_throw(text)) {
    std::unique_ptr<Item> owner(item);
    work();
    return owner.release();
  } else {
    throw std::runtime_error("syntax");
  }
}

//===--- Alarms -----------------------------------------------------------===//

void second_check_bad(const char *a, const char *b) {
  Error error;
  FILE *f = open_stream(a, error);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'Error::check' throws [asyncsafe-unprotected-release]
  error.check();
  FILE *g = open_stream(b, error);
  error.check();
  fclose(g);
  fclose(f);
}
void other_status_bad(int guest) {
  void *p;
  verify(posix_memalign(&p, 64, 100));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: memory 'p' is acquired here and not released if 'verify' throws [asyncsafe-unprotected-release]
  verify(guest);
  free(p);
}
void given_the_handle_bad() {
  FILE *f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
  if (!f)
    return;
  greet(fileno(f));
  fclose(f);
}
void made_but_refused_bad(const char *text) {
  if (Item *item = parse(text)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: memory 'item' is acquired here and not released if 'greet' throws [asyncsafe-unprotected-release]
    greet(item->number);
    delete item;
  }
}
