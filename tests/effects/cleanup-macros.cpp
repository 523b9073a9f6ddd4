// glibc's cleanup macros in C++, a class: the handler
// runs on cancellation, and on exceptions, and at the pop if
// that says so.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

void unlock(void *m);
void work(void);

void pops_with_one(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  pthread_cleanup_push(unlock, m);
  work();
  pthread_cleanup_pop(1);
  work();
}
// CHECK-LABEL: function pops_with_one{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire lock *m if ret==0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call unlock(m) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup unlock(m) on throw cancel interrupt suspend

void pops_with_zero(pthread_mutex_t *m) {
  pthread_cleanup_push(unlock, m);
  work();
  pthread_cleanup_pop(0);
}
// CHECK-LABEL: function pops_with_zero{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup unlock(m) on throw cancel interrupt suspend

void pops_with_a_value(pthread_mutex_t *m, int run) {
  pthread_cleanup_push(unlock, m);
  work();
  pthread_cleanup_pop(run);
}
// CHECK-LABEL: function pops_with_a_value{{$}}
// CHECK-NEXT:  B0: ->B2(run!=0) ->B1(run==0)
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:  B1:
// CHECK-NEXT:  B2: ->B1
// CHECK-NEXT:    [[#]]:[[#]] call unlock(m) [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup unlock(m) on throw cancel interrupt suspend

void nests(char *a, char *b) {
  pthread_cleanup_push(free, a);
  pthread_cleanup_push(free, b);
  work();
  pthread_cleanup_pop(1);
  work();
  pthread_cleanup_pop(1);
}
// CHECK-LABEL: function nests{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] release heap b [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call work() [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] release heap a [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup free {nothrow c}(a) on throw cancel interrupt suspend
// CHECK-NEXT:  scope 2 in 1: cleanup free {nothrow c}(b) on throw cancel interrupt suspend

int leaves_early(pthread_mutex_t *m, int n) {
  pthread_cleanup_push(unlock, m);
  while (n--)
    if (n == 3)
      break;
  if (n)
    return 1;
  pthread_cleanup_pop(1);
  return 0;
}
// CHECK-LABEL: function leaves_early{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:  B1: ->B2(n!=-1) ->B3(n==-1)
// CHECK-NEXT:    [[#]]:[[#]] n := _ - 1 [scope 1]
// CHECK-NEXT:  B2: ->B4(n==3) ->B5(n!=3)
// CHECK-NEXT:  B3: ->B6(n!=0) ->B7(n==0)
// CHECK-NEXT:  B4: ->B3
// CHECK-NEXT:  B5: ->B1
// CHECK-NEXT:  B6:
// CHECK-NEXT:    [[#]]:[[#]] call unlock(m) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return 1 [scope 0]
// CHECK-NEXT:  B7:
// CHECK-NEXT:    [[#]]:[[#]] call unlock(m) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup unlock(m) on throw cancel interrupt suspend
// CHECK: evidence cancel pthread_cleanup_push [[#]]:[[#]]
