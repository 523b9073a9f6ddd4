// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=gnu17
// What the landing of a jump knows of local variables that were assigned since.
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>

struct reader {
  jmp_buf failed;
  size_t size;
};
void read_rows(struct reader *, char *);
void keep_address(char **);

int is_volatile_ok(struct reader *r) {
  char *volatile rows = NULL;
  if (setjmp(r->failed)) {
    free(rows);
    return -1;
  }
  rows = malloc(r->size);
  read_rows(r, rows);
  free(rows);
  return 0;
}
int assigned_before_ok(struct reader *r) {
  char *rows = malloc(r->size);
  if (setjmp(r->failed)) {
    free(rows);
    return -1;
  }
  read_rows(r, rows);
  free(rows);
  return 0;
}
int address_is_known_ok(struct reader *r) {
  char *rows = NULL;
  keep_address(&rows);
  if (setjmp(r->failed)) {
    free(rows);
    return -1;
  }
  rows = malloc(r->size);
  read_rows(r, rows);
  free(rows);
  return 0;
}
int nothing_jumps_ok(struct reader *r) {
  char *rows = NULL;
  if (setjmp(r->failed)) {
    free(rows);
    return -1;
  }
  rows = malloc(r->size);
  free(rows);
  return 0;
}
int is_plain_bad(struct reader *r) {
  char *rows = NULL;
  if (setjmp(r->failed)) {
    free(rows);
    return -1;
  }
  rows = malloc(r->size);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rows' is assigned after 'setjmp' and is not volatile: the landing may release its earlier value [asyncsafe-unprotected-release]
  read_rows(r, rows);
  free(rows);
  return 0;
}
