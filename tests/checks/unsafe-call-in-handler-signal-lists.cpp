// RUN: %check_asyncsafe %s %t -- -std=c++17
// The signals of a list, of whatever form: a handler of faults alone ends a crash.
#include <initializer_list>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static void crash(int signal) {
  printf("signal %d\n", signal);
  free(malloc(3));
}
static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE};
static const struct {
  int number;
  const char *name;
} named[] = {{SIGSEGV, "segmentation fault"}, {SIGBUS, "bus error"}};

void global_ok() {
  for (int number : faults)
    signal(number, crash);
  for (const auto &number : faults)
    signal(number, crash);
}
void local_ok() {
  const int here[] = {SIGILL, SIGABRT};
  for (const auto number : here) {
    struct sigaction action = {};
    action.sa_handler = crash;
    sigaction(number, &action, nullptr);
  }
}
void listed_ok() {
  for (int number : {SIGSEGV, SIGBUS})
    signal(number, crash);
}
void named_ok() {
  for (unsigned i = 0; i < sizeof named / sizeof *named; ++i)
    signal(named[i].number, crash);
  for (const auto &each : named)
    signal(each.number, crash);
}

static void stop(int signal) {
  free(malloc(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free' must not be called in the handler of SIGINT because it takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
}
static void hangup(int signal) {
  free(malloc(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free' must not be called in the handler of SIGHUP because it takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
}
static void quit(int signal) {
  free(malloc(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free' must not be called in the handler of SIGQUIT because it takes the allocator's lock [asyncsafe-unsafe-call-in-handler]
}
static const struct {
  int number;
  const char *name;
} requests[] = {{SIGSEGV, "segmentation fault"}, {SIGHUP, "hangup"}};
void listed_bad() {
  for (int number : {SIGSEGV, SIGINT})
    signal(number, stop);
}
void named_bad() {
  for (const auto &each : requests)
    signal(each.number, hangup);
}
void local_bad() {
  const int here[] = {SIGQUIT, SIGABRT};
  for (const auto number : here)
    signal(number, quit);
}
