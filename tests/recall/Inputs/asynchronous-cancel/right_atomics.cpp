// right: lock-free atomics and arithmetic; the thread holds nothing that its end could leave behind.
#include <atomic>
#include <cstdint>
#include <pthread.h>

static std::atomic<std::uint64_t> Lowest{~0ull};

void *mine(void *Arg) {
  std::uint64_t State = *static_cast<std::uint64_t *>(Arg);
  int Old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &Old);
  for (std::uint64_t Nonce = 0; Nonce < 1u << 30; ++Nonce) {
    State = (State ^ Nonce) * 1099511628211u;
    if (State < Lowest.load(std::memory_order_relaxed))
      Lowest.store(State, std::memory_order_relaxed);
  }
  pthread_setcanceltype(Old, nullptr);
  return nullptr;
}
