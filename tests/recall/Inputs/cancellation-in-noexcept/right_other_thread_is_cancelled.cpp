// right: only the ticker is cancelled, by its handle; the noexcept function with poll() runs on the main thread.
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static void *ticker(void *Count) {
  for (;;) {
    ::sleep(1);
    ++*static_cast<long *>(Count);
  }
}
static bool keyPressed(int Milliseconds) noexcept {
  pollfd P{0, POLLIN, 0};
  return ::poll(&P, 1, Milliseconds) == 1;
}
int main() {
  long Count = 0;
  pthread_t T;
  if (pthread_create(&T, nullptr, ticker, &Count) != 0)
    return 1;
  while (!keyPressed(500))
    ;
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Count > 60;
}
