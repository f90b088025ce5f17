"""Sends what the ledger still holds: each message once, at a bounded pace, and so that it may be killed at any moment.

For each message: build it, let the server take the address, write «in flight», DATA, write what the server answered.
What cannot be built is rejected and does not stop the rest; what would be the same for everybody stops the sending.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NoReturn, Protocol, TypeAlias

from presskit.mail.delivery import Answer, Connection, Server, ServerError, UnreachableError
from presskit.mail.ledger import Entry, Ledger, ServerReply, State, WrongMoveError
from presskit.mail.ledger_file import LedgerError
from presskit.mail.smtp_replies import is_personal, reply_class

__all__ = ["Compose", "Pace", "Patience", "Sender", "SendingResult", "Tally", "Transport"]

Compose: TypeAlias = Callable[[Entry, datetime], bytes]
"""Builds the message of an entry with this Date; any exception means that this one message cannot be built."""

FIRST_REJECTED = 5
"""So many refusals before the first acceptance say something about the sender, not about the recipients."""

RUN, RUN_OF_PERSONAL = 5, 10
"""So many equal refusals one after the other are hardly about the recipients; those about a mailbox may be, in an old list."""

BUILDING = "building"
"""The stage of a message that could not be made, and was offered to no server."""

TICK = 0.2
PAUSES = (1.0, 5.0, 15.0, 30.0, 60.0)
"""Seconds to wait for a server that cannot be reached, before the sending gives up."""


class Transport(Protocol):
    """A way to hand over messages, as :class:`~presskit.mail.delivery.Connection` does."""

    def deliver(self, sender: str, address: str, data: bytes, begin: Callable[[], None]) -> Answer:
        """Hand one message over."""

    def close(self) -> None:
        """End the connection."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and when a deferred message is tried again: after 1, 2, 4, 8 and 16 minutes, 6 tries together."""

    first: timedelta = timedelta(minutes=1)
    most: timedelta = timedelta(minutes=30)
    tries: int = 6

    def pause(self, tries: int) -> timedelta:
        """Return the pause after the ``tries``-th try that failed."""
        return min(self.first * (1 << (tries - 1)), self.most)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast: messages a minute over all connections (0: as the server takes them), and how many connections."""

    per_minute: float = 0
    connections: int = 2
    patience: Patience = Patience()
    pauses: tuple[float, ...] = PAUSES

    @property
    def interval(self) -> float:
        """Seconds between the beginnings of two messages."""
        return 60 / self.per_minute if self.per_minute else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a sending is. ``waiting_until`` is when the next deferred one is due, where nothing else is left to do."""

    counts: Counter[State] = field(default_factory=Counter)
    left: int = 0
    elapsed: float = 0.0
    interval: float = 0.0
    waiting_until: datetime | None = None

    @property
    def done(self) -> int:
        """How many were settled by this sending."""
        return sum(self.counts[state] for state in (State.SENT, State.REJECTED, State.REVIEW))

    @property
    def seconds(self) -> float | None:
        """Estimate the seconds left by what was measured so far; None before there is anything to go by."""
        if self.done < 5 or self.elapsed < 1:
            return None
        return self.left * max(self.elapsed / self.done, self.interval)


@dataclass(frozen=True, slots=True)
class SendingResult:
    """How a sending ended. ``reason`` says why it stopped before all was done, and is empty otherwise."""

    tally: Tally
    reason: str = ""
    interrupted: bool = False


class _Stop(Exception):  # noqa: N818 -- no error: a reason to end
    """The sending ends here, for a reason that the user is told; ``later`` is written to all that is left."""

    def __init__(self, reason: str, later: ServerReply | None = None) -> None:
        super().__init__(reason)
        self.later = later


@dataclass(slots=True)
class _Queue:
    """The messages that are still to be tried, the one due first at the head, and the pace at which they are taken."""

    interval: float
    clock: Callable[[], datetime]
    waiting: list[tuple[datetime, int]] = field(default_factory=list)
    busy: int = 0
    slot: float = 0.0

    def put(self, number: int, due: datetime) -> None:
        heapq.heappush(self.waiting, (due, number))

    def wait(self) -> float:
        """Return the seconds until a message may be taken; 0 or less: now."""
        return max((self.waiting[0][0] - self.clock()).total_seconds(), self.slot - time.monotonic())

    def take(self) -> int:
        self.slot = max(self.slot, time.monotonic()) + self.interval
        self.busy += 1
        return heapq.heappop(self.waiting)[1]


class Sender:
    """Sends entries of a ledger, of which this process holds the lock.

    ``closed`` is asked before each message and says why nothing may be sent at that time, the embargo above all.
    ``clock`` gives the time with its zone.
    """

    def __init__(  # noqa: PLR0913 -- the world comes in as arguments
        self,
        ledger: Ledger,
        server: Server,
        sender: str,
        compose: Compose,
        *,
        pace: Pace,
        clock: Callable[[], datetime],
        closed: Callable[[datetime], str] = lambda _: "",
        connect: Callable[[Server], Transport] = Connection,
    ) -> None:
        self._ledger, self._server, self._address, self._compose = ledger, server, sender, compose
        self._pace, self._clock, self._closed, self._connect = pace, clock, closed, connect
        self._queue = _Queue(pace.interval, clock)
        self._counts: Counter[State] = Counter()
        self._changed = threading.Condition()
        self._reason: str | None = None
        self._fault: BaseException | None = None
        self._workers = self._failures = 0
        self._run = ("", 0)
        self._later: ServerReply | None = None
        self._begun = time.monotonic()

    def send(self, entries: Iterable[Entry], progress: Callable[[Tally], None] = lambda _: None) -> SendingResult:
        """Send all entries that are ``todo`` or ``deferred``, and return when each is settled or the sending stopped.

        Ctrl-C finishes the messages under way; a second one does not wait for them, and they are put under review
        at the next start.
        """
        for entry in entries:
            self._queue.put(entry.id, entry.due or datetime.min.replace(tzinfo=UTC))
        interrupted = False
        threads = self._start()
        try:
            self._watch(threads, progress)
        except KeyboardInterrupt:
            interrupted = True
            self.stop("stopped with Ctrl-C; what was under way was finished")
            self._watch(threads, progress)
        if self._fault is not None:
            raise self._fault
        if self._later is not None:
            self._ledger.postpone([number for _, number in self._queue.waiting], self._clock(), self._later)
        return SendingResult(self.tally(), self._reason or "", interrupted)

    def stop(self, reason: str) -> None:
        """Take no further message; those under way are finished."""
        with self._changed:
            self._reason = reason if self._reason is None else self._reason
            self._changed.notify_all()

    def tally(self) -> Tally:
        """Return how far it is."""
        with self._changed:
            queue = self._queue
            left = len(queue.waiting) + queue.busy
            next_due = queue.waiting[0][0] if queue.waiting and not queue.busy else None
            return Tally(
                self._counts.copy(),
                left,
                time.monotonic() - self._begun,
                queue.interval,
                waiting_until=next_due if next_due and next_due > self._clock() else None,
            )

    def _start(self) -> list[threading.Thread]:
        self._workers = max(1, min(self._pace.connections, len(self._queue.waiting)))
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        return threads

    def _watch(self, threads: list[threading.Thread], progress: Callable[[Tally], None]) -> None:
        while any(thread.is_alive() for thread in threads):
            progress(self.tally())
            with self._changed:
                self._changed.wait(TICK)
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        transport = self._connect(self._server)
        try:
            while (number := self._take()) is not None:
                if not self._try_next(transport, number):
                    break
        except BaseException as fault:  # noqa: BLE001 -- a thread's fault is the caller's
            self._fault = self._fault or fault
            self.stop("a fault")
        finally:
            transport.close()
            with self._changed:
                self._changed.notify_all()

    def _take(self) -> int | None:
        """Wait for a message that is due and return it; None where all are settled or the sending stops."""
        with self._changed:
            while self._reason is None and (self._queue.waiting or self._queue.busy):
                wait = self._queue.wait() if self._queue.waiting else TICK
                if wait <= 0:
                    return self._queue.take()
                self._changed.wait(min(wait, 1.0))
            return None

    def _try_next(self, transport: Transport, number: int) -> bool:
        """Try one message; False where this connection is to be given up while others go on."""
        again: datetime | None = None
        try:
            again = self._deliver(transport, self._ledger.entry(number))
        except UnreachableError as problem:
            again = datetime.min.replace(tzinfo=UTC)
            return self._unreachable(str(problem))
        except _Stop as problem:
            self._later = self._later or problem.later
            self.stop(str(problem))
        except (ServerError, LedgerError, WrongMoveError) as problem:
            self.stop(str(problem))
        finally:
            with self._changed:
                self._queue.busy -= 1
                if again is not None:
                    self._queue.put(number, again)
                self._changed.notify_all()
        return True

    def _unreachable(self, reason: str) -> bool:
        """Let the last connection wait for the server, a bounded number of times; further ones are given up."""
        with self._changed:
            if self._workers > 1:
                self._workers -= 1
                return False
            if self._failures == len(self._pace.pauses):
                self.stop(f"{reason}. Tried {self._failures + 1} times; nothing is lost: send again later")
                return True
            self._queue.slot = time.monotonic() + self._pace.pauses[self._failures]
            self._failures += 1
            return True

    def _deliver(self, transport: Transport, entry: Entry) -> datetime | None:
        """Try one message and write down what became of it; return when it is to be tried again."""
        now = self._clock()
        closed = self._closed(now)
        if closed:
            raise _Stop(closed)
        date = entry.date or now.replace(microsecond=0)
        try:
            data = self._compose(entry, date)
        except Exception as fault:  # noqa: BLE001 -- whatever it is, the others get theirs
            words = f"the message cannot be made: {type(fault).__name__}: {fault}"
            return self._record(entry, Answer(State.REJECTED, ServerReply(0, words), BUILDING))
        answer = transport.deliver(self._address, entry.address, data, lambda: self._ledger.begin(entry, date, self._clock()))
        self._failures = 0
        return self._record(entry, answer)

    def _record(self, entry: Entry, answer: Answer) -> datetime | None:
        if answer.limit:
            self._stop_at_limit(entry, answer)
        state, reply, due = self._settled(entry, answer)
        self._ledger.move(entry.id, state, self._clock(), reply, due, counted=answer.stage != BUILDING)
        with self._changed:
            self._counts[state] += 1
            self._run = self._equal_rejections(answer)
            run, refused = self._run[1], self._counts[State.REJECTED]
            hopeless = answer.reply.code and refused >= FIRST_REJECTED and not self._counts[State.SENT]
        if hopeless and state is State.REJECTED:
            raise _Stop(
                f"the server rejected the first {FIRST_REJECTED} recipients: {reply.code} {reply.words}. If that is the fault "
                "of the login or of the sender's address, mend it and decide that all rejected messages are sent again"
            )
        if run >= (RUN_OF_PERSONAL if is_personal(reply.words) else RUN):
            raise _Stop(
                f"the server gave {run} recipients one after the other the same rejection: {reply.code} {reply.words}. All "
                "others are kept for later: send again. If it was not about those, decide that all rejected messages are sent "
                "again",
                ServerReply(0, f"kept for later, as the server rejected {run} others with {reply.code} {reply.words}"),
            )
        return due

    def _equal_rejections(self, answer: Answer) -> tuple[str, int]:
        """Return what the last refusals had in common and how many they are, ``answer`` being the last."""
        if answer.state is not State.REJECTED or not answer.reply.code:
            return "", 0
        like = reply_class(answer.reply.code, answer.reply.words)
        return like, self._run[1] + 1 if like == self._run[0] else 1

    def _stop_at_limit(self, entry: Entry, answer: Answer) -> NoReturn:
        """Keep a message, and all that are left, for the time when the account may send again; it costs no try."""
        reply = answer.reply
        self._ledger.move(entry.id, State.DEFERRED, self._clock(), reply, counted=False)
        with self._changed:
            self._counts[State.DEFERRED] += 1
        raise _Stop(
            f"the server takes no more from this account for now: {reply.code} {reply.words}. All that is left is kept for "
            "later: send again when the limit is over, a day later mostly, or at a lower rate",
            ServerReply(0, f"kept for later: the account may send no more for now ({reply.code} {reply.words})"),
        )

    def _settled(self, entry: Entry, answer: Answer) -> tuple[State, ServerReply, datetime | None]:
        """Return what is written for an answer: a deferred one has a next time, or its tries are used up."""
        if answer.state is not State.DEFERRED:
            return answer.state, answer.reply, None
        tries = entry.tries + 1
        if tries >= self._pace.patience.tries:
            return State.REJECTED, ServerReply(answer.reply.code, f"given up after {tries} tries: {answer.reply.words}"), None
        return State.DEFERRED, answer.reply, self._clock() + self._pace.patience.pause(tries)
