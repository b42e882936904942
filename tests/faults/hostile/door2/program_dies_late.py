#!/usr/bin/env python3
# hostile: program_dies_late
# class: CRASH
# law: process
# trigger: the fourth request
# Dies after three replies.
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    if number == 3:
        os._exit(3)
    npy.honest_reply(rows, cols, values)


npy.serve(answer)
