"""Worker processes for many files: results in input order; a file that kills, hangs or swells its worker is named alone."""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Source = TypeVar("Source")
Result = TypeVar("Result")
AHEAD = 4  # files handed to one worker, so that it never waits for the next
WINDOW = 64  # files per worker that may be done before an earlier one is: memory stays flat
MEMORY = 500 << 20  # bytes resident in one worker: a report takes a tenth of it
TICK = 0.25  # seconds between two looks at time and memory


@dataclass(eq=False, slots=True)
class Hand(Generic[Source]):
    """One worker: its process, the pipe to it, what it was handed (the first is under work), since when."""

    process: BaseProcess
    pipe: Connection
    handed: deque[tuple[int, Source]] = field(default_factory=deque)
    since: float = 0.0


@dataclass(slots=True)
class Crew(Generic[Source, Result]):
    """Workers that do `task`; `failed(source, why)` stands in for the result of a file that ended its worker.

    jobs: how many. limit: seconds for one file. Both functions must be picklable where processes are not forked.
    """

    task: Callable[[Source], Result]
    failed: Callable[[Source, str], Result]
    jobs: int = 1
    limit: float = 60.0
    hands: list[Hand[Source]] = field(default_factory=list)
    waiting: deque[tuple[int, Source]] = field(default_factory=deque)
    done: dict[int, Result] = field(default_factory=dict)

    def run(self, sources: Iterable[Source]) -> Generator[Result, None, None]:
        """The result of each source, in their order. Closing the generator ends all workers at once."""
        coming = enumerate(sources)
        following, looked = 0, time.monotonic()
        try:
            while True:
                self.hand_out(coming, following)
                while following in self.done:
                    yield self.done.pop(following)
                    following += 1
                    self.hand_out(coming, following)
                if not any(hand.handed for hand in self.hands):
                    return
                self.collect()
                if time.monotonic() - looked >= TICK:
                    self.look()
                    looked = time.monotonic()
        finally:
            for hand in self.hands:
                end(hand.process)
                hand.pipe.close()

    def hand_out(self, coming: Iterator[tuple[int, Source]], following: int) -> None:
        """Give every worker something to do, as far as the window reaches; start workers as they are needed."""
        while True:
            hand = min(self.hands, key=lambda each: len(each.handed), default=None)
            if (hand is None or hand.handed) and len(self.hands) < self.jobs:
                hand = None
            elif hand is not None and len(hand.handed) >= AHEAD:
                return
            piece = self.waiting.popleft() if self.waiting else next(coming, None)
            if piece is None:
                return
            if piece[0] - following >= WINDOW * self.jobs:
                self.waiting.appendleft(piece)
                return
            if hand is None:
                hand = self.started()
            if not hand.handed:
                hand.since = time.monotonic()
            hand.handed.append(piece)
            try:
                hand.pipe.send(piece[1])
            except OSError:  # it has just died: `collect` finds out
                return

    def started(self) -> Hand[Source]:
        """One more worker."""
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=labour, args=(theirs, self.task), daemon=True)
        process.start()
        theirs.close()
        self.hands.append(Hand(process, ours))
        return self.hands[-1]

    def collect(self) -> None:
        """Take what the workers have done; wait a moment if there is nothing."""
        ready = wait([hand.pipe for hand in self.hands], TICK)
        for hand in [each for each in self.hands if each.pipe in ready]:
            try:
                result = hand.pipe.recv()
            except (EOFError, OSError):
                self.lose(hand, "读取进程意外结束，文件可能有害；请单独核对这个文件")
                continue
            number, _ = hand.handed.popleft()
            hand.since = time.monotonic()
            self.done[number] = result

    def look(self) -> None:
        """End workers that take too long or too much."""
        now = time.monotonic()
        for hand in list(self.hands):
            if hand.handed and now - hand.since > self.limit:
                self.lose(hand, f"{self.limit:.0f} 秒内没有读完，不再等待")
            elif hand.handed and resident(hand.process.pid or 0) > MEMORY:
                self.lose(hand, "读取时占用内存过多，文件可能有害，不再读取")

    def lose(self, hand: Hand[Source], why: str) -> None:
        """A worker is gone: the file under work is the cause; the others are read again by others."""
        end(hand.process)
        hand.pipe.close()
        self.hands.remove(hand)
        if hand.handed:
            number, source = hand.handed.popleft()
            self.done[number] = self.failed(source, why)
        self.waiting.extendleft(reversed(hand.handed))


def labour(pipe: Connection, task: Callable[[Any], Any]) -> None:
    """What a worker does until its parent ends it or is gone. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # so that what it starts (LibreOffice, tesseract) ends with it
    parent = os.getppid()
    try:
        while True:
            while not pipe.poll(1.0):
                if os.getppid() != parent:
                    return
            pipe.send(task(pipe.recv()))
    except (EOFError, OSError):
        return


def end(process: BaseProcess) -> None:
    """End a worker with all that it started."""
    if hasattr(os, "killpg") and process.pid:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not say."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
