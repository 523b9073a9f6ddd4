// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-retry-ignores-stop -- -std=gnu17
// Calls of which nobody knows whether they wait: who tries again after EINTR says so.
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>

static volatile sig_atomic_t quit;
static void on_term(int sig) { quit = 1; }
void use(int frame);

void asks_the_flag_ok(int camera) {
  while (!quit) {
    int frame, result;
    do
      result = ioctl(camera, 0x5611, &frame);
    while (result == -1 && errno == EINTR && !quit);
    use(frame);
  }
}
void does_not_retry_ok(int camera) {
  while (!quit) {
    int frame;
    if (ioctl(camera, 0x5611, &frame) == -1)
      continue;
    use(frame);
  }
}
void run_bad(int camera) {
  struct sigaction action = {.sa_handler = on_term};
  sigaction(SIGTERM, &action, NULL);
  while (!quit) {
    int frame, result;
    do
      result = ioctl(camera, 0x5611, &frame);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: {{.*}} [asyncsafe-eintr-retry-ignores-stop]
    while (result == -1 && errno == EINTR);
    use(frame);
  }
}
