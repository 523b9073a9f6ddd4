// wrong: decode() is given the object whose jmp_buf was set here, and may jump there past the unique_lock.
#include <csetjmp>
#include <mutex>

struct Decoder {
  std::jmp_buf OnError;
  const unsigned char *Next;
};
extern "C" int decode_frame(Decoder *D, float *To);

static std::mutex Output;
static float Frame[512];

int nextFrame(Decoder *D) {
  if (setjmp(D->OnError))
    return -1;
  std::unique_lock<std::mutex> Lock(Output); // HERE
  int N = decode_frame(D, Frame); // OR
  return N;
}
