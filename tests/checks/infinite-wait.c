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
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'WaitForSingleObject' waits only for 'work', with no timeout: setting the stop event 'stop' does not wake it [asyncsafe-infinite-wait]
  return 0;
}
void alone_bad_start(struct alone_bad *p) { p->thread = CreateThread(NULL, 0, alone_bad_run, p, 0, NULL); }
void alone_bad_stop(struct alone_bad *p) {
  SetEvent(p->stop);
  WaitForSingleObject(p->thread, INFINITE);
}

/* Two threads in one file, each with its own stop event, of which one waits for nothing else. */
static HANDLE first_stop, first_thread, second_stop, second_work, second_thread;
static DWORD first_ok(void *argument) {
  WaitForSingleObject(first_stop, INFINITE);
  return 0;
}
static DWORD second_ok(void *argument) {
  HANDLE handles[] = {second_stop, second_work};
  while (WaitForMultipleObjects(2, handles, 0, INFINITE) != 0)
    ;
  return 0;
}
void two_start(void) {
  first_thread = CreateThread(NULL, 0, first_ok, NULL, 0, NULL);
  second_thread = CreateThread(NULL, 0, second_ok, NULL, 0, NULL);
}
void two_stop(void) {
  SetEvent(second_stop);
  WaitForSingleObject(second_thread, INFINITE);
  SetEvent(first_stop);
  WaitForSingleObject(first_thread, INFINITE);
}

/* The request to stop another thread is none to this one. */
static HANDLE other_stop, other_thread, reader_work, reader_thread;
static DWORD other_ok(void *argument) {
  WaitForSingleObject(other_stop, INFINITE);
  return 0;
}
static DWORD reader_ok(void *argument) {
  for (;;)
    WaitForSingleObject(reader_work, INFINITE);
  return 0;
}
void others_start(void) {
  other_thread = CreateThread(NULL, 0, other_ok, NULL, 0, NULL);
  reader_thread = CreateThread(NULL, 0, reader_ok, NULL, 0, NULL);
}
void others_stop(void) {
  SetEvent(other_stop);
  WaitForSingleObject(other_thread, INFINITE);
}

/* The second wait forgets what the first one knows. */
void ask(void);
static HANDLE asking_stop, answer, asking_thread;
static DWORD asking_bad(void *argument) {
  HANDLE handles[] = {asking_stop, answer};
  while (WaitForMultipleObjects(2, handles, 0, INFINITE) != 0) {
    ask();
    WaitForSingleObject(answer, INFINITE);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'WaitForSingleObject' waits only for 'answer', with no timeout: setting the stop event 'asking_stop' does not wake it [asyncsafe-infinite-wait]
  }
  return 0;
}
void asking_start(void) { asking_thread = CreateThread(NULL, 0, asking_bad, NULL, 0, NULL); }
void asking_end(void) {
  SetEvent(asking_stop);
  WaitForSingleObject(asking_thread, INFINITE);
}

/* What ends by itself: a thread, a timer. What is ended by force. */
BOOL SetWaitableTimer(HANDLE, const long long *, long, void *, void *, BOOL);
BOOL TerminateThread(HANDLE, DWORD);
static HANDLE helper_stop, helper, helped_thread;
DWORD help(void *argument);
static DWORD helped_ok(void *argument) {
  while (WaitForSingleObject(helper_stop, 0) != 0) {
    helper = CreateThread(NULL, 0, help, NULL, 0, NULL);
    WaitForSingleObject(helper, INFINITE);
  }
  return 0;
}
void helped_start(void) { helped_thread = CreateThread(NULL, 0, helped_ok, NULL, 0, NULL); }
void helped_end(void) {
  SetEvent(helper_stop);
  WaitForSingleObject(helped_thread, INFINITE);
}
static HANDLE timed_stop, timer, timed_thread;
static DWORD timed_ok(void *argument) {
  long long second = -10000000;
  while (WaitForSingleObject(timed_stop, 0) != 0) {
    SetWaitableTimer(timer, &second, 0, NULL, NULL, 0);
    WaitForSingleObject(timer, INFINITE);
  }
  return 0;
}
void timed_start(void) { timed_thread = CreateThread(NULL, 0, timed_ok, NULL, 0, NULL); }
void timed_end(void) {
  SetEvent(timed_stop);
  WaitForSingleObject(timed_thread, INFINITE);
}
static HANDLE killed_stop, killed_work, killed_thread;
static DWORD killed_ok(void *argument) {
  while (WaitForSingleObject(killed_stop, 0) != 0)
    WaitForSingleObject(killed_work, INFINITE);
  return 0;
}
void killed_start(void) { killed_thread = CreateThread(NULL, 0, killed_ok, NULL, 0, NULL); }
void killed_end(void) {
  SetEvent(killed_stop);
  TerminateThread(killed_thread, 0);
  WaitForSingleObject(killed_thread, INFINITE);
}

/* The stopper cancels the transfer whose end the thread waits for: that sets its event. */
BOOL CancelIoEx(HANDLE, void *);
BOOL ReadFile(HANDLE, void *, DWORD, DWORD *, void *);
static HANDLE pipe_stop, pipe_ready, pipe_end, pipe_thread;
static DWORD pipe_ok(void *argument) {
  WaitForSingleObject(pipe_ready, INFINITE); // until a client connects
  HANDLE handles[] = {pipe_ready, pipe_stop};
  do
    ReadFile(pipe_end, argument, 1, NULL, argument);
  while (WaitForMultipleObjects(2, handles, 0, INFINITE) == 0);
  return 0;
}
void pipe_start(void *overlapped) { pipe_thread = CreateThread(NULL, 0, pipe_ok, overlapped, 0, NULL); }
void pipe_finish(void *overlapped) {
  CancelIoEx(pipe_end, overlapped);
  SetEvent(pipe_stop);
  WaitForSingleObject(pipe_thread, INFINITE);
}

/* A wait for several events is no wait for a thread. */
static HANDLE textures[2], begun;
static DWORD capture_ok(void *argument) {
  WaitForSingleObject(begun, INFINITE);
  WaitForSingleObject(textures[0], 0);
  textures[1] = argument;
  return 0;
}
void capture_start(void) {
  HANDLE thread = CreateThread(NULL, 0, capture_ok, NULL, 0, NULL);
  (void)thread;
}
void capture_draw(HANDLE *events) {
  ReleaseMutex(textures[0]);
  WaitForMultipleObjects(2, events, 0, INFINITE);
}
