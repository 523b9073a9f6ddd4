// right: what is called in the region computes and stores, and nothing else.
#define _GNU_SOURCE
#include <pthread.h>

#define LIMBS 4096
struct big {
  unsigned limbs[LIMBS];
};
static unsigned shift(unsigned *limb, unsigned carry) {
  unsigned next = *limb >> 31;
  *limb = *limb << 1 | carry;
  return next;
}
static void big_double(struct big *b) {
  unsigned carry = 0;
  for (int i = 0; i < LIMBS; i++)
    carry = shift(&b->limbs[i], carry);
}
void *power(void *arg) {
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  for (int i = 0; i < 100000; i++)
    big_double(arg);
  pthread_setcanceltype(old, NULL);
  return NULL;
}
