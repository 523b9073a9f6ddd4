// right: the numbers go to an array of fixed size: stores and arithmetic, no call.
#include <pthread.h>

struct Walk {
  long Visited[4096];
  int Used = 0;
  long Start = 1;
};
void *collatz(void *Arg) {
  auto &W = *static_cast<Walk *>(Arg);
  int Old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &Old);
  for (long N = W.Start; N != 1 && W.Used < 4096; N = N % 2 ? 3 * N + 1 : N / 2)
    W.Visited[W.Used++] = N;
  pthread_setcanceltype(Old, nullptr);
  return nullptr;
}
