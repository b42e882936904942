"""The second door without NumPy: requests of f32 from standard input, replies to standard output."""
import ast
import math
import struct
import sys


def read_request():
    """(rows, cols, values), or None at the end of file."""
    magic = sys.stdin.buffer.read(10)
    if len(magic) < 10:
        return None
    header = ast.literal_eval(sys.stdin.buffer.read(struct.unpack("<H", magic[8:])[0]).decode())
    rows, cols = header["shape"]
    data = sys.stdin.buffer.read(4 * rows * cols)
    return rows, cols, struct.unpack(f"<{rows * cols}f", data)


def encoded(values, shape, dtype="<f4"):
    text = repr({"descr": dtype, "fortran_order": False, "shape": tuple(shape)}).encode()
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    code = {"<f4": "f", "<f8": "d", "<i4": "i"}[dtype]
    return (b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text +
            struct.pack(f"<{len(values)}{code}", *values))


def send(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def softmax(rows, cols, values):
    """In f64, for rows of f32; NaN where the row has a NaN, a +inf, or nothing but -inf."""
    out = []
    for r in range(rows):
        row = values[r * cols:(r + 1) * cols]
        top = max(row, default=0.0)
        if any(math.isnan(v) for v in row) or math.isinf(top):
            out += [math.nan] * cols
            continue
        exps = [math.exp(v - top) for v in row]
        total = math.fsum(exps)
        out += [e / total for e in exps]
    return out


def serve(answer):
    """answer(number, rows, cols, values) for each request; it sends what it likes."""
    number = 0
    while (request := read_request()) is not None:
        answer(number, *request)
        number += 1


def honest_reply(rows, cols, values):
    send(encoded(softmax(rows, cols, values), (rows, cols)))
