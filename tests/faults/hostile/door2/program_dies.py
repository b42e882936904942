#!/usr/bin/env python3
# hostile: program_dies
# class: CRASH
# law: process
# trigger: the first request
# Dies of a signal without a reply.
import os
import signal
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    os.kill(os.getpid(), signal.SIGSEGV)


npy.serve(answer)
