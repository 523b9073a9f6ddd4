// RUN: %check_asyncsafe %s %t -- -std=c++20
// The value of an optional that has been found to hold one, and what only the first call makes.
#include <memory>
#include <optional>
#include <stdexcept>
#include <stdlib.h>

std::optional<int> number(const char *text) noexcept;
void use(int) noexcept;
void refill(std::optional<int> &) noexcept;

//===--- Silent -----------------------------------------------------------===//

void tested_ok(const char *text) {
  void *p = malloc(3);
  if (auto i = number(text))
    use(i.value());
  free(p);
}
void has_value_ok(const char *text) {
  void *p = malloc(3);
  std::optional<int> i = number(text);
  while (i.has_value() && i.value() > 3) {
    use(i.value());
    i = number(text);
  }
  free(p);
}
void left_early_ok(const char *text) {
  auto i = number(text);
  if (!i)
    return;
  void *p = malloc(3);
  use(i.value());
  use(i.value());
  free(p);
}

static int given(const std::optional<int> &i) { return i ? i.value() : 0; }
void given_ok(const std::optional<int> &i) {
  void *p = malloc(3);
  use(given(i));
  free(p);
}
struct Entry {
  std::optional<int> level;
  int shown() const { return level ? level.value() : 3; }
  int shown_late() const {
    if (!level)
      return 3;
    change();
    return level.value();
  }
  void change() const;
};
struct Pair {
  Entry first, second;
  int other_replaced(const Entry &by) {
    if (!first.level)
      return 3;
    second = by;
    return first.level.value();
  }
  int replaced(const Entry &by) {
    if (!first.level)
      return 3;
    first = by;
    return first.level.value();
  }
};
void other_object_ok(Pair &pair, const Entry &e) {
  void *p = malloc(3);
  use(pair.other_replaced(e));
  free(p);
}
void own_field_ok(const Entry &e) {
  void *p = malloc(3);
  use(e.shown());
  free(p);
}

class Log {
public:
  static Log &instance() {
    if (!made) {
      made = new Log;
      made->open(getenv("LOG"));
    }
    return *made;
  }
  static std::shared_ptr<Log> shared() {
    if (!common) {
      auto fresh = std::make_shared<Log>();
      fresh->open(getenv("LOG"));
      common.swap(fresh);
    }
    return common;
  }
  static std::shared_ptr<Log> again(bool other) {
    if (!maybe) {
      auto fresh = std::make_shared<Log>();
      fresh->open(getenv("LOG"));
      if (other)
        maybe.swap(fresh);
    }
    return maybe;
  }
  void open(const char *name) {
    if (!name)
      throw std::runtime_error("no log");
  }
  void say(const char *) noexcept;

private:
  static Log *made;
  static std::shared_ptr<Log> common, maybe;
};
void made_once_ok() {
  void *p = malloc(3);
  Log::instance().say("a");
  free(p);
}
void shared_made_once_ok() {
  void *p = malloc(3);
  Log::shared()->say("a");
  free(p);
}

//===--- Alarms -----------------------------------------------------------===//

void not_tested_bad(const char *text) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text);
  use(i.value());
  free(p);
}
void other_tested_bad(const char *text) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text), j = number(text + 1);
  if (j)
    use(i.value());
  free(p);
}
void emptied_bad(const char *text) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text);
  if (i) {
    i.reset();
    use(i.value());
  }
  free(p);
}
void assigned_bad(const char *text) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text);
  if (i) {
    i = number(text + 1);
    use(i.value());
  }
  free(p);
}
void refilled_bad(const char *text) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text);
  if (i) {
    refill(i);
    use(i.value());
  }
  free(p);
}
void only_one_way_bad(const char *text, bool strict) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'optional::value' throws [asyncsafe-unprotected-release]
  auto i = number(text);
  if (strict || i)
    use(i.value());
  free(p);
}
void made_again_bad() {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'Log::again' throws [asyncsafe-unprotected-release]
  Log::again(false)->say("a");
  free(p);
}

/// What is called in between may empty it.
void own_field_changed(const Entry &e) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'Entry::shown_late' throws [asyncsafe-unprotected-release]
  use(e.shown_late());
  free(p);
}
/// What contains it is another now.
void own_object_replaced(Pair &pair, const Entry &e) {
  void *p = malloc(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'Pair::replaced' throws [asyncsafe-unprotected-release]
  use(pair.replaced(e));
  free(p);
}
