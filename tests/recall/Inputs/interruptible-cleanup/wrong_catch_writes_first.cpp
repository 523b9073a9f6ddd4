// wrong: a decode error is being handled when the cancel comes: write() in the handler unwinds past the free().
#include <cstdlib>
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
    char *Block = static_cast<char *>(std::malloc(4096)); // OR
    if (!Block)
      return nullptr;
    try {
      decode(Block, Round);
    } catch (const std::runtime_error &E) {
      if (::write(2, E.what(), 8) < 0) // HERE
        Round = 0;
      std::free(Block); // OR
      continue;
    }
    std::free(Block);
    ::sleep(1);
  }
}
int start(pthread_t *T) { return pthread_create(T, nullptr, decoder, nullptr); }
void stop(pthread_t T) { pthread_cancel(T); }
