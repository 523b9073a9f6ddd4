// wrong: longjmp() runs no cleanup attribute of the frames that it passes: the buffer leaks.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define AUTO_FREE __attribute__((cleanup(free_at)))
static void free_at(char **p) { free(*p); }

static jmp_buf bail;
static void expect(const char *s, char c) {
  if (*s != c)
    longjmp(bail, c);
}
static size_t unquote(const char *s, char *to) {
  AUTO_FREE char *copy = strdup(s); // HERE
  if (!copy)
    return 0;
  expect(copy, '"'); // OR
  size_t n = strlen(copy + 1);
  memcpy(to, copy + 1, n + 1);
  return n;
}
int value(const char *s, char *to) {
  if (setjmp(bail) != 0)
    return -1;
  return unquote(s, to) > 0;
}
