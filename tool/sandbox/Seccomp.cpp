//===- Seccomp.cpp - Refusing system calls --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A deny list, not an allow list: the calls by which a C library reads a file or starts a thread change
// from release to release, and a tool that breaks with the next release gets disabled. Calls that are
// not listed can read, compute, and write to open files; with the list in force, there is nothing to
// write to.
//
//===----------------------------------------------------------------------===//

#include "tool/sandbox/Seccomp.h"

// x32 has x86-64's calls under other numbers, which the filter refuses.
#if defined(__linux__) && ((defined(__x86_64__) && !defined(__ILP32__)) || defined(__aarch64__))

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

#ifdef __x86_64__
static constexpr unsigned Architecture = AUDIT_ARCH_X86_64;
#else
static constexpr unsigned Architecture = AUDIT_ARCH_AARCH64;
#endif

/// Programs and processes, the network, other processes' memory, and the kernel itself. Plain numbers
/// are the same on every architecture, for headers without their names.
static constexpr unsigned Always[] = {
    SYS_execve,
    SYS_execveat,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    SYS_sendto,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_setpriority,
    SYS_ioprio_set,
    SYS_migrate_pages,
    SYS_move_pages,
    SYS_kcmp,
    SYS_setpgid,
    SYS_setsid,
    SYS_unshare,
    SYS_setns,
    SYS_chroot,
    SYS_pivot_root,
    SYS_mount,
    SYS_umount2,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_userfaultfd,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_quotactl,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_adjtimex,
    SYS_clock_adjtime,
    SYS_syslog,
    SYS_open_by_handle_at,
    SYS_mq_open,
    SYS_mq_unlink,
    SYS_shmget,
    SYS_shmat,
    SYS_shmctl,
    SYS_semget,
    SYS_semop,
    SYS_semtimedop,
    SYS_semctl,
    SYS_msgget,
    SYS_msgsnd,
    SYS_msgrcv,
    SYS_msgctl,
    SYS_vhangup,
    SYS_personality,
#ifdef __x86_64__
    SYS_fork,
    SYS_vfork,
    SYS_kexec_file_load,
    SYS_iopl,
    SYS_ioperm,
    SYS_uselib,
#endif
    424, // pidfd_send_signal
    425, // io_uring_setup, whose requests bypass the filter
    426, // io_uring_enter
    427, // io_uring_register
    428, // open_tree
    429, // move_mount
    430, // fsopen
    431, // fsconfig
    432, // fsmount
    433, // fspick
    434, // pidfd_open
    438, // pidfd_getfd
    440, // process_madvise
    442, // mount_setattr
    448, // process_mrelease
};

/// Calls that change a file which is not open for writing: no version of Landlock covers attributes, and
/// Linux 6.1's does not cover truncation.
static constexpr unsigned WhatAlters[] = {
#ifdef __x86_64__
    SYS_chmod,     SYS_chown,     SYS_lchown,      SYS_utime,        SYS_utimes,       SYS_futimesat,
#endif
    SYS_truncate,  SYS_fchmodat,  SYS_fchown,      SYS_fchownat,     SYS_utimensat,    SYS_setxattr,
    SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
    452, // fchmodat2
    463, // setxattrat
    466, // removexattrat
    469, // file_setattr
};

/// Calls that change folders.
static constexpr unsigned WhatChanges[] = {
#ifdef __x86_64__
    SYS_creat,     SYS_rename,   SYS_unlink,   SYS_mkdir,  SYS_rmdir,     SYS_link,
    SYS_symlink,   SYS_mknod,    SYS_renameat,
#endif
    SYS_renameat2, SYS_unlinkat, SYS_mkdirat,  SYS_linkat, SYS_symlinkat, SYS_mknodat,
    SYS_fchmod, // of what --fix has written, elsewhere
};

/// The only ioctl() requests that are allowed.  Others push input into a terminal, which a shell would
/// execute, or change the attributes of files and volumes.
static constexpr unsigned Controls[] = {TCGETS, TIOCGWINSZ, FIONREAD, FIOCLEX, FIONCLEX, FIONBIO};
/// fcntl() commands that name a process which gets a signal when there is input.
static constexpr unsigned SignalOwners[] = {F_SETOWN, 15 /*F_SETOWN_EX*/, 10 /*F_SETSIG*/};

/// Calls with arguments behind a pointer, which a filter cannot read: the C library falls back to the
/// older calls.
static constexpr unsigned Clone3 = 435, OpenAt2 = 437;

namespace {

class Filter {
public:
  Filter() {
    load(offsetof(seccomp_data, arch));
    jumpUnlessEqual(Architecture, 1);
    skip(1);
    refuse(EPERM);
    load(offsetof(seccomp_data, nr));
#ifdef __x86_64__
    constexpr unsigned X32 = 0x40000000;
    Code.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1));
    refuse(EPERM);
#endif
  }

  void refuse(unsigned Call, int Error) {
    Code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Call, 0, 1));
    refuse(Error);
  }

  /// Refuses \p Call if its argument has one of \p Bits.
  void refuseWith(unsigned Call, unsigned Argument, unsigned Bits, int Error) {
    examine(Call, Argument, BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, Bits, 0, 1), Error);
  }
  /// Refuses \p Call if its argument has none of \p Bits.
  void refuseWithout(unsigned Call, unsigned Argument, unsigned Bits, int Error) {
    examine(Call, Argument, BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, Bits, 1, 0), Error);
  }
  /// Refuses \p Call if its argument is \p Value.
  void refuseIf(unsigned Call, unsigned Argument, unsigned Value, int Error) {
    examine(Call, Argument, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Value, 0, 1), Error);
  }
  /// Refuses \p Call if the \p Bits of its argument are \p Value.
  void refuseIfMasked(unsigned Call, unsigned Argument, unsigned Bits, unsigned Value, int Error) {
    jumpUnlessEqual(Call, 5);
    load(offsetof(seccomp_data, args) + Argument * sizeof(__u64));
    Code.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, Bits));
    Code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Value, 0, 1));
    refuse(Error);
    load(offsetof(seccomp_data, nr));
  }
  /// Refuses \p Call unless its argument is one of \p Values.
  template <size_t Count>
  void refuseUnlessOneOf(unsigned Call, unsigned Argument, const unsigned (&Values)[Count], int Error) {
    jumpUnlessEqual(Call, static_cast<unsigned char>(Count + 3));
    load(offsetof(seccomp_data, args) + Argument * sizeof(__u64));
    for (size_t I = 0; I < Count; ++I) // to behind the refusal
      Code.push_back(
          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Values[I], static_cast<unsigned char>(Count - I), 0));
    refuse(Error);
    load(offsetof(seccomp_data, nr));
  }
  /// Refuses \p Call unless its argument is \p Value.
  void refuseUnless(unsigned Call, unsigned Argument, unsigned Value, int Error) {
    examine(Call, Argument, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Value, 1, 0), Error);
  }

  bool install() {
    Code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    sock_fprog Program{static_cast<unsigned short>(Code.size()), Code.data()};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &Program) == 0;
  }

private:
  void load(unsigned Offset) { Code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, Offset)); }
  void skip(unsigned char Count) { Code.push_back(BPF_STMT(BPF_JMP | BPF_JA, Count)); }
  void jumpUnlessEqual(unsigned Value, unsigned char Count) {
    Code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, Value, 0, Count));
  }
  void refuse(int Error) {
    Code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (Error & SECCOMP_RET_DATA)));
  }
  /// \p Test falls through to the refusal, or skips it. Both architectures store the low half of an
  /// argument first, and all tested flags are in it.
  void examine(unsigned Call, unsigned Argument, sock_filter Test, int Error) {
    jumpUnlessEqual(Call, 4);
    load(offsetof(seccomp_data, args) + Argument * sizeof(__u64));
    Code.push_back(Test);
    refuse(Error);
    load(offsetof(seccomp_data, nr));
  }

  std::vector<sock_filter> Code;
};

} // namespace

bool asyncsafe::knowsSystemCalls() { return true; }

bool asyncsafe::refuseSystemCalls(RefusedWrites Writes) {
  Filter F;
  for (unsigned Call : Always)
    F.refuse(Call, EPERM);
  // Starting threads is allowed, starting processes is not.
  F.refuse(Clone3, ENOSYS);
  F.refuseWithout(SYS_clone, 0, CLONE_THREAD, EPERM);
  // abort() and raise() send signals to the process itself.
  F.refuseUnless(SYS_tgkill, 0, static_cast<unsigned>(getpid()), EPERM);
  F.refuseUnlessOneOf(SYS_ioctl, 1, Controls, EPERM);
  for (unsigned Command : SignalOwners)
    F.refuseIf(SYS_fcntl, 1, Command, EPERM);
  // The process may read and lower its own limits.
  F.refuseUnless(SYS_prlimit64, 0, 0, EPERM);
  constexpr unsigned ForWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  if (Writes != RefusedWrites::None) {
    for (unsigned Call : WhatAlters)
      F.refuse(Call, EACCES);
    F.refuse(OpenAt2, ENOSYS);
    // Opening a file for reading can truncate it.
#ifdef __x86_64__
    F.refuseIfMasked(SYS_open, 1, O_TRUNC | O_ACCMODE, O_TRUNC | O_RDONLY, EACCES);
#endif
    F.refuseIfMasked(SYS_openat, 2, O_TRUNC | O_ACCMODE, O_TRUNC | O_RDONLY, EACCES);
  }
  if (Writes == RefusedWrites::All) {
    for (unsigned Call : WhatChanges)
      F.refuse(Call, EACCES);
#ifdef __x86_64__
    F.refuseWith(SYS_open, 1, ForWriting, EACCES);
#endif
    F.refuseWith(SYS_openat, 2, ForWriting, EACCES);
  }
  return F.install();
}

#else

bool asyncsafe::knowsSystemCalls() { return false; }
bool asyncsafe::refuseSystemCalls(RefusedWrites) { return false; }

#endif
