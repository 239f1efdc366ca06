"""What must hold of a page in a browser while `refigure watch` shows it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from checks import Page

DEFINITION = """title: Watched
settings:
  information-plane: { epochs: 100, networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
figures: [information-plane/fig1, information-plane/table1, information-plane/fig17, information-plane/fig18]
"""
TEMPLATE = "templates/figures/information-plane-fig1.md"
# Seconds that nothing takes, on a machine that has ten times as much to do as it can.
LONGEST = 120


def until(holds):
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST:
        value = holds()
        if value:
            return value
        time.sleep(0.05)
    return None


class Watch:
    """`refigure watch` on a small report in a project of its own."""

    def __init__(self, command, source):
        self.folder = tempfile.TemporaryDirectory(prefix="refigure-watch-")
        for name in ("reports", "data"):
            os.makedirs(self.path(name))
        shutil.copytree(os.path.join(source, "templates"), self.path("templates"))
        shutil.copy(os.path.join(source, "data/datasets.yml"), self.path("data"))
        self.write("reports/watched.yml", DEFINITION)
        # Without data sets: what is shown is as good with stand-ins.
        environment = {name: value for name, value in os.environ.items() if name != "REFIGURE_DATA"}
        self.process = subprocess.Popen(
            [command, "watch", "--report", "watched", "--port", "0", "--no-browser"], cwd=self.path("."), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        self.address = self.process.stdout.readline().strip()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        """As editors save: a file beside it takes its place."""
        with open(self.path(name) + "~", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path(name) + "~", self.path(name))

    def end(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(LONGEST)
        self.folder.cleanup()
        return code


STATE = """
    const root = document.getElementById("refigure-watch")?.shadowRoot;
    const anchor = document.getElementById(arguments[0]);
    return { text: document.querySelector("main").textContent, top: anchor?.getBoundingClientRect().top, y: scrollY,
      open: [...document.querySelectorAll("details[open]")].map((one) => one.id), verdict: document.querySelector(".filter select")?.value,
      words: document.querySelector(".filter input")?.value,
      faults: root && !root.querySelector(".faults").hidden ? root.querySelector(".faults").textContent : "" };"""


def check_watch(browser, command, source, pictures):
    """Saves templates under a page that is read; returns what is wrong, and words for people."""
    watch = Watch(command, source)
    page = Page(browser, watch.address, pictures, None)
    page.name = "watch"
    try:
        page.see(1280, 900, False)
        browser.open(watch.address)
        built = until(lambda: browser.script("return document.querySelectorAll('main h3').length") == 4)
        page.expect(built, "the page does not appear once it is built")
        browser.messages()
        anchor = browser.script("""
            const filter = document.querySelector(".filter input");
            filter.value = "figure";
            filter.dispatchEvent(new Event("input", { bubbles: true }));
            const heading = [...document.querySelectorAll("main h3")].filter((one) => one.checkVisibility())[1];
            const details = [...document.querySelectorAll("main details")].filter((one) => one.checkVisibility())[0];
            details.open = true;
            heading.scrollIntoView();
            scrollBy(0, -50);
            return heading.id;""")
        time.sleep(0.5)
        before = browser.script(STATE, anchor)
        text = watch.read(TEMPLATE)
        place = text.rindex("{% endblock %}")
        begun = time.monotonic()
        watch.write(TEMPLATE, text[:place] + " Saved once, in more words than there were." + text[place:])
        saved = until(lambda: "Saved once" in browser.script(STATE, anchor)["text"])
        seconds = time.monotonic() - begun
        page.expect(saved, "a template's save does not reach the page")
        time.sleep(1)
        after = browser.script(STATE, anchor)
        for part in ("open", "verdict", "words"):
            page.expect(after[part] == before[part], f"{part} was {before[part]} and is {after[part]} after the page was loaded anew")
        page.expect(before["y"] > 500, "the page was not scrolled")
        page.expect(
            after["top"] is not None and abs(after["top"] - before["top"]) < 3,
            f"what was read stood at {before['top']} px and stands at {after['top']}")
        page.picture("reloaded")
        watch.write(TEMPLATE, text[:place] + "{{ no.such.name }}" + text[place:])
        told = until(lambda: f"{TEMPLATE}:" in browser.script(STATE, anchor)["faults"])
        page.expect(told, "a template's mistake does not stand over the page")
        page.picture("mistake")
        watch.write(TEMPLATE, text)
        mended = until(lambda: not browser.script(STATE, anchor)["faults"] and "Saved once" not in browser.script(STATE, anchor)["text"])
        page.expect(mended, "a mistake that was mended stays over the page")
        for level, words in browser.messages():
            page.expect(level not in ("SEVERE", "WARNING"), f"the console says: {words}")
        asked, failed = browser.requests()
        # A page that is left ends its own waiting.
        failed = [one for one in failed if "ERR_ABORTED" not in one]
        page.expect(not failed, f"requests failed: {', '.join(failed[:5])}")
        others = [address for address in asked if not address.startswith((watch.address, "data:", "about:"))]
        page.expect(not others, f"the page asks for {', '.join(others[:5])}")
        browser.open("about:blank")
    finally:
        code = watch.end()
    page.expect(code == 0, f"Ctrl-C ends it with {code}")
    return page.faults, f"a save is on the page after {seconds:.1f} s"
