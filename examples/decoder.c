#include "decoder.h"

#include <stdlib.h>

static void fail(struct decoder *d) { longjmp(d->on_error, 1); }

static unsigned decode_byte(struct decoder *d) {
  if (d->next == d->end)
    fail(d);
  return *d->next++;
}

/* A gap: decode_byte() jumps to the caller of setjmp and skips the free. */
static int sum(struct decoder *d) {
  unsigned count = decode_byte(d);
  unsigned *values = malloc(count * sizeof *values);
  if (!values)
    return -1;
  int total = 0;
  for (unsigned i = 0; i < count; ++i)
    values[i] = decode_byte(d);
  for (unsigned i = 0; i < count; ++i)
    total += values[i];
  free(values);
  return total;
}

int decode_sum(struct decoder *d) {
  if (setjmp(d->on_error))
    return -1;
  return sum(d);
}

/* Right: it lands here, where the block is freed. */
int decode_sum_safely(struct decoder *d) {
  int total = 0;
  unsigned *volatile values = malloc(256 * sizeof *values);
  if (!values)
    return -1;
  if (setjmp(d->on_error)) {
    free(values);
    return -1;
  }
  unsigned count = decode_byte(d);
  for (unsigned i = 0; i < count; ++i)
    values[i] = decode_byte(d);
  for (unsigned i = 0; i < count; ++i)
    total += values[i];
  free(values);
  return total;
}
