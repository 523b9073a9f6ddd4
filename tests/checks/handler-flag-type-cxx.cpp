// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=c++17 %mock
#include <atomic>
#include <csignal>
#include <unistd.h>

static std::atomic<bool> Stop_ok;
static volatile std::sig_atomic_t Seen_ok;
class Server {
  static volatile bool Reload_ok; // strict only
  static bool Stop_bad;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Stop_bad' is shared with the handler of SIGTERM, but its type 'bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
  static void onTerm(int) {
    Stop_ok = true;
    Seen_ok = 1;
    Reload_ok = true;
    Stop_bad = true;
  }

public:
  void run();
};
namespace {
bool Done_bad = false;
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'Done_bad' is shared with the handler of SIGINT, but its type 'bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: {{^}}volatile sig_atomic_t Done_bad = false;
struct Wide {
  long Words[4];
};
std::atomic<int> Counter_ok;
} // namespace
void Server::run() {
  std::signal(SIGTERM, onTerm);
  std::signal(SIGINT, [](int) {
    Done_bad = true;
    Counter_ok.store(1);
  });
  while (!Stop_ok && !Seen_ok && !Reload_ok && !Stop_bad && !Done_bad && !Counter_ok.load())
    pause();
}
