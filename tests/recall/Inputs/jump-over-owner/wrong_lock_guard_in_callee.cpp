// wrong: the jump out of emit() passes the lock_guard: undefined, and with GCC and Clang the mutex stays locked.
#include <csetjmp>
#include <mutex>

static std::jmp_buf Failed;
static std::mutex Guard;
static char Text[4096];
static unsigned Used;

static void emit(char C) {
  std::lock_guard<std::mutex> Lock(Guard); // HERE
  if (Used == sizeof Text)
    std::longjmp(Failed, 1); // OR
  Text[Used++] = C;
}
bool print(const char *S) {
  if (setjmp(Failed))
    return false;
  while (*S)
    emit(*S++);
  return true;
}
