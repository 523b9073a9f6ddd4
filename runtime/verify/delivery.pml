/* The delivery of interrupts to blocked threads: src/stub_*.S, wake.cpp, thread_record.cpp, delivery.cpp, interrupt.cpp,
 * event_wait.cpp and helper_thread.cpp, as far as threads and signals meet in it. docs/runtime/verification.md says what
 * is checked and what is left out; check.sh runs it, and each mutation of it.
 *
 * A receiver's store to `blocked` is plain: it stays in the store buffer of its processor (`buffered`) until that is
 * flushed, by chance, by an atomic operation of its own, or by the sender's membarrier. */

#ifndef RECEIVERS
#define RECEIVERS 1
#endif
#ifndef SENDERS
#define SENDERS 2
#endif
#ifndef NESTED        /* how often a handler of somebody else's strikes each receiver */
#define NESTED 1
#endif
#ifndef DATA          /* how often the blocking call finds something to do */
#define DATA 1
#endif

#define NOTHING 0
#define SYSTEM_CALL 1
#define EVENT_WAIT 2

/* Where a receiver is. [STORE, TRAP] is [begin, end) of the stub. */
mtype:place = { elsewhere, entry, store, test, load, trap, after_trap, cancel, leave, look, await, take, ended };
mtype:fate = { unsent, queued, delivered, revoked, gone };

mtype:place pc[RECEIVERS] = elsewhere;
bool thrown[RECEIVERS], fresh[RECEIVERS];          /* thread_block::pending */
byte blocked[RECEIVERS];                           /* thread_block::blocked, as others see it */
bool buffered[RECEIVERS]; byte buffer[RECEIVERS];  /* a store to it that they do not see yet */
byte signallers[RECEIVERS], wakers[RECEIVERS];
bool alive[RECEIVERS] = true, has_block[RECEIVERS] = true;
byte signals[RECEIVERS];                           /* ours, on their way */
bool masked[RECEIVERS];                            /* ours is blocked until the nested handler returns */
bool nested[RECEIVERS];                            /* a handler of somebody else's runs */
byte rearmed[RECEIVERS];
byte events[RECEIVERS];                            /* the eventfd */
bool took_data[RECEIVERS];                         /* the system call has had its effect */
byte handlers_left[RECEIVERS] = NESTED, data_left[RECEIVERS] = DATA;

mtype:fate state[SENDERS] = unsent;
byte deliveries[SENDERS];
byte senders_done = 0;

#define target(m) (m % RECEIVERS)
#define own_blocked(t) (buffered[t] -> buffer[t] : blocked[t])
#define in_stub(t) (pc[t] == store || pc[t] == test || pc[t] == load || pc[t] == trap)

inline flush(t) { if :: buffered[t] -> blocked[t] = buffer[t]; buffered[t] = false; buffer[t] = 0 :: else fi }
inline store_blocked(t, value) { buffer[t] = value; buffered[t] = true }
inline signal_has_struck(t) { if :: signallers[t] > 0 -> signallers[t]-- :: else fi }

/* on_interrupt_signal() */
inline strike(t) {
  signals[t]--;
#ifndef NO_COUNT_OUT
  signal_has_struck(t);
#endif
  /* Code of others sees no signal of ours. A handler of theirs on top of our code does: it cannot be told. */
  assert(nested[t] || pc[t] != elsewhere);
  if
  :: own_blocked(t) != SYSTEM_CALL || !fresh[t] -> skip
  :: else ->
     if
#ifdef NO_CHECK_FOR_OTHER_HANDLER
     :: in_stub(t) -> assert(!nested[t]); pc[t] = cancel  /* the counter of that handler, not of the stub */
#else
     :: nested[t] ->
#ifdef NO_REARM
        skip
#else
#ifndef NO_MASK_AT_REARM
        masked[t] = true;
#endif
        rearmed[t]++; assert(rearmed[t] <= NESTED * (SENDERS + 2));
#ifndef NO_COUNT_AT_REARM
        signallers[t]++;
#endif
        signals[t]++
#endif
     :: !nested[t] && in_stub(t) -> pc[t] = cancel
#endif
#ifdef NO_CHECK_FOR_COMPLETION
     :: !nested[t] && pc[t] == after_trap -> pc[t] = cancel
#endif
     :: else -> skip
     fi
  fi
}

/* A step of several statements, `atomic`, stands for a critical section of the record's lock. */
inline refresh_pending(t) {
  thrown[t] = false;
  for (i : 0 .. SENDERS - 1) { if :: target(i) == t && state[i] == queued -> thrown[t] = true :: else fi }
  i = 0
}

#define nothing_left(t) (senders_done == SENDERS && !thrown[t] && !fresh[t])

#define ours(t, where) (!nested[t] && pc[t] == where)

proctype receiver(byte t) {
  byte i = 0, found = 0;
  bool cancelled = false;
  do
  :: pc[t] == ended -> break
  :: atomic { signals[t] > 0 && !masked[t] && pc[t] != ended -> strike(t) }
  :: atomic { buffered[t] -> flush(t) }
  /* A handler of somebody else's, with SA_RESTART: a call that it interrupts is made again. */
  :: atomic { handlers_left[t] > 0 && !nested[t] && (in_stub(t) || pc[t] == after_trap || pc[t] == cancel) ->
       handlers_left[t]--; nested[t] = true }
  :: atomic { nested[t] -> nested[t] = false; masked[t] = false }

  :: atomic { ours(t, elsewhere) -> took_data[t] = false; cancelled = false; pc[t] = entry }
  :: atomic { ours(t, elsewhere) -> pc[t] = ended }
#ifdef NO_LOOK_AT_ENTRY
  :: atomic { ours(t, entry) -> if :: fresh[t] -> pc[t] = look :: else -> pc[t] = store fi }
#else
  :: atomic { ours(t, entry) -> if :: thrown[t] || fresh[t] -> pc[t] = look :: else -> pc[t] = store fi }
#endif
#ifdef FALLBACK
  /* wait_for_descriptor(): seq_cst stores, then ppoll on the descriptor and the eventfd. */
#ifdef TEST_BEFORE_STORE
  :: atomic { ours(t, store) -> if :: fresh[t] -> pc[t] = cancel :: else -> pc[t] = test fi }
  :: atomic { ours(t, test) -> blocked[t] = EVENT_WAIT; pc[t] = trap }
#else
  :: atomic { ours(t, store) -> blocked[t] = EVENT_WAIT; pc[t] = test }
#ifdef DRAIN_BEFORE_WAIT
  :: atomic { ours(t, test) -> if :: fresh[t] -> pc[t] = after_trap :: else -> pc[t] = load fi }
  :: atomic { ours(t, load) -> events[t] = 0; pc[t] = trap }
#else
  :: atomic { ours(t, test) -> if :: fresh[t] -> pc[t] = after_trap :: else -> pc[t] = trap fi }
#endif
#endif
  :: atomic { ours(t, trap) && (events[t] > 0 || data_left[t] > 0 || nothing_left(t)) ->
       if :: data_left[t] > 0 -> data_left[t]-- :: else fi;
       pc[t] = after_trap }
  :: atomic { ours(t, after_trap) -> blocked[t] = NOTHING; pc[t] = cancel }
  :: atomic { ours(t, cancel) -> events[t] = 0; pc[t] = leave }
#else
#ifdef TEST_BEFORE_STORE
  :: atomic { ours(t, store) -> if :: fresh[t] -> pc[t] = cancel :: else -> pc[t] = test fi }
  :: atomic { ours(t, test) -> store_blocked(t, SYSTEM_CALL); pc[t] = load }
#else
  :: atomic { ours(t, store) -> store_blocked(t, SYSTEM_CALL); pc[t] = test }
  :: atomic { ours(t, test) -> if :: fresh[t] -> pc[t] = cancel :: else -> pc[t] = load fi }
#endif
  :: atomic { ours(t, load) -> pc[t] = trap }
  :: atomic { ours(t, trap) && data_left[t] > 0 -> data_left[t]--; took_data[t] = true; pc[t] = after_trap }
  /* Nobody will send more: let it end, so that whoever still sleeps then has been lost. */
  :: atomic { ours(t, trap) && nothing_left(t) && signals[t] == 0 -> pc[t] = after_trap }
#ifdef NO_STORE_AT_LEAVE
  :: atomic { ours(t, after_trap) -> pc[t] = leave }
#else
  :: atomic { ours(t, after_trap) -> store_blocked(t, NOTHING); pc[t] = leave }
#endif
  :: atomic { ours(t, cancel) -> assert(!took_data[t]);  /* the result of a call that was made is not lost */
       store_blocked(t, NOTHING); cancelled = true; pc[t] = leave }
#endif
  /* by_stub(): leaves our code only when no signal is on its way. */
#ifdef NO_AWAIT_AT_LEAVE
  :: atomic { ours(t, leave) ->
#else
  :: atomic { ours(t, leave) && ((!thrown[t] && !fresh[t]) || signallers[t] == 0) ->
#endif
       if :: cancelled -> pc[t] = entry; cancelled = false :: else -> pc[t] = elsewhere fi }

  /* look(): clears the flag, waits for signals that it has called for, and finds what there is. */
  :: atomic { ours(t, look) -> fresh[t] = false; flush(t); pc[t] = await }
#ifdef NO_AWAIT_AT_LOOK
  :: atomic { ours(t, await) ->
#else
  :: atomic { ours(t, await) && signallers[t] == 0 ->
#endif
       found = SENDERS;
       for (i : 0 .. SENDERS - 1) {
         if :: target(i) == t && state[i] == queued && found == SENDERS -> found = i :: else fi
       }
       i = 0;
       if
       :: found == SENDERS -> found = 0; refresh_pending(t); pc[t] = elsewhere
       :: else -> pc[t] = take
       fi }
  :: atomic { ours(t, take) ->
       if
#ifndef NO_RECHECK_AT_TAKE
       :: state[found] != queued -> refresh_pending(t); pc[t] = entry
#endif
       :: else ->
          assert(state[found] != revoked);                        /* no delivery after revocation */
          deliveries[found]++; assert(deliveries[found] == 1);     /* no double delivery */
          state[found] = delivered; refresh_pending(t); pc[t] = elsewhere
       fi;
       found = 0 }
  od;
  /* give_back(): whoever found a block may still use it. */
  atomic {
    has_block[t] = false;
    for (i : 0 .. SENDERS - 1) { if :: target(i) == t && state[i] == queued -> state[i] = gone :: else fi };
    i = 0
  }
#ifndef NO_AWAIT_OF_WAKERS
  wakers[t] == 0;
#endif
  alive[t] = false
}

#define membarrier(t) atomic { flush(t) }

/* signal_blocked() */
inline signal_blocked(t) {
#ifndef COUNT_IN_LATE
  signallers[t]++;
#endif
  if
#ifdef NO_CHECK_OF_FRESH
  :: true ->
#else
  :: fresh[t] ->
#endif
#ifndef NO_BARRIER_BEFORE_SIGNAL
     membarrier(t);
#endif
     if
     :: blocked[t] == SYSTEM_CALL ->
#ifdef COUNT_IN_LATE
        signallers[t]++;
#endif
        atomic { assert(alive[t]); signals[t]++ }   /* a thread id that was given to another thread is not signalled */
     :: else ->
#ifndef COUNT_IN_LATE
        atomic { signal_has_struck(t) }
#endif
     fi
#ifndef NO_CHECK_OF_FRESH
  :: else ->
#ifndef COUNT_IN_LATE
     atomic { signal_has_struck(t) }
#endif
#endif
  fi
}

/* kick_block() */
inline kick(t) {
  assert(alive[t]);
  seen = blocked[t];
  if
  :: seen == SYSTEM_CALL -> signal_blocked(t)
  :: seen == EVENT_WAIT -> atomic { if :: events[t] < 2 -> events[t]++ :: else fi }
  :: else
  fi
}

/* wake_block() */
inline wake(t) {
  kick(t);
  if
  :: seen == NOTHING ->
#ifndef NO_BARRIER_BEFORE_SECOND_LOOK
     membarrier(t);
#endif
#ifndef NO_SECOND_LOOK
     kick(t)
#endif
  :: else
  fi
}

proctype sender(byte m) {
  byte seen;
  bool woke = false;
  atomic {
    if
    :: has_block[target(m)] ->
       state[m] = queued;
#ifndef COUNT_WAKER_LATE
       wakers[target(m)]++;
#endif
#ifndef FLAG_AFTER_WAKE
       thrown[target(m)] = true; fresh[target(m)] = true;
#endif
       woke = true
    :: else -> state[m] = gone
    fi
  }
  if
  :: woke ->
#ifdef COUNT_WAKER_LATE
     wakers[target(m)]++;
#endif
     wake(target(m));
#ifdef FLAG_AFTER_WAKE
     atomic { thrown[target(m)] = true; fresh[target(m)] = true }
#endif
     wakers[target(m)]--
  :: else
  fi;
  /* throw_to() waits for the end of the message, or takes it back. */
  if
  :: state[m] != queued -> skip
  :: true ->
#ifdef NO_LOCK_AT_REVOKE
     if :: state[m] == queued -> state[m] = revoked; assert(deliveries[m] == 0) :: else fi
#else
     atomic { if :: state[m] == queued -> state[m] = revoked :: else fi }
#endif
  fi;
  senders_done++
}

#ifdef HELPER
/* The helper thread sends again what was not looked at. */
proctype helper() {
  byte seen, t = 0;
  do
  :: atomic { t < RECEIVERS && has_block[t] && fresh[t] && signals[t] == 0 -> wakers[t]++ };
     kick(t);
     wakers[t]--
  :: atomic { t < RECEIVERS && !has_block[t] -> t++ }
  :: t == RECEIVERS -> break
  od
}
#endif

init {
  byte n;
  atomic {
    for (n : 0 .. RECEIVERS - 1) { run receiver(n) }
    for (n : 0 .. SENDERS - 1) { run sender(n) }
#ifdef HELPER
    run helper()
#endif
  }
}
