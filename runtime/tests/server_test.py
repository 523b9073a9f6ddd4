# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Interrupts the example server at random points under load, and says whether anything was lost.

server_test.py SERVER INTERRUPTS: rounds in each of which clients ask, SIGHUP arrives at random times, and SIGINT ends it, until
the server has been interrupted INTERRUPTS times, by its own count: signals that arrive together count once.
"""
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

CLIENTS = 8
ROUND = 400  # signals at most
PATIENCE = 60  # milliseconds


class Client(threading.Thread):
    """Asks one question at a time, and sometimes falls silent for longer than the server's patience."""

    def __init__(self, port, number, over):
        super().__init__(daemon=True)
        self.port, self.number, self.over = port, number, over
        self.random = random.Random(number)
        self.answers = self.refused = 0
        self.wrong = None

    def run(self):
        while not self.over.is_set() and self.wrong is None:
            try:
                peer = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            except OSError:
                if not self.over.is_set():
                    self.refused += 1
                    time.sleep(0.01)
                continue
            with peer:
                try:
                    self.ask(peer)
                except ConnectionError:
                    pass  # the server was tired of waiting, or has ended

    def ask(self, peer):
        for k in range(self.random.randrange(1, 30)):
            question = f"{self.number}-{k}"
            if self.random.random() < 0.02:
                time.sleep(PATIENCE / 1000 * 2)
            peer.sendall(question.encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                more = peer.recv(4096)
                if not more:
                    return
                answer += more
            self.answers += 1
            if not re.fullmatch(rf"greeting-\d+ {question}\n", answer.decode()):
                self.wrong = f"asked {question!r}, was answered {answer!r}"
                return


def play(server, interrupts, seed):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "settings")

        def write(number):
            with open(path + ".new", "w") as file:
                file.write(f"greeting-{number}\n{PATIENCE}\n")
            os.rename(path + ".new", path)

        write(0)
        process = subprocess.Popen([server, path], stdout=subprocess.PIPE, text=True)
        port = int(process.stdout.readline().split()[1])
        over = threading.Event()
        clients = [Client(port, n, over) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        for i in range(interrupts):
            if i % 50 == 0:
                write(i)
            process.send_signal(signal.SIGHUP)
            time.sleep(rng.random() * 0.002)
        time.sleep(rng.random() * 0.05)
        over.set()
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        try:
            status = process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            return "did not end within 30 s of Ctrl-C", 0, 0
        took = time.monotonic() - start
        for client in clients:
            client.join(timeout=40)
        said = process.stdout.read()
        counts = {name: int(value) for name, value in re.findall(r"(\w+) (\d+)", said)}
        got = sum(client.answers for client in clients)
        wrong = [client.wrong for client in clients if client.wrong]
        print(f"{said.strip()}; clients were answered {got} times; ended after {took * 1000:.0f} ms")
        if status != -signal.SIGINT:
            return f"ended with status {status}, not by SIGINT", 0, 0
        if wrong:
            return wrong[0], 0, 0
        if not counts or counts["accepted"] != counts["closed"]:
            return "a connection was lost", 0, 0
        if counts["answered"] != got:
            return f"{counts['answered']} answers were sent, {got} arrived", 0, 0
        if sum(client.refused for client in clients):
            return "a client was refused before the end", 0, 0
        if got == 0:
            return "nothing was answered at all", 0, 0
        return None, counts["reloads"], took


def main():
    server, wanted = sys.argv[1], int(sys.argv[2])
    reloads = rounds = longest = 0
    while reloads < wanted:
        failure, got, took = play(server, max(20, min(ROUND, wanted // 3, wanted - reloads)), rounds)
        if failure:
            sys.exit(f"round {rounds}: {failure}")
        if got == 0:
            sys.exit(f"round {rounds}: the server was never interrupted")
        reloads, rounds, longest = reloads + got, rounds + 1, max(longest, took)
    print(f"{reloads} interrupts by SIGHUP, {rounds} by SIGINT, at most {longest * 1000:.0f} ms to the end: nothing lost")


main()
