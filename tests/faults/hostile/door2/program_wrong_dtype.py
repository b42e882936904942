#!/usr/bin/env python3
# hostile: program_wrong_dtype
# class: REPLY
# law: process
# trigger: the first request
# Replies in f64 to a request in f32.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    npy.send(npy.encoded(npy.softmax(rows, cols, values), (rows, cols), "<f8"))


npy.serve(answer)
