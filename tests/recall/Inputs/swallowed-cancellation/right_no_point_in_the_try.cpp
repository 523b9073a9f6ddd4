// right: only stol() is in the try, and it is no cancellation point; the read stands before it.
#include <cstdlib>
#include <pthread.h>
#include <string>
#include <unistd.h>

static std::string readLine(int Fd) {
  std::string Line;
  char C;
  while (::read(Fd, &C, 1) == 1 && C != '\n')
    Line += C;
  return Line;
}
static long number(int Fd) {
  std::string Line = readLine(Fd);
  try {
    return std::stol(Line);
  } catch (...) {
    return -1;
  }
}
static void *console(void *Arg) {
  long *Last = static_cast<long *>(Arg);
  while (*Last != 99)
    *Last = number(0);
  return nullptr;
}
void withConsole(void (*Body)(), long *Last) {
  pthread_t T;
  pthread_create(&T, nullptr, console, Last);
  Body();
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
