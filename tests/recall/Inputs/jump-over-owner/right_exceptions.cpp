// right: the error is thrown, and the vector is destroyed on its way.
#include <stdexcept>
#include <vector>

struct Parser {
  const char *At;
};
[[noreturn]] static void syntaxError(Parser &P) { throw std::invalid_argument(P.At); }
static int parseNumber(Parser &P) {
  if (*P.At < '0' || *P.At > '9')
    syntaxError(P);
  return *P.At++ - '0';
}
static int parseList(Parser &P) {
  std::vector<int> Items;
  while (*P.At != ')') {
    Items.push_back(parseNumber(P));
    if (*P.At == ',')
      ++P.At;
  }
  int Sum = 0;
  for (int I : Items)
    Sum += I;
  return Sum;
}
int sumOf(const char *Text) {
  Parser P{Text};
  try {
    return parseList(P);
  } catch (const std::invalid_argument &) {
    return -1;
  }
}
