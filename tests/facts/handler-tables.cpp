// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s --implicit-check-not="{{^handler}}"
// Tables of handlers that a pointer or a range-based loop walks through: each handler has its own signal.
#include <signal.h>

static void on_hup(int) {}
static void on_term(int) {}
static void on_usr(int) {}
struct Row {
  int Signo;
  void (*Handler)(int);
};
static const Row Table[] = {{SIGHUP, on_hup}, {SIGTERM, on_term}, {0, nullptr}};

void byPointer() {
  for (const Row *R = Table; R->Handler; R++)
    // CHECK: handler on_hup for SIGHUP restarts yes installed byPointer [[@LINE+2]]:5
    // CHECK-NEXT: handler on_term for SIGTERM restarts yes installed byPointer [[@LINE+1]]:5
    signal(R->Signo, R->Handler);
}

void byRange() {
  for (const auto &Each : Table) {
    struct sigaction Action = {};
    Action.sa_handler = Each.Handler;
    Action.sa_flags = SA_RESTART;
    // CHECK-NEXT: handler on_hup for SIGHUP restarts yes installed byRange [[@LINE+2]]:5
    // CHECK-NEXT: handler on_term for SIGTERM restarts yes installed byRange [[@LINE+1]]:5
    sigaction(Each.Signo, &Action, nullptr);
  }
}

// A table of somebody else, and a number that has grown: any signal, and only what is stored.
void given(const Row *Rows, int Count) {
  for (const Row *R = Rows; R != Rows + Count; ++R)
    // CHECK-NEXT: handler on_hup for ? restarts yes installed given [[@LINE+2]]:5
    // CHECK-NEXT: handler on_term for ? restarts yes installed given [[@LINE+1]]:5
    signal(R->Signo, R->Handler);
}
void counted(int Signo) {
  Signo += 2;
  // CHECK-NEXT: handler on_usr for ? restarts yes installed counted [[@LINE+1]]:3
  signal(Signo, on_usr);
}
