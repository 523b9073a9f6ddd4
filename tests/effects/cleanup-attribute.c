// __attribute__((cleanup)): called at the end of the scope, on every way out of it.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
// RUN: %dump --stage=effects %s -- %mock -fexceptions | FileCheck --check-prefix=UNWIND %s
#include <stdlib.h>
struct lock;
void unlock(struct lock **l);
int work(struct lock *l);
static inline void freep(void *p) { free(*(void **)p); }
// CHECK-LABEL: function freep{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] release heap *p [scope 0]
// CHECK-NEXT:  scope 0: root
// UNWIND-LABEL: function freep{{$}}
// UNWIND-NEXT:  B0:
// UNWIND-NEXT:    [[#]]:[[#]] release heap *p [scope 0]
// UNWIND-NEXT:  scope 0: root

int cleans(struct lock *a, struct lock *b) {
  __attribute__((cleanup(unlock))) struct lock *outer = a;
  for (int i = 0; i < 3; ++i) {
    __attribute__((cleanup(unlock))) struct lock *inner = b;
    if (work(inner) < 0)
      return -1;
    if (work(outer) == 2)
      continue;
    work(inner);
  }
  return 0;
}
// CHECK-LABEL: function cleans{{$}}
// CHECK-NEXT:  B0: ->B1
// CHECK-NEXT:    [[#]]:[[#]] i := 0 [scope 1]
// CHECK-NEXT:  B1: ->B2(i<3) ->B4(i>=3)
// CHECK-NEXT:  B2: ->B5(temporary0<0) ->B6(temporary0>=0)
// CHECK-NEXT:    [[#]]:[[#]] temporary0 = call work {c}(b) [scope 2]
// CHECK-NEXT:  B3: ->B1
// CHECK-NEXT:    [[#]]:[[#]] i := _ + 1 [scope 1]
// CHECK-NEXT:  B4:
// CHECK-NEXT:    [[#]]:[[#]] call unlock {c}(&a) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// CHECK-NEXT:  B5:
// CHECK-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call unlock {c}(&a) [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] return -1 [scope 0]
// CHECK-NEXT:  B6: ->B7(temporary1==2) ->B8(temporary1!=2)
// CHECK-NEXT:    [[#]]:[[#]] temporary1 = call work {c}(a) [scope 2]
// CHECK-NEXT:  B7: ->B3
// CHECK-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// CHECK-NEXT:  B8: ->B3
// CHECK-NEXT:    [[#]]:[[#]] temporary2 = call work {c}(b) [scope 2]
// CHECK-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup unlock {c}(&a) on
// CHECK-NEXT:  scope 2 in 1: cleanup unlock {c}(&b) on
// UNWIND-LABEL: function cleans{{$}}
// UNWIND-NEXT:  B0: ->B1
// UNWIND-NEXT:    [[#]]:[[#]] i := 0 [scope 1]
// UNWIND-NEXT:  B1: ->B2(i<3) ->B4(i>=3)
// UNWIND-NEXT:  B2: ->B5(temporary0<0) ->B6(temporary0>=0)
// UNWIND-NEXT:    [[#]]:[[#]] temporary0 = call work {c}(b) [scope 2]
// UNWIND-NEXT:  B3: ->B1
// UNWIND-NEXT:    [[#]]:[[#]] i := _ + 1 [scope 1]
// UNWIND-NEXT:  B4:
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(&a) [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] return 0 [scope 0]
// UNWIND-NEXT:  B5:
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(&a) [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] return -1 [scope 0]
// UNWIND-NEXT:  B6: ->B7(temporary1==2) ->B8(temporary1!=2)
// UNWIND-NEXT:    [[#]]:[[#]] temporary1 = call work {c}(a) [scope 2]
// UNWIND-NEXT:  B7: ->B3
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// UNWIND-NEXT:  B8: ->B3
// UNWIND-NEXT:    [[#]]:[[#]] temporary2 = call work {c}(b) [scope 2]
// UNWIND-NEXT:    [[#]]:[[#]] call unlock {c}(&b) [scope 1]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup unlock {c}(&a) on throw cancel interrupt suspend
// UNWIND-NEXT:  scope 2 in 1: cleanup unlock {c}(&b) on throw cancel interrupt suspend

void frees(void) {
  __attribute__((cleanup(freep))) char *p = malloc(10);
  work(0);
}
// CHECK-LABEL: function frees{{$}}
// CHECK-NEXT:  B0:
// CHECK-NEXT:    [[#]]:[[#]] acquire heap temporary3 if ret!=0 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] p := temporary3 [scope 0]
// CHECK-NEXT:    [[#]]:[[#]] temporary4 = call work {c}(0) [scope 1]
// CHECK-NEXT:    [[#]]:[[#]] call freep {c body}(&p) [scope 0]
// CHECK-NEXT:  scope 0: root
// CHECK-NEXT:  scope 1 in 0: cleanup freep {c body}(&p) on
// UNWIND-LABEL: function frees{{$}}
// UNWIND-NEXT:  B0:
// UNWIND-NEXT:    [[#]]:[[#]] acquire heap temporary3 if ret!=0 [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] p := temporary3 [scope 0]
// UNWIND-NEXT:    [[#]]:[[#]] temporary4 = call work {c}(0) [scope 1]
// UNWIND-NEXT:    [[#]]:[[#]] call freep {c body}(&p) [scope 0]
// UNWIND-NEXT:  scope 0: root
// UNWIND-NEXT:  scope 1 in 0: cleanup freep {c body}(&p) on throw cancel interrupt suspend
