// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// The program stores an error_exit() of its own, which may jump.
#include <stdio.h>
#include <stdlib.h>

struct jpeg_error_mgr {
  void (*error_exit)(void *);
};
struct jpeg_compress_struct {
  struct jpeg_error_mgr *err;
};
struct jpeg_error_mgr *jpeg_std_error(struct jpeg_error_mgr *err);
void jpeg_CreateCompress(struct jpeg_compress_struct *c, int version, size_t size);
void jpeg_start_compress(struct jpeg_compress_struct *c, int all);
void jpeg_destroy_compress(struct jpeg_compress_struct *c);

void leave(void *);
static void lines_bad(struct jpeg_compress_struct *c) {
  char *line = malloc(640);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'line' is acquired here and not released if 'jpeg_start_compress' jumps out of this function [asyncsafe-unprotected-release]
  jpeg_start_compress(c, 1);
  free(line);
}
void encode_bad(void) {
  struct jpeg_error_mgr errors;
  struct jpeg_compress_struct c;
  char *line = malloc(640);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'line' is acquired here and not released if 'jpeg_CreateCompress' jumps out of this function [asyncsafe-unprotected-release]
  c.err = jpeg_std_error(&errors);
  errors.error_exit = leave;
  jpeg_CreateCompress(&c, 80, sizeof c);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: handle 'c' is acquired here and not released if 'jpeg_start_compress' jumps out of this function [asyncsafe-unprotected-release]
  jpeg_start_compress(&c, 1);
  lines_bad(&c);
  jpeg_destroy_compress(&c);
  free(line);
}
