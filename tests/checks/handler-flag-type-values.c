// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17
// The fix-it changes a type only if every value, and every use, is the same with the other.
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

//===--- must keep their types ---===//

static bool masked;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'masked' is shared with
// CHECK-FIXES: {{^}}static bool masked;
static bool two = 2;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'two' is shared with
// CHECK-FIXES: {{^}}static bool two = 2;
static char cut;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'cut' is shared with
// CHECK-FIXES: {{^}}static char cut;
static short large;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'large' is shared with
// CHECK-FIXES: {{^}}static short large;
static bool chosen;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'chosen' is shared with
// CHECK-FIXES: {{^}}static bool chosen;
static bool counted;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'counted' is shared with
// CHECK-FIXES: {{^}}static bool counted;
static char measured;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'measured' is shared with
// CHECK-FIXES: {{^}}static char measured;
static short selected;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'selected' is shared with
// CHECK-FIXES: {{^}}static short selected;
static short copied;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'copied' is shared with
// CHECK-FIXES: {{^}}static short copied;
// The name is within the declarator.
static int(parenthesised);
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parenthesised' is shared with
// CHECK-FIXES: {{^}}static int(parenthesised);
static int pointed;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'pointed' is shared with
// CHECK-FIXES: {{^}}static int pointed;
static int assembled;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'assembled' is shared with
// CHECK-FIXES: {{^}}static int assembled;
static int named;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'named' is shared with
// CHECK-FIXES: {{^}}static int named;
// The neighbour has no other use.
static int first, second;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'first' is shared with
// CHECK-FIXES: {{^}}static int first, second;
static int early;
static int early;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'early' is shared with
// CHECK-FIXES: {{^}}static int early;
// CHECK-FIXES-NEXT: {{^}}static int early;

//===--- can have the other ---===//

static bool set;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'set' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t set;
static bool compared = false;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compared' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t compared = false;
static char letter;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'letter' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t letter;
static bool taken;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'taken' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t taken;
static int number;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'number' is shared with
// CHECK-FIXES: {{^}}static volatile sig_atomic_t number;

bool isReady(void);

static void on_term(int sig) {
  masked = sig & SIGTERM;
  two = true;
  cut = sig;
  large = 70000;
  chosen = sig ? sig : 1;
  counted = 1;
  measured = 1;
  selected = 1;
  copied = 1;
  parenthesised = 1;
  pointed = 1;
  assembled = 1;
  named = 1;
  first = 1;
  early = 1;
  set = true;
  compared = sig == SIGTERM || !sig;
  letter = sig > 3 ? 'a' : 'b';
  taken = isReady();
  number = sig;
}

static void take(int *flag) { *flag = 0; }

int main(void) {
  signal(SIGTERM, on_term);
  take(&pointed);
  __asm__("" : "+r"(assembled));
  __typeof__(named) same = 1;
  __auto_type copy = copied;
  while (masked == true || two == true || cut || large)
    pause();
  counted -= 1;
  if (sizeof(measured) > 1 || _Generic(selected, short : 0, default : 1))
    pause();
  while (!chosen && !counted && !measured && !selected && !copied && !parenthesised && !pointed && !assembled)
    pause();
  while (!named && !first && !early)
    pause();
  while (set == false && !compared && letter != 'a' && !taken && number != SIGTERM)
    printf("%d %d\n", set, letter);
  bool last = set;
  return last + same + copy;
}
