// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=gnu17
// A handler calls through a table of functions: its initial values, if it never changes.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void nothing_ok(void) {}
static void mark_ok(void) { write(2, "", 1); }
static void save_bad(void) { printf("saved\n"); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'printf' must not be called in the handler of SIGALRM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
static void other_ok(void) { printf("not called there\n"); }
static void replaced_ok(void) { printf("may be replaced\n"); }

static void (*const commands[])(void) = {nothing_ok, mark_ok, save_bad};
static void (*const others[])(void) = {other_ok};
static void (*changing[])(void) = {replaced_ok};
static volatile sig_atomic_t chosen = 1;

static void on_alarm(int sig) {
  commands[chosen]();
  changing[0]();
}
void call_others(void) { others[0](); }
void change(void (*to)(void)) { changing[0] = to; }
void install(void) { signal(SIGALRM, on_alarm); }
