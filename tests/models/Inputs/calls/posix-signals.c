/* Calls everything in models/posix-signals.json. */
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
#include <pty.h>
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
int bsd_signal(), __error(), ___errno(), __errno(), _errno(), strlcat(), strlcpy(), posix_close(), tcgetwinsize(),
    tcsetwinsize(), gets();

va_list Arguments;

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  signal(ANY(int), ANY(__sighandler_t)); bsd_signal(0, 0); sysv_signal(ANY(int), ANY(__sighandler_t));
  __sysv_signal(ANY(int), ANY(__sighandler_t)); sigset(ANY(int), ANY(__sighandler_t));
  sigaction(ANY(int), ANY(const struct sigaction *restrict), ANY(struct sigaction *restrict));
  siginterrupt(ANY(int), ANY(int));
  pthread_sigmask(ANY(int), ANY(const __sigset_t *restrict), ANY(__sigset_t *restrict));
  sigprocmask(ANY(int), ANY(const sigset_t *restrict), ANY(sigset_t *restrict)); sighold(ANY(int));
  sigrelse(ANY(int)); sigblock(ANY(int)); sigsetmask(ANY(int)); sigemptyset(ANY(sigset_t *));
  sigfillset(ANY(sigset_t *)); sigaddset(ANY(sigset_t *), ANY(int)); sigdelset(ANY(sigset_t *), ANY(int));
  sigismember(ANY(const sigset_t *), ANY(int)); sigpending(ANY(sigset_t *)); kill(ANY(__pid_t), ANY(int));
  killpg(ANY(__pid_t), ANY(int));
  execlp(ANY(const char *), ANY(const char *)); execvp(ANY(const char *), ANY(char *const*));
  execvpe(ANY(const char *), ANY(char *const*), ANY(char *const*));
  _Fork(); forkpty(ANY(int *), ANY(char *), ANY(const struct termios *), ANY(const struct winsize *));
  posix_spawn(ANY(pid_t *), ANY(const char *), ANY(const posix_spawn_file_actions_t *), ANY(const posix_spawnattr_t *), ANY(char *const *), ANY(char *const *));
  posix_spawnp(ANY(pid_t *), ANY(const char *), ANY(const posix_spawn_file_actions_t *), ANY(const posix_spawnattr_t *), ANY(char *const *), ANY(char *const *));
  raise(ANY(int)); sigqueue(ANY(__pid_t), ANY(int), ANY(const union sigval)); alarm(ANY(unsigned int)); ualarm(ANY(__useconds_t), ANY(__useconds_t));
  setitimer(ANY(__itimer_which_t), ANY(const struct itimerval *restrict), ANY(struct itimerval *restrict));
  getitimer(ANY(__itimer_which_t), ANY(struct itimerval *));
  timer_settime(ANY(timer_t), ANY(int), ANY(const struct itimerspec *restrict), ANY(struct itimerspec *restrict));
  sigaltstack(ANY(const stack_t *restrict), ANY(stack_t *restrict)); pthread_kill(ANY(pthread_t), ANY(int));
  pthread_cancel(ANY(pthread_t)); __errno_location(); __error(); ___errno(); __errno(); _errno(); _exit(ANY(int));
  _Exit(ANY(int)); abort(); getegid(); geteuid(); getgid(); getpgrp(); getpid(); getppid(); getuid(); pthread_self();
  umask(ANY(__mode_t)); time(ANY(time_t *)); longjmp(ANY(struct __jmp_buf_tag*), ANY(int));
  siglongjmp(ANY(sigjmp_buf), ANY(int)); ffs(ANY(int)); htonl(ANY(uint32_t)); htons(ANY(uint16_t));
  ntohl(ANY(uint32_t)); ntohs(ANY(uint16_t));
  memccpy(ANY(void *restrict), ANY(const void *restrict), ANY(int), ANY(size_t));
  memchr(ANY(const void *), ANY(int), ANY(size_t)); memcmp(ANY(const void *), ANY(const void *), ANY(size_t));
  memcpy(ANY(void *restrict), ANY(const void *restrict), ANY(size_t));
  memmove(ANY(void *), ANY(const void *), ANY(size_t)); memset(ANY(void *), ANY(int), ANY(size_t));
  stpcpy(ANY(char *restrict), ANY(const char *restrict));
  stpncpy(ANY(char *restrict), ANY(const char *restrict), ANY(size_t));
  strcat(ANY(char *restrict), ANY(const char *restrict)); strchr(ANY(const char *), ANY(int));
  strcmp(ANY(const char *), ANY(const char *)); strcpy(ANY(char *restrict), ANY(const char *restrict));
  strcspn(ANY(const char *), ANY(const char *)); strlen(ANY(const char *));
  strncat(ANY(char *restrict), ANY(const char *restrict), ANY(size_t));
  strncmp(ANY(const char *), ANY(const char *), ANY(size_t));
  strncpy(ANY(char *restrict), ANY(const char *restrict), ANY(size_t)); strnlen(ANY(const char *), ANY(size_t));
  strpbrk(ANY(const char *), ANY(const char *)); strrchr(ANY(const char *), ANY(int));
  strspn(ANY(const char *), ANY(const char *)); strstr(ANY(const char *), ANY(const char *));
  strtok_r(ANY(char *restrict), ANY(const char *restrict), ANY(char **restrict)); strlcat(); strlcpy();
  wcpcpy(ANY(wchar_t *restrict), ANY(const wchar_t *restrict));
  wcpncpy(ANY(wchar_t *restrict), ANY(const wchar_t *restrict), ANY(size_t));
  wcscat(ANY(wchar_t *restrict), ANY(const wchar_t *restrict)); wcschr(ANY(const wchar_t *), ANY(wchar_t));
  wcscmp(ANY(const wchar_t *), ANY(const wchar_t *)); wcscpy(ANY(wchar_t *restrict), ANY(const wchar_t *restrict));
  wcscspn(ANY(const wchar_t *), ANY(const wchar_t *)); wcslen(ANY(const wchar_t *));
  wcsncat(ANY(wchar_t *restrict), ANY(const wchar_t *restrict), ANY(size_t));
  wcsncmp(ANY(const wchar_t *), ANY(const wchar_t *), ANY(size_t));
  wcsncpy(ANY(wchar_t *restrict), ANY(const wchar_t *restrict), ANY(size_t));
  wcsnlen(ANY(const wchar_t *), ANY(size_t)); wcspbrk(ANY(const wchar_t *), ANY(const wchar_t *));
  wcsrchr(ANY(const wchar_t *), ANY(wchar_t)); wcsspn(ANY(const wchar_t *), ANY(const wchar_t *));
  wcsstr(ANY(const wchar_t *), ANY(const wchar_t *));
  wcstok(ANY(wchar_t *restrict), ANY(const wchar_t *restrict), ANY(wchar_t **restrict));
  wmemchr(ANY(const wchar_t *), ANY(wchar_t), ANY(size_t));
  wmemcmp(ANY(const wchar_t *), ANY(const wchar_t *), ANY(size_t));
  wmemcpy(ANY(wchar_t *restrict), ANY(const wchar_t *restrict), ANY(size_t));
  wmemmove(ANY(wchar_t *), ANY(const wchar_t *), ANY(size_t)); wmemset(ANY(wchar_t *), ANY(wchar_t), ANY(size_t));
  bzero(ANY(void *), ANY(size_t)); bcmp(ANY(const void *), ANY(const void *), ANY(size_t));
  bcopy(ANY(const void *), ANY(void *), ANY(size_t)); index(ANY(const char *), ANY(int));
  rindex(ANY(const char *), ANY(int)); rawmemchr(ANY(const void *), ANY(int));
  memmem(ANY(const void *), ANY(size_t), ANY(const void *), ANY(size_t));
  memrchr(ANY(const void *), ANY(int), ANY(size_t));
  mempcpy(ANY(void *restrict), ANY(const void *restrict), ANY(size_t)); strchrnul(ANY(const char *), ANY(int));
  ffsl(ANY(long)); ffsll(ANY(long long)); strsep(ANY(char **restrict), ANY(const char *restrict));
  explicit_bzero(ANY(void *), ANY(size_t)); abs(ANY(int)); labs(ANY(long)); llabs(ANY(long long)); isdigit(ANY(int));
  isalpha(ANY(int)); isspace(ANY(int)); cfgetispeed(ANY(const struct termios *));
  cfgetospeed(ANY(const struct termios *)); sem_post(ANY(sem_t *));
  clock_gettime(ANY(clockid_t), ANY(struct timespec *)); clock_getres(ANY(clockid_t), ANY(struct timespec *)); _Fork();
  accept(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  accept4(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict), ANY(int)); access(ANY(const char *), ANY(int));
  aio_error(ANY(const struct aiocb *)); aio_return(ANY(struct aiocb *));
  aio_suspend(ANY(const struct aiocb *const*), ANY(int), ANY(const struct timespec *restrict));
  bind(ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(socklen_t)); cfsetispeed(ANY(struct termios *), ANY(speed_t));
  cfsetospeed(ANY(struct termios *), ANY(speed_t)); chdir(ANY(const char *)); chmod(ANY(const char *), ANY(__mode_t));
  chown(ANY(const char *), ANY(__uid_t), ANY(__gid_t)); close(ANY(int));
  connect(ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(socklen_t)); creat(ANY(const char *), ANY(mode_t)); dup(ANY(int));
  dup2(ANY(int), ANY(int)); dup3(ANY(int), ANY(int), ANY(int)); execl(ANY(const char *), ANY(const char *));
  execle(ANY(const char *), ANY(const char *)); execv(ANY(const char *), ANY(char *const*));
  execve(ANY(const char *), ANY(char *const*), ANY(char *const*));
  faccessat(ANY(int), ANY(const char *), ANY(int), ANY(int)); fchdir(ANY(int)); fchmod(ANY(int), ANY(__mode_t));
  fchmodat(ANY(int), ANY(const char *), ANY(__mode_t), ANY(int)); fchown(ANY(int), ANY(__uid_t), ANY(__gid_t));
  fchownat(ANY(int), ANY(const char *), ANY(__uid_t), ANY(__gid_t), ANY(int)); fcntl(ANY(int), ANY(int));
  fdatasync(ANY(int)); fexecve(ANY(int), ANY(char *const*), ANY(char *const*)); fstat(ANY(int), ANY(struct stat *));
  fstatat(ANY(int), ANY(const char *restrict), ANY(struct stat *restrict), ANY(int)); fsync(ANY(int));
  ftruncate(ANY(int), ANY(__off_t)); futimens(ANY(int), ANY(const struct timespec*));
  getgroups(ANY(int), ANY(__gid_t*)); getpeername(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  getresgid(ANY(__gid_t *), ANY(__gid_t *), ANY(__gid_t *));
  getresuid(ANY(__uid_t *), ANY(__uid_t *), ANY(__uid_t *));
  getsockname(ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  getsockopt(ANY(int), ANY(int), ANY(int), ANY(void *restrict), ANY(socklen_t *restrict));
  link(ANY(const char *), ANY(const char *));
  linkat(ANY(int), ANY(const char *), ANY(int), ANY(const char *), ANY(int)); listen(ANY(int), ANY(int));
  lseek(ANY(int), ANY(__off_t), ANY(int)); lstat(ANY(const char *restrict), ANY(struct stat *restrict));
  mkdir(ANY(const char *), ANY(__mode_t)); mkdirat(ANY(int), ANY(const char *), ANY(__mode_t));
  mkfifo(ANY(const char *), ANY(__mode_t)); mkfifoat(ANY(int), ANY(const char *), ANY(__mode_t));
  mknod(ANY(const char *), ANY(__mode_t), ANY(__dev_t));
  mknodat(ANY(int), ANY(const char *), ANY(__mode_t), ANY(__dev_t)); open(ANY(const char *), ANY(int));
  openat(ANY(int), ANY(const char *), ANY(int)); pause(); pipe(ANY(int*)); pipe2(ANY(int*), ANY(int));
  poll(ANY(struct pollfd *), ANY(nfds_t), ANY(int)); posix_close();
  ppoll(ANY(struct pollfd *), ANY(nfds_t), ANY(const struct timespec *), ANY(const __sigset_t *));
  pselect(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(const struct timespec *restrict), ANY(const __sigset_t *restrict));
  read(ANY(int), ANY(void *), ANY(size_t)); readlink(ANY(const char *restrict), ANY(char *restrict), ANY(size_t));
  readlinkat(ANY(int), ANY(const char *restrict), ANY(char *restrict), ANY(size_t));
  recv(ANY(int), ANY(void *), ANY(size_t), ANY(int));
  recvfrom(ANY(int), ANY(void *restrict), ANY(size_t), ANY(int), ANY(__SOCKADDR_ARG), ANY(socklen_t *restrict));
  recvmsg(ANY(int), ANY(struct msghdr *), ANY(int)); rename(ANY(const char *), ANY(const char *));
  renameat(ANY(int), ANY(const char *), ANY(int), ANY(const char *)); rmdir(ANY(const char *));
  select(ANY(int), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(fd_set *restrict), ANY(struct timeval *restrict));
  send(ANY(int), ANY(const void *), ANY(size_t), ANY(int)); sendmsg(ANY(int), ANY(const struct msghdr *), ANY(int));
  sendto(ANY(int), ANY(const void *), ANY(size_t), ANY(int), ANY(__CONST_SOCKADDR_ARG), ANY(socklen_t));
  setegid(ANY(__gid_t)); seteuid(ANY(__uid_t)); setgid(ANY(__gid_t)); setpgid(ANY(__pid_t), ANY(__pid_t));
  setregid(ANY(__gid_t), ANY(__gid_t)); setresgid(ANY(__gid_t), ANY(__gid_t), ANY(__gid_t));
  setresuid(ANY(__uid_t), ANY(__uid_t), ANY(__uid_t)); setreuid(ANY(__uid_t), ANY(__uid_t)); setsid();
  setsockopt(ANY(int), ANY(int), ANY(int), ANY(const void *), ANY(socklen_t)); setuid(ANY(__uid_t));
  shutdown(ANY(int), ANY(int)); sigsuspend(ANY(const sigset_t *)); sleep(ANY(unsigned int)); sockatmark(ANY(int));
  socket(ANY(int), ANY(int), ANY(int)); socketpair(ANY(int), ANY(int), ANY(int), ANY(int*));
  stat(ANY(const char *restrict), ANY(struct stat *restrict)); symlink(ANY(const char *), ANY(const char *));
  symlinkat(ANY(const char *), ANY(int), ANY(const char *)); tcdrain(ANY(int)); tcflow(ANY(int), ANY(int));
  tcflush(ANY(int), ANY(int)); tcgetattr(ANY(int), ANY(struct termios *)); tcgetpgrp(ANY(int)); tcgetwinsize();
  tcsendbreak(ANY(int), ANY(int)); tcsetattr(ANY(int), ANY(int), ANY(const struct termios *));
  tcsetpgrp(ANY(int), ANY(__pid_t)); tcsetwinsize(); timer_getoverrun(ANY(timer_t));
  timer_gettime(ANY(timer_t), ANY(struct itimerspec *)); times(ANY(struct tms *)); uname(ANY(struct utsname *));
  unlink(ANY(const char *)); unlinkat(ANY(int), ANY(const char *), ANY(int));
  utimensat(ANY(int), ANY(const char *), ANY(const struct timespec*), ANY(int));
  utimes(ANY(const char *), ANY(const struct timeval*)); wait(ANY(int *));
  waitid(ANY(idtype_t), ANY(__id_t), ANY(siginfo_t *), ANY(int)); waitpid(ANY(__pid_t), ANY(int *), ANY(int));
  write(ANY(int), ANY(const void *), ANY(size_t)); sigpause(ANY(int));
  utime(ANY(const char *), ANY(const struct utimbuf *)); fork(); vfork();
  readv(ANY(int), ANY(const struct iovec *), ANY(int)); writev(ANY(int), ANY(const struct iovec *), ANY(int));
  pread(ANY(int), ANY(void *), ANY(size_t), ANY(__off_t));
  pwrite(ANY(int), ANY(const void *), ANY(size_t), ANY(__off_t));
  pread64(ANY(int), ANY(void *), ANY(size_t), ANY(__off64_t));
  pwrite64(ANY(int), ANY(const void *), ANY(size_t), ANY(__off64_t));
  preadv(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t));
  pwritev(ANY(int), ANY(const struct iovec *), ANY(int), ANY(__off_t)); open64(ANY(const char *), ANY(int));
  openat64(ANY(int), ANY(const char *), ANY(int)); lseek64(ANY(int), ANY(__off64_t), ANY(int));
  fcntl64(ANY(int), ANY(int)); fstat64(ANY(int), ANY(struct stat64 *));
  stat64(ANY(const char *restrict), ANY(struct stat64 *restrict));
  lstat64(ANY(const char *restrict), ANY(struct stat64 *restrict)); ftruncate64(ANY(int), ANY(__off64_t));
  creat64(ANY(const char *), ANY(mode_t)); eventfd_read(ANY(int), ANY(eventfd_t *));
  eventfd_write(ANY(int), ANY(eventfd_t)); epoll_create1(ANY(int));
  epoll_ctl(ANY(int), ANY(int), ANY(int), ANY(struct epoll_event *));
  epoll_wait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int));
  epoll_pwait(ANY(int), ANY(struct epoll_event *), ANY(int), ANY(int), ANY(const __sigset_t *));
  eventfd(ANY(unsigned int), ANY(int));
  timerfd_settime(ANY(int), ANY(int), ANY(const struct itimerspec *), ANY(struct itimerspec *));
  sendmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int));
  recvmmsg(ANY(int), ANY(struct mmsghdr *), ANY(unsigned int), ANY(int), ANY(struct timespec *));
  splice(ANY(int), ANY(__off64_t *), ANY(int), ANY(__off64_t *), ANY(size_t), ANY(unsigned int));
  sendfile(ANY(int), ANY(int), ANY(off_t *), ANY(size_t)); ioctl(ANY(int), ANY(unsigned long));
  mmap(ANY(void *), ANY(size_t), ANY(int), ANY(int), ANY(int), ANY(__off_t)); munmap(ANY(void *), ANY(size_t));
  mprotect(ANY(void *), ANY(size_t), ANY(int)); madvise(ANY(void *), ANY(size_t), ANY(int));
  getrlimit(ANY(__rlimit_resource_t), ANY(struct rlimit *));
  setrlimit(ANY(__rlimit_resource_t), ANY(const struct rlimit *));
  getrusage(ANY(__rusage_who_t), ANY(struct rusage *)); getpriority(ANY(__priority_which_t), ANY(id_t));
  setpriority(ANY(__priority_which_t), ANY(id_t), ANY(int));
  nanosleep(ANY(const struct timespec *), ANY(struct timespec *));
  clock_nanosleep(ANY(clockid_t), ANY(int), ANY(const struct timespec *), ANY(struct timespec *));
  usleep(ANY(__useconds_t)); wait3(ANY(int *), ANY(int), ANY(struct rusage *));
  wait4(ANY(__pid_t), ANY(int *), ANY(int), ANY(struct rusage *)); syscall(ANY(long)); prctl(ANY(int));
  sigtimedwait(ANY(const sigset_t *restrict), ANY(siginfo_t *restrict), ANY(const struct timespec *restrict));
  sigwaitinfo(ANY(const sigset_t *restrict), ANY(siginfo_t *restrict)); flock(ANY(int), ANY(int));
  getrandom(ANY(void *), ANY(size_t), ANY(unsigned int)); tgkill(ANY(__pid_t), ANY(__pid_t), ANY(int)); gettid();
  sched_yield(); gettimeofday(ANY(struct timeval *restrict), ANY(void *restrict)); sync();
  pthread_equal(ANY(pthread_t), ANY(pthread_t)); printf(ANY(const char *restrict));
  fprintf(ANY(FILE *restrict), ANY(const char *restrict)); vprintf(ANY(const char *restrict), Arguments);
  vfprintf(ANY(FILE *restrict), ANY(const char *restrict), Arguments); wprintf(ANY(const wchar_t *restrict));
  fwprintf(ANY(__FILE *restrict), ANY(const wchar_t *restrict)); vwprintf(ANY(const wchar_t *restrict), Arguments);
  vfwprintf(ANY(__FILE *restrict), ANY(const wchar_t *restrict), Arguments);
  dprintf(ANY(int), ANY(const char *restrict)); vdprintf(ANY(int), ANY(const char *restrict), Arguments);
  puts(ANY(const char *)); fputs(ANY(const char *restrict), ANY(FILE *restrict)); putchar(ANY(int));
  fputc(ANY(int), ANY(FILE *)); putc(ANY(int), ANY(FILE *));
  fputws(ANY(const wchar_t *restrict), ANY(__FILE *restrict)); fputwc(ANY(wchar_t), ANY(__FILE *));
  putwc(ANY(wchar_t), ANY(__FILE *)); putwchar(ANY(wchar_t));
  fwrite(ANY(const void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fread(ANY(void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fgets(ANY(char *restrict), ANY(int), ANY(FILE *restrict)); fgetc(ANY(FILE *)); getc(ANY(FILE *)); getchar(); gets();
  fgetws(ANY(wchar_t *restrict), ANY(int), ANY(__FILE *restrict)); fgetwc(ANY(__FILE *)); getwc(ANY(__FILE *));
  getwchar(); getline(ANY(char **restrict), ANY(size_t *restrict), ANY(FILE *restrict));
  getdelim(ANY(char **restrict), ANY(size_t *restrict), ANY(int), ANY(FILE *restrict));
  scanf(ANY(const char *restrict)); fscanf(ANY(FILE *restrict), ANY(const char *restrict));
  vscanf(ANY(const char *restrict), Arguments); vfscanf(ANY(FILE *restrict), ANY(const char *restrict), Arguments);
  ungetc(ANY(int), ANY(FILE *)); fflush(ANY(FILE *)); fseek(ANY(FILE *), ANY(long), ANY(int));
  fseeko(ANY(FILE *), ANY(__off_t), ANY(int)); ftell(ANY(FILE *)); ftello(ANY(FILE *)); rewind(ANY(FILE *));
  fsetpos(ANY(FILE *), ANY(const fpos_t *)); fgetpos(ANY(FILE *restrict), ANY(fpos_t *restrict));
  setbuf(ANY(FILE *restrict), ANY(char *restrict));
  setvbuf(ANY(FILE *restrict), ANY(char *restrict), ANY(int), ANY(size_t)); perror(ANY(const char *));
  psignal(ANY(int), ANY(const char *)); psiginfo(ANY(const siginfo_t *), ANY(const char *)); getw(ANY(FILE *));
  putw(ANY(int), ANY(FILE *)); clearerr(ANY(FILE *)); flockfile(ANY(FILE *));
  fputs_unlocked(ANY(const char *restrict), ANY(FILE *restrict)); fputc_unlocked(ANY(int), ANY(FILE *));
  putc_unlocked(ANY(int), ANY(FILE *)); putchar_unlocked(ANY(int));
  fwrite_unlocked(ANY(const void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fread_unlocked(ANY(void *restrict), ANY(size_t), ANY(size_t), ANY(FILE *restrict));
  fgets_unlocked(ANY(char *restrict), ANY(int), ANY(FILE *restrict)); fgetc_unlocked(ANY(FILE *));
  getc_unlocked(ANY(FILE *)); getchar_unlocked(); fflush_unlocked(ANY(FILE *));
  fopen(ANY(const char *restrict), ANY(const char *restrict)); fdopen(ANY(int), ANY(const char *));
  freopen(ANY(const char *restrict), ANY(const char *restrict), ANY(FILE *restrict)); fclose(ANY(FILE *));
  fmemopen(ANY(void *), ANY(size_t), ANY(const char *)); open_memstream(ANY(char **), ANY(size_t *)); tmpfile();
  popen(ANY(const char *), ANY(const char *)); pclose(ANY(FILE *)); system(ANY(const char *));
  wordexp(ANY(const char *restrict), ANY(wordexp_t *restrict), ANY(int)); malloc(ANY(size_t));
  calloc(ANY(size_t), ANY(size_t)); realloc(ANY(void *), ANY(size_t));
  reallocarray(ANY(void *), ANY(size_t), ANY(size_t)); free(ANY(void *)); aligned_alloc(ANY(size_t), ANY(size_t));
  memalign(ANY(size_t), ANY(size_t)); posix_memalign(ANY(void **), ANY(size_t), ANY(size_t)); valloc(ANY(size_t));
  pvalloc(ANY(size_t)); malloc_trim(ANY(size_t)); strdup(ANY(const char *)); strndup(ANY(const char *), ANY(size_t));
  wcsdup(ANY(const wchar_t *)); asprintf(ANY(char **restrict), ANY(const char *restrict));
  vasprintf(ANY(char **restrict), ANY(const char *restrict), Arguments);
  realpath(ANY(const char *restrict), ANY(char *restrict)); canonicalize_file_name(ANY(const char *));
  get_current_dir_name();
  scandir(ANY(const char *restrict), ANY(struct dirent ***restrict), ANY(int (*)(const struct dirent *)), ANY(int (*)(const struct dirent **, const struct dirent **)));
  tempnam(ANY(const char *), ANY(const char *)); backtrace_symbols(ANY(void *const *), ANY(int));
  open_wmemstream(ANY(wchar_t **), ANY(size_t *));
  regcomp(ANY(regex_t *restrict), ANY(const char *restrict), ANY(int)); regfree(ANY(regex_t *));
  glob(ANY(const char *restrict), ANY(int), ANY(int (*)(const char *, int)), ANY(glob_t *restrict));
  globfree(ANY(glob_t *));
  getaddrinfo(ANY(const char *restrict), ANY(const char *restrict), ANY(const struct addrinfo *restrict), ANY(struct addrinfo **restrict));
  freeaddrinfo(ANY(struct addrinfo *)); getifaddrs(ANY(struct ifaddrs **)); freeifaddrs(ANY(struct ifaddrs *));
  hsearch(ANY(ENTRY), ANY(ACTION)); tsearch(ANY(const void *), ANY(void **), ANY(__compar_fn_t));
  setlocale(ANY(int), ANY(const char *)); newlocale(ANY(int), ANY(const char *), ANY(locale_t));
  freelocale(ANY(locale_t)); duplocale(ANY(locale_t)); iconv_open(ANY(const char *), ANY(const char *));
  iconv_close(ANY(iconv_t)); opendir(ANY(const char *)); fdopendir(ANY(int)); closedir(ANY(DIR *));
  fts_open(ANY(char *const *), ANY(int), ANY(int (*)(const FTSENT **, const FTSENT **))); fts_close(ANY(FTS *));
  posix_spawn(ANY(pid_t *restrict), ANY(const char *restrict), ANY(const posix_spawn_file_actions_t *restrict), ANY(const posix_spawnattr_t *restrict), ANY(char *const*), ANY(char *const*));
  posix_spawnp(ANY(pid_t *), ANY(const char *), ANY(const posix_spawn_file_actions_t *), ANY(const posix_spawnattr_t *), ANY(char *const*), ANY(char *const*));
  qsort(ANY(void *), ANY(size_t), ANY(size_t), ANY(__compar_fn_t));
  nftw(ANY(const char *), ANY(__nftw_func_t), ANY(int), ANY(int));
  ftw(ANY(const char *), ANY(__ftw_func_t), ANY(int)); readdir(ANY(DIR *)); exit(ANY(int)); quick_exit(ANY(int));
  atexit(ANY(void (*)(void))); on_exit(ANY(void (*)(int, void *)), ANY(void *)); at_quick_exit(ANY(void (*)(void)));
  pthread_atfork(ANY(void (*)(void)), ANY(void (*)(void)), ANY(void (*)(void))); syslog(ANY(int), ANY(const char *));
  vsyslog(ANY(int), ANY(const char *), Arguments); openlog(ANY(const char *), ANY(int), ANY(int)); closelog();
  localtime(ANY(const time_t *)); gmtime(ANY(const time_t *)); ctime(ANY(const time_t *)); mktime(ANY(struct tm *));
  strftime(ANY(char *restrict), ANY(size_t), ANY(const char *restrict), ANY(const struct tm *restrict)); tzset();
  localtime_r(ANY(const time_t *restrict), ANY(struct tm *restrict));
  gmtime_r(ANY(const time_t *restrict), ANY(struct tm *restrict));
  ctime_r(ANY(const time_t *restrict), ANY(char *restrict));
  wcsftime(ANY(wchar_t *restrict), ANY(size_t), ANY(const wchar_t *restrict), ANY(const struct tm *restrict));
  timelocal(ANY(struct tm *)); timegm(ANY(struct tm *));
  strptime(ANY(const char *restrict), ANY(const char *restrict), ANY(struct tm *));
  setenv(ANY(const char *), ANY(const char *), ANY(int)); unsetenv(ANY(const char *)); putenv(ANY(char *));
  clearenv(); dlopen(ANY(const char *), ANY(int)); dlclose(ANY(void *));
  dlsym(ANY(void *restrict), ANY(const char *restrict)); dlerror(); pthread_mutex_lock(ANY(pthread_mutex_t *));
  pthread_mutex_timedlock(ANY(pthread_mutex_t *restrict), ANY(const struct timespec *restrict));
  pthread_mutex_unlock(ANY(pthread_mutex_t *)); pthread_rwlock_rdlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_wrlock(ANY(pthread_rwlock_t *)); pthread_rwlock_unlock(ANY(pthread_rwlock_t *));
  pthread_spin_lock(ANY(pthread_spinlock_t *)); pthread_spin_unlock(ANY(pthread_spinlock_t *));
  mtx_lock(ANY(mtx_t *)); mtx_timedlock(ANY(mtx_t *restrict), ANY(const struct timespec *restrict));
  mtx_unlock(ANY(mtx_t *)); pthread_mutex_trylock(ANY(pthread_mutex_t *));
  pthread_rwlock_tryrdlock(ANY(pthread_rwlock_t *)); pthread_rwlock_trywrlock(ANY(pthread_rwlock_t *));
  mtx_trylock(ANY(mtx_t *)); pthread_cond_signal(ANY(pthread_cond_t *));
  pthread_cond_broadcast(ANY(pthread_cond_t *));
  pthread_cond_wait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict));
  pthread_cond_timedwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(const struct timespec *restrict));
  pthread_cond_clockwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(__clockid_t), ANY(const struct timespec *restrict));
  cnd_signal(ANY(cnd_t *)); cnd_broadcast(ANY(cnd_t *)); cnd_wait(ANY(cnd_t *), ANY(mtx_t *));
  cnd_timedwait(ANY(cnd_t *restrict), ANY(mtx_t *restrict), ANY(const struct timespec *restrict));
  pthread_barrier_wait(ANY(pthread_barrier_t *)); sem_wait(ANY(sem_t *));
  sem_timedwait(ANY(sem_t *restrict), ANY(const struct timespec *restrict));
  sem_clockwait(ANY(sem_t *restrict), ANY(clockid_t), ANY(const struct timespec *restrict));
  pthread_create(ANY(pthread_t *restrict), ANY(const pthread_attr_t *restrict), ANY(void *(*)(void *)), ANY(void *restrict));
  thrd_create(ANY(thrd_t *), ANY(thrd_start_t), ANY(void *)); pthread_join(ANY(pthread_t), ANY(void **));
  thrd_join(ANY(thrd_t), ANY(int *));
  pthread_timedjoin_np(ANY(pthread_t), ANY(void **), ANY(const struct timespec *)); pthread_exit(ANY(void *));
  thrd_exit(ANY(int)); pthread_once(ANY(pthread_once_t *), ANY(void (*)(void)));
  call_once(ANY(once_flag *), ANY(void (*)(void))); err(ANY(int), ANY(const char *));
  errx(ANY(int), ANY(const char *)); warn(ANY(const char *)); warnx(ANY(const char *));
  verr(ANY(int), ANY(const char *), Arguments); verrx(ANY(int), ANY(const char *), Arguments);
  vwarn(ANY(const char *), Arguments); vwarnx(ANY(const char *), Arguments);
  error(ANY(int), ANY(int), ANY(const char *));
  error_at_line(ANY(int), ANY(int), ANY(const char *), ANY(unsigned int), ANY(const char *));
  getpwnam(ANY(const char *)); getpwuid(ANY(__uid_t));
  getpwnam_r(ANY(const char *restrict), ANY(struct passwd *restrict), ANY(char *restrict), ANY(size_t), ANY(struct passwd **restrict));
  getpwuid_r(ANY(__uid_t), ANY(struct passwd *restrict), ANY(char *restrict), ANY(size_t), ANY(struct passwd **restrict));
  getgrnam(ANY(const char *)); getgrgid(ANY(__gid_t));
  getgrnam_r(ANY(const char *restrict), ANY(struct group *restrict), ANY(char *restrict), ANY(size_t), ANY(struct group **restrict));
  getgrgid_r(ANY(__gid_t), ANY(struct group *restrict), ANY(char *restrict), ANY(size_t), ANY(struct group **restrict));
  getpwent(); setpwent(); endpwent(); getgrent(); getlogin(); getlogin_r(ANY(char *), ANY(size_t));
  gethostbyname(ANY(const char *)); gethostbyaddr(ANY(const void *), ANY(__socklen_t), ANY(int));
  gethostbyname_r(ANY(const char *restrict), ANY(struct hostent *restrict), ANY(char *restrict), ANY(size_t), ANY(struct hostent **restrict), ANY(int *restrict));
  getnameinfo(ANY(const struct sockaddr *restrict), ANY(socklen_t), ANY(char *restrict), ANY(socklen_t), ANY(char *restrict), ANY(socklen_t), ANY(int));
  getservbyname(ANY(const char *), ANY(const char *)); getservbyport(ANY(int), ANY(const char *));
  getprotobyname(ANY(const char *)); initgroups(ANY(const char *), ANY(__gid_t)); strerror(ANY(int));
  strsignal(ANY(int)); strtok(ANY(char *restrict), ANY(const char *restrict)); asctime(ANY(const struct tm *));
  rand(); srand(ANY(unsigned int)); random(); srandom(ANY(unsigned int)); drand48(); lrand48(); ttyname(ANY(int));
  getopt(ANY(int), ANY(char *const *), ANY(const char *));
  timer_create(ANY(clockid_t), ANY(struct sigevent *restrict), ANY(timer_t *restrict)); timer_delete(ANY(timer_t));
  mq_notify(ANY(mqd_t), ANY(const struct sigevent *)); aio_read(ANY(struct aiocb *)); aio_write(ANY(struct aiocb *));
  lio_listio(ANY(int), ANY(struct aiocb *const*), ANY(int), ANY(struct sigevent *restrict));
  utmpname(ANY(const char *)); getutent(); setutent(); endutent(); pututline(ANY(const struct utmp *));
  updwtmp(ANY(const char *), ANY(const struct utmp *));
}

/* The name that a builtin goes by says how large its object is. */
void sync_char(char *p) {
  __sync_fetch_and_add(p, 1); __sync_fetch_and_sub(p, 1); __sync_fetch_and_or(p, 1); __sync_fetch_and_and(p, 1);
  __sync_fetch_and_xor(p, 1); __sync_add_and_fetch(p, 1); __sync_sub_and_fetch(p, 1); __sync_or_and_fetch(p, 1);
  __sync_and_and_fetch(p, 1); __sync_xor_and_fetch(p, 1); __sync_lock_test_and_set(p, 1); __sync_swap(p, 1);
  __sync_lock_release(p); __sync_val_compare_and_swap(p, 0, 1); __sync_bool_compare_and_swap(p, 0, 1);
}
void sync_short(short *p) {
  __sync_fetch_and_add(p, 1); __sync_fetch_and_sub(p, 1); __sync_fetch_and_or(p, 1); __sync_fetch_and_and(p, 1);
  __sync_fetch_and_xor(p, 1); __sync_add_and_fetch(p, 1); __sync_sub_and_fetch(p, 1); __sync_or_and_fetch(p, 1);
  __sync_and_and_fetch(p, 1); __sync_xor_and_fetch(p, 1); __sync_lock_test_and_set(p, 1); __sync_swap(p, 1);
  __sync_lock_release(p); __sync_val_compare_and_swap(p, 0, 1); __sync_bool_compare_and_swap(p, 0, 1);
}
void sync_int(int *p) {
  __sync_fetch_and_add(p, 1); __sync_fetch_and_sub(p, 1); __sync_fetch_and_or(p, 1); __sync_fetch_and_and(p, 1);
  __sync_fetch_and_xor(p, 1); __sync_add_and_fetch(p, 1); __sync_sub_and_fetch(p, 1); __sync_or_and_fetch(p, 1);
  __sync_and_and_fetch(p, 1); __sync_xor_and_fetch(p, 1); __sync_lock_test_and_set(p, 1); __sync_swap(p, 1);
  __sync_lock_release(p); __sync_val_compare_and_swap(p, 0, 1); __sync_bool_compare_and_swap(p, 0, 1);
}
void sync_long(long *p) {
  __sync_fetch_and_add(p, 1); __sync_fetch_and_sub(p, 1); __sync_fetch_and_or(p, 1); __sync_fetch_and_and(p, 1);
  __sync_fetch_and_xor(p, 1); __sync_add_and_fetch(p, 1); __sync_sub_and_fetch(p, 1); __sync_or_and_fetch(p, 1);
  __sync_and_and_fetch(p, 1); __sync_xor_and_fetch(p, 1); __sync_lock_test_and_set(p, 1); __sync_swap(p, 1);
  __sync_lock_release(p); __sync_val_compare_and_swap(p, 0, 1); __sync_bool_compare_and_swap(p, 0, 1);
}
