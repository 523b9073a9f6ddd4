// right: a volatile local says whether the lock was taken, and the landing asks it.
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
  volatile int locked = 0;
  if (setjmp(failed)) {
    if (locked)
      pthread_mutex_unlock(&lock);
    return -1;
  }
  int width = read_header(in);
  pthread_mutex_lock(&lock);
  locked = 1;
  images++;
  read_pixels(in, width);
  locked = 0;
  pthread_mutex_unlock(&lock);
  return 0;
}
