// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c17
// The locks of libraries that bring their own condition variables.
typedef struct SDL_mutex SDL_mutex;
typedef struct SDL_cond SDL_cond;
typedef struct SDL_Thread SDL_Thread;
int SDL_LockMutex(SDL_mutex *), SDL_UnlockMutex(SDL_mutex *), SDL_CondSignal(SDL_cond *);
int SDL_CondWait(SDL_cond *, SDL_mutex *);
SDL_Thread *SDL_CreateThread(int (*)(void *), const char *, void *);
void SDL_WaitThread(SDL_Thread *, int *);
typedef struct uv_mutex_t { long x[5]; } uv_mutex_t;
typedef struct uv_cond_t { long x[6]; } uv_cond_t;
void uv_mutex_lock(uv_mutex_t *), uv_mutex_unlock(uv_mutex_t *), uv_cond_signal(uv_cond_t *);
void uv_cond_wait(uv_cond_t *, uv_mutex_t *);
void decode(void);

static SDL_mutex *mutex;
static SDL_cond *changed;
static int quit_ok, quit_bad;
static int decoder_ok(void *a) {
  SDL_LockMutex(mutex);
  while (!quit_ok) {
    SDL_CondWait(changed, mutex);
    decode();
  }
  SDL_UnlockMutex(mutex);
  return 0;
}
static int decoder_bad(void *a) {
  SDL_LockMutex(mutex);
  while (!quit_bad)
    SDL_CondWait(changed, mutex);
  SDL_UnlockMutex(mutex);
  return 0;
}
static SDL_Thread *threads[2];
void start(void) {
  threads[0] = SDL_CreateThread(decoder_ok, "ok", 0);
  threads[1] = SDL_CreateThread(decoder_bad, "bad", 0);
}
void stop(void) {
  SDL_LockMutex(mutex);
  quit_ok = 1;
  SDL_CondSignal(changed);
  SDL_UnlockMutex(mutex);
  quit_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'quit_bad' is stored without holding 'mutex', under which the wait on 'changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  SDL_CondSignal(changed);
  SDL_WaitThread(threads[0], 0);
}

static uv_mutex_t lock;
static uv_cond_t arrived;
static int over_ok, over_bad;
void consume(void) {
  uv_mutex_lock(&lock);
  while (!over_ok && !over_bad)
    uv_cond_wait(&arrived, &lock);
  uv_mutex_unlock(&lock);
}
void finish(void) {
  uv_mutex_lock(&lock);
  over_ok = 1;
  uv_mutex_unlock(&lock);
  uv_cond_signal(&arrived);
}
void finish_at_once(void) {
  over_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'over_bad' is stored without holding 'lock', under which the wait on 'arrived' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  uv_cond_signal(&arrived);
}
