#!/usr/bin/env python3
# hostile: program_floods_stderr
# class: FILES
# law: process
# trigger: the first request
# Writes a gigabyte to standard error before its reply.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    for _ in range(16384):
        sys.stderr.buffer.write(b"x" * 65536)
    npy.honest_reply(rows, cols, values)


npy.serve(answer)
