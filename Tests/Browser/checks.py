"""What must hold of a report's page in a browser; each check says what it found wrong, as sentences."""

import json
import os
import statistics
import time

from webdriver import ESCAPE

SIZES = [(1280, 900), (390, 844)]
# Bytes of index.html: more is slow to open on a telephone's connection.
LARGEST = 4_000_000
# Milliseconds to the first letters, on a machine that has much else to do.
SLOWEST = 3000


class Page:
    """A page in a browser, and what was found wrong with it."""

    def __init__(self, browser, path, pictures, axe):
        self.browser, self.path, self.pictures, self.axe = browser, path, pictures, axe
        self.address = path if "://" in path else "file://" + os.path.abspath(path)
        self.name = os.path.splitext(os.path.basename(path.rstrip("/")))[0] or "page"
        self.where = ""
        self.faults = []

    def expect(self, holds, words):
        if not holds:
            self.faults.append(f"{self.name}, {self.where}: {words}")

    def see(self, width, height, dark):
        self.where = f"{width}x{height} {'dark' if dark else 'light'}"
        self.browser.view(width, height, dark)

    def open(self):
        self.browser.messages(), self.browser.requests()
        self.browser.open(self.address)
        self.settle()

    def settle(self):
        """Until what is drawn when it is reached is drawn: two frames."""
        self.browser.script(
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def picture(self, part):
        self.browser.picture(os.path.join(self.pictures, f"{self.name}-{self.where.replace(' ', '-')}-{part}.png"))


def quiet(page):
    """The console was told nothing, and nothing was asked for but the page."""
    for level, text in page.browser.messages():
        page.expect(level not in ("SEVERE", "WARNING"), f"the console says: {text}")
    asked, failed = page.browser.requests()
    inner = ("data:", "blob:", "about:", "chrome:", "devtools:")
    others = [address for address in asked if not address.startswith(inner) and address.split("#")[0] != page.address]
    page.expect(not others, f"the page asks for {', '.join(others[:5])}")
    page.expect(not failed, f"requests failed: {', '.join(failed[:5])}")


def no_sideways_scroll(page):
    wide = page.browser.script("""
        const root = document.scrollingElement;
        if (root.scrollWidth <= root.clientWidth && visualViewport.width <= innerWidth + 0.5) return null;
        const broad = [...document.querySelectorAll("body *")].filter((element) => {
          const edge = element.getBoundingClientRect();
          return edge.right > root.clientWidth + 1 && edge.width > 0 && !element.closest(".table, pre, svg, .skip");
        });
        return `${root.scrollWidth} px of ${root.clientWidth}, because of ` + broad.slice(0, 3).map((element) =>
          `<${element.localName} id="${element.id}" class="${element.className}">`).join(", ");""")
    page.expect(wide is None, f"the page can be scrolled sideways: {wide}")


def accessible(page, rules=None):
    """axe-core's rules of serious and critical impact (https://github.com/dequelabs/axe-core), or those named.

    A rule asks what lies over what, for every element: minutes on a page of 40 000. So each paper keeps its first figure, which is made by the
    template of all others, and pictures are left without what they are drawn of: each is one image with a text.
    """
    if not page.axe:
        return
    page.browser.script("""
        document.querySelectorAll("figure svg").forEach((svg) => svg.replaceChildren());
        let figures = 0;
        for (const part of [...document.querySelector("main").children]) {
          if (part.matches("h1, h2")) figures = 0;
          if (part.matches("h3")) figures += 1;
          if (figures > 1) part.remove();
        }""")
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    page.browser.devtools("Runtime.evaluate", expression=page.axe)
    found = page.browser.script("""
        return axe.run(document, arguments[0]).then((results) => results.violations
          .filter((rule) => ["serious", "critical"].includes(rule.impact))
          .map((rule) => `${rule.id} (${rule.impact}), ${rule.nodes.length} times: ${rule.help}; first at `
            + rule.nodes.slice(0, 2).map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")).join(" | ")));""", options)
    for rule in found:
        page.expect(False, f"axe: {rule}")


def values_under_pointer(page):
    """At a curve's point its values are told, and no more beside the pictures."""
    wrong = page.browser.script("""
        const picture = [...document.querySelectorAll("figure > svg[data-plots]")].find((svg) => svg.querySelector("svg path") && svg.getBoundingClientRect().width);
        if (!picture) return null;
        picture.scrollIntoView();
        const tip = () => document.querySelector(".tip:not([hidden])");
        const point = (target, x, y) => target.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX: x, clientY: y }));
        let told = 0;
        for (const path of [...picture.querySelectorAll("svg path")].slice(0, 12)) {
          const place = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
          point(path, place.x, place.y);
          if (!tip()) continue;
          told += 1;
          if (!/: -?[0-9]/.test(tip().textContent)) return `it says "${tip().textContent}"`;
        }
        point(document.body, 1, 1);
        return tip() ? "the values stay" : told ? null : "none are told";""")
    page.expect(wrong is None, f"the values under the pointer: {wrong}")


def contents_follow(page):
    """The entry of the section that is read is marked."""
    wrong = page.browser.script("""
        const links = [...document.querySelectorAll("nav a[href^='#']")];
        // A page about differences may have none to list.
        if (links.length < 3) return document.getElementById("at-a-glance") ? `there are ${links.length} entries` : null;
        const link = links[Math.floor(links.length * 2 / 3)];
        const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (!heading) return `${link.hash} leads nowhere`;
        heading.scrollIntoView();
        return new Promise((done) => setTimeout(() => {
          const marked = [...document.querySelectorAll("nav a[aria-current]")];
          scrollTo(0, 0);
          done(marked.length === 1 && marked[0] === link ? null
            : `at ${link.hash} ${marked.map((entry) => entry.hash).join(" ") || "none"} is marked`);
        }, 300));""")
    page.expect(wrong is None, f"the contents do not follow the reading: {wrong}")


def unfolds(page):
    wrong = page.browser.script("""
        const all = [...document.querySelectorAll("details")];
        const details = all.find((one) => one.querySelector(":scope > summary") && one.children.length > 1);
        if (!details) return all.length ? "there is nothing in it" : null;
        const [summary, inner] = [details.querySelector("summary"), details.children[1]];
        if (inner.checkVisibility()) return "it is open from the start";
        summary.click();
        if (!details.open || !inner.checkVisibility()) return "it stays folded";
        summary.click();
        if (details.open) return "it does not fold again";
        return null;""")
    page.expect(wrong is None, f"a section does not unfold: {wrong}")


def filters(page):
    """Fewer figures by verdict, by paper and by words; all of them again."""
    wrong = page.browser.script("""
        const shown = () => ({
          figures: [...document.querySelectorAll("main h3")].filter((one) => one.checkVisibility()).length,
          rows: [...document.querySelectorAll("main tr:has(.verdict)")].filter((one) => !one.hidden && !one.closest("[hidden]")).length,
        });
        const field = (name) => document.querySelector(`.filter [aria-label="${name}"]`);
        const set = (element, value) => {
          element.value = value;
          element.dispatchEvent(new Event(element.localName === "select" ? "change" : "input", { bubbles: true }));
        };
        // Pages of differences have none.
        if (!document.getElementById("at-a-glance") || document.querySelectorAll("main h3").length < 2) return null;
        const before = shown();
        const faults = [];
        const tries = (name, kinds) => {
          const element = field(name);
          if (!element) return faults.push(`there is no field '${name}'`);
          const values = kinds ?? [...element.options].map((option) => option.value).filter((value) => value);
          const counts = values.map((value) => { set(element, value); return shown(); });
          set(element, "");
          const after = shown();
          if (!counts.some((count) => count.figures > 0 && count.figures < before.figures)) faults.push(`'${name}' hides no figure`);
          if (name !== "Words" && !counts.some((count) => count.rows > 0 && count.rows < before.rows)) faults.push(`'${name}' hides no row`);
          if (after.figures !== before.figures || after.rows !== before.rows) faults.push(`after '${name}' not all are back`);
          return counts;
        };
        tries("Verdict");
        if (document.querySelectorAll("main h2:has(~ h3)").length > 0 && field("Paper")) {
          const counts = tries("Paper");
          const sum = counts.reduce((all, count) => all + count.figures, 0);
          if (sum < before.figures) faults.push(`the papers' figures are ${sum}, not ${before.figures}`);
        }
        const word = [...document.querySelectorAll("main h3")].at(-1).firstChild.textContent;
        tries("Words", [word, "no such words at all"]);
        return faults.length ? faults.join("; ") : null;""")
    page.expect(wrong is None, f"the filter of figures: {wrong}")


def enlarges(page):
    """A picture opens over the page, and Escape closes it."""
    wrong = page.browser.script("""
        const button = document.querySelector("button.enlarge");
        if (!button) return document.querySelector("figure > svg") ? "there is no button" : null;
        button.scrollIntoView({ block: "center" });
        button.focus();
        button.click();
        const dialog = document.querySelector("dialog[open]");
        if (!dialog) return "nothing opens";
        const svg = dialog.querySelector("svg").getBoundingClientRect();
        return svg.width > 100 && svg.height > 100 ? "open" : `it is ${svg.width} x ${svg.height} px`;""")
    if wrong is None:
        return
    page.expect(wrong == "open", f"a picture cannot be enlarged: {wrong}")
    if wrong != "open":
        return
    page.settle()
    page.picture("enlarged")
    page.browser.press(ESCAPE)
    left = page.browser.script("""
        if (document.querySelector("dialog[open]")) return "the picture stays open";
        return document.activeElement?.className === "enlarge" ? null : "the keyboard is not back at the button";""")
    page.expect(left is None, f"Escape does not close an enlarged picture: {left}")


def links_and_copies(page):
    """Each heading can be linked to, and each command copied."""
    wrong = page.browser.script("""
        const faults = [];
        for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
          if (heading.querySelector("a.anchor")?.hash !== "#" + encodeURIComponent(heading.id)
              && heading.querySelector("a.anchor")?.hash !== "#" + heading.id) faults.push(`${heading.id} has no link to it`);
        }
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
        if (twice.length) faults.push(`ids that are there twice: ${twice.slice(0, 3).join(", ")}`);
        const nowhere = [...document.querySelectorAll("a[href^='#']")].filter((link) =>
          !document.getElementById(decodeURIComponent(link.hash.slice(1))));
        if (nowhere.length) faults.push(`links that lead nowhere: ${nowhere.slice(0, 3).map((link) => link.hash).join(", ")}`);
        for (const block of document.querySelectorAll("pre")) {
          if (!block.querySelector("button.copy")) faults.push("a command has no button that copies it");
        }
        return faults.slice(0, 5).join("; ") || null;""")
    page.expect(wrong is None, wrong)
    copy = """
        const button = document.querySelector("button.copy");
        if (!button) return null;
        button.textContent = "";
        button.click();
        return new Promise((done) => setTimeout(() => done(button.textContent), 100));"""
    page.browser.devtools("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    words = page.browser.script(copy)
    page.expect(words in (None, "Copied"), f"the button that copies says '{words}'")
    page.browser.script("""
        const refuses = { writeText: () => Promise.reject(new Error("not allowed")) };
        Object.defineProperty(navigator, "clipboard", { configurable: true, value: refuses });""")
    words = page.browser.script(copy)
    page.expect(words in (None, "Selected"), f"where the clipboard may not be written to, the button that copies says '{words}'")


def readable_without_scripts(page):
    """All words and pictures are there, and nothing that only a script could move."""
    count = """JSON.stringify((() => { const main = document.querySelector("main").cloneNode(true);
        main.querySelectorAll("script, button, .anchor, .filter, svg").forEach((part) => part.remove());
        return { words: main.textContent.replace(/\\s+/g, " ").trim().length,
          pictures: [...document.querySelectorAll("figure")].filter((figure) =>
            [...figure.querySelectorAll(":scope > svg, :scope > img")].some((one) => getComputedStyle(one).display !== "none")).length,
          figures: document.querySelectorAll("figure").length,
          seen: [...document.querySelectorAll("main :is(h2, h3, h4, p:not(.filter), table, summary)")].filter((part) =>
            part.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })).length,
          controls: document.querySelectorAll("button, select, input, dialog").length }; })())"""
    with_scripts = json.loads(page.browser.evaluate(count))
    page.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.browser.open(page.address)
        without = json.loads(page.browser.evaluate(count))
        page.picture("without-scripts")
    finally:
        page.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
    page.expect(without["words"] == with_scripts["words"], f"without scripts {without['words']} letters of {with_scripts['words']}")
    page.expect(without["pictures"] == without["figures"], f"without scripts {without['pictures']} of {without['figures']} pictures")
    page.expect(without["seen"] == with_scripts["seen"], f"without scripts {without['seen']} of {with_scripts['seen']} parts are seen")
    page.expect(without["controls"] == 0, "without scripts there are buttons that do nothing")


def small_and_soon(page, turns=5):
    """How large the page is and how soon its first letters are seen; returns words for people."""
    size = os.path.getsize(page.path)
    page.expect(size <= LARGEST, f"{size} bytes, where {LARGEST} are the most")
    times = []
    for _ in range(turns):
        page.open()
        paint = page.browser.script("""
            return new Promise((done) => {
              new PerformanceObserver((list, observer) => {
                const entry = list.getEntriesByName("first-contentful-paint")[0];
                if (entry) { observer.disconnect(); done(entry.startTime); }
              }).observe({ type: "paint", buffered: true });
              setTimeout(() => done(null), 5000);
            });""")
        if paint is not None:
            times.append(paint)
    page.expect(len(times) > 0, "nothing is painted")
    if not times:
        return f"{size / 1e6:.2f} MB"
    middle = statistics.median(times)
    page.expect(middle < SLOWEST, f"the first letters take {middle:.0f} ms")
    return f"{size / 1e6:.2f} MB, first letters after {middle:.0f} ms (median of {len(times)})"


def check_report(page, figures=True):
    """Everything, in both sizes and colours; returns words for people."""
    for width, height in SIZES:
        for dark in (False, True):
            page.see(width, height, dark)
            page.open()
            page.picture("top")
            no_sideways_scroll(page)
            unfolds(page)
            enlarges(page)
            if not dark:
                contents_follow(page)
                values_under_pointer(page)
                filters(page)
                links_and_copies(page)
            page.browser.script("""
                (document.querySelector("main figure") ?? document.body).scrollIntoView({ block: "center" });
                return new Promise((done) => setTimeout(done, 400));""")
            page.picture("figure")
            page.browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            no_sideways_scroll(page)
            # In the dark nothing but the colours is another.
            page.browser.script("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
            accessible(page, ["color-contrast"] if dark else None)
            quiet(page)
    page.see(*SIZES[1], False)
    page.open()
    readable_without_scripts(page)
    page.see(*SIZES[0], False)
    words = small_and_soon(page)
    quiet(page)
    return words
