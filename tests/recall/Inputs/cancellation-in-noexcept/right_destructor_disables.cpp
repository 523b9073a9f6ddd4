// right: the destructor writes with cancellation disabled, and restores what it found.
#include <pthread.h>
#include <string>
#include <unistd.h>

class Line {
public:
  explicit Line(int Fd) : Fd(Fd) {}
  ~Line() {
    int Before;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
    if (::write(Fd, Text.data(), Text.size()) < 0)
      Lost = true;
    pthread_setcancelstate(Before, nullptr);
  }
  Line &operator<<(const char *Part) {
    Text += Part;
    return *this;
  }
  inline static bool Lost;

private:
  int Fd;
  std::string Text;
};
static void *reporter(void *) {
  for (;;) {
    Line(2) << "still " << "here\n";
    ::sleep(1);
  }
}
pthread_t start() {
  pthread_t T;
  pthread_create(&T, nullptr, reporter, nullptr);
  return T;
}
void stop(pthread_t T) {
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
