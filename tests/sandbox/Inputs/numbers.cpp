// What tool/sandbox spells out as numbers, where the headers have the names.
#include <linux/audit.h>
#include <sys/syscall.h>

#define SAME(Name, Number) static_assert(__NR_##Name == Number, #Name)
SAME(pidfd_send_signal, 424);
SAME(io_uring_setup, 425);
SAME(io_uring_enter, 426);
SAME(io_uring_register, 427);
SAME(open_tree, 428);
SAME(move_mount, 429);
SAME(fsopen, 430);
SAME(fsconfig, 431);
SAME(fsmount, 432);
SAME(fspick, 433);
SAME(pidfd_open, 434);
SAME(clone3, 435);
SAME(openat2, 437);
SAME(pidfd_getfd, 438);
SAME(process_madvise, 440);
SAME(mount_setattr, 442);
SAME(landlock_create_ruleset, 444);
SAME(landlock_add_rule, 445);
SAME(landlock_restrict_self, 446);
#ifdef __NR_process_mrelease
SAME(process_mrelease, 448);
#endif
#ifdef __NR_fchmodat2
SAME(fchmodat2, 452);
#endif
#ifdef __NR_setxattrat
SAME(setxattrat, 463);
#endif
#ifdef __NR_removexattrat
SAME(removexattrat, 466);
#endif
#ifdef __NR_file_setattr
SAME(file_setattr, 469);
#endif
#if !defined AUDIT_ARCH_X86_64 || !defined AUDIT_ARCH_AARCH64
#error the names of the architectures
#endif
