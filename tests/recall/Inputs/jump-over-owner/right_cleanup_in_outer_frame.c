// right: the jump ends in the frame that has the attribute's variable, which is freed at its return.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define AUTO_FREE __attribute__((cleanup(free_at)))
static void free_at(char *volatile *p) { free(*p); }

static jmp_buf bail;
static void expect(const char *s, char c) {
  if (*s != c)
    longjmp(bail, c);
}
int value(const char *s, char *to) {
  AUTO_FREE char *volatile copy = strdup(s);
  if (!copy)
    return 0;
  if (setjmp(bail) != 0)
    return -1;
  expect(copy, '"');
  strcpy(to, copy + 1);
  return 1;
}
