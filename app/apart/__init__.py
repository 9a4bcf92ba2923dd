"""Foreign bytes are read apart: in a process of its own with bounds of time and memory, whose death loses that one job.

    from app.apart import run, Unreadable

    answer = run("app.exchange.apart_jobs:read_mail", payload, seconds=10, mebibytes=512)

``run(job, payload, *, seconds=10.0, mebibytes=512, cancel=None) -> bytes``: the function ``job`` names
("module:function", bytes to bytes, a module of ``app``) is called in a process that is kept warm for the next job (a
warm job costs about 0.1 ms and its bytes through a pipe; a start about 60 ms and what the module imports). Nothing is
written to disk; the child gets no environment but what it needs to start.

Raises ``Refused`` (code and sentence) where the job raised it; ``TookTooLong``, ``TookTooMuch`` or ``Died``
(all ``Unreadable``, a ``Refused``, with a sentence for people) where the process was ended or the job broke;
``Stopped`` where ``cancel`` (a ``threading.Event``) was set meanwhile. Any thread may call it; as many
processes work as threads call, two are kept.

``stop()`` ends the kept processes: whoever locks a vault calls it, so that nothing that was read stays in memory.
A job must not write to standard output, must not depend on jobs before it, and answers plain bytes: what comes back is
foreign too and is never unpickled (``app.apart.packing`` has a plain way to pack texts, numbers and bytes).
"""

from app.apart.errors import Died, Stopped, TookTooLong, TookTooMuch, Unreadable
from app.apart.pool import run, stop

__all__ = ["Died", "Stopped", "TookTooLong", "TookTooMuch", "Unreadable", "run", "stop"]
