#ifndef MOCK_SIGNAL_H
#define MOCK_SIGNAL_H
#include <mock-c.h>
#include <sys/types.h>
typedef struct {
  unsigned long bits[16];
} sigset_t;
typedef void (*sighandler_t)(int);
struct sigaction {
  sighandler_t sa_handler;
  sigset_t sa_mask;
  int sa_flags;
};
#define SIGINT 2
#define SIGALRM 14
#define SIGTERM 15
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
int kill(pid_t pid, int signal) MOCK_NOTHROW;
MOCK_C_END
#endif
