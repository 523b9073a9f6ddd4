// wrong: big_double() reallocates two calls down; cancelled there, the heap is left locked.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct big {
  unsigned *limbs;
  int n;
};
static void big_resize(struct big *b, int n) {
  unsigned *p = realloc(b->limbs, n * sizeof *p);
  if (!p)
    abort();
  memset(p + b->n, 0, (n - b->n) * sizeof *p);
  b->limbs = p;
  b->n = n;
}
static void big_double(struct big *b) {
  unsigned carry = 0;
  for (int i = 0; i < b->n; i++) {
    unsigned next = b->limbs[i] >> 31;
    b->limbs[i] = b->limbs[i] << 1 | carry;
    carry = next;
  }
  if (carry) {
    big_resize(b, b->n + 1);
    b->limbs[b->n - 1] = 1;
  }
}
void *power(void *arg) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL); // OR
  for (int i = 0; i < 100000; i++)
    big_double(arg); // HERE
  return NULL;
}
