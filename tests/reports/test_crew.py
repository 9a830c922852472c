"""Worker processes: what one file does to its worker concerns no other file."""

import os
import signal
import time

from gongkai.reports import crew
from gongkai.reports.crew import Crew


def task(word):
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        time.sleep(600)
    if word == "swell":
        held = bytearray(300 << 20)
        held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])
        time.sleep(600)
    return f"{word} 读过"


def failed(word, why):
    return f"{word}：{why}"


def test_results_come_in_the_order_of_the_sources():
    words = [str(n) for n in range(500)]
    assert list(Crew(task, failed, jobs=3).run(words)) == [f"{word} 读过" for word in words]


def test_a_file_that_kills_its_worker_is_named_and_all_others_are_read():
    words = ["a", "kill", *"bcdefgh", "kill", "kill", "i"]
    got = list(Crew(task, failed, jobs=2).run(words))
    assert [each for each in got if "读过" in each] == [f"{word} 读过" for word in "abcdefghi"]
    assert [n for n, each in enumerate(got) if "意外结束" in each] == [1, 9, 10]


def test_a_file_that_hangs_is_given_up_in_time():
    got = list(Crew(task, failed, jobs=1, limit=1).run(("a", "hang", "b")))
    assert got == ["a 读过", "hang：1 秒内没有读完，不再等待", "b 读过"]


def test_a_file_that_takes_all_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(crew, "MEMORY", 250 << 20)
    got = list(Crew(task, failed, jobs=1).run(("swell", "b")))
    assert got == ["swell：读取时占用内存过多，文件可能有害，不再读取", "b 读过"]


def test_no_worker_outlives_its_crew():
    running = Crew(task, failed, jobs=2)
    found = running.run(("a", "hang", "hang", "b"))
    assert next(found) == "a 读过"
    workers = [hand.process for hand in running.hands]
    found.close()
    assert [worker.is_alive() for worker in workers] == [False, False]


def test_sources_are_taken_no_further_than_the_window_reaches():
    taken = []

    def sources():
        for n in range(1000):
            taken.append(n)
            yield "a"

    found = Crew(task, failed, jobs=1).run(sources())
    next(found)
    assert len(taken) <= crew.WINDOW + 2
    found.close()
