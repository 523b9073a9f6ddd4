// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=c++20 -Werror
// A reference needs the type of its object; a copy may be deduced from it.
#include <algorithm>
#include <csignal>
#include <unistd.h>

//===--- must keep their types ---===//

static int bound;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'bound' is shared with
// CHECK-FIXES: {{^}}static int bound;
static int greatest;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'greatest' is shared with
// CHECK-FIXES: {{^}}static int greatest;
static bool handed;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'handed' is shared with
// CHECK-FIXES: {{^}}static bool handed;
static bool kept;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'kept' is shared with
// CHECK-FIXES: {{^}}static bool kept;
static bool overloaded;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'overloaded' is shared with
// CHECK-FIXES: {{^}}static bool overloaded;
static bool deduced;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'deduced' is shared with
// CHECK-FIXES: {{^}}static bool deduced;
static bool declared;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'declared' is shared with
// CHECK-FIXES: {{^}}static bool declared;
static bool dependent;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'dependent' is shared with
// CHECK-FIXES: {{^}}static bool dependent;
// The result of an assignment to a volatile object is deprecated.
static int chained;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'chained' is shared with
// CHECK-FIXES: {{^}}static int chained;

//===--- can have the other ---===//

static bool set;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'set' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t set;
static bool braced{false};
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'braced' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t braced{false};
static int number;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'number' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t number;

static void use(bool &flag) { flag = false; }
static void show(bool) {}
static void show(int) {}
template <class T> static bool differs(T value) { return dependent != value; }
struct Keeper {
  const bool &flag;
};

static void on_term(int sig) {
  bound = 1;
  greatest = sig;
  handed = true;
  kept = true;
  overloaded = true;
  deduced = true;
  declared = true;
  dependent = true;
  chained = 1;
  set = true;
  braced = sig == SIGTERM;
  number = sig;
}

int main() {
  std::signal(SIGTERM, on_term);
  int &reference = bound;
  Keeper keeper{kept};
  decltype(declared) same = true;
  auto copy = deduced;
  int other = chained = 2;
  use(handed);
  show(overloaded);
  while (!bound && !greatest && !handed && !kept && !overloaded && !deduced && !declared && !differs(false) && !chained)
    pause();
  while (!set && !braced && number == 0)
    if (set != false)
      number = 0;
  auto signalled = number;
  return std::max(greatest, 3) + reference + keeper.flag + same + copy + other + signalled;
}
