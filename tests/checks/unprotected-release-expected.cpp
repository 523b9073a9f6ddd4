// RUN: %check_asyncsafe %s %t -- -std=c++17
// Unknown callees count where the author expects their exceptions, and where the caller's own code runs.
#include <csetjmp>
#include <dirent.h>
#include <functional>
#include <mutex>

struct Node {
  int Value;
};
int parse(const char *Text);

int withoutAnyHandler_ok(const char *Text) {
  Node *New = new Node;
  New->Value = parse(Text);
  int Value = New->Value;
  delete New;
  return Value;
}
bool takenByAnotherType_ok(const char *Text) {
  try {
    Node *New = new Node;
    New->Value = parse(Text);
    bool Good = New->Value > 0;
    delete New;
    return Good;
  } catch (int) {
    return false;
  }
}
bool underItsOwnCatchAll_bad(const char *Text) {
  try {
    Node *New = new Node;
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: memory 'New' is acquired here and not released if {{.*}} throws [asyncsafe-unprotected-release]
    New->Value = parse(Text);
    bool Good = New->Value > 0;
    delete New;
    return Good;
  } catch (...) {
    return false;
  }
}

static std::function<bool(const char *)> Own;
int callsItsOwn_ok(const char *Path) {
  DIR *Directory = opendir(Path);
  int Number = Own(Path);
  closedir(Directory);
  return Number;
}
int callsWhatIsHandedIn_bad(const char *Path, const std::function<bool(const char *)> &Wanted) {
  DIR *Directory = opendir(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: directory stream 'Directory' is acquired here and not released if {{.*}} throws [asyncsafe-unprotected-release]
  int Number = Wanted(Path);
  closedir(Directory);
  return Number;
}

static std::jmp_buf Top;
static std::mutex M;
static int Depth;
void jumpsBeforeTheGuard_ok(int By) {
  if (By > 100)
    std::longjmp(Top, 1);
  std::lock_guard<std::mutex> Guard(M);
  Depth += By;
}
void jumpsOverTheGuard_bad(int By) {
  std::lock_guard<std::mutex> Guard(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  Depth += By;
  if (Depth > 100)
    std::longjmp(Top, 1);
}
