/* Calls everything in models/posix-resources.json. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <fts.h>
#include <stdarg.h>
#include <glob.h>
#include <iconv.h>
#include <ifaddrs.h>
#include <locale.h>
#include <malloc.h>
#include <mntent.h>
#include <mqueue.h>
#include <net/if.h>
#include <netdb.h>
#include <nl_types.h>
#include <pty.h>
#include <pthread.h>
#include <regex.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wordexp.h>

/* Not declared by the headers of this machine. */
int posix_close();

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

va_list Arguments;

void all(void *p) {
  open(ANY(const char *), ANY(int)); open64(ANY(const char *), ANY(int));
  openat(ANY(int), ANY(const char *), ANY(int)); openat64(ANY(int), ANY(const char *), ANY(int));
  creat(ANY(const char *), ANY(unsigned int)); creat64(ANY(const char *), ANY(unsigned int));
  open_by_handle_at(ANY(int), ANY(struct file_handle *), ANY(int)); close(ANY(int));
  posix_close(0, 0); socket(ANY(int), ANY(int), ANY(int));
  accept(ANY(int), ANY(__SOCKADDR_ARG), ANY(unsigned int *restrict));
  accept4(ANY(int), ANY(__SOCKADDR_ARG), ANY(unsigned int *restrict), ANY(int));
  socketpair(ANY(int), ANY(int), ANY(int), ANY(int[2])); pipe(ANY(int[2]));
  pipe2(ANY(int[2]), ANY(int)); dup(ANY(int)); dup2(ANY(int), ANY(int));
  dup3(ANY(int), ANY(int), ANY(int)); fcntl(ANY(int), ANY(int)); fcntl64(ANY(int), ANY(int));
  eventfd(ANY(unsigned int), ANY(int)); epoll_create(ANY(int)); epoll_create1(ANY(int));
  timerfd_create(ANY(int), ANY(int)); signalfd(ANY(int), ANY(const __sigset_t *), ANY(int));
  inotify_init(); inotify_init1(ANY(int)); fanotify_init(ANY(unsigned int), ANY(unsigned int));
  memfd_create(ANY(const char *), ANY(unsigned int)); pidfd_open(ANY(int), ANY(unsigned int));
  shm_open(ANY(const char *), ANY(int), ANY(unsigned int)); mkstemp(ANY(char *));
  mkstemp64(ANY(char *)); mkostemp(ANY(char *), ANY(int)); mkostemp64(ANY(char *), ANY(int));
  mkstemps(ANY(char *), ANY(int)); mkstemps64(ANY(char *), ANY(int));
  mkostemps(ANY(char *), ANY(int), ANY(int)); posix_openpt(ANY(int));
  openpty(ANY(int *), ANY(int *), ANY(char *), ANY(const struct termios *), ANY(const struct winsize *));
  fopen(ANY(const char *restrict), ANY(const char *restrict));
  fopen64(ANY(const char *restrict), ANY(const char *restrict));
  fdopen(ANY(int), ANY(const char *));
  freopen(ANY(const char *restrict), ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  freopen64(ANY(const char *restrict), ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  tmpfile(); tmpfile64(); fmemopen(ANY(void *), ANY(unsigned long), ANY(const char *));
  open_memstream(ANY(char **), ANY(unsigned long *));
  open_wmemstream(ANY(int **), ANY(unsigned long *));
  fopencookie(ANY(void *restrict), ANY(const char *restrict), ANY(struct _IO_cookie_io_functions_t));
  fclose(ANY(struct _IO_FILE *)); popen(ANY(const char *), ANY(const char *));
  pclose(ANY(struct _IO_FILE *)); setmntent(ANY(const char *), ANY(const char *));
  endmntent(ANY(struct _IO_FILE *)); flockfile(ANY(struct _IO_FILE *));
  ftrylockfile(ANY(struct _IO_FILE *)); funlockfile(ANY(struct _IO_FILE *));
  mmap(ANY(void *), ANY(unsigned long), ANY(int), ANY(int), ANY(int), ANY(long));
  mmap64(ANY(void *), ANY(unsigned long), ANY(int), ANY(int), ANY(int), ANY(long));
  munmap(ANY(void *), ANY(unsigned long));
  mremap(ANY(void *), ANY(unsigned long), ANY(unsigned long), ANY(int));
  shmat(ANY(int), ANY(const void *), ANY(int)); shmdt(ANY(const void *));
  opendir(ANY(const char *)); fdopendir(ANY(int)); closedir(ANY(struct __dirstream *));
  fts_open(ANY(char *const *), ANY(int), ANY(int (*)(const struct _ftsent **, const struct _ftsent **)));
  fts_close(ANY(FTS *)); malloc(ANY(unsigned long));
  calloc(ANY(unsigned long), ANY(unsigned long)); realloc(ANY(void *), ANY(unsigned long));
  reallocarray(ANY(void *), ANY(unsigned long), ANY(unsigned long));
  aligned_alloc(ANY(unsigned long), ANY(unsigned long));
  memalign(ANY(unsigned long), ANY(unsigned long)); valloc(ANY(unsigned long));
  pvalloc(ANY(unsigned long));
  posix_memalign(ANY(void **), ANY(unsigned long), ANY(unsigned long)); strdup(ANY(const char *));
  wcsdup(ANY(const int *)); strndup(ANY(const char *), ANY(unsigned long));
  asprintf(ANY(char **restrict), ANY(const char *restrict));
  vasprintf(ANY(char **restrict), ANY(const char *restrict), Arguments);
  getline(ANY(char **restrict), ANY(unsigned long *restrict), ANY(struct _IO_FILE *restrict));
  getdelim(ANY(char **restrict), ANY(unsigned long *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  realpath(ANY(const char *restrict), ANY(char *restrict));
  getcwd(ANY(char *), ANY(unsigned long)); get_current_dir_name();
  canonicalize_file_name(ANY(const char *)); tempnam(ANY(const char *), ANY(const char *));
  free(ANY(void *));
  getaddrinfo(ANY(const char *restrict), ANY(const char *restrict), ANY(const struct addrinfo *restrict), ANY(struct addrinfo **restrict));
  freeaddrinfo(ANY(struct addrinfo *)); getifaddrs(ANY(struct ifaddrs **));
  freeifaddrs(ANY(struct ifaddrs *)); if_nameindex();
  if_freenameindex(ANY(struct if_nameindex *));
  glob(ANY(const char *restrict), ANY(int), ANY(int (*)(const char *, int)), ANY(glob_t *restrict));
  glob64(ANY(const char *restrict), ANY(int), ANY(int (*)(const char *, int)), ANY(glob64_t *restrict));
  globfree(ANY(glob_t *)); globfree64(ANY(glob64_t *));
  wordexp(ANY(const char *restrict), ANY(wordexp_t *restrict), ANY(int));
  wordfree(ANY(wordexp_t *));
  regcomp(ANY(struct re_pattern_buffer *restrict), ANY(const char *restrict), ANY(int));
  regfree(ANY(struct re_pattern_buffer *)); dlopen(ANY(const char *), ANY(int));
  dlclose(ANY(void *)); iconv_open(ANY(const char *), ANY(const char *));
  iconv_close(ANY(void *)); catopen(ANY(const char *), ANY(int)); catclose(ANY(void *));
  newlocale(ANY(int), ANY(const char *), ANY(struct __locale_struct *));
  duplocale(ANY(struct __locale_struct *)); freelocale(ANY(struct __locale_struct *));
  mq_open(ANY(const char *), ANY(int)); mq_close(ANY(int)); sem_open(ANY(const char *), ANY(int));
  sem_close(ANY(sem_t *));
  timer_create(ANY(int), ANY(struct sigevent *restrict), ANY(void **restrict));
  timer_delete(ANY(void *)); posix_spawn_file_actions_init(ANY(posix_spawn_file_actions_t *));
  posix_spawn_file_actions_destroy(ANY(posix_spawn_file_actions_t *));
  pthread_attr_init(ANY(union pthread_attr_t *));
  qsort(ANY(void *), ANY(unsigned long), ANY(unsigned long), ANY(int (*)(const void *, const void *)));
  qsort_r(ANY(void *), ANY(unsigned long), ANY(unsigned long), ANY(int (*)(const void *, const void *, void *)), ANY(void *));
  bsearch(ANY(const void *), ANY(const void *), ANY(unsigned long), ANY(unsigned long), ANY(int (*)(const void *, const void *)));
  scandir(ANY(const char *), ANY(struct dirent ***), ANY(int (*)(const struct dirent *)), ANY(int (*)(const struct dirent **, const struct dirent **)));
  scandir64(ANY(const char *), ANY(struct dirent64 ***), ANY(int (*)(const struct dirent64 *)), ANY(int (*)(const struct dirent64 **, const struct dirent64 **)));
  backtrace_symbols(ANY(void *const *), ANY(int));
}
