// wrong: move assignment is noexcept and traces through writev(): cancelled there, terminate() is called.
#include <pthread.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

static void note(const char *Text, std::size_t Size) {
  iovec Parts[2] = {{const_cast<char *>("buf: "), 5}, {const_cast<char *>(Text), Size}};
  if (::writev(2, Parts, 2) < 0)
    ::_exit(1);
}
class Buffer {
public:
  Buffer() = default;
  explicit Buffer(std::size_t N) : Data(new char[N]), Size(N) {}
  Buffer(Buffer &&Other) noexcept : Data(std::exchange(Other.Data, nullptr)), Size(Other.Size) {}
  Buffer &operator=(Buffer &&Other) noexcept {
    note("moved\n", 6); // HERE
    std::swap(Data, Other.Data);
    std::swap(Size, Other.Size);
    return *this;
  }
  ~Buffer() { delete[] Data; }

private:
  char *Data = nullptr;
  std::size_t Size = 0;
};
static void *grow(void *) {
  Buffer B;
  for (std::size_t N = 1; N < 1u << 24; N *= 2)
    B = Buffer(N);
  return nullptr;
}
void growFor(unsigned Seconds) {
  pthread_t T;
  pthread_create(&T, nullptr, grow, nullptr);
  ::sleep(Seconds);
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
