// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=gnu17
// RUN: %check_asyncsafe -check-suffixes=,SERVER %s %t.server -checks=asyncsafe-unprotected-release -- -std=gnu17 -DSERVER
// Functions with the names of PostgreSQL's, which raise errors there: they do only where its headers are in sight.
#include <setjmp.h>
#include <stdlib.h>

#ifdef SERVER
extern int errstart(int level, const char *domain);
#endif
void *hash_create(const char *name);

static jmp_buf top;

void *makes(void) {
  int *keys = malloc(100);
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:15: warning: memory 'keys' is acquired here and not released if 'hash_create' jumps out of this function [asyncsafe-unprotected-release]
  if (!keys)
    return NULL;
  void *made = hash_create("keys");
  free(keys);
  return made;
}

// Its own jumps count everywhere.
static void fails(void) { longjmp(top, 1); }
int counts(void) {
  int *keys = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: memory 'keys' is acquired here and not released if 'fails' jumps out of this function [asyncsafe-unprotected-release]
  if (!keys)
    return -1;
  if (keys[0] < 0)
    fails();
  free(keys);
  return 0;
}

int main(void) {
  if (setjmp(top))
    return 1;
  return counts() + (makes() != NULL);
}
