// Calls every method that models/shapes.json names.
struct Lower {
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};
struct Upper {
  void Lock();
  bool TryLock();
  void Unlock();
  void UnLock();
  void ReadLock();
  bool TryReadLock();
  void ReadUnlock();
  void WriteLock();
  bool TryWriteLock();
  void WriteUnlock();
  void ReaderLock();
  void ReaderUnlock();
  void WriterLock();
  void WriterUnlock();
};

void all(Lower &L, Upper &U) {
  L.lock(); L.unlock();
  if (L.try_lock()) L.unlock();
  L.lock_shared(); L.unlock_shared();
  if (L.try_lock_shared()) L.unlock_shared();
  U.Lock(); U.Unlock();
  if (U.TryLock()) U.UnLock();
  U.ReadLock(); U.ReadUnlock();
  if (U.TryReadLock()) U.ReadUnlock();
  U.WriteLock(); U.WriteUnlock();
  if (U.TryWriteLock()) U.WriteUnlock();
  U.ReaderLock(); U.ReaderUnlock();
  U.WriterLock(); U.WriterUnlock();
}
