/* Calls everything in models/glib.json. */
#include <stdarg.h>
#include <glib.h>
#include <glib-unix.h>
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

/* Macros that do without the function. */
#undef g_atomic_int_get
#undef g_atomic_pointer_get
#undef g_atomic_int_set
#undef g_atomic_pointer_set
#undef g_atomic_int_add
#undef g_atomic_int_and
#undef g_atomic_int_or
#undef g_atomic_int_xor
#undef g_atomic_pointer_add
#undef g_atomic_int_inc
#undef g_atomic_int_dec_and_test
#undef g_atomic_int_compare_and_exchange
#undef g_atomic_pointer_compare_and_exchange
#undef g_string_append

void more(void *p) {
  g_async_queue_pop(ANY(GAsyncQueue *)); g_async_queue_pop_unlocked(ANY(GAsyncQueue *));
  g_async_queue_timeout_pop(ANY(GAsyncQueue *), ANY(guint64));
  g_async_queue_timeout_pop_unlocked(ANY(GAsyncQueue *), ANY(guint64));
  g_async_queue_push(ANY(GAsyncQueue *), ANY(gpointer));
  g_async_queue_push_unlocked(ANY(GAsyncQueue *), ANY(gpointer));
  g_async_queue_push_front(ANY(GAsyncQueue *), ANY(gpointer)); g_main_loop_run(ANY(GMainLoop *));
  g_main_loop_quit(ANY(GMainLoop *)); g_main_context_iteration(ANY(GMainContext *), ANY(gboolean));
  g_main_context_wakeup(ANY(GMainContext *)); g_thread_pool_free(ANY(GThreadPool *), ANY(gboolean), ANY(gboolean));
  g_thread_pool_new(ANY(GFunc), ANY(gpointer), ANY(gint), ANY(gboolean), ANY(GError **));
  g_spawn_sync(ANY(const gchar *), ANY(gchar **), ANY(gchar **), ANY(GSpawnFlags), ANY(GSpawnChildSetupFunc), ANY(gpointer), ANY(gchar **), ANY(gchar **), ANY(gint *), ANY(GError **));
  g_spawn_command_line_sync(ANY(const gchar *), ANY(gchar **), ANY(gchar **), ANY(gint *), ANY(GError **));
  g_unix_signal_add(ANY(gint), ANY(GSourceFunc), ANY(gpointer));
  g_unix_signal_add_full(ANY(gint), ANY(gint), ANY(GSourceFunc), ANY(gpointer), ANY(GDestroyNotify));
  g_atomic_int_get(ANY(const volatile gint *)); g_atomic_pointer_get(ANY(const volatile void *));
  g_atomic_int_set(ANY(volatile gint *), ANY(gint)); g_atomic_pointer_set(ANY(volatile void *), ANY(gpointer));
  g_atomic_int_add(ANY(volatile gint *), ANY(gint)); g_atomic_int_and(ANY(volatile guint *), ANY(guint));
  g_atomic_int_or(ANY(volatile guint *), ANY(guint)); g_atomic_int_xor(ANY(volatile guint *), ANY(guint));
  g_atomic_pointer_add(ANY(volatile void *), ANY(gssize)); g_atomic_int_inc(ANY(volatile gint *));
  g_atomic_int_dec_and_test(ANY(volatile gint *));
  g_atomic_int_compare_and_exchange(ANY(volatile gint *), ANY(gint), ANY(gint));
  g_atomic_pointer_compare_and_exchange(ANY(volatile void *), ANY(gpointer), ANY(gpointer));
  g_print(ANY(const gchar *)); g_printerr(ANY(const gchar *));
  g_log(ANY(const gchar *), ANY(GLogLevelFlags), ANY(const gchar *));
  g_logv(ANY(const gchar *), ANY(GLogLevelFlags), ANY(const gchar *), Arguments);
  g_log_structured(ANY(const gchar *), ANY(GLogLevelFlags));
  g_log_structured_standard(ANY(const gchar *), ANY(GLogLevelFlags), ANY(const gchar *), ANY(const gchar *), ANY(const gchar *), ANY(const gchar *));
  g_return_if_fail_warning(ANY(const char *), ANY(const char *), ANY(const char *));
  g_warn_message(ANY(const char *), ANY(const char *), ANY(int), ANY(const char *), ANY(const char *));
  g_assertion_message_expr(ANY(const char *), ANY(const char *), ANY(int), ANY(const char *), ANY(const char *));
  g_string_append(ANY(GString *), ANY(const gchar *)); g_string_append_printf(ANY(GString *), ANY(const gchar *));
  g_list_append(ANY(GList *), ANY(gpointer)); g_list_prepend(ANY(GList *), ANY(gpointer));
  g_slist_append(ANY(GSList *), ANY(gpointer)); g_hash_table_insert(ANY(GHashTable *), ANY(gpointer), ANY(gpointer));
  g_ptr_array_add(ANY(GPtrArray *), ANY(gpointer)); g_idle_add(ANY(GSourceFunc), ANY(gpointer));
  g_idle_add_full(ANY(gint), ANY(GSourceFunc), ANY(gpointer), ANY(GDestroyNotify));
  g_timeout_add(ANY(guint), ANY(GSourceFunc), ANY(gpointer)); g_source_attach(ANY(GSource *), ANY(GMainContext *));
  g_source_remove(ANY(guint)); g_signal_emit(ANY(gpointer), ANY(guint), ANY(GQuark));
  g_signal_emit_by_name(ANY(gpointer), ANY(const gchar *));
  g_spawn_async(ANY(const gchar *), ANY(gchar **), ANY(gchar **), ANY(GSpawnFlags), ANY(GSpawnChildSetupFunc), ANY(gpointer), ANY(GPid *), ANY(GError **));
}

void macros(char *p) { g_clear_pointer(&p, g_free); }
