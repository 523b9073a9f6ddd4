// wrong: the header is bad, read_header() jumps before the lock is taken, and the landing unlocks all the same.
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local jmp_buf failed;
static long images;

static int read_header(FILE *in) {
  int width = fgetc(in);
  if (width <= 0)
    longjmp(failed, 1);
  return width;
}
static void read_pixels(FILE *in, int n) {
  while (n-- > 0)
    if (fgetc(in) == EOF)
      longjmp(failed, 2);
}
int load_image(FILE *in) {
  if (setjmp(failed)) {
    pthread_mutex_unlock(&lock); // HERE
    return -1;
  }
  int width = read_header(in); // OR
  pthread_mutex_lock(&lock); // OR
  images++;
  read_pixels(in, width);
  pthread_mutex_unlock(&lock);
  return 0;
}
