// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- %mock -std=c++20
// Objects that a jump skips, whether or not their resources are known.
#include <setjmp.h>
#include <stdlib.h>
#include <string>
#include <vector>

struct Plain {
  long Cells[4];
};
struct Empty {
  ~Empty() {}
};
struct Indent {
  explicit Indent(int &Depth) : Depth(Depth) { ++Depth; }
  ~Indent() { --Depth; }
  int &Depth;
};
struct Opaque {
  explicit Opaque(int Size);
  ~Opaque();
};
struct Reader {
  jmp_buf Failed;
  const char *At;
};
extern "C" int read_all(Reader *R);
extern "C" int read_some(const char *At);
long size(const std::string &Text);

static jmp_buf Failed;
static void fail() { longjmp(Failed, 1); }
static int check(int Value) {
  if (Value < 0)
    fail();
  return Value;
}

int trivial_ok(int Value) {
  Plain P{};
  return check(Value) + static_cast<int>(P.Cells[0]);
}
int destructor_does_nothing_ok(int Value) {
  Empty E;
  return check(Value);
}
int over_before_ok(int Value) {
  { std::vector<int> V(8); }
  return check(Value);
}
int begins_behind_ok(int Value) {
  int Checked = check(Value);
  Opaque O(Checked);
  return Checked;
}
int alive_at_landing_ok(int Value) {
  std::vector<int> V(8);
  if (setjmp(Failed))
    return -1;
  return check(Value);
}
int without_jump_ok(const char *At) {
  if (setjmp(Failed))
    return -1;
  std::vector<int> V(8);
  return read_some(At);
}
int other_object_is_given_ok(Reader *R) {
  if (setjmp(R->Failed))
    return -1;
  std::vector<int> V(8);
  return read_some(R->At);
}
int set_behind_ok(Reader *R) {
  std::vector<int> V(8);
  int N = read_all(R);
  if (setjmp(R->Failed))
    return -1;
  return N;
}

int vector_bad(int Value) {
  std::vector<int> V(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'V' is not destroyed if 'check' jumps out of this function [asyncsafe-unprotected-release]
  return check(Value);
}
int own_destructor_bad(int Value, int &Depth) {
  Indent In(Depth);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'In' is not destroyed if 'check' jumps out of this function [asyncsafe-unprotected-release]
  return check(Value);
}
int unknown_destructor_bad(int Value) {
  Opaque O(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'O' is not destroyed if 'check' jumps out of this function [asyncsafe-unprotected-release]
  return check(Value);
}
int lands_here_bad(int Value) {
  if (setjmp(Failed))
    return -1;
  std::vector<int> V(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'V' is not destroyed if 'check' jumps out of this function [asyncsafe-unprotected-release]
  return check(Value);
}
int given_the_target_bad(Reader *R) {
  if (setjmp(R->Failed))
    return -1;
  std::vector<int> V(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'V' is not destroyed if 'read_all' jumps out of this function [asyncsafe-unprotected-release]
  return read_all(R);
}
int memory_over_given_target_bad(Reader *R) {
  if (setjmp(R->Failed))
    return -1;
  void *Memory = malloc(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: memory 'Memory' is acquired here and not released if 'read_all' jumps out of this function [asyncsafe-unprotected-release]
  int N = read_all(R);
  free(Memory);
  return N;
}
