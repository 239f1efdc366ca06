"""Checks reports' pages in a browser: check.py [--axe FILE] [--pictures FOLDER] PAGE...; ends with 1 where something is wrong."""

import argparse
import os
import sys
import time

from checks import Page, check_report
from webdriver import Browser


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--axe", help="axe.min.js of axe-core; without it accessibility is not checked")
    parser.add_argument("--pictures", default=".", help="where what was seen is written to")
    parser.add_argument("pages", nargs="+")
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
    for fault in faults:
        print(f"browser: {fault}", file=sys.stderr)
    if faults:
        sys.exit(1)
    print(f"browser: all as it should be; what was seen lies in {options.pictures}")


if __name__ == "__main__":
    main()
