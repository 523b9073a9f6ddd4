"""What a child process may take.  One with sanitizers in it reserves terabytes of addresses, and is slower."""
import os
import resource

SANITIZED = bool(os.environ.get("ASYNCSAFE_SANITIZED"))


def limits(gib, seconds=None):
    """For preexec_fn: so much address space, and so many seconds of the processor (a busy machine makes nothing slow)."""

    def apply():
        if not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (gib << 30, gib << 30))
        if seconds:
            limit = seconds * (10 if SANITIZED else 1)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    return apply
