#ifndef MOCK_SIGNAL_H
#define MOCK_SIGNAL_H
#include <mock-c.h>
#include <sys/types.h>
typedef struct {
  unsigned long bits[16];
} sigset_t;
typedef void (*sighandler_t)(int);
typedef int sig_atomic_t;
typedef struct {
  int si_signo;
  int si_code;
  void *si_addr;
} siginfo_t;
struct sigaction {
  union {
    sighandler_t sa_handler;
    void (*sa_sigaction)(int, siginfo_t *, void *);
  } __sigaction_handler;
  sigset_t sa_mask;
  int sa_flags;
};
#define sa_handler __sigaction_handler.sa_handler
#define sa_sigaction __sigaction_handler.sa_sigaction
#define SIG_DFL ((sighandler_t)0)
#define SIG_IGN ((sighandler_t)1)
#define SA_SIGINFO 4
#define SA_RESTART 0x10000000
#define SA_RESETHAND 0x80000000
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGABRT 6
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGCHLD 17
#define SIGWINCH 28
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
MOCK_C_BEGIN
int sigemptyset(sigset_t *set) MOCK_NOTHROW;
int sigfillset(sigset_t *set) MOCK_NOTHROW;
int sigaddset(sigset_t *set, int signal) MOCK_NOTHROW;
int sigprocmask(int how, const sigset_t *set, sigset_t *old) MOCK_NOTHROW;
int pthread_sigmask(int how, const sigset_t *set, sigset_t *old) MOCK_NOTHROW;
int sigaction(int signal, const struct sigaction *action, struct sigaction *old) MOCK_NOTHROW;
sighandler_t signal(int signal, sighandler_t handler) MOCK_NOTHROW;
int sigsuspend(const sigset_t *mask);
int raise(int signal) MOCK_NOTHROW;
int kill(pid_t pid, int signal) MOCK_NOTHROW;
MOCK_C_END
#endif
