#ifndef MOCK_SETJMP_H
#define MOCK_SETJMP_H
#include <mock-c.h>
struct __jmp_buf_tag {
  long registers[8];
  int mask_was_saved;
  unsigned long saved_mask[16];
};
typedef struct __jmp_buf_tag jmp_buf[1];
typedef struct __jmp_buf_tag sigjmp_buf[1];
MOCK_C_BEGIN
int _setjmp(struct __jmp_buf_tag env[1]) MOCK_NOTHROW __attribute__((__returns_twice__));
int __sigsetjmp(struct __jmp_buf_tag env[1], int save) MOCK_NOTHROW __attribute__((__returns_twice__));
void longjmp(struct __jmp_buf_tag env[1], int value) MOCK_NOTHROW __attribute__((__noreturn__));
void _longjmp(struct __jmp_buf_tag env[1], int value) MOCK_NOTHROW __attribute__((__noreturn__));
void siglongjmp(sigjmp_buf env, int value) MOCK_NOTHROW __attribute__((__noreturn__));
MOCK_C_END
#define setjmp(env) _setjmp(env)
#define sigsetjmp(env, save) __sigsetjmp(env, save)
#endif
