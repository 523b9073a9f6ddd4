// wrong: syntaxError() jumps past the frame of parseList(), whose vector is never destroyed.
#include <csetjmp>
#include <vector>

struct Parser {
  const char *At;
  std::jmp_buf OnError;
};
[[noreturn]] static void syntaxError(Parser &P) { std::longjmp(P.OnError, 1); }
static int parseNumber(Parser &P) {
  if (*P.At < '0' || *P.At > '9')
    syntaxError(P);
  return *P.At++ - '0';
}
static int parseList(Parser &P) {
  std::vector<int> Items; // HERE
  while (*P.At != ')') {
    Items.push_back(parseNumber(P)); // OR
    if (*P.At == ',')
      ++P.At;
  }
  int Sum = 0;
  for (int I : Items)
    Sum += I;
  return Sum;
}
int sumOf(const char *Text) {
  Parser P;
  P.At = Text;
  if (setjmp(P.OnError))
    return -1;
  return parseList(P);
}
