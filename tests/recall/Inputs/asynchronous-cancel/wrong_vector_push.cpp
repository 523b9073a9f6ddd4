// wrong: cancelled inside push_back(), between the new block and the old one's end, the vector is torn.
#include <pthread.h>
#include <vector>

struct Walk {
  std::vector<long> Visited;
  long Start = 1;
};
void *collatz(void *Arg) {
  auto &W = *static_cast<Walk *>(Arg);
  int Old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &Old); // OR
  for (long N = W.Start; N != 1; N = N % 2 ? 3 * N + 1 : N / 2)
    W.Visited.push_back(N); // HERE
  pthread_setcanceltype(Old, nullptr);
  return nullptr;
}
