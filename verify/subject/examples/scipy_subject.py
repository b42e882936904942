"""SciPy as a subject of door 2 (a program that reads and writes .npy arrays).

    softmax-verify audit 'exec:python3 verify/subject/examples/scipy_subject.py' \
        --function softmax,log_softmax,logsumexp

Formats: f64, f32 and f16, in which SciPy computes as it is given them. NumPy has no bfloat16, so
bf16 is refused: a reply whose first dimension is 0.
"""

import io
import os
import sys
import types

import numpy
import scipy.special
from numpy.lib import format as npy

compute = getattr(scipy.special, os.environ["SOFTMAX_VERIFY_FUNCTION"])
refuses = os.environ["SOFTMAX_VERIFY_FORMAT"] == "bf16"

# A pipe cannot seek, so numpy.load will not do.
requests = types.SimpleNamespace(read=sys.stdin.buffer.read)
while sys.stdin.buffer.peek(1):
    x = npy.read_array(requests)
    if refuses:
        y = numpy.empty((0,) if compute is scipy.special.logsumexp else (0, x.shape[1]))
    elif 0 in x.shape and compute is not scipy.special.logsumexp:
        y = x  # a maximum over no entries is an error in NumPy; there is nothing to compute
    elif x.shape[1] == 0:
        y = numpy.full(x.shape[0], -numpy.inf, x.dtype)  # the logarithm of an empty sum
    else:
        with numpy.errstate(all="ignore"):
            y = compute(x, axis=1)
    reply = io.BytesIO()
    npy.write_array(reply, numpy.ascontiguousarray(y, x.dtype), version=(1, 0))
    sys.stdout.buffer.write(reply.getvalue())
    sys.stdout.buffer.flush()
