// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// long asyncsafe_stub(long nr, long a1, … a6): a system call that the interrupt signal's handler can tell apart
// by its program counter. In [begin, end) nothing has happened yet, and the handler may move the PC to `cancel`.
// After `end` the result in %rax must not be lost. The System V syscall ABI clobbers only rax, rcx and r11.
#if defined(__CET__)
#include <cet.h>
#else
#define _CET_ENDBR
#endif

        .text
        .globl  asyncsafe_stub
        .hidden asyncsafe_stub
        .globl  asyncsafe_stub_begin
        .hidden asyncsafe_stub_begin
        .globl  asyncsafe_stub_end
        .hidden asyncsafe_stub_end
        .globl  asyncsafe_stub_cancel
        .hidden asyncsafe_stub_cancel
        .globl  asyncsafe_stub_last
        .hidden asyncsafe_stub_last
        .type   asyncsafe_stub, @function
// The same under a name that leaves the library, for what headers inline.
        .globl  asyncsafe_call
        .type   asyncsafe_call, @function
        .set    asyncsafe_call, asyncsafe_stub
        .p2align 4
asyncsafe_stub:
        .cfi_startproc
        _CET_ENDBR
        movq    asyncsafe_this_block@gottpoff(%rip), %r11
asyncsafe_stub_begin:
        movl    $1, %fs:12(%r11)           // blocked = system_call, before the flag is looked at
        cmpl    $0, %fs:8(%r11)           // pending & fresh is the sign
        js      asyncsafe_stub_cancel
        movq    %rdi, %rax
        movq    %rsi, %rdi
        movq    %rdx, %rsi
        movq    %rcx, %rdx
        movq    %r8, %r10
        movq    %r9, %r8
        movq    8(%rsp), %r9
        syscall
asyncsafe_stub_end:
        movq    asyncsafe_this_block@gottpoff(%rip), %rcx
        movl    $0, %fs:12(%rcx)
        ret
asyncsafe_stub_cancel:
        movq    asyncsafe_this_block@gottpoff(%rip), %rcx
        movl    $0, %fs:12(%rcx)
        movq    $-4096, %rax              // no system call returns this: -ECANCELED, which timerfd does, is taken
        ret
asyncsafe_stub_last:
        .cfi_endproc
        .size   asyncsafe_stub, . - asyncsafe_stub

// The interrupt signal's handler. Another copy of this library in the process knows it by the 16 bytes before it, which
// the alignment keeps on the same page.
        .globl  asyncsafe_interrupt_entry
        .hidden asyncsafe_interrupt_entry
        .hidden asyncsafe_on_interrupt_signal
        .type   asyncsafe_interrupt_entry, @function
        .p2align 5
        .hidden asyncsafe_interrupt_mark
        .globl  asyncsafe_interrupt_mark
asyncsafe_interrupt_mark:
        .ascii  "asyncsafe signal"
asyncsafe_interrupt_entry:
        _CET_ENDBR
        jmp     asyncsafe_on_interrupt_signal
        .size   asyncsafe_interrupt_entry, . - asyncsafe_interrupt_entry

// The kernel wants a restorer for handlers that are installed without libc.
        .globl  asyncsafe_restorer
        .hidden asyncsafe_restorer
        .type   asyncsafe_restorer, @function
        .p2align 4
        nop                               // unwinders look at pc - 1
asyncsafe_restorer:
        movq    $15, %rax                 // rt_sigreturn; debuggers know these two instructions by their bytes
        syscall
        .size   asyncsafe_restorer, . - asyncsafe_restorer
        .section .note.GNU-stack, "", @progbits
