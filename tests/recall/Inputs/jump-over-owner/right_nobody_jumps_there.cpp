// right: only check() jumps, and it is called before any owner exists.
#include <csetjmp>
#include <cstring>
#include <string>

static std::jmp_buf Wrong;
static void check(const char *Name) {
  if (std::strchr(Name, '/'))
    std::longjmp(Wrong, 1);
}
static unsigned long both(const char *Directory, const char *Name) {
  check(Name);
  check(Directory);
  std::string Whole = std::string(Directory) + "-long-enough-for-the-heap-" + Name;
  return Whole.size();
}
long lengthOf(const char *Directory, const char *Name) {
  if (setjmp(Wrong))
    return -1;
  return static_cast<long>(both(Directory, Name));
}
