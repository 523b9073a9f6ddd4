// right: ticker() is cancelled, by its handle; console() runs on the main thread, which nobody cancels.
#include <pthread.h>
#include <string>
#include <unistd.h>

static volatile long Ticks;
static void *ticker(void *) {
  for (;;) {
    ::sleep(1);
    Ticks = Ticks + 1;
  }
}
static long console() {
  char Text[32];
  try {
    ssize_t N = ::read(0, Text, sizeof Text);
    return N <= 0 ? -1 : std::stol(std::string(Text, static_cast<std::size_t>(N)));
  } catch (...) {
    return 0;
  }
}
int main() {
  pthread_t T;
  if (pthread_create(&T, nullptr, ticker, nullptr) != 0)
    return 1;
  long Sum = 0;
  for (long Value; (Value = console()) >= 0;)
    Sum += Value;
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Sum > 100;
}
