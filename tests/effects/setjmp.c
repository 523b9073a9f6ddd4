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
// CHECK-NEXT:    [[#]]:[[#]] interrupt jump definite jmp_buf [scope 0]
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

void assigned(void) {
  int rc;
  if ((rc = setjmp(env)) == 0) {
    work();
    return;
  }
  handle();
}
// CHECK-LABEL: function assigned{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary7 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] rc := temporary7 [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] return _ [scope 0, jumps to B1]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] temporary7 := 1 [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] rc := temporary7 [scope 0, jumps to B1]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B1]
// CHECK-NEXT:  scope 0: root

#define EXEC() ({ int state; (state = setjmp(env)); })
void in_a_statement_expression(void) {
  if (EXEC() == 0)
    work();
  else
    handle();
}
// CHECK-LABEL: function in_a_statement_expression{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary8 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] state := temporary8 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B1:
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary8 := 1 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] state := temporary8 [scope 0, jumps to B2]
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  scope 0: root

void fz_push(void);
int fz_do(int what);
#define fz_try if (!setjmp(env)) if (fz_do(1)) do
#define fz_catch while (0); if (fz_do(2))
void always_after(void) {
  fz_try {
    work();
  }
  fz_catch {
    handle();
  }
  after();
}
// CHECK-LABEL: function always_after{{$}}
// CHECK-NEXT:  B0: ->B3(temporary10!=0) ->B4(temporary10==0)
// CHECK-NEXT:    [[#]]:[[#]] set-jump env [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary9 := 0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary10 = call fz_do {c}(1) [scope 0, jumps to B2]
// CHECK-NEXT:  B1: ->B5(temporary11!=0) ->B6(temporary11==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary11 = call fz_do {c}(2) [scope 0]
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary9 := 1 [scope 0, jumps to B2]
// CHECK-NEXT:  B3: ->B4
// CHECK-NEXT:    [[#]]:[[#]] call work {c}() [scope 0, jumps to B2]
// CHECK-NEXT:  B4: ->B1
// CHECK-NEXT:  B5: ->B6
// CHECK-NEXT:    [[#]]:[[#]] call handle {c}() [scope 0]
// CHECK-NEXT:  B6:
// CHECK-NEXT:    [[#]]:[[#]] call after {c}() [scope 0]
// CHECK-NEXT:  scope 0: root
