// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=gnu17 -D_GNU_SOURCE
// Guarded operations of a handler, and one finding for all that it does.
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

//===--- A flag around the calls that may be interrupted ---===//

static volatile sig_atomic_t resized, may_redraw, busy, verbose, armed_by_handler;
static void redraw(void) {
  puts("prompt");
  fflush(stdout);
}
static void on_winch_ok(int sig) {
  if (may_redraw)
    redraw();
  else
    resized = 1;
}
static void on_cont_ok(int sig) {
  if (busy)
    resized = 1;
  else
    puts("continued");
}
char read_key_ok(void) {
  char c = 0;
  may_redraw = 1;
  read(0, &c, 1);
  may_redraw = 0;
  return c;
}
void work_ok(void) {
  busy = 1;
  puts("working");
  busy = 0;
}

//===--- A lock that is taken with signals blocked ---===//

static pthread_mutex_t news = PTHREAD_MUTEX_INITIALIZER, mixed = PTHREAD_MUTEX_INITIALIZER;
static volatile sig_atomic_t hup;
static void on_news_ok(int sig) {
  pthread_mutex_lock(&news);
  hup = 1;
  pthread_mutex_unlock(&news);
}
static void on_mixed_bad(int sig) {
  pthread_mutex_lock(&mixed);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_mutex_lock' must not be called in the handler of SIGPROF because it can deadlock with the code that it interrupts [asyncsafe-unsafe-call-in-handler]
  hup = 1;
  pthread_mutex_unlock(&mixed);
}
void looks_at_news(sigset_t *news_signals, sigset_t *old) {
  sigprocmask(SIG_BLOCK, news_signals, old);
  pthread_mutex_lock(&news);
  hup = 0;
  pthread_mutex_unlock(&news);
  pthread_mutex_lock(&mixed);
  pthread_mutex_unlock(&mixed);
  sigprocmask(SIG_SETMASK, old, NULL);
}
void looks_at_the_other_one(void) {
  pthread_mutex_lock(&mixed);
  pthread_mutex_unlock(&mixed);
}

// An option is no such flag: it stays.
static void on_hup_bad(int sig) {
  if (verbose)
    puts("hangup");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'puts' must not be called in the handler of SIGHUP because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
}
void options(int c) {
  verbose = 0;
  while (c-- > 0)
    if (getchar() == 'v')
      verbose = 1;
}

// Nor is one by which the handler speaks to itself: the second Ctrl-C.
static void on_int_bad(int sig) {
  if (armed_by_handler)
    exit(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'exit' must not be called in the handler of SIGINT because it runs what was registered with atexit() and flushes streams [asyncsafe-unsafe-call-in-handler]
  armed_by_handler = 1;
}
void each_turn(void) {
  armed_by_handler = 1;
  puts("turn");
  armed_by_handler = 0;
}

// Behind the flag, and without it, too.
static void report(void) {
  puts("report");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'puts' must not be called in the handler of SIGUSR2 because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
}
static void on_usr2_bad(int sig) {
  if (may_redraw)
    report();
  resized = 1;
  report();
}

//===--- Counters ---===//

// The handler must not act between ++ and --.
static int printing, wanted, seen;
static void print_ok(void) { puts("status"); }
void work_counted(const char *line) {
  ++printing;
  puts(line);
  printing--;
  if (wanted)
    print_ok();
}
static void on_info_ok(int sig) {
  if (printing)
    ++wanted;
  else
    print_ok();
}
// Goes up for good.
void work_seen(const char *line) {
  seen++;
  puts(line);
}
static void on_seen_bad(int sig) {
  if (seen == 0)
    puts("nothing yet");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'puts' must not be called in the handler of SIGPWR because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
}
// While it counts, the program prints, and so does the handler.
static void on_printing_bad(int sig) {
  if (printing > 0)
    puts("printing");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'puts' must not be called in the handler of SIGXCPU because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
}

//===--- On the way to abort() ---===//

static void failed(const char *what) {
  fprintf(stderr, "%s\n", what);
  abort();
}
static volatile sig_atomic_t got[65];
static void checks_ok(int sig) {
  if (sig < 0)
    failed("sig >= 0");
  if (sig > 64) {
    fprintf(stderr, "sig <= 64\n");
    abort();
  }
  got[sig] = 1;
}
// That is all that it does, and the signal asks for no crash.
static void crashes_bad(int sig) {
  fprintf(stderr, "terminated\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fprintf' must not be called in the handler of SIGTERM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  abort();
}

//===--- One root cause ---===//

static void close_logs(void) {
  fclose(stdout);
  fclose(stderr);
}
static void does_it_all_bad(int sig) {
  close_logs();
  puts("bye");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'puts' must not be called in the handler of SIGQUIT because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  exit(0);
}

void install(void) {
  signal(SIGWINCH, on_winch_ok);
  signal(SIGCONT, on_cont_ok);
  signal(SIGHUP, on_hup_bad);
  signal(SIGINT, on_int_bad);
  signal(SIGUSR1, checks_ok);
  signal(SIGVTALRM, on_news_ok);
  signal(SIGPROF, on_mixed_bad);
  signal(SIGUSR2, on_usr2_bad);
  signal(SIGTERM, crashes_bad);
  signal(SIGQUIT, does_it_all_bad);
  signal(SIGIO, on_info_ok);
  signal(SIGPWR, on_seen_bad);
  signal(SIGXCPU, on_printing_bad);
}
