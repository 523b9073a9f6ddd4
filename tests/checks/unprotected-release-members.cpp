// RUN: %check_asyncsafe %s %t -- -std=c++17
// What a constructor has stored in members is lost if it throws; a cursor does not take the list away; an object that is shown what the function frees itself does not own it.
#include <fcntl.h>
#include <netdb.h>
#include <stdexcept>
#include <unistd.h>

int size(int Fd);
static void check(int Number) {
  if (Number < 0)
    throw std::out_of_range("number");
}

struct Complete {
  Complete() { Fd = open("a", O_RDONLY); }
  ~Complete() { close(Fd); }
  int Fd;
};
struct ThrowsFirst {
  explicit ThrowsFirst(int Number) {
    check(Number);
    Fd = open("a", O_RDONLY);
  }
  ~ThrowsFirst() { close(Fd); }
  int Fd;
};
struct ClosesItself {
  explicit ClosesItself(int Number) {
    Fd = open("a", O_RDONLY);
    try {
      check(Number);
    } catch (...) {
      close(Fd);
      throw;
    }
  }
  ~ClosesItself() { close(Fd); }
  int Fd;
};
struct Delegates {
  Delegates() { Fd = open("a", O_RDONLY); }
  explicit Delegates(int Number) : Delegates() { check(Number); }
  ~Delegates() { close(Fd); }
  int Fd;
};
struct OwnMemberOnly {
  explicit OwnMemberOnly(int Number) {
    Fd = open("a", O_RDONLY);
    check(Number);
  }
  int Fd;
};
struct LosesIt {
  explicit LosesIt(int Number) {
    Fd = open("a", O_RDONLY);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} is acquired here and not released if 'check' throws [asyncsafe-unprotected-release]
    check(Number);
  }
  ~LosesIt() { close(Fd); }
  int Fd;
};
void build() {
  Complete A;
  ThrowsFirst B(1);
  ClosesItself C(1);
  Delegates D(1);
  OwnMemberOnly E(1);
  LosesIt F(1);
}

int walks_ok(const char *Host) {
  addrinfo *List;
  if (getaddrinfo(Host, nullptr, nullptr, &List))
    return 0;
  int Number = 0;
  for (addrinfo *Entry = List; Entry; Entry = Entry->ai_next)
    ++Number;
  freeaddrinfo(List);
  return Number;
}
int throwsOnItsWalk_bad(const char *Host) {
  addrinfo *List;
  if (getaddrinfo(Host, nullptr, nullptr, &List))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
    return 0;
  int Number = 0;
  for (addrinfo *Entry = List; Entry; Entry = Entry->ai_next) {
    check(Entry->ai_flags);
    ++Number;
  }
  freeaddrinfo(List);
  return Number;
}

class Host {
public:
  explicit Host(const addrinfo *List);
  ~Host();
  bool isEmpty() const noexcept;
};
bool ownsIt_ok(const char *Name) {
  addrinfo *List;
  if (getaddrinfo(Name, nullptr, nullptr, &List))
    return false;
  Host Found(List);
  check(Found.isEmpty());
  return true;
}
bool isShownIt_bad(const char *Name) {
  addrinfo *List;
  if (getaddrinfo(Name, nullptr, nullptr, &List))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
    return false;
  Host Found(List);
  check(Found.isEmpty());
  freeaddrinfo(List);
  return true;
}
