"""Checks reports' pages in a browser: check.py [--axe FILE] [--pictures FOLDER] [--watch COMMAND] PAGE...; ends with 1 where one is wrong."""

import argparse
import os
import sys
import time

from checks import Page, check_report
from watching import check_watch
from webdriver import Browser


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--axe", help="axe.min.js of axe-core; without it accessibility is not checked")
    parser.add_argument("--pictures", default=".", help="where what was seen is written to")
    parser.add_argument("--watch", help="the built command, to be tried with `watch` too")
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()
    os.makedirs(options.pictures, exist_ok=True)
    axe = open(options.axe, encoding="utf-8").read() if options.axe else None
    faults = []
    with Browser() as browser:
        print(f"browser: Chromium {browser.version}")
        for path in options.pages:
            begun = time.monotonic()
            page = Page(browser, path, options.pictures, axe)
            words = check_report(page)
            faults += page.faults
            print(f"browser: {path}: {words} ({time.monotonic() - begun:.0f} s)", flush=True)
        if options.watch:
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
            found, words = check_watch(browser, os.path.abspath(options.watch), source, options.pictures)
            faults += found
            print(f"browser: refigure watch: {words}", flush=True)
    for fault in faults:
        print(f"browser: {fault}", file=sys.stderr)
    if faults:
        sys.exit(1)
    print(f"browser: all as it should be; what was seen lies in {options.pictures}")


if __name__ == "__main__":
    main()
