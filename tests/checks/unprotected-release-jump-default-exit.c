// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// libjpeg's own error_exit() ends the program: only a function that the program stores there can jump.
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

static void lines_ok(struct jpeg_compress_struct *c) {
  char *line = malloc(640);
  jpeg_start_compress(c, 1);
  free(line);
}
void encode_ok(void) {
  struct jpeg_error_mgr errors;
  struct jpeg_compress_struct c;
  char *line = malloc(640);
  c.err = jpeg_std_error(&errors);
  jpeg_CreateCompress(&c, 80, sizeof c);
  jpeg_start_compress(&c, 1);
  lines_ok(&c);
  jpeg_destroy_compress(&c);
  free(line);
}
