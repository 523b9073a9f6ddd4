// RUN: %dump --stage=facts %s -- %mock | FileCheck %s --implicit-check-not="{{^wait }}"
// A call with a test as its argument is two calls, until it is known that the callee does not test it.
#include <unistd.h>

void count(bool ok) {
  char byte;
  read(0, &byte, 1);
}
// CHECK: wait count 7:3

void one_call(int fd) { count(fd >= 0); }
// CHECK: wait one_call 11:25 {{.*}} > count{{$}}

// In a macro, two calls have one position. The second is also reached where nothing is compared with 3.
#define TALLY(a, b)                                                                                          \
  if ((a) == 3 && (b) == 4)                                                                                  \
    count(1);                                                                                                \
  else                                                                                                       \
    count(0)

void two_calls(int a, int b) { TALLY(a, b); }
// CHECK: wait two_calls 21:32 {{.*}} > count{{$}}
// CHECK: wait two_calls 21:32 {{.*}} > count{{$}}
