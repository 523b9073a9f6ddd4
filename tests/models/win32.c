// The waits of Windows as the graph has them, with the MinGW headers.
// REQUIRES: mingw
// RUN: %dump %s -- %mingw | FileCheck %s
#include <winsock2.h>
#include <windows.h>

DWORD limits(HANDLE h, HANDLE *both, DWORD ms) {
  WaitForSingleObject(h, INFINITE);
  WaitForSingleObject(h, 100);
  WaitForSingleObject(h, 0);
  WaitForSingleObject(h, ms);
  WaitForSingleObjectEx(h, INFINITE, FALSE);
  WaitForSingleObjectEx(h, INFINITE, TRUE);
  WaitForMultipleObjects(2, both, FALSE, INFINITE);
  Sleep(INFINITE);
  return SleepEx(10, TRUE);
}
// CHECK-LABEL: function limits
// CHECK:      8:3 block unbounded ignores h if ret!=4294967295
// CHECK-NEXT: 9:3 block bounded ignores h
// CHECK-NEXT: 11:3 block open ignores h with ms forever==4294967295
// CHECK-NEXT: 12:3 block unbounded ignores h
// CHECK-NEXT: 13:3 block unbounded ignores unknown h
// CHECK-NEXT: 14:3 block unbounded ignores both[*]
// CHECK-NEXT: 15:3 block unbounded ignores
// CHECK-NEXT: 16:10 block bounded ignores unknown
// CHECK-NEXT: 16:3 return

void ends(HANDLE event, SOCKET s, CRITICAL_SECTION *lock, PCONDITION_VARIABLE v) {
  u_long yes = 1;
  SetEvent(event);
  ioctlsocket(s, FIONBIO, &yes);
  EnterCriticalSection(lock);
  SleepConditionVariableCS(v, lock, INFINITE);
  LeaveCriticalSection(lock);
  CloseHandle(event);
}
// CHECK-LABEL: function ends
// CHECK: wake event
// CHECK-NEXT: set-nonblocking s
// CHECK-NEXT: acquire lock *lock
// CHECK-NEXT: block unbounded ignores *v
// CHECK-NEXT: release lock *lock
// CHECK-NEXT: release handle event

DWORD WINAPI body(LPVOID p) { return p != 0; }
HANDLE starts(void) { return CreateThread(0, 0, body, 0, 0, 0); }
// CHECK-LABEL: function starts
// CHECK:      runs-on-thread
// CHECK:      acquire handle temporary{{[0-9]+}} if ret!=0
