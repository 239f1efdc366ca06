"""Does one piece of work with one library, over and over for about two seconds, and prints what Refigure's PeerWork prints.

python3 measure.py LIBRARY WORK FOLDER THREADS

A library's module has `version`, `set_threads(count)` and `works`: for each piece of work the ways to do it, by name ("" where there is one
only). A way is a function of the inputs that returns `run`, which does the work `count` times, `count`, and `values`, a function of what
`run` returned; `run` returns when the results are there.
"""

import importlib
import json
import sys
import time

from inputs import Inputs


def repeated(run):
    """Wall and processor times of the repetitions after the first, which compiles and warms up, and what the last returned."""

    def once():
        before, processor = time.perf_counter(), time.process_time()
        result = run()
        return time.perf_counter() - before, time.process_time() - processor, result

    first = once()
    # What takes over ten seconds is not done again.
    if first[0] > 10:
        return [first[0]], [first[1]], first[2]
    times, start = [], time.perf_counter()
    while len(times) < 5 or time.perf_counter() - start < 2:
        times.append(once())
        if len(times) >= 2 and time.perf_counter() - start > 10:
            break
    return [t[0] for t in times], [t[1] for t in times], times[-1][2]


def main(library, work, folder, threads):
    peer = importlib.import_module(library + "_peer")
    peer.set_threads(int(threads))
    ways = []
    for name, make in peer.works.get(work, {}).items():
        run, count, values = make(Inputs(folder))
        wall, processor, result = repeated(run)
        times = {"seconds": [t / count for t in wall], "processorSeconds": [t / count for t in processor]}
        ways.append({"way": name, "times": times, "values": values(result)})
    print(json.dumps({"version": peer.version, "ways": ways}))


main(*sys.argv[1:])
