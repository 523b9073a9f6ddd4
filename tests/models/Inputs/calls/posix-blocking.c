/* Calls everything in models/posix-blocking.json. */
#define _GNU_SOURCE
#include <aio.h>
#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <err.h>
#include <errno.h>
#include <error.h>
#include <execinfo.h>
#include <fcntl.h>
#include <fts.h>
#include <ftw.h>
#include <getopt.h>
#include <glob.h>
#include <grp.h>
#include <iconv.h>
#include <ifaddrs.h>
#include <link.h>
#include <locale.h>
#include <malloc.h>
#include <mqueue.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <regex.h>
#include <resolv.h>
#include <sched.h>
#include <search.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <threads.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <utime.h>
#include <utmp.h>
#include <wchar.h>
#include <wordexp.h>
#include <ctype.h>

/* Not in the headers here. */
int posix_close(), kevent(), io_getevents(), gets();

va_list Arguments;

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  wait(ANY(int *)); waitpid(ANY(__pid_t), ANY(int *), ANY(int));
  waitid(ANY(idtype_t), ANY(__id_t), ANY(siginfo_t *), ANY(int)); wait3(ANY(int *), ANY(int), ANY(struct rusage *));
  wait4(ANY(__pid_t), ANY(int *), ANY(int), ANY(struct rusage *)); read(ANY(int), ANY(void *), ANY(size_t));
  readv(ANY(int), ANY(const struct iovec *), ANY(int)); pread(ANY(int), ANY(void *), ANY(size_t), ANY(__off_t));
  pread64(ANY(int), ANY(void *), ANY(size_t), ANY(__off64_t));
  preadv(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t));
  preadv64(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off64_t));
  preadv2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t), ANY(int));
  preadv64v2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off64_t), ANY(int));
  write(ANY(int), ANY(const void *), ANY(size_t)); writev(ANY(int), ANY(const struct iovec *), ANY(int));
  pwrite(ANY(int), ANY(const void *), ANY(size_t), ANY(__off_t));
  pwrite64(ANY(int), ANY(const void *), ANY(size_t), ANY(__off64_t));
  pwritev(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t));
  pwritev64(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off64_t));
  pwritev2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t), ANY(int));
  pwritev64v2(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off64_t), ANY(int));
  eventfd_read(ANY(int), ANY(eventfd_t *)); eventfd_write(ANY(int), ANY(eventfd_t));
  recv(ANY(int), ANY(void *), ANY(size_t), ANY(int));
  recvfrom(ANY(int), ANY(void *restrict), ANY(size_t), ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  recvmsg(ANY(int), ANY(struct msghdr *), ANY(int));
  recvmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int), ANY(struct timespec *));
  send(ANY(int), ANY(const void *), ANY(size_t), ANY(int));
  sendto(ANY(int), ANY(const void *), ANY(size_t), ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(socklen_t));
  sendmsg(ANY(int), ANY(const struct msghdr *), ANY(int));
  sendmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int));
  accept(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  accept4(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict), ANY(int));
  connect(ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(socklen_t)); shutdown(ANY(int), ANY(int));
  setsockopt(ANY(int), ANY(int), ANY(int), ANY(const void *), ANY(socklen_t));
  splice(ANY(int), ANY(__off64_t *), ANY(int), ANY(__off64_t *), ANY(size_t), ANY(unsigned int));
  tee(ANY(int), ANY(int), ANY(size_t), ANY(unsigned int));
  vmsplice(ANY(int), ANY(const struct iovec *), ANY(size_t), ANY(unsigned int));
  copy_file_range(ANY(int), ANY(__off64_t *), ANY(int), ANY(__off64_t *), ANY(size_t), ANY(unsigned int));
  sendfile(ANY(int), ANY(int), ANY(off_t *), ANY(size_t));
  sendfile64(ANY(int), ANY(int), ANY(__off64_t *), ANY(size_t)); open(ANY(const char *), ANY(int), 0);
  open64(ANY(const char *), ANY(int), 0); openat(ANY(int), ANY(const char *), ANY(int), 0);
  openat64(ANY(int), ANY(const char *), ANY(int), 0); creat(ANY(const char *), ANY(mode_t));
  creat64(ANY(const char *), ANY(mode_t)); fopen(ANY(const char *restrict), ANY(const char *restrict));
  fopen64(ANY(const char *restrict), ANY(const char *restrict));
  freopen(ANY(const char *restrict), ANY(const char *restrict), ANY(FILE *restrict));
  freopen64(ANY(const char *restrict), ANY(const char *restrict), ANY(FILE *restrict)); close(ANY(int));
  posix_close(0, 0); dup2(ANY(int), ANY(int)); dup3(ANY(int), ANY(int), ANY(int)); fsync(ANY(int));
  fdatasync(ANY(int)); msync(ANY(void *), ANY(size_t), ANY(int)); truncate(ANY(const char *), ANY(__off_t));
  truncate64(ANY(const char *), ANY(__off64_t)); ftruncate(ANY(int), ANY(__off_t));
  ftruncate64(ANY(int), ANY(__off64_t)); posix_fallocate(ANY(int), ANY(off_t), ANY(off_t));
  posix_fallocate64(ANY(int), ANY(off64_t), ANY(off64_t)); fallocate(ANY(int), ANY(int), ANY(__off_t), ANY(__off_t));
  fallocate64(ANY(int), ANY(int), ANY(__off64_t), ANY(__off64_t)); ioctl(ANY(int), ANY(unsigned long), 0);
  tcdrain(ANY(int)); tcsetattr(ANY(int), ANY(int), ANY(const struct termios *)); flock(ANY(int), ANY(int));
  fcntl(ANY(int), ANY(int), 0); fcntl64(ANY(int), ANY(int), 0); lockf(ANY(int), ANY(int), ANY(off_t));
  lockf64(ANY(int), ANY(int), ANY(off64_t)); poll(ANY(struct pollfd *), ANY(nfds_t), ANY(int));
  ppoll(ANY(struct pollfd *), ANY(nfds_t), ANY(const struct timespec *), ANY(const __sigset_t *));
  select(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(struct timeval *restrict));
  pselect(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(const struct timespec *restrict), ANY(const __sigset_t *restrict));
  epoll_wait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int));
  epoll_pwait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int), ANY(const __sigset_t *));
  epoll_pwait2(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(const struct timespec *), ANY(const __sigset_t *));
  kevent(0, 0, 0, 0, 0, 0); io_getevents(0, 0, 0, 0, 0); semop(ANY(int), ANY(struct sembuf *), ANY(size_t));
  semtimedop(ANY(int), ANY(struct sembuf *), ANY(size_t), ANY(const struct timespec *));
  msgrcv(ANY(int), ANY(void *), ANY(size_t), ANY(long), ANY(int));
  msgsnd(ANY(int), ANY(const void *), ANY(size_t), ANY(int));
  mq_receive(ANY(mqd_t), ANY(char *), ANY(size_t), ANY(unsigned int *));
  mq_timedreceive(ANY(mqd_t), ANY(char *restrict), ANY(size_t), ANY(unsigned int *restrict), ANY(const struct timespec *restrict));
  mq_send(ANY(mqd_t), ANY(const char *), ANY(size_t), ANY(unsigned int));
  mq_timedsend(ANY(mqd_t), ANY(const char *), ANY(size_t), ANY(unsigned int), ANY(const struct timespec *));
  aio_suspend(ANY(const struct aiocb *const*), ANY(int), ANY(const struct timespec *restrict));
  aio_suspend64(ANY(const struct aiocb64 *const*), ANY(int), ANY(const struct timespec *restrict));
  lio_listio(ANY(int), ANY(struct aiocb *const*), ANY(int), ANY(struct sigevent *restrict));
  lio_listio64(ANY(int), ANY(struct aiocb64 *const*), ANY(int), ANY(struct sigevent *restrict)); pause();
  sigsuspend(ANY(const sigset_t *)); sigpause(ANY(int)); sigwait(ANY(const sigset_t *restrict), ANY(int *restrict));
  sigwaitinfo(ANY(const sigset_t *restrict), ANY(siginfo_t *restrict));
  sigtimedwait(ANY(const sigset_t *restrict), ANY(siginfo_t *restrict), ANY(const struct timespec *restrict));
  nanosleep(ANY(const struct timespec *), ANY(struct timespec *));
  clock_nanosleep(ANY(clockid_t), ANY(int), ANY(const struct timespec *), ANY(struct timespec *));
  usleep(ANY(__useconds_t)); sleep(ANY(unsigned int)); fgetc(ANY(FILE *)); getc(ANY(FILE *));
  ferror(ANY(FILE *)); ferror_unlocked(ANY(FILE *)); clearerr(ANY(FILE *)); clearerr_unlocked(ANY(FILE *));
  getc_unlocked(ANY(FILE *)); fgetc_unlocked(ANY(FILE *)); fgetwc(ANY(__FILE *)); getwc(ANY(__FILE *));
  fgetwc_unlocked(ANY(__FILE *)); getwc_unlocked(ANY(__FILE *)); getw(ANY(FILE *)); getchar(); getchar_unlocked();
  getwchar(); getwchar_unlocked(); fgets(ANY(char *restrict), ANY(int), ANY(FILE *restrict));
  fgets_unlocked(ANY(char *restrict), ANY(int), ANY(FILE *restrict));
  fgetws(ANY(wchar_t *restrict), ANY(int), ANY(__FILE *restrict));
  fgetws_unlocked(ANY(wchar_t *restrict), ANY(int), ANY(__FILE *restrict)); gets(0);
  fread(ANY(void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fread_unlocked(ANY(void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fwrite(ANY(const void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fwrite_unlocked(ANY(const void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  getline(ANY(char **restrict), ANY(size_t *restrict), ANY(FILE *restrict));
  getdelim(ANY(char **restrict), ANY(size_t *restrict), ANY(int), ANY(FILE *restrict)); fflush(ANY(FILE *));
  fflush_unlocked(ANY(FILE *)); fclose(ANY(FILE *)); fputc(ANY(int), ANY(FILE *)); putc(ANY(int), ANY(FILE *));
  fputc_unlocked(ANY(int), ANY(FILE *)); putc_unlocked(ANY(int), ANY(FILE *));
  fputs(ANY(const char *restrict), ANY(FILE *restrict));
  fputs_unlocked(ANY(const char *restrict), ANY(FILE *restrict));
  fputws(ANY(const wchar_t *restrict), ANY(__FILE *restrict));
  fputws_unlocked(ANY(const wchar_t *restrict), ANY(__FILE *restrict)); fputwc(ANY(wchar_t), ANY(__FILE *));
  putwc(ANY(wchar_t), ANY(__FILE *)); fputwc_unlocked(ANY(wchar_t), ANY(__FILE *));
  putwc_unlocked(ANY(wchar_t), ANY(__FILE *)); putw(ANY(int), ANY(FILE *)); putchar(ANY(int));
  putchar_unlocked(ANY(int)); puts(ANY(const char *)); putwchar(ANY(wchar_t)); putwchar_unlocked(ANY(wchar_t));
  printf(ANY(const char *restrict)); wprintf(ANY(const wchar_t *restrict)); scanf(ANY(const char *restrict));
  wscanf(ANY(const wchar_t *restrict)); fprintf(ANY(FILE *restrict), ANY(const char *restrict));
  fwprintf(ANY(__FILE *restrict), ANY(const wchar_t *restrict));
  fscanf(ANY(FILE *restrict), ANY(const char *restrict));
  fwscanf(ANY(__FILE *restrict), ANY(const wchar_t *restrict)); dprintf(ANY(int), ANY(const char *restrict));
  vprintf(ANY(const char *restrict), Arguments); vwprintf(ANY(const wchar_t *restrict), Arguments);
  vscanf(ANY(const char *restrict), Arguments); vwscanf(ANY(const wchar_t *restrict), Arguments);
  vfprintf(ANY(FILE *restrict), ANY(const char *restrict), Arguments);
  vfwprintf(ANY(__FILE *restrict), ANY(const wchar_t *restrict), Arguments);
  vfscanf(ANY(FILE *restrict), ANY(const char *restrict), Arguments);
  vfwscanf(ANY(__FILE *restrict), ANY(const wchar_t *restrict), Arguments);
  vdprintf(ANY(int), ANY(const char *restrict), Arguments); fseek(ANY(FILE *), ANY(long), ANY(int));
  fseeko(ANY(FILE *), ANY(__off_t), ANY(int)); fseeko64(ANY(FILE *), ANY(__off64_t), ANY(int));
  fsetpos(ANY(FILE *), ANY(const fpos_t *)); fsetpos64(ANY(FILE *), ANY(const fpos64_t *)); system(ANY(const char *));
  pclose(ANY(FILE *));
  getaddrinfo(ANY(const char *restrict), ANY(const char *restrict), ANY(const struct addrinfo *restrict), ANY(struct addrinfo **restrict));
  getnameinfo(ANY(const struct sockaddr *restrict), ANY(socklen_t), ANY(char *restrict), ANY(socklen_t), ANY(char *restrict), ANY(socklen_t), ANY(int));
  gethostbyname(ANY(const char *)); gethostbyname2(ANY(const char *), ANY(int));
  gethostbyaddr(ANY(const void *), ANY(__socklen_t), ANY(int));
  gethostbyname_r(ANY(const char *restrict), ANY(struct hostent *restrict), ANY(char *restrict), ANY(size_t), ANY(struct hostent **restrict), ANY(int *restrict));
  gethostbyname2_r(ANY(const char *restrict), ANY(int), ANY(struct hostent *restrict), ANY(char *restrict), ANY(size_t), ANY(struct hostent **restrict), ANY(int *restrict));
  gethostbyaddr_r(ANY(const void *restrict), ANY(__socklen_t), ANY(int), ANY(struct hostent *restrict), ANY(char *restrict), ANY(size_t), ANY(struct hostent **restrict), ANY(int *restrict));
  res_query(ANY(const char *), ANY(int), ANY(int), ANY(unsigned char *), ANY(int));
  res_search(ANY(const char *), ANY(int), ANY(int), ANY(unsigned char *), ANY(int));
  gai_suspend(ANY(const struct gaicb *const*), ANY(int), ANY(const struct timespec *));
  getrandom(ANY(void *), ANY(size_t), ANY(unsigned int)); getentropy(ANY(void *), ANY(size_t));
  pipe2(ANY(int*), ANY(int)); socket(ANY(int), ANY(int), ANY(int));
  socketpair(ANY(int), ANY(int), ANY(int), ANY(int*)); eventfd(ANY(unsigned int), ANY(int));
  timerfd_create(ANY(__clockid_t), ANY(int)); signalfd(ANY(int), ANY(const sigset_t *), ANY(int));
  inotify_init1(ANY(int)); fanotify_init(ANY(unsigned int), ANY(unsigned int));
  mq_open(ANY(const char *), ANY(int), 0, 0); posix_openpt(ANY(int)); pidfd_open(ANY(__pid_t), ANY(unsigned int));
}
