// The cleanup attribute in C with -fexceptions.
// RUN: %python %S/compare.py --clang %clang --dump "%dump --stage=effects" %s -- -std=gnu17 -fexceptions -w
struct lock;
void unlock(struct lock **l);
void close_it(int *fd);
int work(struct lock *l);
int opens(void);

int nested(struct lock *a, struct lock *b) {
  __attribute__((cleanup(unlock))) struct lock *outer = a;
  work(outer);
  for (int i = 0; i < 3; ++i) {
    __attribute__((cleanup(unlock))) struct lock *inner = b;
    if (work(inner) < 0)
      return -1;
    __attribute__((cleanup(close_it))) int fd = opens();
    if (work(outer) == 2)
      continue;
    work(inner);
  }
  return work(outer);
}

int jumps(struct lock *a, int n) {
again:;
  __attribute__((cleanup(unlock))) struct lock *l = a;
  if (work(l))
    goto again;
  int x = ({
    __attribute__((cleanup(close_it))) int fd = opens();
    work(l);
  });
  switch (work(l)) {
  case 1: {
    __attribute__((cleanup(close_it))) int fd = 1;
    work(l);
    break;
  }
  default:
    work(l);
  }
  return x;
}
