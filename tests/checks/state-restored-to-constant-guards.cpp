// RUN: %check_asyncsafe -checks=asyncsafe-state-restored-to-constant %s %t -- -std=c++20
// Classes that mask for the life of an object.
#include <csignal>

class nests_ok {
public:
  nests_ok() {
    sigemptyset(&Set);
    sigaddset(&Set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &Set, &Old);
  }
  ~nests_ok() { pthread_sigmask(SIG_SETMASK, &Old, nullptr); }

private:
  sigset_t Set, Old;
};
class keeps_nothing_ok {
public:
  keeps_nothing_ok() {
    sigemptyset(&Set);
    sigaddset(&Set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &Set, nullptr);
  }
  ~keeps_nothing_ok() { pthread_sigmask(SIG_UNBLOCK, &Set, nullptr); }

private:
  sigset_t Set;
};
class restores_on_demand_ok {
public:
  restores_on_demand_ok() {
    sigfillset(&Set);
    pthread_sigmask(SIG_BLOCK, &Set, &Old);
  }
  void restore() { pthread_sigmask(SIG_SETMASK, &Old, nullptr); }
  ~restores_on_demand_ok() { pthread_sigmask(SIG_UNBLOCK, &Set, nullptr); }

private:
  sigset_t Set, Old;
};
class opens_bad {
public:
  opens_bad() {
    sigemptyset(&Set);
    sigaddset(&Set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &Set, &Old);
  }
  ~opens_bad() { pthread_sigmask(SIG_UNBLOCK, &Set, nullptr); }
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the signals are unblocked here whatever the state was before, though '{{.*}}Old' keeps it [asyncsafe-state-restored-to-constant]

private:
  sigset_t Set, Old;
};
void work() noexcept;
void uses() {
  nests_ok A;
  keeps_nothing_ok B;
  restores_on_demand_ok C;
  opens_bad D;
  work();
}
