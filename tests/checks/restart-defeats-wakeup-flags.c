// RUN: %check_asyncsafe -checks=asyncsafe-restart-defeats-wakeup %s %t -- -std=gnu17
// Flags of a handler that are never set.
#include <signal.h>
#include <stddef.h>
#include <string.h>

static volatile sig_atomic_t stop;
static void on_term(int sig) { stop = sig; }
void fill(struct sigaction *);

void initialised_ok(void) {
  struct sigaction sa = {.sa_handler = on_term};
  sigaction(SIGTERM, &sa, NULL);
}
void cleared_ok(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void set_ok(void) {
  struct sigaction sa;
  sa.sa_handler = on_term;
  sigemptyset(&sa.sa_mask);
  sa.sa_flags = 0;
  sigaction(SIGTERM, &sa, NULL);
}
void taken_over_ok(void) {
  struct sigaction sa;
  sigaction(SIGTERM, NULL, &sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void copied_ok(const struct sigaction *from) {
  struct sigaction sa;
  sa = *from;
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void filled_ok(void) {
  struct sigaction sa;
  fill(&sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void static_ok(void) {
  static struct sigaction sa;
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void never_set_bad(void) {
  struct sigaction sa;
  sa.sa_handler = on_term;
  sigemptyset(&sa.sa_mask);
  sigaction(SIGTERM, &sa, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sa.sa_flags' is never set before the handler is installed [asyncsafe-restart-defeats-wakeup]
}
