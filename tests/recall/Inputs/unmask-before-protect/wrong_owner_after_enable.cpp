// wrong: the stream is opened under the mask, but its owner stands only behind a sleep: cancelled there, it leaks.
#include <cstdio>
#include <memory>
#include <pthread.h>
#include <unistd.h>

struct Close {
  void operator()(std::FILE *F) const {
    int Before;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
    std::fclose(F);
    pthread_setcancelstate(Before, nullptr);
  }
};
static void *tail(void *Path) {
  int Before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
  std::FILE *F = std::fopen(static_cast<const char *>(Path), "r"); // HERE
  pthread_setcancelstate(Before, nullptr); // OR
  if (!F)
    return nullptr;
  ::sleep(1); // OR
  std::unique_ptr<std::FILE, Close> Owner(F);
  for (int C; (C = std::fgetc(F)) != EOF;)
    std::putchar(C);
  return nullptr;
}
int start(pthread_t *T, char *Path) { return pthread_create(T, nullptr, tail, Path); }
void stop(pthread_t T) { pthread_cancel(T); }
