// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-clobbers-errno -- -std=c++17 %mock
#include <cerrno>
#include <csignal>
#include <unistd.h>

static int Wakeup[2];
struct ErrnoSaver {
  int Saved = errno;
  ~ErrnoSaver() { errno = Saved; }
};
static void guarded_ok(int) {
  ErrnoSaver Saver;
  write(Wakeup[1], "", 1);
}
static void plain_bad(int) {
  if (Wakeup[1] >= 0)
    write(Wakeup[1], "", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' may change errno in the handler of SIGINT, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
void install() {
  std::signal(SIGTERM, guarded_ok);
  std::signal(SIGINT, plain_bad);
}
