#!/usr/bin/env python3
"""Refigure beside PyTorch, JAX, numpy, HOI and scikit-learn: the same work on the same inputs in the same run.

    make peers                                     everything
    python3 Benchmarks/peers.py step binning       pieces of work whose names begin so
    python3 Benchmarks/peers.py --libraries numpy,torch --threads 1 --json times.json

Refigure's PeerWork writes the inputs; then it and each library that is installed do the work in turn, each in a process of its own, and
once more in the opposite order. The table has the median time of all repetitions, how it compares with Refigure's, and by how much the
results differ from Refigure's. Nothing is installed; what is missing is named and left out.

On one thread a process may use one core only. On all, a library uses as many threads as it likes for one network; Refigure trains one network
a core and its time is divided by their number.
"""

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "peers")

# Module, the library's name for people, and what it needs.
LIBRARIES = {
    "torch": ("PyTorch", ["torch", "numpy"]),
    "jax": ("JAX", ["jax", "numpy"]),
    "numpy": ("numpy", ["numpy"]),
    "hoi": ("hoi", ["hoi", "jax", "numpy"]),
    "sklearn": ("scikit-learn", ["sklearn", "numpy"]),
}

# By name: what it is, which libraries do it, by how much results may differ before the work is not the same. Losses follow twenty steps in
# single precision; accuracies may differ by a few samples in 10,000 at near-ties.
WORKS = {
    "step-12-10-7-5-4-3-2": ("step of 12-10-7-5-4-3-2, tanh, SGD, batch 256", ["torch", "jax", "numpy"], 1e-4),
    "step-784-20-20-20-10": ("step of 784-20-20-20-10, SGD, batch 32", ["torch", "jax", "numpy"], 1e-4),
    "step-784-100-100-10": ("step of 784-100-100-10, RMSProp, L2, dropout, batch 32", ["torch", "jax", "numpy"], 1e-3),
    "step-784-512-512-10": ("step of 784-512-512-10, SGD, batch 128", ["torch", "jax", "numpy"], 1e-4),
    "maps-eleven-128": ("step of eleven convolutions, batch 128", ["torch"], 1e-4),
    "maps-eleven-normalised-128": ("the same, batch-normalised", ["torch"], 1e-3),
    "maps-eleven-quarter-128": ("the same at a quarter of the width", ["torch"], 1e-3),
    "maps-eleven-quarter-32": ("the same, batch 32", ["torch"], 1e-3),
    "maps-eleven-eighth-128": ("at an eighth of the width, batch 128", ["torch"], 1e-3),
    "maps-eleven-eighth-32": ("the same, batch 32", ["torch"], 1e-3),
    "maps-lenet-100": ("step of LeNet-5, batch 100", ["torch"], 1e-4),
    "maps-vgg11-quarter-128": ("step of VGG11 at a quarter of the width, batch 128", ["torch"], 1e-3),
    "maps-resnet18-quarter-128": ("step of ResNet-18 at a quarter of the width, batch 128", ["torch"], 1e-3),
    "ablation": ("ablation of 100 units of 784-100-100-10, 10,000 samples", ["torch", "jax", "numpy"], 1e-3),
    "binning": ("I(X;T) and I(T;Y) of a layer, 3276 x 10", ["torch", "numpy"], 1e-9),
    "units": ("H, I, KL selectivity of a unit, 10,000 samples", ["numpy", "sklearn"], 1e-9),
    "copula-information": ("Gaussian copula I(X;Y), 2 + 1 variables, 10,000 samples", ["numpy", "hoi"], 1e-9),
    "o-information": ("O-information of 60,439 multiplets, 10,000 samples", ["numpy", "hoi"], 1e-9),
    "o-information-search": ("the same, ranks and covariance given", ["numpy"], 1e-9),
}

# hoi computes in single precision.
TOLERANCES = {"hoi": 1e-2}


def build():
    """Refigure's side, as a path."""
    command = ["swift", "build", "-c", "release", "--product", "PeerWork", "--package-path", HERE]
    print("building Refigure's side", file=sys.stderr)
    subprocess.run(command + ["--quiet"], check=True, stdout=sys.stderr)
    folder = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return os.path.join(folder, "PeerWork")


def run(command, threads):
    """A process of its own, which prints JSON."""
    environment = dict(os.environ)
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"]:
        environment[name] = str(threads)
    environment["JAX_PLATFORMS"] = "cpu"

    def pin():
        # Libraries that count cores for themselves then find one.
        if threads == 1 and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

    finished = subprocess.run(command, env=environment, preexec_fn=pin, capture_output=True, text=True)
    if finished.returncode != 0:
        last = (finished.stderr.strip().splitlines() or ["no message"])[-1]
        print(f"failed: {' '.join(command)}: {last}", file=sys.stderr)
        return None
    return json.loads(finished.stdout.strip().splitlines()[-1])


class Row:
    """One way to do one piece of work on so many threads."""

    def __init__(self, program, way, version, values):
        self.program, self.version, self.values = program, version, values
        self.library = LIBRARIES[program][0] if program in LIBRARIES else "Refigure"
        self.name = self.library + (f" ({way})" if way else "")
        self.seconds, self.processor_seconds = [], []

    def median(self, clock):
        return statistics.median(self.processor_seconds if clock == "processor" else self.seconds)


def measure(refigure, work, libraries, folder, threads, rounds):
    """Each program in turn, then in the opposite order, and so on; Refigure's row first."""
    rows = {}

    def take(program):
        if program == "refigure":
            found = run([refigure, "time", work, str(threads)], threads)
            ways = [dict(found, way="")] if found else []
            version = ""
        else:
            found = run([sys.executable, os.path.join(PEERS, "measure.py"), program, work, folder, str(threads)], threads)
            ways = found["ways"] if found else []
            version = found["version"] if found else ""
        for way in ways:
            row = rows.setdefault((program, way["way"]), Row(program, way["way"], version, way["values"]))
            row.seconds += way["times"]["seconds"]
            row.processor_seconds += way["times"]["processorSeconds"]

    programs = ["refigure"] + libraries
    for turn in range(rounds):
        for program in programs if turn % 2 == 0 else reversed(programs):
            take(program)
    return list(rows.values())


def difference(values, reference):
    """The largest absolute difference; a shorter list is held against the reference's beginning."""
    return max(abs(number - other) for name in values for number, other in zip(values[name], reference[name]))


def duration(seconds):
    for unit, scale in [("s", 1), ("ms", 1e-3), ("µs", 1e-6)]:
        if seconds >= scale or unit == "µs":
            number = seconds / scale
            return f"{number:,.{0 if number >= 100 else 1 if number >= 10 else 2}f} {unit}"


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", nargs="*", help="how the names of the pieces of work begin; all: " + ", ".join(WORKS))
    parser.add_argument("--libraries", default=",".join(LIBRARIES), help="which, by module (default: %(default)s)")
    parser.add_argument("--threads", default="one,all", help="one, all or both (default: %(default)s); steps only: the rest is on one")
    parser.add_argument(
        "--clock", choices=["wall", "processor"], default="wall",
        help="processor: what other programs on the machine do not lengthen; on one thread only (default: %(default)s)",
    )
    parser.add_argument("--rounds", type=int, default=2, help="how often each program has its turn (default: %(default)s)")
    parser.add_argument("--json", help="a file for the times and values too")
    options = parser.parse_args()

    installed = []
    for name in options.libraries.split(","):
        if name not in LIBRARIES:
            parser.error(f"there is no library '{name}'; there are {', '.join(LIBRARIES)}")
        missing = [module for module in LIBRARIES[name][1] if importlib.util.find_spec(module) is None]
        if missing:
            print(f"{LIBRARIES[name][0]} is left out: {', '.join(missing)} not installed")
        else:
            installed.append(name)
    chosen = [work for work in WORKS if not options.work or any(work.startswith(start) for start in options.work)]
    if not chosen:
        parser.error(f"nothing begins with {', '.join(options.work)}; there are {', '.join(WORKS)}")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()

    refigure = build()
    print(f"\n{processor()}, {cores} cores; medians of the {options.clock} times on one thread, of the wall times on all\n")
    columns = "| {:56} | {:7} | {:32} | {:>10} | {:>9} | {:>11} |"
    print(columns.format("work", "threads", "program", "time", "Refigure", "differs by"))
    print("|:--|:--|:--|--:|--:|--:|", flush=True)
    record, agree = [], True
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([refigure, "inputs", folder], check=True, stdout=subprocess.DEVNULL)
        for work in chosen:
            title, able, tolerance = WORKS[work]
            libraries = [name for name in installed if name in able]
            threads = {"one": 1, "all": cores} if work.startswith("step") and cores > 1 else {"one": 1}
            for word, count in threads.items():
                if word not in options.threads.split(","):
                    continue
                rows = measure(refigure, work, libraries, os.path.join(folder, work), count, options.rounds)
                own = next((row for row in rows if row.program == "refigure"), None)
                if own is None:
                    agree = False
                    continue
                clock = options.clock if count == 1 else "wall"
                reference = own.median(clock)
                for row in sorted(rows, key=lambda row: (row is not own, row.median(clock))):
                    time = row.median(clock)
                    apart = None if row is own else difference(row.values, own.values)
                    same = apart is None or apart <= TOLERANCES.get(row.program, tolerance)
                    agree = agree and same
                    print(
                        columns.format(
                            title, word, row.name, duration(time), "" if row is own else f"{time / reference:.1f} x",
                            "" if apart is None else f"{apart:.0e}" + ("" if same else " (!)"),
                        ),
                        flush=True,
                    )
                    record.append(
                        {
                            "work": work, "threads": count, "library": row.library, "program": row.name, "version": row.version, "clock": clock,
                            "median": time, "seconds": row.seconds, "processorSeconds": row.processor_seconds, "differsBy": apart,
                        }
                    )
    versions = {entry["library"]: entry["version"] for entry in record if entry["version"]}
    print("\n" + ", ".join(f"{name} {version}" for name, version in versions.items()))
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"processor": processor(), "cores": cores, "times": record}, file, indent=1)
    if not agree:
        sys.exit("some results are not those of the same work (marked !), or a program failed")


main()
