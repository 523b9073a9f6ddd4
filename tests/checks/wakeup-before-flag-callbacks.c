// RUN: %check_asyncsafe -checks=asyncsafe-wakeup-before-flag %s %t -- -std=c17 -ffreestanding
// Who is woken is a function that a library calls, or waits in the Windows way; by declarations of their own.
typedef struct uv_loop_s { int x; } uv_loop_t;
typedef struct uv_async_s { int x; } uv_async_t;
typedef struct uv_thread_s { int x; } uv_thread_t;
typedef void (*uv_async_cb)(uv_async_t *);
int uv_async_init(uv_loop_t *, uv_async_t *, uv_async_cb);
int uv_async_send(uv_async_t *);
int uv_thread_create(uv_thread_t *, void (*)(void *), void *);
int uv_run(uv_loop_t *, int);

typedef void *HANDLE;
typedef unsigned long DWORD;
typedef int BOOL;
typedef struct { void *x; } CRITICAL_SECTION, CONDITION_VARIABLE;
#define INFINITE 0xffffffff
HANDLE CreateThread(void *, unsigned long, DWORD (*)(void *), void *, DWORD, DWORD *);
HANDLE CreateEventA(void *, BOOL, BOOL, const char *);
DWORD WaitForSingleObject(HANDLE, DWORD);
BOOL SetEvent(HANDLE);
void EnterCriticalSection(CRITICAL_SECTION *);
void LeaveCriticalSection(CRITICAL_SECTION *);
BOOL SleepConditionVariableCS(CONDITION_VARIABLE *, CRITICAL_SECTION *, DWORD);
void WakeConditionVariable(CONDITION_VARIABLE *);

void work(void);

//===--- libuv ---===//

static uv_async_t async;
static _Atomic int reload, reload_ok, seen_ok;

static void on_async(uv_async_t *handle) {
  if (reload) {
    reload = 0;
    work();
  }
  if (reload_ok) {
    reload_ok = 0;
    work();
  }
  if (seen_ok)
    return;
}
static void thread_ok(void *argument) {
  reload_ok = 1;
  uv_async_send(&async);
  seen_ok = 1;
}
static void thread_bad(void *argument) {
  uv_async_send(&async);
  reload = 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'reload' is stored after 'uv_async_send' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: the wakeup is sent here
  // CHECK-NOTES: :[[@LINE-21]]:7: note: the flag is tested here, in 'on_async'
  // CHECK-NOTES: :[[@LINE+11]]:3: note: 'on_async' is registered here, to be called on a wakeup
  // CHECK-NOTES: :[[@LINE-5]]:3: note: store the flag first, then wake
}
// CHECK-FIXES: {{^}}static void thread_bad(void *argument) {
// CHECK-FIXES-NEXT: {{^}}  reload = 1;
// CHECK-FIXES-NEXT: {{^}}  uv_async_send(&async);
// The loop's own thread: it cannot be woken before it has stored.
static void on_timer_ok(uv_async_t *handle) { uv_async_send(&async); reload = 1; }

void start(uv_loop_t *loop) {
  uv_thread_t first, second;
  uv_async_init(loop, &async, on_async);
  uv_thread_create(&first, thread_ok, 0);
  uv_thread_create(&second, thread_bad, 0);
  uv_async_t timer;
  uv_async_init(loop, &timer, on_timer_ok);
  uv_run(loop, 0);
}

//===--- Windows ---===//

static HANDLE event, thread;
static volatile int stop, stop_ok;
static CRITICAL_SECTION section;
static CONDITION_VARIABLE changed;
static BOOL done;

static DWORD waits_for_event(void *argument) {
  for (;;) {
    WaitForSingleObject(event, INFINITE);
    if (stop || stop_ok)
      break;
    work();
  }
  return 0;
}
static DWORD waits_for_change(void *argument) {
  EnterCriticalSection(&section);
  while (!done)
    SleepConditionVariableCS(&changed, &section, INFINITE);
  LeaveCriticalSection(&section);
  return 0;
}
void begin(void) {
  event = CreateEventA(0, 0, 0, 0);
  thread = CreateThread(0, 0, waits_for_event, 0, 0, 0);
  CreateThread(0, 0, waits_for_change, 0, 0, 0);
}
void end_ok(void) {
  stop_ok = 1;
  SetEvent(event);
  WaitForSingleObject(thread, INFINITE);
}
void change_ok(void) {
  EnterCriticalSection(&section);
  WakeConditionVariable(&changed);
  done = 1;
  LeaveCriticalSection(&section);
}
void end_bad(void) {
  SetEvent(event);
  stop = 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'stop' is stored after 'SetEvent' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: the wakeup is sent here
  // CHECK-NOTES: :[[@LINE-34]]:9: note: the flag is tested here, in 'waits_for_event'
  // CHECK-NOTES: :[[@LINE-36]]:5: note: and it waits here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: store the flag first, then wake
  WaitForSingleObject(thread, INFINITE);
}
// CHECK-FIXES: {{^}}void end_bad(void) {
// CHECK-FIXES-NEXT: {{^}}  stop = 1;
// CHECK-FIXES-NEXT: {{^}}  SetEvent(event);
void change_bad(void) {
  WakeConditionVariable(&changed);
  EnterCriticalSection(&section);
  done = 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'done' is stored after 'WakeConditionVariable' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: the wakeup is sent here
  // CHECK-NOTES: :[[@LINE-40]]:11: note: the flag is tested here, in 'waits_for_change'
  // CHECK-NOTES: :[[@LINE-40]]:5: note: and it waits here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: store the flag first, under 'section', then wake
  LeaveCriticalSection(&section);
}
