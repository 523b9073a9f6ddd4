// right: here the download is stopped by a flag; no thread is cancelled, and the exception reaches the future.
#include <atomic>
#include <exception>
#include <future>
#include <string>
#include <thread>

struct Download {
  std::atomic<bool> Stop{false};
  std::promise<std::string> Result;
  std::thread Thread;
};
static std::string part(int N) { return std::string(static_cast<std::size_t>(N), '.'); }

static void download(Download &D) {
  try {
    std::string All;
    for (int N = 0; N < 100 && !D.Stop; ++N)
      All += part(N);
    D.Result.set_value(All);
  } catch (...) {
    D.Result.set_exception(std::current_exception());
  }
}
void start(Download &D) {
  D.Thread = std::thread([&D] { download(D); });
}
void abandon(Download &D) {
  D.Stop = true;
  D.Thread.join();
}
