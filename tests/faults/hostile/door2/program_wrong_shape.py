#!/usr/bin/env python3
# hostile: program_wrong_shape
# class: REPLY
# law: process
# trigger: a request of 2 rows or more, or of 2 columns or more
# Replies with a transposed shape and one column more.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    npy.send(npy.encoded([0.5] * (cols + 1) * rows, (cols + 1, rows)))


npy.serve(answer)
