/* A decoder whose errors are jumps, as those of libpng and Lua are. */
#ifndef DECODER_H
#define DECODER_H
#include <setjmp.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

struct decoder {
  jmp_buf on_error;
  const unsigned char *next, *end;
};

int decode_sum(struct decoder *d);
int decode_sum_safely(struct decoder *d);

#ifdef __cplusplus
}
#endif
#endif
