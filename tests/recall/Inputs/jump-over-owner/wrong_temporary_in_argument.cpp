// wrong: the temporary string is alive while check() jumps: it is never destroyed.
#include <csetjmp>
#include <cstring>
#include <string>

static std::jmp_buf Wrong;
static unsigned long check(const char *Name) {
  if (std::strchr(Name, '/'))
    std::longjmp(Wrong, 1);
  return std::strlen(Name);
}
static unsigned long both(const char *Directory, const char *Name) {
  return check((std::string(Directory) + "-long-enough-for-the-heap-" + Name).c_str()); // HERE
}
long lengthOf(const char *Directory, const char *Name) {
  if (setjmp(Wrong))
    return -1;
  return static_cast<long>(both(Directory, Name));
}
