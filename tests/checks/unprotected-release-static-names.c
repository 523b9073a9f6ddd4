// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=gnu17
// A static function with the name of a library's function that raises an error: its own body counts.
#include <setjmp.h>
#include <stdlib.h>

struct table;
static int hash_search(struct table *in, int key) { return in ? key : 0; }
void *hash_create(const char *name); // the library's
int errstart(int level, const char *domain);

static jmp_buf top;

int looks_ok(struct table *in) {
  int *keys = malloc(100);
  if (!keys)
    return -1;
  int found = hash_search(in, 7);
  free(keys);
  return found;
}

void *makes_bad(void) {
  int *keys = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: memory 'keys' is acquired here and not released if 'hash_create' jumps out of this function [asyncsafe-unprotected-release]
  if (!keys)
    return NULL;
  void *made = hash_create("keys");
  free(keys);
  return made;
}

int main(void) {
  if (setjmp(top))
    return 1;
  return looks_ok(NULL) + (makes_bad() != NULL);
}
