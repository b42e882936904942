#!/usr/bin/env python3
# hostile: program_garbage
# class: REPLY
# law: process
# trigger: the first request
# Replies with bytes that are not an array.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    npy.send(b"nan nan nan\n" * 100)


npy.serve(answer)
