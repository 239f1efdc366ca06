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
    start = time.perf_counter()
    result = run()
    first = time.perf_counter() - start
    # What takes over ten seconds is not done again.
    if first > 10:
        return [first], result
    times, start = [], time.perf_counter()
    while len(times) < 5 or time.perf_counter() - start < 2:
        before = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - before)
        if len(times) >= 2 and time.perf_counter() - start > 10:
            break
    return times, result


def main(library, work, folder, threads):
    peer = importlib.import_module(library + "_peer")
    peer.set_threads(int(threads))
    ways = []
    for name, make in peer.works.get(work, {}).items():
        run, count, values = make(Inputs(folder))
        times, result = repeated(run)
        ways.append({"way": name, "seconds": [t / count for t in times], "values": values(result)})
    print(json.dumps({"version": peer.version, "ways": ways}))


main(*sys.argv[1:])
