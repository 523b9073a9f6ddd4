// right: what the jump passes has no destructor that does anything.
#include <array>
#include <csetjmp>
#include <string_view>

struct Frame {
  std::array<long, 8> Locals{};
  std::string_view Name;
};
struct Interpreter {
  std::jmp_buf *Handler = nullptr;
  int Depth = 0;
};
static void overflow(Interpreter &In) {
  if (In.Depth > 200)
    std::longjmp(*In.Handler, 3);
}
static long call(Interpreter &In, long N) {
  Frame Own;
  Own.Name = "factorial";
  ++In.Depth;
  overflow(In);
  Own.Locals[0] = N < 2 ? 1 : N * call(In, N - 1);
  --In.Depth;
  return Own.Locals[0];
}
long run(Interpreter &In, long N) {
  std::jmp_buf Here;
  In.Handler = &Here;
  if (setjmp(Here)) {
    In.Depth = 0;
    return -1;
  }
  return call(In, N);
}
