// right: the owner has the stream before cancellation is enabled.
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
  std::unique_ptr<std::FILE, Close> Owner(std::fopen(static_cast<const char *>(Path), "r"));
  pthread_setcancelstate(Before, nullptr);
  if (!Owner)
    return nullptr;
  ::sleep(1);
  for (int C; (C = std::fgetc(Owner.get())) != EOF;)
    std::putchar(C);
  return nullptr;
}
int start(pthread_t *T, char *Path) { return pthread_create(T, nullptr, tail, Path); }
void stop(pthread_t T) { pthread_cancel(T); }
