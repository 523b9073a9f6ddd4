// right: pthread_mutex_lock() is no cancellation point, so the noexcept function cannot be left in it.
#include <pthread.h>
#include <unistd.h>

class Counter {
public:
  void add(long By) noexcept {
    pthread_mutex_lock(&Guard);
    Value += By;
    pthread_mutex_unlock(&Guard);
  }
  long get() noexcept {
    pthread_mutex_lock(&Guard);
    long Copy = Value;
    pthread_mutex_unlock(&Guard);
    return Copy;
  }

private:
  pthread_mutex_t Guard = PTHREAD_MUTEX_INITIALIZER;
  long Value = 0;
};
static Counter Beats;
static void *beat(void *) {
  for (;;) {
    Beats.add(1);
    ::sleep(1);
  }
}
long beatsIn(unsigned Seconds) {
  pthread_t T;
  if (pthread_create(&T, nullptr, beat, nullptr) != 0)
    return -1;
  ::sleep(Seconds);
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Beats.get();
}
