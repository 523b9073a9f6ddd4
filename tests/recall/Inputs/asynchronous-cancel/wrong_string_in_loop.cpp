// wrong: the string's memory is lost, or the heap's lock, when the cancel strikes inside to_string() or append().
#include <cstdint>
#include <pthread.h>
#include <string>

struct Hash {
  std::string Text;
  std::uint64_t State = 14695981039346656037u;
};
void *mine(void *Arg) {
  auto &H = *static_cast<Hash *>(Arg);
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr); // OR
  for (std::uint64_t Nonce = 0; H.State >> 48; ++Nonce) {
    std::string Line = H.Text + std::to_string(Nonce); // HERE
    H.State = 14695981039346656037u;
    for (char C : Line)
      H.State = (H.State ^ static_cast<unsigned char>(C)) * 1099511628211u;
  }
  return nullptr;
}
