// wrong: a cancelled download stores the unwind as a result and returns normally: glibc aborts the process.
#include <exception>
#include <future>
#include <pthread.h>
#include <string>
#include <unistd.h>

struct Download {
  int Fd = -1;
  std::promise<std::string> Result;
  pthread_t Thread{};
};
static void *download(void *Arg) {
  auto &D = *static_cast<Download *>(Arg);
  try {
    std::string All;
    char Part[1024];
    for (ssize_t N; (N = ::read(D.Fd, Part, sizeof Part)) > 0;) // OR
      All.append(Part, static_cast<std::size_t>(N));
    D.Result.set_value(All);
  } catch (...) { // HERE
    D.Result.set_exception(std::current_exception());
  }
  return nullptr;
}
void start(Download &D) { pthread_create(&D.Thread, nullptr, download, &D); }
void abandon(Download &D) {
  pthread_cancel(D.Thread);
  pthread_join(D.Thread, nullptr);
}
