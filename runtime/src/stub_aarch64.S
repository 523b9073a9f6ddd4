// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// long asyncsafe_stub(long nr, long a1, … a6): see stub_x86_64.S. `svc` preserves every register but x0.
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
        .type   asyncsafe_stub, %function
// The same under a name that leaves the library, for what headers inline.
        .globl  asyncsafe_call
        .type   asyncsafe_call, %function
        .set    asyncsafe_call, asyncsafe_stub
        .p2align 4
asyncsafe_stub:
        .cfi_startproc
        hint    #34                       // bti c
        adrp    x9, :gottprel:asyncsafe_this_block
        ldr     x9, [x9, #:gottprel_lo12:asyncsafe_this_block]
        mrs     x10, tpidr_el0
        add     x9, x9, x10
asyncsafe_stub_begin:
        mov     w10, #1
        str     w10, [x9, #12]             // blocked = system_call, before the flag is looked at
        ldr     w10, [x9, #8]
        tbnz    w10, #31, asyncsafe_stub_cancel
        mov     x8, x0
        mov     x0, x1
        mov     x1, x2
        mov     x2, x3
        mov     x3, x4
        mov     x4, x5
        mov     x5, x6
        svc     #0
asyncsafe_stub_end:
        str     wzr, [x9, #12]
        ret
asyncsafe_stub_cancel:
        str     wzr, [x9, #12]
        mov     x0, #-4096
        ret
asyncsafe_stub_last:
        .cfi_endproc
        .size   asyncsafe_stub, . - asyncsafe_stub

// The interrupt signal's handler. Another copy of this library in the process knows it by the 16 bytes before it, which
// the alignment keeps on the same page.
        .globl  asyncsafe_interrupt_entry
        .hidden asyncsafe_interrupt_entry
        .hidden asyncsafe_on_interrupt_signal
        .type   asyncsafe_interrupt_entry, %function
        .p2align 5
        .hidden asyncsafe_interrupt_mark
        .globl  asyncsafe_interrupt_mark
asyncsafe_interrupt_mark:
        .ascii  "asyncsafe signal"
asyncsafe_interrupt_entry:
        hint    #34                        // bti c
        b       asyncsafe_on_interrupt_signal
        .size   asyncsafe_interrupt_entry, . - asyncsafe_interrupt_entry
        .section .note.GNU-stack, "", %progbits
