/* Calls everything in models/setjmp.json. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <ucontext.h>

/* Not declared by the headers of this machine. */
int __longjmp_chk(), ____longjmp_chk();

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  setcontext(ANY(const struct ucontext_t *));
}
void ends_longjmp(void *p) { longjmp(ANY(struct __jmp_buf_tag[1]), ANY(int)); }
void ends__longjmp(void *p) { _longjmp(ANY(struct __jmp_buf_tag[1]), ANY(int)); }
void ends___longjmp_chk(void *p) { __longjmp_chk(0, 0); }
void ends_____longjmp_chk(void *p) { ____longjmp_chk(0, 0); }
void ends_siglongjmp(void *p) { siglongjmp(ANY(struct __jmp_buf_tag[1]), ANY(int)); }

jmp_buf Here;
sigjmp_buf There;
void *Buffer[5];
int returns_twice(void) { return setjmp(Here) + _setjmp(Here) + sigsetjmp(There, 1) + __sigsetjmp(There, 1) + __builtin_setjmp(Buffer); }
void builtin_ends(void) { __builtin_longjmp(Buffer, 1); }
