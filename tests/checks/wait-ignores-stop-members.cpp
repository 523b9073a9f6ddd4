// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- %mock -std=c++20
// Threads that start where a member is declared.
#include <atomic>
#include <sys/socket.h>
#include <thread>

void admit(int Guest);

class Gate {
public:
  ~Gate() {
    Quit = true;
    Keeper.join();
  }

private:
  void run();
  int Listener = socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> Quit{false};
  std::thread Keeper{&Gate::run, this};
};
void Gate::run() {
  while (!Quit)
    admit(accept(Listener, nullptr, nullptr));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' is not woken when 'Quit' is set to stop this thread [asyncsafe-wait-ignores-stop]
}

class shuts_down_ok {
public:
  ~shuts_down_ok() {
    Quit = true;
    shutdown(Listener, SHUT_RDWR);
    Keeper.join();
  }

private:
  void run();
  int Listener = socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> Quit{false};
  std::thread Keeper{&shuts_down_ok::run, this};
};
void shuts_down_ok::run() {
  while (!Quit)
    admit(accept(Listener, nullptr, nullptr));
}
