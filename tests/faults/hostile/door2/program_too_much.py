#!/usr/bin/env python3
# hostile: program_too_much
# class: REPLY
# law: process
# trigger: the first request
# Sends 64 bytes more than its reply.
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import npy


def answer(number, rows, cols, values):
    npy.honest_reply(rows, cols, values)
    npy.send(bytes(64))


npy.serve(answer)
