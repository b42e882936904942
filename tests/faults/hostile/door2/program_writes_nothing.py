#!/usr/bin/env python3
# hostile: program_writes_nothing
# class: EXIT
# law: process
# trigger: the first request
# Reads the request and ends, with success and without a reply.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    sys.exit(0)


npy.serve(answer)
