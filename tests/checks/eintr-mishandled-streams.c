// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17
// The error flag of a stream stays set, also when the call is retried.
#include <errno.h>
#include <stdio.h>

int asks_at_the_end_bad(FILE *from) {
  int lines = 0;
  for (;;) {
    int c = getc(from);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'getc' is retried after EINTR, but the error flag of the stream stays set [asyncsafe-eintr-mishandled]
    if (c == EOF) {
      if (ferror(from) && errno == EINTR)
        continue;
      break;
    }
    lines += c == '\n';
  }
  return ferror(from) ? -1 : lines;
}
int clears_ok(FILE *from) {
  int lines = 0;
  for (;;) {
    int c = getc(from);
    if (c == EOF) {
      if (ferror(from) && errno == EINTR) {
        clearerr(from);
        continue;
      }
      break;
    }
    lines += c == '\n';
  }
  return ferror(from) ? -1 : lines;
}
int never_asks_ok(FILE *from) {
  int c;
  do
    c = getc(from);
  while (c == EOF && errno == EINTR);
  return c;
}
int asks_of_another_ok(FILE *from, FILE *to) {
  int c;
  do
    c = getc(from);
  while (c == EOF && errno == EINTR);
  return ferror(to) ? -1 : c;
}
