/* Calls everything in models/glib.json. */
#include <stdarg.h>
#include <glib.h>
#include <glib-object.h>


/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

va_list Arguments;

void all(void *p) {
  g_mutex_lock(ANY(union _GMutex *)); g_rec_mutex_lock(ANY(struct _GRecMutex *));
  g_mutex_trylock(ANY(union _GMutex *)); g_rec_mutex_trylock(ANY(struct _GRecMutex *));
  g_mutex_unlock(ANY(union _GMutex *)); g_rec_mutex_unlock(ANY(struct _GRecMutex *));
  g_rw_lock_writer_lock(ANY(struct _GRWLock *)); g_rw_lock_writer_trylock(ANY(struct _GRWLock *));
  g_rw_lock_writer_unlock(ANY(struct _GRWLock *)); g_rw_lock_reader_lock(ANY(struct _GRWLock *));
  g_rw_lock_reader_trylock(ANY(struct _GRWLock *));
  g_rw_lock_reader_unlock(ANY(struct _GRWLock *)); g_bit_lock(ANY(volatile int *), ANY(int));
  g_bit_trylock(ANY(volatile int *), ANY(int)); g_bit_unlock(ANY(volatile int *), ANY(int));
  g_mutex_locker_new(ANY(union _GMutex *)); g_mutex_locker_free(ANY(void *));
  glib_autoptr_cleanup_GMutexLocker(ANY(void **));
  g_rec_mutex_locker_new(ANY(struct _GRecMutex *)); g_rec_mutex_locker_free(ANY(void *));
  glib_autoptr_cleanup_GRecMutexLocker(ANY(void **));
  g_rw_lock_writer_locker_new(ANY(struct _GRWLock *)); g_rw_lock_writer_locker_free(ANY(void *));
  glib_autoptr_cleanup_GRWLockWriterLocker(ANY(void **));
  g_rw_lock_reader_locker_new(ANY(struct _GRWLock *)); g_rw_lock_reader_locker_free(ANY(void *));
  glib_autoptr_cleanup_GRWLockReaderLocker(ANY(void **));
  glib_autoptr_cleanup_GString(ANY(struct _GString **));
  glib_autoptr_cleanup_GArray(ANY(struct _GArray **));
  glib_autoptr_cleanup_GPtrArray(ANY(struct _GPtrArray **));
  glib_autoptr_cleanup_GHashTable(ANY(struct _GHashTable **));
  glib_autoptr_cleanup_GError(ANY(struct _GError **));
  glib_autoptr_cleanup_GDir(ANY(struct _GDir **));
  glib_autoptr_cleanup_GObject(ANY(struct _GObject **));
  g_autoptr_cleanup_generic_gfree(ANY(void *));
  g_cond_wait(ANY(struct _GCond *), ANY(union _GMutex *));
  g_cond_wait_until(ANY(struct _GCond *), ANY(union _GMutex *), ANY(long));
  g_cond_signal(ANY(struct _GCond *)); g_cond_broadcast(ANY(struct _GCond *));
  g_thread_new(ANY(const char *), ANY(void *(*)(void *)), ANY(void *));
  g_thread_try_new(ANY(const char *), ANY(void *(*)(void *)), ANY(void *), ANY(struct _GError **));
  g_thread_join(ANY(struct _GThread *)); g_usleep(ANY(unsigned long));
  g_poll(ANY(struct _GPollFD *), ANY(unsigned int), ANY(int)); g_malloc(ANY(unsigned long));
  g_malloc0(ANY(unsigned long)); g_try_malloc(ANY(unsigned long));
  g_try_malloc0(ANY(unsigned long)); g_malloc_n(ANY(unsigned long), ANY(unsigned long));
  g_malloc0_n(ANY(unsigned long), ANY(unsigned long));
  g_try_malloc_n(ANY(unsigned long), ANY(unsigned long));
  g_try_malloc0_n(ANY(unsigned long), ANY(unsigned long));
  g_realloc(ANY(void *), ANY(unsigned long));
  g_realloc_n(ANY(void *), ANY(unsigned long), ANY(unsigned long));
  g_try_realloc(ANY(void *), ANY(unsigned long)); g_memdup(ANY(const void *), ANY(unsigned int));
  g_memdup2(ANY(const void *), ANY(unsigned long)); g_strdup(ANY(const char *));
  g_strndup(ANY(const char *), ANY(unsigned long)); g_strdup_printf(ANY(const char *));
  g_strdup_vprintf(ANY(const char *), Arguments); g_strconcat(ANY(const char *));
  g_strjoin(ANY(const char *)); g_build_filename(ANY(const char *));
  g_build_path(ANY(const char *), ANY(const char *)); g_strjoinv(ANY(const char *), ANY(char **));
  g_strsplit(ANY(const char *), ANY(const char *), ANY(int)); g_strdupv(ANY(char **));
  g_strfreev(ANY(char **)); g_slice_alloc(ANY(unsigned long)); g_slice_alloc0(ANY(unsigned long));
  g_slice_free1(ANY(unsigned long), ANY(void *)); g_free(ANY(void *));
  g_string_new(ANY(const char *)); g_string_sized_new(ANY(unsigned long));
  g_string_free(ANY(struct _GString *), ANY(int));
  g_array_new(ANY(int), ANY(int), ANY(unsigned int));
  g_array_free(ANY(struct _GArray *), ANY(int)); g_array_unref(ANY(struct _GArray *));
  g_ptr_array_new(); g_ptr_array_new_with_free_func(ANY(void (*)(void *)));
  g_ptr_array_free(ANY(struct _GPtrArray *), ANY(int));
  g_ptr_array_unref(ANY(struct _GPtrArray *));
  g_hash_table_new(ANY(unsigned int (*)(const void *)), ANY(int (*)(const void *, const void *)));
  g_hash_table_new_full(ANY(unsigned int (*)(const void *)), ANY(int (*)(const void *, const void *)), ANY(void (*)(void *)), ANY(void (*)(void *)));
  g_hash_table_unref(ANY(struct _GHashTable *)); g_hash_table_destroy(ANY(struct _GHashTable *));
  g_object_ref(ANY(void *)); g_object_unref(ANY(void *)); g_error_free(ANY(struct _GError *));
  g_clear_error(ANY(struct _GError **));
  g_dir_open(ANY(const char *), ANY(unsigned int), ANY(struct _GError **));
  g_dir_close(ANY(struct _GDir *));
}

void macros(char *p) { g_clear_pointer(&p, g_free); }
