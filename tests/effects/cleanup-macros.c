// glibc's cleanup macros, in C with setjmp and in C with -fexceptions: the handler
// runs on cancellation, with -fexceptions on exceptions too, and at the pop if
// that says so.
// RUN: %dump --stage=effects %s -- %mock | FileCheck --check-prefix=SETJMP %s
// RUN: %dump --stage=effects %s -- %mock -fexceptions | FileCheck --check-prefix=UNWIND %s
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
// SETJMP-LABEL: function pops_with_one{{$}}
// SETJMP-NEXT:  B0:
// SETJMP-NEXT:    [[#]]:[[#]] acquire lock *m if ret==0 [scope 0]
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// SETJMP-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 0]
// SETJMP-NEXT:  scope 0: root
// SETJMP-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on cancel
// UNWIND-LABEL: function pops_with_one{{$}}
// UNWIND-NEXT:  B0:
// UNWIND-NEXT:    [[#]]:[[#]] acquire lock *m if ret==0 [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 0]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on throw cancel interrupt suspend

void pops_with_zero(pthread_mutex_t *m) {
  pthread_cleanup_push(unlock, m);
  work();
  pthread_cleanup_pop(0);
}
// SETJMP-LABEL: function pops_with_zero{{$}}
// SETJMP-NEXT:  B0:
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// SETJMP-NEXT:  scope 0: root
// SETJMP-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on cancel
// UNWIND-LABEL: function pops_with_zero{{$}}
// UNWIND-NEXT:  B0:
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on throw cancel interrupt suspend

void pops_with_a_value(pthread_mutex_t *m, int run) {
  pthread_cleanup_push(unlock, m);
  work();
  pthread_cleanup_pop(run);
}
// SETJMP-LABEL: function pops_with_a_value{{$}}
// SETJMP-NEXT:  B0: ->B2(run!=0) ->B1(run==0)
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// SETJMP-NEXT:  B1:
// SETJMP-NEXT:  B2: ->B1
// SETJMP-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// SETJMP-NEXT:  scope 0: root
// SETJMP-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on cancel
// UNWIND-LABEL: function pops_with_a_value{{$}}
// UNWIND-NEXT:  B0: ->B2(run!=0) ->B1(run==0)
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// UNWIND-NEXT:  B1:
// UNWIND-NEXT:  B2: ->B1
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on throw cancel interrupt suspend

void nests(char *a, char *b) {
  pthread_cleanup_push(free, a);
  pthread_cleanup_push(free, b);
  work();
  pthread_cleanup_pop(1);
  work();
  pthread_cleanup_pop(1);
}
// SETJMP-LABEL: function nests{{$}}
// SETJMP-NEXT:  B0:
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 2]
// SETJMP-NEXT:    [[#]]:[[#]] release heap b [scope 1]
// SETJMP-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// SETJMP-NEXT:    [[#]]:[[#]] release heap a [scope 0]
// SETJMP-NEXT:  scope 0: root
// SETJMP-NEXT:  scope 1 in 0: cleanup free {nothrow c}(a) on cancel
// SETJMP-NEXT:  scope 2 in 1: cleanup free {nothrow c}(b) on cancel
// UNWIND-LABEL: function nests{{$}}
// UNWIND-NEXT:  B0:
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 2]
// UNWIND-NEXT:    [[#]]:[[#]] release heap b [scope 1]
// UNWIND-NEXT:    [[#]]:[[#]] call work {c}() [scope 1]
// UNWIND-NEXT:    [[#]]:[[#]] release heap a [scope 0]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup free {nothrow c}(a) on throw cancel interrupt suspend
// UNWIND-NEXT:  scope 2 in 1: cleanup free {nothrow c}(b) on throw cancel interrupt suspend

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
// SETJMP-LABEL: function leaves_early{{$}}
// SETJMP-NEXT:  B0: ->B1
// SETJMP-NEXT:  B1: ->B2(n!=-1) ->B3(n==-1)
// SETJMP-NEXT:    [[#]]:[[#]] n := _ - 1 [scope 1]
// SETJMP-NEXT:  B2: ->B4(n==3) ->B5(n!=3)
// SETJMP-NEXT:  B3: ->B6(n!=0) ->B7(n==0)
// SETJMP-NEXT:  B4: ->B3
// SETJMP-NEXT:  B5: ->B1
// SETJMP-NEXT:  B6:
// SETJMP-NEXT:    [[#]]:[[#]] push-cleanup [scope 1]
// SETJMP-NEXT:    [[#]]:[[#]] return 1 [scope 0]
// SETJMP-NEXT:  B7:
// SETJMP-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// SETJMP-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// SETJMP-NEXT:  scope 0: root
// SETJMP-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on cancel
// SETJMP: evidence cancel pthread_cleanup_push [[#]]:[[#]]
// UNWIND-LABEL: function leaves_early{{$}}
// UNWIND-NEXT:  B0: ->B1
// UNWIND-NEXT:  B1: ->B2(n!=-1) ->B3(n==-1)
// UNWIND-NEXT:    [[#]]:[[#]] n := _ - 1 [scope 1]
// UNWIND-NEXT:  B2: ->B4(n==3) ->B5(n!=3)
// UNWIND-NEXT:  B3: ->B6(n!=0) ->B7(n==0)
// UNWIND-NEXT:  B4: ->B3
// UNWIND-NEXT:  B5: ->B1
// UNWIND-NEXT:  B6:
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] return 1 [scope 0]
// UNWIND-NEXT:  B7:
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(m) [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup unlock {c}(m) on throw cancel interrupt suspend
// UNWIND: evidence cancel pthread_cleanup_push [[#]]:[[#]]
