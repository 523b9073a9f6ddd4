// REQUIRES: mingw
// RUN: %check_asyncsafe -checks=asyncsafe-infinite-wait %s %t -- -std=c17 %mingw
// The same with the headers of MinGW.
#include <windows.h>

struct both_ok {
  HANDLE stop, work, thread;
};
static DWORD WINAPI both_ok_run(void *argument) {
  struct both_ok *p = argument;
  HANDLE handles[] = {p->stop, p->work};
  while (WaitForMultipleObjects(2, handles, FALSE, INFINITE) != WAIT_OBJECT_0)
    ;
  return 0;
}
void both_ok_start(struct both_ok *p) { p->thread = CreateThread(NULL, 0, both_ok_run, p, 0, NULL); }
void both_ok_stop(struct both_ok *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}

struct alone_bad {
  HANDLE stop, work, thread;
};
static DWORD WINAPI alone_bad_run(void *argument) {
  struct alone_bad *p = argument;
  while (WaitForSingleObject(p->stop, 0) == WAIT_TIMEOUT)
    WaitForSingleObject(p->work, INFINITE);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'WaitForSingleObject' waits only for 'work', with no timeout: setting the stop event 'stop' does not wake it [asyncsafe-infinite-wait]
  return 0;
}
void alone_bad_start(struct alone_bad *p) { p->thread = CreateThread(NULL, 0, alone_bad_run, p, 0, NULL); }
void alone_bad_stop(struct alone_bad *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}
