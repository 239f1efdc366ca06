/// What a page has more while it is watched; the file on the disk has none of it.
package enum PageScript {
    /// The page's bytes with the script at its end.
    /// - Parameter digest: of the page as it stands on the disk: 64 hexadecimal digits.
    package static func added(to page: [UInt8], digest: String) -> [UInt8] {
        let line = Array("<script src=\"\(PageAnswers.script)\" data-page=\"\(digest)\"></script>\n".utf8)
        let end = Array("</body>".utf8)
        guard let place = page.indices.reversed().first(where: { page[$0...].starts(with: end) }) else { return page + line }
        return page[..<place] + line + page[place...]
    }

    /// What is shown until there is a page.
    static let emptyPage = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>Refigure</title>
        </head>
        <body>
        <main style="font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">
        <h1>There is no page yet</h1>
        <p>It appears here as soon as the report is built.</p>
        </main>
        </body>
        </html>
        """

    /// Loads the page anew where it changed, keeps the reader's place, and shows what goes on and what is wrong.
    static let text = #"""
        "use strict";
        (() => {
          const own = document.currentScript.dataset.page;
          const all = (query) => [...document.querySelectorAll(query)];
          const store = "refigure-watch " + location.pathname;

          // The reader's place: the heading that was read, where it stood, what was unfolded, what the figures were filtered by.
          const fields = () => all(".filter :is(select, input)");
          const landmarks = () => all("h1[id], h2[id], h3[id], h4[id], details[id]").filter((one) => one.checkVisibility());
          const keep = () => {
            const above = landmarks().filter((one) => one.getBoundingClientRect().top < 120).at(-1);
            sessionStorage.setItem(store, JSON.stringify({
              id: scrollY > 0 ? above?.id : undefined, offset: above?.getBoundingClientRect().top, y: scrollY,
              open: all("details[id][open]").map((one) => one.id),
              filter: fields().map((field) => [field.ariaLabel, field.value]),
            }));
          };
          const goBack = () => {
            const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
            sessionStorage.removeItem(store);
            if (!kept) return;
            history.scrollRestoration = "manual";
            for (const [name, value] of kept.filter) {
              const field = fields().find((one) => one.ariaLabel === name);
              if (!field || field.value === value) continue;
              field.value = value;
              field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input", { bubbles: true }));
            }
            for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
            // Pictures above take their room once they are drawn: for some frames, unless the reader moves.
            let frames = 40;
            const stop = () => { frames = 0; };
            for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(event, stop, { once: true, passive: true });
            const move = () => {
              const anchor = kept.id ? document.getElementById(kept.id) : null;
              if (anchor) scrollBy(0, anchor.getBoundingClientRect().top - kept.offset);
              else scrollTo(0, kept.y);
              if (--frames > 0) requestAnimationFrame(move);
            };
            if (kept.y > 0) move();
          };
          goBack();

          // What goes on stands in a corner, what is wrong over the page.
          const host = document.createElement("div");
          host.id = "refigure-watch";
          const root = host.attachShadow({ mode: "open" });
          root.innerHTML = `<style>
            :host { all: initial; }
            div { position: fixed; z-index: 2147483647; box-sizing: border-box; font: 14px/1.45 system-ui, sans-serif; }
            .work { right: 12px; bottom: 12px; max-width: 60vw; padding: 4px 10px; border-radius: 4px; background: #17568f; color: #fff;
              white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
            .faults { left: 0; right: 0; bottom: 0; max-height: 60vh; overflow: auto; padding: 12px 16px; background: #2b1513; color: #fff;
              border-top: 3px solid #f2938b; }
            pre { margin: 8px 0 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
            button { float: right; font: inherit; color: #fff; background: none; border: 1px solid #f2938b; border-radius: 4px; cursor: pointer; }
            [hidden] { display: none; }
            @media print { div { display: none; } }
          </style><div class="faults" role="alert" tabindex="0" hidden></div><div class="work" role="status" hidden></div>`;
          document.body.append(host);
          const [faults, work] = [root.querySelector(".faults"), root.querySelector(".work")];
          let shown = "";
          const show = (state) => {
            work.hidden = !state.work;
            work.textContent = state.work;
            const texts = JSON.stringify(state.faults);
            if (texts === shown) return;
            shown = texts;
            const hide = Object.assign(document.createElement("button"), { type: "button", textContent: "Hide" });
            hide.onclick = () => { faults.hidden = true; };
            faults.replaceChildren(hide, ...state.faults.map((text) => Object.assign(document.createElement("pre"), { textContent: text })));
            faults.hidden = state.faults.length === 0;
          };

          let round;
          const compare = async () => {
            try {
              const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
              if (!answer.ok || answer.headers.get("ETag") === `"${own}"`) return;
              keep();
              location.reload();
            } catch { /* The server has gone; it says so below. */ }
          };
          const source = new EventSource("/.watch");
          source.onmessage = (event) => {
            const state = JSON.parse(event.data);
            show(state);
            if (state.round !== round) compare();
            round = state.round;
          };
          source.onerror = () => { round = undefined; show({ work: "refigure watch does not answer", faults: [] }); };
          addEventListener("pagehide", () => source.close());
        })();
        """#
}
