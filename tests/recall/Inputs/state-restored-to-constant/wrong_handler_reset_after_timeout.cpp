// wrong: the application's SIGALRM handler is lost after the first timed look-up: SIG_DFL kills at its next alarm.
#include <csignal>
#include <unistd.h>

static volatile std::sig_atomic_t Expired;
static void onAlarm(int) { Expired = 1; }

bool timedRead(int Fd, char &Byte) {
  struct sigaction Mine {}, Old {};
  Mine.sa_handler = onAlarm;
  sigaction(SIGALRM, &Mine, &Old); // OR
  Expired = 0;
  alarm(3);
  bool Got = false;
  while (!Expired && !Got)
    Got = ::read(Fd, &Byte, 1) == 1;
  alarm(0);
  std::signal(SIGALRM, SIG_DFL); // HERE
  return Got;
}
