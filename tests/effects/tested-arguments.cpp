// A comparison with a constant that is passed as a bool is a branch, with one call on each side.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
#include <fcntl.h>

void check(bool holds);
void count(int how_many);

int as_bool(const char *path) {
  int fd = open(path, O_RDONLY);
  check(fd >= 0);
  return fd;
}
// CHECK-LABEL: function as_bool{{$}}
// CHECK-NEXT:  B0: ->B2(fd>=0) ->B1(fd<0)
// CHECK:       B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call check(0) [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call check(1) [scope 0]
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] return fd [scope 0]

void negated_pointer(void *p) { check(!p); }
// CHECK-LABEL: function negated_pointer{{$}}
// CHECK-NEXT:  B0: ->B2(p==0) ->B1(p!=0)
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call check(0) [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call check(1) [scope 0]

// Silent: not a bool, not a constant, a constant test.
void as_number(int a) { count(a == 3); }
void of_variables(int a, int b) { check(a == b); }
void known() { check(1 < 2); }
// CHECK-LABEL: function as_number{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call count(_) [scope 0]
// CHECK-LABEL: function of_variables{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call check(_) [scope 0]
// CHECK-LABEL: function known{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call check(1) [scope 0]
