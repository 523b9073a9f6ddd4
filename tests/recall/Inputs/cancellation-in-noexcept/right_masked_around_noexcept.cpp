// right: the noexcept callback runs with cancellation disabled by its caller; a testcancel between two tries takes it.
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static int knock(int Socket) { return static_cast<int>(::send(Socket, "?", 1, MSG_DONTWAIT)); }

static void *caller(void *Arg) {
  auto Pause = []() noexcept { ::usleep(100); };
  int Socket = *static_cast<int *>(Arg);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  for (int I = 0; I < 100 && knock(Socket) < 0; ++I) {
    Pause();
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
    pthread_testcancel();
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  }
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
