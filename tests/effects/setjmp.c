// Where a jump lands: in the branch of the second return.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
#include <setjmp.h>
#include <stdlib.h>

jmp_buf env;
void work(void);
void handle(void);
void after(void);

void written_out(void) {
  work();
  if (setjmp(env) == 0) {
    work();
  } else {
    handle();
  }
  after();
}
// CHECK-LABEL: function written_out{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary0 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call after {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary0 := 1 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  scope 0: root

void negated(void) {
  if (setjmp(env)) {
    handle();
    return;
  }
  work();
}
// CHECK-LABEL: function negated{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary1 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] temporary1 := 1 [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] return _ [scope 0, jumps to B1]
// CHECK-NEXT:  scope 0: root

void through_a_variable(void) {
  int rc = setjmp(env);
  if (rc != 0)
    handle();
  work();
}
// CHECK-LABEL: function through_a_variable{{$}}
// CHECK-NEXT:  B0: ->B2
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary2 := 0 [scope 0]
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] temporary2 := 1 [scope 0, jumps to B1]
// CHECK-NEXT:  B2: ->B3(rc!=0) ->B4(rc==0)
// CHECK-NEXT:    [[#]]:[[#]] rc := temporary2 [scope 0, jumps to B1]
// CHECK-NEXT:  B3: ->B4
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  B4:
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  scope 0: root

#define TRY if (setjmp(env) == 0)
#define CATCH else

void emulated(void) {
  TRY {
    work();
  }
  CATCH {
    handle();
  }
  after();
}
// CHECK-LABEL: function emulated{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary3 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call after {c}() [scope 0]
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary3 := 1 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0]
// CHECK-NEXT:  scope 0: root

void nested(void) {
  TRY {
    TRY {
      work();
    }
    CATCH {
      handle();
    }
    after();
  }
  CATCH {
    handle();
  }
}
// CHECK-LABEL: function nested{{$}}
// CHECK-NEXT:  B0: ->B3
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary4 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] temporary5 := 0 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B4]
// CHECK-NEXT:  B1:
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary4 := 1 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0]
// CHECK-NEXT:  B3: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call after {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B4: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary5 := 1 [scope 0, jumps to B4]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  scope 0: root

void raises(int n) {
  if (n)
    longjmp(env, 1);
  after();
}
// CHECK-LABEL: function raises{{$}}
// CHECK-NEXT:  B0: ->B1(n!=0) ->B2(n==0)
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] interrupt jump definite [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] call after {c}() [scope 0]
// CHECK-NEXT:  scope 0: root

void switches(void) {
  switch (setjmp(env)) {
  case 0:
    work();
    break;
  default:
    handle();
  }
}
// CHECK-LABEL: function switches{{$}}
// CHECK-NEXT:  B0: ->B2
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary6 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] temporary6 := 1 [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  B2:
// CHECK-NEXT:  scope 0: root
