// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- %mock -std=c++20
// `FATAL() << "why";` ends the program where the temporary object is destroyed.
#include <stdio.h>
#include <stdlib.h>

struct Fatal {
  ~Fatal() {
    fputs("\n", stderr);
    abort();
  }
};
struct Warn {
  ~Warn() { fputs("\n", stderr); }
};
template <class Stream> const Stream &operator<<(const Stream &to, const char *text) {
  fputs(text, stderr);
  return to;
}

int temporary_ok(const char *name) {
  FILE *f = fopen(name, "r");
  if (!f)
    Fatal() << "cannot open " << name;
  int c = fgetc(f);
  fclose(f);
  return c;
}
int variable_ok(const char *name) {
  FILE *f = fopen(name, "r");
  if (!f) {
    Fatal fatal;
    fatal << name;
  }
  int c = fgetc(f);
  fclose(f);
  return c;
}

int warns_bad(const char *name) {
  FILE *f = fopen(name, "r");
  if (!f)
    Warn() << "cannot open " << name;
  fclose(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: file 'f' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return 0;
}
struct MayWarn {
  bool Ends;
  ~MayWarn() {
    if (Ends)
      abort();
  }
};
int may_end_bad(const char *name, bool ends) {
  FILE *f = fopen(name, "r");
  if (!f)
    MayWarn{ends};
  fclose(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: file 'f' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return 0;
}
