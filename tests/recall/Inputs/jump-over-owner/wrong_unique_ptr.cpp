// wrong: the interpreter's error jump leaves call() without the destructor of its unique_ptr: the frame leaks.
#include <csetjmp>
#include <memory>

struct Frame {
  long Locals[64];
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
  auto Own = std::make_unique<Frame>(); // HERE
  ++In.Depth;
  overflow(In); // OR
  Own->Locals[0] = N < 2 ? 1 : N * call(In, N - 1);
  --In.Depth;
  return Own->Locals[0];
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
