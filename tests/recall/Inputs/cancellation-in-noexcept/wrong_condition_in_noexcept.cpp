// wrong: take() is noexcept; the consumer cancelled in pthread_cond_wait() runs into it: terminate().
#include <pthread.h>

struct Unlocker {
  pthread_mutex_t &M;
  explicit Unlocker(pthread_mutex_t &M) : M(M) { pthread_mutex_lock(&M); }
  ~Unlocker() { pthread_mutex_unlock(&M); }
};
class Slot {
public:
  void put(int V) noexcept {
    Unlocker Lock(Guard);
    Value = V;
    pthread_cond_signal(&Changed);
  }
  int take() noexcept {
    Unlocker Lock(Guard);
    while (Value == 0)
      pthread_cond_wait(&Changed, &Guard); // HERE
    int V = Value;
    Value = 0;
    return V;
  }

private:
  pthread_mutex_t Guard = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t Changed = PTHREAD_COND_INITIALIZER;
  int Value = 0;
};
static Slot Box;
static void *consume(void *Sum) {
  for (;;)
    *static_cast<long *>(Sum) += Box.take();
}
long feed(const int *Values, int N) {
  long Sum = 0;
  pthread_t T;
  if (pthread_create(&T, nullptr, consume, &Sum) != 0)
    return -1;
  for (int I = 0; I < N; ++I)
    Box.put(Values[I]);
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Sum;
}
