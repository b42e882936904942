#!/usr/bin/env python3
# hostile: program_hangs
# class: HANG
# law: process
# trigger: the first request
# Reads a request and never replies, until the auditor has gone.
import os
import time
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    parent = os.getppid()
    for _ in range(600):
        if os.getppid() != parent:
            break
        time.sleep(1)
    sys.exit(1)


npy.serve(answer)
