/* Calls everything in models/libraries.json.  Its headers are not needed here. */

int zmq_recv(), zmq_send(), zmq_msg_recv(), zmq_msg_send(), zmq_poll(), zmq_ctx_term(), zmq_ctx_destroy(),
    zmq_term(), zmq_ctx_shutdown(), curl_easy_perform(), curl_multi_wait(), curl_multi_poll(),
    curl_multi_wakeup(), SSL_read(), SSL_write(), SSL_peek(), SSL_connect(), SSL_accept(), SSL_do_handshake(),
    SSL_shutdown(), BIO_read(), BIO_write(), uv_run(), uv_stop(), uv_thread_create(), uv_queue_work(), uv_async_send(), event_base_dispatch(),
    event_base_loop(), event_base_loopbreak(), event_base_loopexit(), ev_run(), ev_async_send(),
    io_uring_wait_cqe(), io_uring_submit_and_wait(), pcap_loop(), pcap_dispatch(), pcap_next_ex(),
    libusb_handle_events(), libusb_interrupt_event_handler(), mosquitto_loop_forever(),
    mosquitto_disconnect(), PQexec(), PQgetResult(), PQgetCopyData(), PQprepare(), PQexecPrepared(), PQexecParams(), mysql_query(), mysql_real_query(),
    wgetch(), wget_wch(), nodelay(), wtimeout(),
    snd_pcm_writei(), snd_pcm_readi(), snd_pcm_wait(), dbus_connection_read_write_dispatch(), SDL_WaitEvent(), uv_sleep(),
    XNextEvent(), curl_easy_cleanup(), curl_global_cleanup(), curl_multi_cleanup(), sqlite3_close(),
    sqlite3_close_v2(), sqlite3_exec(), sqlite3_step(), sqlite3_finalize(), sqlite3_shutdown(), SSL_free(),
    SSL_CTX_free(), BIO_free(), EVP_cleanup(), ERR_free_strings(), OPENSSL_cleanup(), XCloseDisplay(),
    XDestroyWindow(), XFlush(), XSync(), XSendEvent(), endwin(), initscr(), wprintw(), printw(), mvprintw(),
    wrefresh(), wclear(), delscreen(), rl_callback_handler_remove(), rl_cleanup_after_signal(),
    rl_deprep_terminal(), write_history(), mysql_close(), PQfinish(), PQclear(), PQcancel(), pcap_breakloop(),
    pcap_close(), pcap_freecode(), event_active(), event_del(), event_base_free(), uv_close(),
    uv_loop_close(), zmq_close(), snd_pcm_close(), snd_pcm_drain(), snd_pcm_drop(), SDL_Quit(),
    SDL_DestroyWindow(), SDL_PushEvent(), libusb_close(), libusb_exit(), libusb_release_interface(),
    libusb_cancel_transfer(), mosquitto_destroy(), mosquitto_loop_stop(), mosquitto_publish(),
    mosquitto_lib_cleanup(), dbus_connection_unref(), dbus_connection_close(), dbus_connection_send(),
    xmlCleanupParser(), xmlFreeDoc(), av_log(), avformat_close_input(), avcodec_free_context(),
    gtk_main_quit(), gtk_widget_destroy(), lua_close(), luaL_error(), lua_pcall(), lua_call(), lua_sethook(),
    io_uring_wait_cqes(), io_uring_submit_and_wait_timeout(), io_uring_wait_cqe_timeout(), uv_sem_wait(), uv_sem_post(),
    uv_cond_wait(), uv_cond_timedwait(), uv_cond_signal(), uv_cond_broadcast(), uv_thread_join(), uv_barrier_wait(),
    SDL_CondWait(), SDL_CondWaitTimeout(), SDL_CondSignal(), SDL_CondBroadcast(), SDL_SemWait(), SDL_SemWaitTimeout(),
    SDL_SemPost(), SDL_WaitThread(), SDL_Delay(), uv_mutex_lock(), uv_rwlock_wrlock(), uv_mutex_trylock(),
    uv_rwlock_trywrlock(), uv_mutex_unlock(), uv_rwlock_wrunlock(), SDL_LockMutex(), SDL_TryLockMutex(),
    SDL_UnlockMutex(), SDL_CreateThread(), gzdopen(), gzopen(), gzopen64(), gzclose(), gzclose_r(), gzclose_w();

void all(void) {
  gzdopen(0, 0); gzopen(0, 0); gzopen64(0, 0); gzclose(0); gzclose_r(0); gzclose_w(0);
  zmq_recv(0, 0, 0, 0); zmq_send(0, 0, 0, 0); zmq_msg_recv(0, 0, 0); zmq_msg_send(0, 0, 0); zmq_poll(0, 0, 0);
  zmq_ctx_term(0); zmq_ctx_destroy(0); zmq_term(0); zmq_ctx_shutdown(0); curl_easy_perform(0);
  curl_multi_wait(0, 0, 0, 0, 0); curl_multi_poll(0, 0, 0, 0, 0); curl_multi_wakeup(0); SSL_read(0, 0, 0);
  SSL_write(0, 0, 0); SSL_peek(0, 0, 0); SSL_connect(0); SSL_accept(0); SSL_do_handshake(0); SSL_shutdown(0);
  BIO_read(0, 0, 0); BIO_write(0, 0, 0); uv_run(0, 0); uv_stop(0); uv_thread_create(0, 0, 0); uv_queue_work(0, 0, 0, 0); uv_async_send(0); event_base_dispatch(0);
  event_base_loop(0, 0); event_base_loopbreak(0); event_base_loopexit(0, 0); ev_run(0, 0);
  ev_async_send(0, 0); io_uring_wait_cqe(0, 0); io_uring_submit_and_wait(0, 0); pcap_loop(0, 0, 0, 0);
  pcap_dispatch(0, 0, 0, 0); pcap_next_ex(0, 0, 0); libusb_handle_events(0);
  libusb_interrupt_event_handler(0); mosquitto_loop_forever(0, 0, 0); mosquitto_disconnect(0); PQexec(0, 0);
  PQgetResult(0, 0); PQgetCopyData(0, 0, 0); PQprepare(0, 0, 0, 0, 0); PQexecPrepared(0, 0, 0, 0, 0, 0, 0);
  PQexecParams(0, 0, 0, 0, 0, 0, 0, 0); mysql_query(0, 0, 0); mysql_real_query(0, 0, 0);
  wgetch(0); wget_wch(0, 0); nodelay(0, 1); wtimeout(0, 0);
  snd_pcm_writei(0, 0, 0); snd_pcm_readi(0, 0, 0); snd_pcm_wait(0, 0);
  dbus_connection_read_write_dispatch(0, 0); SDL_WaitEvent(0); SDL_Delay(1); uv_sleep(1); XNextEvent(0, 0); curl_easy_cleanup();
  curl_global_cleanup(); curl_multi_cleanup(); sqlite3_close(); sqlite3_close_v2(); sqlite3_exec();
  sqlite3_step(); sqlite3_finalize(); sqlite3_shutdown(); SSL_free(); SSL_CTX_free(); BIO_free();
  EVP_cleanup(); ERR_free_strings(); OPENSSL_cleanup(); XCloseDisplay(); XDestroyWindow(); XFlush(); XSync();
  XSendEvent(); endwin(); initscr(); wprintw(); printw(); mvprintw(); wrefresh(); wclear(); delscreen();
  rl_callback_handler_remove(); rl_cleanup_after_signal(); rl_deprep_terminal(); write_history();
  mysql_close(); PQfinish(); PQclear(); PQcancel(); pcap_breakloop(); pcap_close(); pcap_freecode();
  event_active(); event_del(); event_base_free(); uv_close(); uv_loop_close(); zmq_close(); snd_pcm_close();
  snd_pcm_drain(); snd_pcm_drop(); SDL_Quit(); SDL_DestroyWindow(); SDL_PushEvent(); libusb_close();
  libusb_exit(); libusb_release_interface(); libusb_cancel_transfer(); mosquitto_destroy();
  mosquitto_loop_stop(); mosquitto_publish(); mosquitto_lib_cleanup(); dbus_connection_unref();
  dbus_connection_close(); dbus_connection_send(); xmlCleanupParser(); xmlFreeDoc(); av_log();
  avformat_close_input(); avcodec_free_context(); gtk_main_quit(); gtk_widget_destroy(); lua_close();
  luaL_error(); lua_pcall(); lua_call(); lua_sethook();
  io_uring_wait_cqes(0, 0, 0, 0, 0); io_uring_submit_and_wait_timeout(0, 0, 0, 0, 0); io_uring_wait_cqe_timeout(0, 0, 0);
  uv_sem_wait(0); uv_sem_post(0); uv_cond_wait(0, 0); uv_cond_timedwait(0, 0, 0); uv_cond_signal(0); uv_cond_broadcast(0);
  uv_thread_join(0); uv_barrier_wait(0); SDL_CondWait(0, 0); SDL_CondWaitTimeout(0, 0, 0); SDL_CondSignal(0);
  SDL_CondBroadcast(0); SDL_SemWait(0); SDL_SemWaitTimeout(0, 0); SDL_SemPost(0); SDL_WaitThread(0, 0);
  uv_mutex_lock(0); uv_rwlock_wrlock(0); uv_mutex_trylock(0); uv_rwlock_trywrlock(0); uv_mutex_unlock(0);
  uv_rwlock_wrunlock(0); SDL_LockMutex(0); SDL_TryLockMutex(0); SDL_UnlockMutex(0); SDL_CreateThread(0, 0, 0);
}
