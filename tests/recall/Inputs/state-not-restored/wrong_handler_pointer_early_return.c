// wrong: an empty document returns with 'innermost' pointing to a jmp_buf of a dead frame; the next throw jumps there.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf *innermost;

__attribute__((noreturn)) static void throw_error(int code) {
  if (!innermost)
    abort();
  longjmp(*innermost, code);
}
static int parse_node(const char **text) {
  if (**text == '!')
    throw_error(2);
  return *(*text)++ == '<';
}
int parse_document(const char *text) {
  jmp_buf here;
  jmp_buf *outer = innermost;
  volatile int nodes = 0;
  if (setjmp(here)) {
    innermost = outer;
    return -1;
  }
  innermost = &here; // HERE
  if (*text == '\0')
    return 0; // OR
  while (*text)
    nodes += parse_node(&text);
  innermost = outer;
  return nodes;
}
