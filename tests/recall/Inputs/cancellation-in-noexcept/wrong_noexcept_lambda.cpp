// wrong: the retry callback is a noexcept lambda that sleeps: cancelled there, the process ends by terminate().
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

template <class Fn> static int retry(int Times, Fn Pause, int (*Do)(int), int With) {
  int Result = -1;
  while (Times-- > 0 && (Result = Do(With)) < 0)
    Pause();
  return Result;
}
static int knock(int Socket) { return static_cast<int>(::send(Socket, "?", 1, MSG_DONTWAIT)); }

static void *caller(void *Arg) {
  auto Pause = []() noexcept { ::sleep(2); }; // HERE
  int Socket = *static_cast<int *>(Arg);
  retry(100, Pause, knock, Socket);
  return nullptr;
}
void callWhile(bool (*Wanted)(), int *Socket) {
  pthread_t T;
  if (pthread_create(&T, nullptr, caller, Socket) != 0)
    return;
  while (Wanted())
    ::usleep(1000);
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
