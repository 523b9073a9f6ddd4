// Conditions are broken down to single tests of places and call results.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

void a(void);
void b(void);
int f(int);

int conditional_open(const char *path) {
  int fd;
  if ((fd = open(path, O_RDONLY)) < 0)
    return -1;
  close(fd);
  return 0;
}
// CHECK-LABEL: function conditional_open{{$}}
// CHECK-NEXT:  B0: ->B1(fd<0) ->B2(fd>=0)
// CHECK-NEXT:    [[#]]:[[#]] block unbounded restarts unknown if ret>=0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] interrupt cancel definite [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] acquire fd temporary0 if ret>=0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] fd := temporary0 [scope 0]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] return -1 [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] release fd fd [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] block unbounded fails unknown no-retry fd if ret==0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] interrupt cancel definite [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// CHECK-NEXT:  scope 0: root

void trylock(pthread_mutex_t *m) {
  if (pthread_mutex_trylock(m) == 0) {
    a();
    pthread_mutex_unlock(m);
  }
}
// CHECK-LABEL: function trylock{{$}}
// CHECK-NEXT:  B0: ->B1(temporary2==0) ->B2(temporary2!=0)
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *m if ret==0 [scope 0]
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] release lock *m [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:  scope 0: root

void null(char *p) {
  if (!p)
    return;
  if (p == NULL || 0 != f(1))
    a();
}
// CHECK-LABEL: function null{{$}}
// CHECK-NEXT:  B0: ->B2(p!=0) ->B1(p==0)
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] return _ [scope 0]
// CHECK-NEXT:  B2: ->B3(p==0) ->B5(p!=0)
// CHECK-NEXT:  B3: ->B4
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B4:
// CHECK-NEXT:  B5: ->B3(temporary4!=0) ->B4(temporary4==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary4 = call f {c}(1) [scope 0]
// CHECK-NEXT:  scope 0: root

void logical(int x, int y, int z) {
  if ((x && !y) || z > 3)
    a();
  else
    b();
  int v = x || y;
  f(v);
}
// CHECK-LABEL: function logical{{$}}
// CHECK-NEXT:  B0: ->B5(x!=0) ->B4(x==0)
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B2: ->B7(x!=0) ->B6(x==0)
// CHECK-NEXT:  B3: ->B2
// CHECK-NEXT:    [[#]]:[[#]] call b {c}() [scope 0]
// CHECK-NEXT:  B4: ->B1(z>3) ->B3(z<=3)
// CHECK-NEXT:  B5: ->B4(y!=0) ->B1(y==0)
// CHECK-NEXT:  B6: ->B8
// CHECK-NEXT:    [[#]]:[[#]] temporary5 := y [scope 0]
// CHECK-NEXT:  B7: ->B8
// CHECK-NEXT:    [[#]]:[[#]] temporary5 := 1 [scope 0]
// CHECK-NEXT:  B8:
// CHECK-NEXT:    [[#]]:[[#]] v := temporary5 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary6 = call f {c}(v) [scope 0]
// CHECK-NEXT:  scope 0: root

void expected(int x) {
  if (__builtin_expect(!!(x < 2), 0))
    a();
}
// CHECK-LABEL: function expected{{$}}
// CHECK-NEXT:  B0: ->B1(x<2) ->B2(x>=2)
// CHECK-NEXT:  B1: ->B2
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:  scope 0: root

void constant(int x) {
  do {
    a();
  } while (0);
  while (1) {
    if (x)
      break;
  }
  if (0)
    b();
}
// CHECK-LABEL: function constant{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B1: ->B2(x!=0) ->B3(x==0)
// CHECK-NEXT:  B2:
// CHECK-NEXT:  B3: ->B1
// CHECK-NEXT:  scope 0: root

int choose(int x) { return x ? f(1) : 7; }
// CHECK-LABEL: function choose{{$}}
// CHECK-NEXT:  B0: ->B1(x!=0) ->B2(x==0)
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary8 = call f {c}(1) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary7 := temporary8 [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary7 := 7 [scope 0]
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] return temporary7 [scope 0]
// CHECK-NEXT:  scope 0: root

int chosen_by_value(int x) { return f(x) ?: -1; }
// CHECK-LABEL: function chosen_by_value{{$}}
// CHECK-NEXT:  B0: ->B1(temporary9!=0) ->B2(temporary9==0)
// CHECK-NEXT:    [[#]]:[[#]] temporary9 = call f {c}(x) [scope 0]
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary10 := temporary9 [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary10 := -1 [scope 0]
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] return temporary10 [scope 0]
// CHECK-NEXT:  scope 0: root

void cases(int x) {
  switch (x) {
  case 1:
    a();
  case 2:
    b();
    break;
  case 4 ... 6:
    f(6);
    break;
  default:
    f(0);
  }
}
// CHECK-LABEL: function cases{{$}}
// CHECK-NEXT:  B0: ->B5(x==1) ->B4(x==2) ->B6(x>=4) ->B7(x!=1)
// CHECK-NEXT:  B1:
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary12 = call f {c}(0) [scope 0]
// CHECK-NEXT:  B3: ->B1
// CHECK-NEXT:    [[#]]:[[#]] temporary11 = call f {c}(6) [scope 0]
// CHECK-NEXT:  B4: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call b {c}() [scope 0]
// CHECK-NEXT:  B5: ->B4
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B6: ->B3(x<=6)
// CHECK-NEXT:  B7: ->B2(x!=2)
// CHECK-NEXT:  scope 0: root

void no_default(int x) {
  switch (f(x)) {
  case 1:
    a();
  }
  b();
}
// CHECK-LABEL: function no_default{{$}}
// CHECK-NEXT:  B0: ->B2(temporary13==1) ->B1(temporary13!=1)
// CHECK-NEXT:    [[#]]:[[#]] temporary13 = call f {c}(x) [scope 0]
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call b {c}() [scope 0]
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  scope 0: root

void jumps(int x) {
again:
  a();
  if (x)
    goto again;
  goto out;
  b();
out:
  f(1);
}
// CHECK-LABEL: function jumps{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:  B1: ->B2(x!=0) ->B3(x==0)
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] temporary14 = call f {c}(1) [scope 0]
// CHECK-NEXT:  scope 0: root

void computed(int x) {
  static void *targets[] = {&&one, &&two};
  goto *targets[x];
one:
  a();
  return;
two:
  b();
}
// CHECK-LABEL: function computed{{$}}
// CHECK-NEXT:  B0: ->B2 ->B1
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return _ [scope 0]
// CHECK-NEXT:  B2:
// CHECK-NEXT:    [[#]]:[[#]] call b {c}() [scope 0]
// CHECK-NEXT:  scope 0: root

void assembler(int x) {
  asm goto("" : : : : out);
  a();
out:
  b();
}
// CHECK-LABEL: function assembler{{$}}
// CHECK-NEXT:  B0: ->B2 ->B1
// CHECK-NEXT:  B1: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  B2: ->B3
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] call b {c}() [scope 0]
// CHECK-NEXT:  scope 0: root

int statement_expression(int x) {
  return ({
    int y = f(x);
    y;
  });
}
// CHECK-LABEL: function statement_expression{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] temporary15 = call f {c}(x) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] y := temporary15 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return y [scope 0]
// CHECK-NEXT:  scope 0: root

void ends(int x) {
  if (x == 1)
    abort();
  if (x == 2)
    __builtin_unreachable();
  a();
}
// CHECK-LABEL: function ends{{$}}
// CHECK-NEXT:  B0: ->B1(x==1) ->B2(x!=1)
// CHECK-NEXT:  B1:
// CHECK-NEXT:    [[#]]:[[#]] send-signal SIGABRT [scope 0]
// CHECK-NEXT:  B2: ->B3(x==2) ->B4(x!=2)
// CHECK-NEXT:  B3:
// CHECK-NEXT:    [[#]]:[[#]] call __builtin_unreachable {nothrow c noreturn}() [scope 0]
// CHECK-NEXT:  B4:
// CHECK-NEXT:    [[#]]:[[#]] call a {c}() [scope 0]
// CHECK-NEXT:  scope 0: root
