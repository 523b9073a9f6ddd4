// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++20
// Memory whose size the input decides.
#include <cstdint>
#include <cstdio>

int bounded_ok(std::FILE *From) {
  char *Header = new char[16];
  std::uint64_t Size = 0;
  if (std::fread(&Size, sizeof Size, 1, From) != 1 || Size > 4096) {
    delete[] Header;
    return -1;
  }
  char *Body = new char[Size];
  delete[] Body;
  delete[] Header;
  return 0;
}
int from_the_caller_ok(std::uint64_t Size) {
  char *Header = new char[16];
  char *Body = new char[Size];
  delete[] Body;
  delete[] Header;
  return 0;
}
int of_a_constant_ok(std::FILE *From) {
  char *Header = new char[16];
  char *Body = new char[512];
  int First = std::fread(Body, 1, 512, From) ? Body[0] : -1;
  delete[] Body;
  delete[] Header;
  return First;
}
int read_record_bad(std::FILE *From) {
  char *Header = new char[16];
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} [asyncsafe-unprotected-release]
  std::uint64_t Size = 0;
  if (std::fread(&Size, sizeof Size, 1, From) != 1) {
    delete[] Header;
    return -1;
  }
  char *Body = new char[Size];
  delete[] Body;
  delete[] Header;
  return 0;
}
