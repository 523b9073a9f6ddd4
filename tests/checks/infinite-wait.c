// RUN: %check_asyncsafe -checks=asyncsafe-infinite-wait %s %t -- -std=c17 -ffreestanding
// Windows threads with a stop event, by declarations of their own.
typedef void *HANDLE;
typedef unsigned long DWORD;
typedef int BOOL;
#define INFINITE 0xffffffffUL
#define NULL ((void *)0)
HANDLE CreateEventW(void *, BOOL, BOOL, const void *);
HANDLE CreateThread(void *, unsigned long, DWORD (*)(void *), void *, DWORD, DWORD *);
BOOL SetEvent(HANDLE);
DWORD WaitForSingleObject(HANDLE, DWORD);
DWORD WaitForSingleObjectEx(HANDLE, DWORD, BOOL);
DWORD WaitForMultipleObjects(DWORD, const HANDLE *, BOOL, DWORD);

/* Waits for both. */
struct both_ok {
  HANDLE stop, work, thread;
};
static DWORD both_ok_run(void *argument) {
  struct both_ok *p = argument;
  HANDLE handles[] = {p->stop, p->work};
  while (WaitForMultipleObjects(2, handles, 0, INFINITE) != 0)
    ;
  return 0;
}
void both_ok_start(struct both_ok *p) { p->thread = CreateThread(NULL, 0, both_ok_run, p, 0, NULL); }
void both_ok_stop(struct both_ok *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}

/* A wait with a limit, and one that an APC can end. */
struct limited_ok {
  HANDLE stop, work, thread;
};
static DWORD limited_ok_run(void *argument) {
  struct limited_ok *p = argument;
  while (WaitForSingleObject(p->stop, 0) != 0) {
    WaitForSingleObject(p->work, 100);
    WaitForSingleObjectEx(p->work, INFINITE, 1);
  }
  return 0;
}
void limited_ok_start(struct limited_ok *p) { p->thread = CreateThread(NULL, 0, limited_ok_run, p, 0, NULL); }
void limited_ok_stop(struct limited_ok *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}

/* The stopper sets what the thread waits for too; and the stop event alone is right to wait for. */
struct woken_ok {
  HANDLE stop, work, thread;
};
static DWORD woken_ok_run(void *argument) {
  struct woken_ok *p = argument;
  while (WaitForSingleObject(p->stop, 0) != 0)
    WaitForSingleObject(p->work, INFINITE);
  WaitForSingleObject(p->stop, INFINITE);
  return 0;
}
void woken_ok_start(struct woken_ok *p) { p->thread = CreateThread(NULL, 0, woken_ok_run, p, 0, NULL); }
void woken_ok_stop(struct woken_ok *p) {
  SetEvent(p->stop);
  SetEvent(p->work);
  WaitForSingleObject(p->thread, INFINITE);
}

/* The handle is a mutex, which the thread gives back; what it sets itself is no request to it. */
BOOL ReleaseMutex(HANDLE);
struct mutex_ok {
  HANDLE mutex, started, thread;
};
static DWORD mutex_ok_run(void *argument) {
  struct mutex_ok *p = argument;
  SetEvent(p->started);
  WaitForSingleObject(p->mutex, INFINITE);
  ReleaseMutex(p->mutex);
  return 0;
}
void mutex_ok_start(struct mutex_ok *p) { p->thread = CreateThread(NULL, 0, mutex_ok_run, p, 0, NULL); }
void mutex_ok_stop(struct mutex_ok *p) {
  SetEvent(p->started);
  WaitForSingleObject(p->thread, INFINITE);
}

struct alone_bad {
  HANDLE stop, work, thread;
};
static DWORD alone_bad_run(void *argument) {
  struct alone_bad *p = argument;
  while (WaitForSingleObject(p->stop, 0) != 0)
    WaitForSingleObject(p->work, INFINITE);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'WaitForSingleObject' waits for 'work' alone, and for ever: the stop event 'stop' does not end it [asyncsafe-infinite-wait]
  return 0;
}
void alone_bad_start(struct alone_bad *p) { p->thread = CreateThread(NULL, 0, alone_bad_run, p, 0, NULL); }
void alone_bad_stop(struct alone_bad *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}
