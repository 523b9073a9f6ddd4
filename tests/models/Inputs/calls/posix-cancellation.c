/* Calls everything in models/posix-cancellation.json. */
#define _GNU_SOURCE
#include <aio.h>
#include <dirent.h>
#include <dlfcn.h>
#include <err.h>
#include <error.h>
#include <fcntl.h>
#include <fmtmsg.h>
#include <ftw.h>
#include <getopt.h>
#include <glob.h>
#include <grp.h>
#include <iconv.h>
#include <langinfo.h>
#include <mqueue.h>
#include <netdb.h>
#include <nl_types.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/random.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>
#include <utmpx.h>
#include <wchar.h>
#include <wordexp.h>

/* Not declared by the headers of this machine. */
int posix_close(), getmsg(), getpmsg(), putmsg(), putpmsg(), gets(), dbm_close(), dbm_delete(),
    dbm_fetch(), dbm_nextkey(), dbm_open(), dbm_store(), posix_trace_clear(), posix_trace_close(),
    posix_trace_create(), posix_trace_create_withlog(), posix_trace_eventtypelist_getnext_id(),
    posix_trace_eventtypelist_rewind(), posix_trace_flush(), posix_trace_get_attr(),
    posix_trace_get_filter(), posix_trace_get_status(), posix_trace_getnext_event(),
    posix_trace_open(), posix_trace_rewind(), posix_trace_set_filter(), posix_trace_shutdown(),
    posix_trace_timedgetnext_event(), posix_typed_mem_open();

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

va_list Arguments;

void all(void *p) {
  accept(ANY(int), ANY(__SOCKADDR_ARG), ANY(unsigned int *restrict));
  accept4(ANY(int), ANY(__SOCKADDR_ARG), ANY(unsigned int *restrict), ANY(int));
  aio_suspend(ANY(const struct aiocb *const[]), ANY(int), ANY(const struct timespec *restrict));
  clock_nanosleep(ANY(int), ANY(int), ANY(const struct timespec *), ANY(struct timespec *));
  close(ANY(int));
  cnd_timedwait(ANY(cnd_t *restrict), ANY(mtx_t *restrict), ANY(const struct timespec *restrict));
  cnd_wait(ANY(cnd_t *), ANY(mtx_t *));
  connect(ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(unsigned int));
  creat(ANY(const char *), ANY(unsigned int)); fdatasync(ANY(int)); fsync(ANY(int));
  mq_receive(ANY(int), ANY(char *), ANY(unsigned long), ANY(unsigned int *));
  mq_send(ANY(int), ANY(const char *), ANY(unsigned long), ANY(unsigned int));
  mq_timedreceive(ANY(int), ANY(char *restrict), ANY(unsigned long), ANY(unsigned int *restrict), ANY(const struct timespec *restrict));
  mq_timedsend(ANY(int), ANY(const char *), ANY(unsigned long), ANY(unsigned int), ANY(const struct timespec *));
  msgrcv(ANY(int), ANY(void *), ANY(unsigned long), ANY(long), ANY(int));
  msgsnd(ANY(int), ANY(const void *), ANY(unsigned long), ANY(int));
  msync(ANY(void *), ANY(unsigned long), ANY(int));
  nanosleep(ANY(const struct timespec *), ANY(struct timespec *));
  open(ANY(const char *), ANY(int)); openat(ANY(int), ANY(const char *), ANY(int)); pause();
  poll(ANY(struct pollfd *), ANY(unsigned long), ANY(int));
  ppoll(ANY(struct pollfd *), ANY(unsigned long), ANY(const struct timespec *), ANY(const __sigset_t *));
  pread(ANY(int), ANY(void *), ANY(unsigned long), ANY(long));
  pselect(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(const struct timespec *restrict), ANY(const __sigset_t *restrict));
  pthread_cond_clockwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_cond_timedwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(const struct timespec *restrict));
  pthread_cond_wait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict));
  pthread_join(ANY(unsigned long), ANY(void **)); pthread_testcancel();
  pwrite(ANY(int), ANY(const void *), ANY(unsigned long), ANY(long));
  read(ANY(int), ANY(void *), ANY(unsigned long));
  readv(ANY(int), ANY(const struct iovec *), ANY(int));
  recv(ANY(int), ANY(void *), ANY(unsigned long), ANY(int));
  recvfrom(ANY(int), ANY(void *restrict), ANY(unsigned long), ANY(int), ANY(__SOCKADDR_ARG), ANY(unsigned int *restrict));
  recvmsg(ANY(int), ANY(struct msghdr *), ANY(int));
  select(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(struct timeval *restrict));
  sem_clockwait(ANY(sem_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  sem_timedwait(ANY(sem_t *restrict), ANY(const struct timespec *restrict));
  sem_wait(ANY(sem_t *)); send(ANY(int), ANY(const void *), ANY(unsigned long), ANY(int));
  sendmsg(ANY(int), ANY(const struct msghdr *), ANY(int));
  sendto(ANY(int), ANY(const void *), ANY(unsigned long), ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(unsigned int));
  sigsuspend(ANY(const __sigset_t *));
  sigtimedwait(ANY(const __sigset_t *restrict), ANY(siginfo_t *restrict), ANY(const struct timespec *restrict));
  sigwait(ANY(const __sigset_t *restrict), ANY(int *restrict));
  sigwaitinfo(ANY(const __sigset_t *restrict), ANY(siginfo_t *restrict));
  sleep(ANY(unsigned int)); system(ANY(const char *)); tcdrain(ANY(int));
  thrd_join(ANY(unsigned long), ANY(int *));
  thrd_sleep(ANY(const struct timespec *), ANY(struct timespec *)); wait(ANY(int *));
  waitid(ANY(idtype_t), ANY(unsigned int), ANY(siginfo_t *), ANY(int));
  waitpid(ANY(int), ANY(int *), ANY(int)); write(ANY(int), ANY(const void *), ANY(unsigned long));
  writev(ANY(int), ANY(const struct iovec *), ANY(int)); posix_close();
  creat64(ANY(const char *), ANY(unsigned int)); open64(ANY(const char *), ANY(int));
  openat64(ANY(int), ANY(const char *), ANY(int));
  pread64(ANY(int), ANY(void *), ANY(unsigned long), ANY(long));
  pwrite64(ANY(int), ANY(const void *), ANY(unsigned long), ANY(long));
  aio_suspend64(ANY(const struct aiocb64 *const[]), ANY(int), ANY(const struct timespec *restrict));
  fcntl(ANY(int), ANY(int)); fcntl64(ANY(int), ANY(int)); lockf(ANY(int), ANY(int), ANY(long));
  lockf64(ANY(int), ANY(int), ANY(long)); getmsg(); getpmsg(); putmsg(); putpmsg();
  usleep(ANY(unsigned int));
  copy_file_range(ANY(int), ANY(long *), ANY(int), ANY(long *), ANY(unsigned long), ANY(unsigned int));
  epoll_pwait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int), ANY(const __sigset_t *));
  epoll_pwait2(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(const struct timespec *), ANY(const __sigset_t *));
  epoll_wait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int));
  fallocate(ANY(int), ANY(int), ANY(long), ANY(long));
  fallocate64(ANY(int), ANY(int), ANY(long), ANY(long));
  getrandom(ANY(void *), ANY(unsigned long), ANY(unsigned int));
  open_by_handle_at(ANY(int), ANY(struct file_handle *), ANY(int));
  preadv(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long));
  preadv2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long), ANY(int));
  preadv64(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long));
  preadv64v2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long), ANY(int));
  pthread_clockjoin_np(ANY(unsigned long), ANY(void **), ANY(int), ANY(const struct timespec *));
  pthread_timedjoin_np(ANY(unsigned long), ANY(void **), ANY(const struct timespec *));
  pwritev(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long));
  pwritev2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long), ANY(int));
  pwritev64(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long));
  pwritev64v2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(long), ANY(int));
  recvmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int), ANY(struct timespec *));
  sendmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int));
  splice(ANY(int), ANY(long *), ANY(int), ANY(long *), ANY(unsigned long), ANY(unsigned int));
  sync_file_range(ANY(int), ANY(long), ANY(long), ANY(unsigned int));
  tee(ANY(int), ANY(int), ANY(unsigned long), ANY(unsigned int));
  vmsplice(ANY(int), ANY(const struct iovec *), ANY(unsigned long), ANY(unsigned int));
  wait3(ANY(int *), ANY(int), ANY(struct rusage *));
  wait4(ANY(int), ANY(int *), ANY(int), ANY(struct rusage *));
  dprintf(ANY(int), ANY(const char *restrict)); fclose(ANY(struct _IO_FILE *));
  fflush(ANY(struct _IO_FILE *)); fgetc(ANY(struct _IO_FILE *));
  fgets(ANY(char *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  fgetwc(ANY(struct _IO_FILE *));
  fgetws(ANY(int *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  fopen(ANY(const char *restrict), ANY(const char *restrict));
  fprintf(ANY(struct _IO_FILE *restrict), ANY(const char *restrict));
  fputc(ANY(int), ANY(struct _IO_FILE *));
  fputs(ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  fputwc(ANY(int), ANY(struct _IO_FILE *));
  fputws(ANY(const int *restrict), ANY(struct _IO_FILE *restrict));
  fread(ANY(void *restrict), ANY(unsigned long), ANY(unsigned long), ANY(struct _IO_FILE *restrict));
  freopen(ANY(const char *restrict), ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  fscanf(ANY(struct _IO_FILE *restrict), ANY(const char *restrict));
  fseek(ANY(struct _IO_FILE *), ANY(long), ANY(int));
  fseeko(ANY(struct _IO_FILE *), ANY(long), ANY(int));
  fsetpos(ANY(struct _IO_FILE *), ANY(const struct _G_fpos_t *));
  fwprintf(ANY(struct _IO_FILE *restrict), ANY(const int *restrict));
  fwrite(ANY(const void *restrict), ANY(unsigned long), ANY(unsigned long), ANY(struct _IO_FILE *restrict));
  fwscanf(ANY(struct _IO_FILE *restrict), ANY(const int *restrict));
  getaddrinfo(ANY(const char *restrict), ANY(const char *restrict), ANY(const struct addrinfo *restrict), ANY(struct addrinfo **restrict));
  getc(ANY(struct _IO_FILE *)); getc_unlocked(ANY(struct _IO_FILE *)); getchar();
  getchar_unlocked();
  getdelim(ANY(char **restrict), ANY(unsigned long *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  getgrgid(ANY(unsigned int));
  getgrgid_r(ANY(unsigned int), ANY(struct group *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct group **restrict));
  getgrnam(ANY(const char *));
  getgrnam_r(ANY(const char *restrict), ANY(struct group *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct group **restrict));
  gethostbyaddr(ANY(const void *), ANY(unsigned int), ANY(int)); gethostbyname(ANY(const char *));
  gethostid();
  getline(ANY(char **restrict), ANY(unsigned long *restrict), ANY(struct _IO_FILE *restrict));
  getnameinfo(ANY(const struct sockaddr *restrict), ANY(unsigned int), ANY(char *restrict), ANY(unsigned int), ANY(char *restrict), ANY(unsigned int), ANY(int));
  getpwnam(ANY(const char *));
  getpwnam_r(ANY(const char *restrict), ANY(struct passwd *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct passwd **restrict));
  getpwuid(ANY(unsigned int));
  getpwuid_r(ANY(unsigned int), ANY(struct passwd *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct passwd **restrict));
  getservbyname(ANY(const char *), ANY(const char *)); getservbyport(ANY(int), ANY(const char *));
  getwc(ANY(struct _IO_FILE *)); getwchar();
  lio_listio(ANY(int), ANY(struct aiocb *const[]), ANY(int), ANY(struct sigevent *restrict));
  mkstemp(ANY(char *)); openlog(ANY(const char *), ANY(int), ANY(int)); perror(ANY(const char *));
  posix_openpt(ANY(int)); printf(ANY(const char *restrict)); psignal(ANY(int), ANY(const char *));
  putc(ANY(int), ANY(struct _IO_FILE *)); putc_unlocked(ANY(int), ANY(struct _IO_FILE *));
  putchar(ANY(int)); putchar_unlocked(ANY(int)); puts(ANY(const char *));
  putwc(ANY(int), ANY(struct _IO_FILE *)); putwchar(ANY(int)); rewind(ANY(struct _IO_FILE *));
  scanf(ANY(const char *restrict)); sigpause(ANY(int)); syslog(ANY(int), ANY(const char *));
  tmpfile(); tmpnam(ANY(char[20])); vdprintf(ANY(int), ANY(const char *restrict), Arguments);
  vfprintf(ANY(struct _IO_FILE *restrict), ANY(const char *restrict), Arguments);
  vfwprintf(ANY(struct _IO_FILE *restrict), ANY(const int *restrict), Arguments);
  vprintf(ANY(const char *restrict), Arguments); vwprintf(ANY(const int *restrict), Arguments);
  wordexp(ANY(const char *restrict), ANY(wordexp_t *restrict), ANY(int));
  wprintf(ANY(const int *restrict)); wscanf(ANY(const int *restrict)); gets();
  fopen64(ANY(const char *restrict), ANY(const char *restrict));
  freopen64(ANY(const char *restrict), ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  fseeko64(ANY(struct _IO_FILE *), ANY(long), ANY(int));
  fsetpos64(ANY(struct _IO_FILE *), ANY(const struct _G_fpos64_t *)); tmpfile64();
  mkstemp64(ANY(char *)); mkostemp(ANY(char *), ANY(int)); mkostemp64(ANY(char *), ANY(int));
  mkstemps(ANY(char *), ANY(int)); mkstemps64(ANY(char *), ANY(int));
  mkostemps(ANY(char *), ANY(int), ANY(int)); vscanf(ANY(const char *restrict), Arguments);
  vfscanf(ANY(struct _IO_FILE *restrict), ANY(const char *restrict), Arguments);
  vwscanf(ANY(const int *restrict), Arguments);
  vfwscanf(ANY(struct _IO_FILE *restrict), ANY(const int *restrict), Arguments);
  fputs_unlocked(ANY(const char *restrict), ANY(struct _IO_FILE *restrict));
  fputc_unlocked(ANY(int), ANY(struct _IO_FILE *));
  fwrite_unlocked(ANY(const void *restrict), ANY(unsigned long), ANY(unsigned long), ANY(struct _IO_FILE *restrict));
  fread_unlocked(ANY(void *restrict), ANY(unsigned long), ANY(unsigned long), ANY(struct _IO_FILE *restrict));
  fgets_unlocked(ANY(char *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  fgetc_unlocked(ANY(struct _IO_FILE *)); fflush_unlocked(ANY(struct _IO_FILE *));
  putw(ANY(int), ANY(struct _IO_FILE *)); getw(ANY(struct _IO_FILE *));
  getwc_unlocked(ANY(struct _IO_FILE *)); getwchar_unlocked();
  fgetwc_unlocked(ANY(struct _IO_FILE *));
  fgetws_unlocked(ANY(int *restrict), ANY(int), ANY(struct _IO_FILE *restrict));
  putwc_unlocked(ANY(int), ANY(struct _IO_FILE *)); putwchar_unlocked(ANY(int));
  fputwc_unlocked(ANY(int), ANY(struct _IO_FILE *));
  fputws_unlocked(ANY(const int *restrict), ANY(struct _IO_FILE *restrict));
  vsyslog(ANY(int), ANY(const char *), Arguments); gethostbyname2(ANY(const char *), ANY(int));
  gethostbyname_r(ANY(const char *restrict), ANY(struct hostent *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct hostent **restrict), ANY(int *restrict));
  gethostbyname2_r(ANY(const char *restrict), ANY(int), ANY(struct hostent *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct hostent **restrict), ANY(int *restrict));
  gethostbyaddr_r(ANY(const void *restrict), ANY(unsigned int), ANY(int), ANY(struct hostent *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct hostent **restrict), ANY(int *restrict));
  getservbyname_r(ANY(const char *restrict), ANY(const char *restrict), ANY(struct servent *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct servent **restrict));
  getservbyport_r(ANY(int), ANY(const char *restrict), ANY(struct servent *restrict), ANY(char *restrict), ANY(unsigned long), ANY(struct servent **restrict));
  gai_suspend(ANY(const struct gaicb *const[]), ANY(int), ANY(const struct timespec *));
  error(ANY(int), ANY(int), ANY(const char *));
  error_at_line(ANY(int), ANY(int), ANY(const char *), ANY(unsigned int), ANY(const char *));
  warn(ANY(const char *)); warnx(ANY(const char *)); vwarn(ANY(const char *), Arguments);
  vwarnx(ANY(const char *), Arguments); access(ANY(const char *), ANY(int));
  asctime(ANY(const struct tm *)); asctime_r(ANY(const struct tm *restrict), ANY(char *restrict));
  catclose(ANY(void *)); catgets(ANY(void *), ANY(int), ANY(int), ANY(const char *));
  catopen(ANY(const char *), ANY(int)); chmod(ANY(const char *), ANY(unsigned int));
  chown(ANY(const char *), ANY(unsigned int), ANY(unsigned int));
  closedir(ANY(struct __dirstream *)); closelog(); ctermid(ANY(char *)); ctime(ANY(const long *));
  ctime_r(ANY(const long *restrict), ANY(char *restrict)); dbm_close(); dbm_delete(); dbm_fetch();
  dbm_nextkey(); dbm_open(); dbm_store(); dlclose(ANY(void *));
  dlopen(ANY(const char *), ANY(int)); endgrent(); endhostent(); endnetent(); endprotoent();
  endpwent(); endservent(); endutxent();
  faccessat(ANY(int), ANY(const char *), ANY(int), ANY(int)); fchmod(ANY(int), ANY(unsigned int));
  fchmodat(ANY(int), ANY(const char *), ANY(unsigned int), ANY(int));
  fchown(ANY(int), ANY(unsigned int), ANY(unsigned int));
  fchownat(ANY(int), ANY(const char *), ANY(unsigned int), ANY(unsigned int), ANY(int));
  fgetpos(ANY(struct _IO_FILE *restrict), ANY(struct _G_fpos_t *restrict));
  fmtmsg(ANY(long), ANY(const char *), ANY(int), ANY(const char *), ANY(const char *), ANY(const char *));
  fpathconf(ANY(int), ANY(int)); fstat(ANY(int), ANY(struct stat *));
  fstatat(ANY(int), ANY(const char *restrict), ANY(struct stat *restrict), ANY(int));
  ftell(ANY(struct _IO_FILE *)); ftello(ANY(struct _IO_FILE *));
  ftw(ANY(const char *), ANY(int (*)(const char *, const struct stat *, int)), ANY(int));
  futimens(ANY(int), ANY(const struct timespec[2])); getcwd(ANY(char *), ANY(unsigned long));
  getdate(ANY(const char *)); getgrent(); gethostent();
  gethostname(ANY(char *), ANY(unsigned long)); getlogin();
  getlogin_r(ANY(char *), ANY(unsigned long)); getnetbyaddr(ANY(unsigned int), ANY(int));
  getnetbyname(ANY(const char *)); getnetent();
  getopt(ANY(int), ANY(char *const *), ANY(const char *)); getprotobyname(ANY(const char *));
  getprotobynumber(ANY(int)); getprotoent(); getpwent(); getservent(); getutxent();
  getutxid(ANY(const struct utmpx *)); getutxline(ANY(const struct utmpx *)); getwd(ANY(char *));
  glob(ANY(const char *restrict), ANY(int), ANY(int (*)(const char *, int)), ANY(glob_t *restrict));
  iconv_close(ANY(void *)); iconv_open(ANY(const char *), ANY(const char *));
  ioctl(ANY(int), ANY(unsigned long)); link(ANY(const char *), ANY(const char *));
  linkat(ANY(int), ANY(const char *), ANY(int), ANY(const char *), ANY(int));
  localtime(ANY(const long *)); localtime_r(ANY(const long *restrict), ANY(struct tm *restrict));
  lseek(ANY(int), ANY(long), ANY(int));
  lstat(ANY(const char *restrict), ANY(struct stat *restrict));
  mkdir(ANY(const char *), ANY(unsigned int));
  mkdirat(ANY(int), ANY(const char *), ANY(unsigned int)); mkdtemp(ANY(char *));
  mkfifo(ANY(const char *), ANY(unsigned int));
  mkfifoat(ANY(int), ANY(const char *), ANY(unsigned int));
  mknod(ANY(const char *), ANY(unsigned int), ANY(unsigned long));
  mknodat(ANY(int), ANY(const char *), ANY(unsigned int), ANY(unsigned long));
  mktime(ANY(struct tm *));
  nftw(ANY(const char *), ANY(int (*)(const char *, const struct stat *, int, struct FTW *)), ANY(int), ANY(int));
  opendir(ANY(const char *)); pathconf(ANY(const char *), ANY(int));
  pclose(ANY(struct _IO_FILE *)); popen(ANY(const char *), ANY(const char *));
  posix_fadvise(ANY(int), ANY(long), ANY(long), ANY(int));
  posix_fallocate(ANY(int), ANY(long), ANY(long));
  posix_madvise(ANY(void *), ANY(unsigned long), ANY(int));
  posix_spawn(ANY(int *restrict), ANY(const char *restrict), ANY(const posix_spawn_file_actions_t *restrict), ANY(const posix_spawnattr_t *restrict), ANY(char *const[]), ANY(char *const[]));
  posix_spawnp(ANY(int *), ANY(const char *), ANY(const posix_spawn_file_actions_t *), ANY(const posix_spawnattr_t *), ANY(char *const[]), ANY(char *const[]));
  posix_trace_clear(); posix_trace_close(); posix_trace_create(); posix_trace_create_withlog();
  posix_trace_eventtypelist_getnext_id(); posix_trace_eventtypelist_rewind(); posix_trace_flush();
  posix_trace_get_attr(); posix_trace_get_filter(); posix_trace_get_status();
  posix_trace_getnext_event(); posix_trace_open(); posix_trace_rewind(); posix_trace_set_filter();
  posix_trace_shutdown(); posix_trace_timedgetnext_event(); posix_typed_mem_open();
  psiginfo(ANY(const siginfo_t *), ANY(const char *));
  pthread_rwlock_clockrdlock(ANY(pthread_rwlock_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_rwlock_clockwrlock(ANY(pthread_rwlock_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_rwlock_rdlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_timedrdlock(ANY(pthread_rwlock_t *restrict), ANY(const struct timespec *restrict));
  pthread_rwlock_timedwrlock(ANY(pthread_rwlock_t *restrict), ANY(const struct timespec *restrict));
  pthread_rwlock_wrlock(ANY(pthread_rwlock_t *)); pututxline(ANY(const struct utmpx *));
  readdir(ANY(struct __dirstream *));
  readdir_r(ANY(struct __dirstream *restrict), ANY(struct dirent *restrict), ANY(struct dirent **restrict));
  readlink(ANY(const char *restrict), ANY(char *restrict), ANY(unsigned long));
  readlinkat(ANY(int), ANY(const char *restrict), ANY(char *restrict), ANY(unsigned long));
  remove(ANY(const char *)); rename(ANY(const char *), ANY(const char *));
  renameat(ANY(int), ANY(const char *), ANY(int), ANY(const char *));
  rewinddir(ANY(struct __dirstream *));
  scandir(ANY(const char *restrict), ANY(struct dirent ***restrict), ANY(int (*)(const struct dirent *)), ANY(int (*)(const struct dirent **, const struct dirent **)));
  seekdir(ANY(struct __dirstream *), ANY(long));
  semop(ANY(int), ANY(struct sembuf *), ANY(unsigned long)); setgrent(); sethostent(ANY(int));
  setnetent(ANY(int)); setprotoent(ANY(int)); setpwent(); setservent(ANY(int)); setutxent();
  stat(ANY(const char *restrict), ANY(struct stat *restrict)); strerror(ANY(int));
  strerror_r(ANY(int), ANY(char *), ANY(unsigned long));
  strftime(ANY(char *restrict), ANY(unsigned long), ANY(const char *restrict), ANY(const struct tm *restrict));
  symlink(ANY(const char *), ANY(const char *));
  symlinkat(ANY(const char *), ANY(int), ANY(const char *)); sync(); ttyname(ANY(int));
  ttyname_r(ANY(int), ANY(char *), ANY(unsigned long)); tzset();
  ungetc(ANY(int), ANY(struct _IO_FILE *)); ungetwc(ANY(unsigned int), ANY(struct _IO_FILE *));
  unlink(ANY(const char *)); unlinkat(ANY(int), ANY(const char *), ANY(int));
  utime(ANY(const char *), ANY(const struct utimbuf *));
  utimensat(ANY(int), ANY(const char *), ANY(const struct timespec[2]), ANY(int));
  utimes(ANY(const char *), ANY(const struct timeval[2]));
  wcsftime(ANY(int *restrict), ANY(unsigned long), ANY(const int *restrict), ANY(const struct tm *restrict));
}
