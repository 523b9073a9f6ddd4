// right: the lock is taken before setjmp(); at the landing it is still owned, and the return releases it.
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
  std::unique_lock<std::mutex> Lock(Output);
  if (setjmp(D->OnError))
    return -1;
  return decode_frame(D, Frame);
}
