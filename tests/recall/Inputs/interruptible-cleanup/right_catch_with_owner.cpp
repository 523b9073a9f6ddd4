// right: the block has an owner, so a cancel in the handler's write() frees it too.
#include <memory>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>

static void decode(char *Block, int Round) {
  if (Round % 11 == 10)
    throw std::runtime_error("checksum");
  Block[0] = static_cast<char>(Round);
}
static void *decoder(void *) {
  for (int Round = 0;; ++Round) {
    auto Block = std::make_unique<char[]>(4096);
    try {
      decode(Block.get(), Round);
    } catch (const std::runtime_error &E) {
      if (::write(2, E.what(), 8) < 0)
        Round = 0;
      continue;
    }
    ::sleep(1);
  }
}
int start(pthread_t *T) { return pthread_create(T, nullptr, decoder, nullptr); }
void stop(pthread_t T) { pthread_cancel(T); }
