// wrong: the class restores the indentation in its destructor; a jump past it leaves all later output indented.
#include <csetjmp>
#include <cstdio>

struct Writer {
  int Indent = 0;
  std::jmp_buf Full;
  std::FILE *To = nullptr;
};
class Nested {
public:
  explicit Nested(Writer &W) : W(W) { W.Indent += 2; }
  Nested(const Nested &) = delete;
  ~Nested() { W.Indent -= 2; }

private:
  Writer &W;
};
static void line(Writer &W, const char *Text) {
  if (std::fprintf(W.To, "%*s%s\n", W.Indent, "", Text) < 0)
    std::longjmp(W.Full, 1);
}
static void block(Writer &W, int Depth) {
  Nested N(W); // HERE
  line(W, "{"); // OR
  if (Depth > 0)
    block(W, Depth - 1);
  line(W, "}");
}
bool dump(Writer &W, int Depth) {
  if (setjmp(W.Full))
    return false;
  block(W, Depth);
  return true;
}
