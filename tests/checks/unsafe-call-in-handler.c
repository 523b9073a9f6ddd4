// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=c17 %mock
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static int wakeup[2];
static pthread_mutex_t mutex;
void unknown(void);

//===--- right ---===//

static void sets_flag_ok(int sig) { stop = 1; }

static void only_safe_calls_ok(int sig) {
  int saved = errno;
  char text[] = "bye\n";
  write(wakeup[1], text, strlen(text));
  while (waitpid(-1, NULL, WNOHANG) > 0)
    ;
  errno = saved;
}

static void calls_the_unknown_ok(int sig) { unknown(); }

static void ends_the_program_ok(int sig) { _exit(1); }

// Named like a handler, and never made one: the main loop calls it.
static void child_signal_handler_ok(int sig) { printf("%d\n", sig); }

// The number of the signal decides: it is never SIGHUP here.
static void by_signal_ok(int sig) {
  if (sig == SIGHUP)
    printf("reload\n");
  stop = 1;
}

// The end of a crash: better than nothing.
static void crash_handler_ok(int sig) {
  fprintf(stderr, "crashed\n");
  _exit(1);
}
static void dump_and_reraise_ok(int sig) {
  printf("crashed\n");
  signal(sig, SIG_DFL);
  raise(sig);
}

// Another process, and another image.
static void default_actions_ok(void) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
}

// A jump out of a call that may be left: nothing in it is known to be half done.
static sigjmp_buf timeout;
static void jumps_ok(int sig) { siglongjmp(timeout, 1); }
static int read_with_timeout(int fd, char *to) {
  if (sigsetjmp(timeout, 1))
    return -1;
  alarm(5);
  int n = read(fd, to, 1);
  alarm(0);
  return n;
}

int install_ok(void) {
  signal(SIGTERM, sets_flag_ok);
  signal(SIGCHLD, only_safe_calls_ok);
  signal(SIGUSR1, calls_the_unknown_ok);
  signal(SIGQUIT, ends_the_program_ok);
  signal(SIGUSR2, by_signal_ok);
  signal(SIGSEGV, crash_handler_ok);
  signal(SIGABRT, dump_and_reraise_ok);
  signal(SIGALRM, jumps_ok);
  default_actions_ok();
  child_signal_handler_ok(SIGCHLD);
  return read_with_timeout(0, NULL);
}

//===--- wrong ---===//

static void prints_bad(int sig) {
  printf("caught %d\n", sig);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'printf' must not be called in the handler of SIGTERM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  printf("once is enough\n");
}

static void clean_up(void) {
  free(NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free' must not be called in the handler of SIGINT because it takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
}
static void cleans_up_bad(int sig) { clean_up(); }
static void locks_bad(int sig) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_mutex_lock' must not be called in the handler of SIGUSR2 because it can deadlock with the code that it interrupts [asyncsafe-unsafe-call-in-handler]
}
static void leaves_bad(int sig) {
  clean_up(); // what is worst here is told above, for both
  exit(0);
}

// For a crash it would do, but it is the handler of a plain request, too.
static void crash_and_more_bad(int sig) {
  puts("bye");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'puts' must not be called in the handler of SIGHUP because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  _exit(1);
}

static sigjmp_buf given_up;
static void jumps_bad(int sig) {
  siglongjmp(given_up, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the jump out of the handler of SIGALRM may abandon a call that the signal interrupted [asyncsafe-unsafe-call-in-handler]
}
static void print_with_timeout(const char *text) {
  if (sigsetjmp(given_up, 1))
    return;
  alarm(5);
  fputs(text, stdout);
  alarm(0);
}

int install_bad(void) {
  struct sigaction sa = {0};
  sa.sa_handler = prints_bad;
  sigaction(SIGTERM, &sa, NULL);
  sa.sa_handler = leaves_bad;
  sigaction(SIGINT, &sa, NULL);
  sa.sa_handler = cleans_up_bad;
  sigaction(SIGUSR1, &sa, NULL);
  sa.sa_handler = locks_bad;
  sigaction(SIGUSR2, &sa, NULL);
  sa.sa_handler = crash_and_more_bad;
  sigaction(SIGSEGV, &sa, NULL);
  sigaction(SIGHUP, &sa, NULL);
  sa.sa_handler = jumps_bad;
  sigaction(SIGALRM, &sa, NULL);
  print_with_timeout("x");
  return 0;
}
