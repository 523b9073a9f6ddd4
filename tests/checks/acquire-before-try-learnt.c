// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// Unknown functions: what a cleanup and the normal end both do with a call's result releases it.
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unistd.h>

struct page;
struct page *borrow(int number);
struct page *look_up(int number);
void give_back(struct page *page);
void show(struct page *page);
void print(struct page *page, const char *text);

static pthread_t printer;
static void return_page(void *page) { give_back(page); }
static void *late_bad(int fd) {
  char text[100];
  struct page *page = borrow(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: handle 'page' is acquired here, but the thread may be cancelled in 'read' before its release is guaranteed [asyncsafe-acquire-before-try]
  read(fd, text, sizeof text);
  pthread_cleanup_push(return_page, page);
  print(page, text);
  pthread_cleanup_pop(1);
  return NULL;
}
static void *in_time_ok(int fd) {
  char text[100];
  struct page *page = borrow(7);
  pthread_cleanup_push(return_page, page);
  read(fd, text, sizeof text);
  print(page, text);
  pthread_cleanup_pop(1);
  return NULL;
}
/* Used again afterwards: show() releases nothing. */
static void show_page(void *page) { show(page); }
static void *shown_ok(int fd) {
  char text[100];
  struct page *page = look_up(7);
  read(fd, text, sizeof text);
  pthread_cleanup_push(show_page, page);
  print(page, text);
  pthread_cleanup_pop(1);
  print(page, text);
  return NULL;
}
/* Elsewhere the same pair is known. */
static void *unprotected_bad(int fd) {
  char text[100];
  struct page *page = borrow(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: handle 'page' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(fd, text, sizeof text);
  give_back(page);
  return NULL;
}
static struct page *kept_ok(int fd) {
  char text[100];
  struct page *page = borrow(9);
  read(fd, text, sizeof text);
  return page;
}
static void *run(void *fd) {
  late_bad(*(int *)fd);
  in_time_ok(*(int *)fd);
  shown_ok(*(int *)fd);
  unprotected_bad(*(int *)fd);
  kept_ok(*(int *)fd);
  return NULL;
}
void start(int *fd) { pthread_create(&printer, NULL, run, fd); }
void stop(void) { pthread_cancel(printer); }

struct layer;
struct layer *new_layer(void);
void drop_layer(struct layer *layer);
static jmp_buf *innermost;
static void paint(struct layer *layer, int colour) {
  (void)layer;
  if (colour < 0)
    longjmp(*innermost, 1);
}
int landing_bad(int colour) {
  jmp_buf here, *outer = innermost;
  struct layer *volatile layer = new_layer();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: handle 'layer' is acquired here, but 'paint' may jump out of this function before its release is guaranteed [asyncsafe-acquire-before-try]
  paint(layer, colour);
  if (setjmp(here)) {
    innermost = outer;
    drop_layer(layer);
    longjmp(*innermost, 1);
  }
  innermost = &here;
  paint(layer, colour + 1);
  innermost = outer;
  drop_layer(layer);
  return 0;
}
