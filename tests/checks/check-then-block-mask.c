// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=gnu17 -D_GNU_SOURCE
// RUN: %check_asyncsafe -check-suffixes=OK %s %t -checks=asyncsafe-check-then-block -- -std=gnu17 -D_GNU_SOURCE -DOK
// RUN: %check_asyncsafe -check-suffixes=OK %s %t -checks=asyncsafe-check-then-block -- -std=gnu17 -D_GNU_SOURCE -DSETUP
// A wait with a mask of its own is no better than one without if the signal is not blocked before.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/select.h>

static volatile sig_atomic_t stop, news;
static void on_term(int s) { stop = 1; }
static void on_usr1(int s) { news = 1; }
void use(int);
void act(void);

#ifdef OK
static void change(int how, int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(how, &set, NULL);
}
static void wait_for_news_ok(const sigset_t *open) {
  while (!news)
    sigsuspend(open);
  news = 0;
}
/* Other code may have blocked it. */
void from_elsewhere_ok(void) {
  sigset_t none;
  sigemptyset(&none);
  while (!stop)
    use(ppoll(NULL, 0, NULL, &none));
}
int main(void) {
  struct sigaction term = {.sa_handler = on_term}, usr1 = {.sa_handler = on_usr1};
  sigset_t before, none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, NULL, &before);
  change(SIG_BLOCK, SIGTERM);
  change(SIG_BLOCK, SIGUSR1);
  sigaction(SIGTERM, &term, NULL);
  sigaction(SIGUSR1, &usr1, NULL);
  wait_for_news_ok(&before);
  while (!stop)
    use(pselect(0, NULL, NULL, NULL, NULL, &none));
  change(SIG_UNBLOCK, SIGTERM);
  return 0;
}
#elif defined(SETUP)
void set_up(void);
int main(void) {
  struct sigaction term = {.sa_handler = on_term};
  sigset_t none;
  sigemptyset(&none);
  set_up(); /* blocks it, perhaps */
  sigaction(SIGTERM, &term, NULL);
  while (!stop)
    sigsuspend(&none);
  return 0;
}
#else
static void wait_for_news_bad(void) {
  sigset_t none;
  sigemptyset(&none);
  while (!news)
    sigsuspend(&none);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sigsuspend' blocks without noticing a signal that arrives after the test of 'news' [asyncsafe-check-then-block]
  news = 0;
}
/* It takes other signals. */
static void take_bad(void) {
  sigset_t hup;
  sigemptyset(&hup);
  sigaddset(&hup, SIGHUP);
  for (;;) {
    if (news) {
      news = 0;
      act();
    }
    if (sigwaitinfo(&hup, NULL) == SIGHUP)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sigwaitinfo' blocks without noticing a signal that arrives after the test of 'news' [asyncsafe-check-then-block]
      break;
  }
}
int main(void) {
  struct sigaction term = {.sa_handler = on_term}, usr1 = {.sa_handler = on_usr1};
  sigset_t now;
  sigprocmask(SIG_SETMASK, NULL, &now);
  sigaction(SIGTERM, &term, NULL);
  sigaction(SIGUSR1, &usr1, NULL);
  wait_for_news_bad();
  take_bad();
  while (!stop) {
    fd_set r;
    FD_ZERO(&r);
    FD_SET(0, &r);
    if (pselect(1, &r, NULL, NULL, NULL, &now) > 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'pselect' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
      act();
  }
  return 0;
}
#endif
