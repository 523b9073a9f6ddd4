// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s --implicit-check-not="{{^handler}}"
// Handlers in C++: lambdas, static methods, structs in classes.
#include <signal.h>

static volatile sig_atomic_t stop;
class Server {
  static void onSignal(int) { stop = 1; }
  struct sigaction Action = {};

public:
  void install() {
    Action.sa_handler = &Server::onSignal;
    Action.sa_flags = SA_RESTART;
    // CHECK: handler Server::onSignal for SIGHUP restarts yes installed Server::install [[@LINE+1]]:5
    sigaction(SIGHUP, &Action, nullptr);
  }
};
template <int Signal> void onAny(int) { stop = Signal; }
void installAll(Server &S) {
  S.install();
  // CHECK-NEXT: handler installAll::(lambda)::operator() for SIGINT restarts yes installed installAll [[@LINE+1]]:3
  signal(SIGINT, [](int) { stop = 1; });
  struct sigaction sa {};
  sa.sa_handler = [](int) { stop = 2; };
  // CHECK-NEXT: handler {{.*}}::operator() for SIGTERM restarts no installed installAll [[@LINE+1]]:3
  sigaction(SIGTERM, &sa, nullptr);
  // CHECK-NEXT: handler onAny for SIGUSR1 restarts yes installed installAll [[@LINE+1]]:3
  signal(SIGUSR1, onAny<SIGUSR1>);
}
// CHECK-COUNT-4: write stop
