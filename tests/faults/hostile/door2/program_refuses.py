#!/usr/bin/env python3
# hostile: program_refuses
# class: REPLY
# law: refusal
# trigger: the first request with entries
# Refuses every request, by a first dimension of 0.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    npy.send(npy.encoded([], (0, cols)))


npy.serve(answer)
