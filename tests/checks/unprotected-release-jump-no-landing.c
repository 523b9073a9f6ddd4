// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=gnu17
// libpng ends the program if no landing has been set: it can only jump to a buffer that setjmp() has filled.
#include <setjmp.h>
#include <stdlib.h>

typedef struct png_struct_def png_struct;
typedef struct png_info_def png_info;
typedef void (*png_error_ptr)(png_struct *, const char *);
png_struct *png_create_write_struct(const char *version, void *of, png_error_ptr error, png_error_ptr warn);
png_info *png_create_info_struct(png_struct *png);
void png_write_info(png_struct *png, png_info *info);
void png_write_row(png_struct *png, const unsigned char *row);
void png_destroy_write_struct(png_struct **png, png_info **info);
jmp_buf *png_set_longjmp_fn(png_struct *png, void (*jump)(jmp_buf, int), size_t size);
void own_error(png_struct *png, const char *text);

static int no_landing_ok(int rows) {
  png_struct *png = png_create_write_struct("1.6", NULL, NULL, NULL);
  if (!png)
    return -1;
  unsigned char *row = malloc(640);
  png_write_info(png, NULL);
  for (int i = 0; i < rows; ++i)
    png_write_row(png, row);
  free(row);
  png_destroy_write_struct(&png, NULL);
  return 0;
}
int calls_it_ok(void) {
  char *name = malloc(20);
  int rc = no_landing_ok(4);
  free(name);
  return rc;
}

int landing_bad(int rows) {
  png_struct *png = png_create_write_struct("1.6", NULL, NULL, NULL);
  if (!png)
    return -1;
  if (setjmp(*png_set_longjmp_fn(png, longjmp, sizeof(jmp_buf)))) {
    png_destroy_write_struct(&png, NULL);
    return -1;
  }
  unsigned char *row = malloc(640);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: memory 'row' is acquired here and not released if 'png_write_row' jumps out of this function [asyncsafe-unprotected-release]
  for (int i = 0; i < rows; ++i)
    png_write_row(png, row);
  free(row);
  png_destroy_write_struct(&png, NULL);
  return 0;
}

void own_error_bad(void) {
  png_struct *png = png_create_write_struct("1.6", NULL, own_error, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: handle 'png' is acquired here and not released if 'png_write_row' jumps out of this function [asyncsafe-unprotected-release]
  if (!png)
    return;
  unsigned char *row = malloc(640);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: memory 'row' is acquired here and not released if 'png_write_row' jumps out of this function [asyncsafe-unprotected-release]
  png_write_row(png, row);
  free(row);
  png_destroy_write_struct(&png, NULL);
}

void callers_struct_bad(png_struct *png) {
  unsigned char *row = malloc(640);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: memory 'row' is acquired here and not released if 'png_write_row' jumps out of this function [asyncsafe-unprotected-release]
  png_write_row(png, row);
  free(row);
}
