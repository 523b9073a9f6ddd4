// RUN: %check_asyncsafe %s %t -- -std=c++17
// A wrapper without callers, and code that disables and restores cancellation, are no evidence about other code.
#include <cstdio>
#include <pthread.h>
#include <thread>

struct Threads {
  static int end(pthread_t Which) { return pthread_cancel(Which); }
};
inline void undisturbed() {
  int Before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
  pthread_setcancelstate(Before, nullptr);
}
void readsAFile_ok(char *Line) {
  if (FILE *File = fopen("state", "r")) {
    fgets(Line, 80, File);
    fclose(File);
  }
}
static void onThread_ok() {
  char Line[80];
  undisturbed();
  readsAFile_ok(Line);
}
void start() { std::thread(onThread_ok).detach(); }
