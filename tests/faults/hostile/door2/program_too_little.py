#!/usr/bin/env python3
# hostile: program_too_little
# class: REPLY
# law: process
# trigger: the first request with entries
# Announces its reply, sends half of it and ends.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    data = npy.encoded(npy.softmax(rows, cols, values), (rows, cols))
    npy.send(data[:len(data) - 2 * rows * cols])
    sys.exit(0)


npy.serve(answer)
