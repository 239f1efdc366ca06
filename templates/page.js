"use strict";
// What a page is more with scripts than without: all of it can be read without any.
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // On a phone, pictures are arranged in one column once they are reached.
  const phone = matchMedia("(max-width: 40rem)");
  const unpack = (source) => {
    const bytes = Uint8Array.from(atob(source.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  };
  const arrange = async (figure) => {
    const source = figure.querySelector("script.narrow");
    if (!source) return;
    source.remove();
    try {
      figure.querySelector("svg.wide").insertAdjacentHTML("afterend", await unpack(source));
      figure.classList.add("arranged");
    } catch { /* The wide picture stays. */ }
  };
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && phone.matches) arrange(target);
  }, { rootMargin: "60% 0px" });
  const watch = () => all("figure:has(script.narrow)").forEach((figure) => { near.unobserve(figure); near.observe(figure); });
  phone.addEventListener("change", watch);
  watch();

  // The contents follow the reading; each heading can be linked to.
  const links = new Map(all("nav a[href^='#']").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = all("main h2[id], main h3[id]");
  for (const heading of headings) {
    heading.append(make("a", { className: "anchor", href: "#" + heading.id, ariaLabel: "Link to this section" }, "#"));
  }
  const follow = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !links.has(target.id)) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      const link = links.get(target.id);
      link.setAttribute("aria-current", "true");
      if (getComputedStyle(link.closest("nav")).position === "sticky") link.scrollIntoView({ block: "nearest" });
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  headings.forEach((heading) => follow.observe(heading));

  // Commands can be copied; where the clipboard may not be written to, they are selected.
  for (const block of all("pre")) {
    const button = make("button", { className: "copy", type: "button" }, "Copy");
    button.onclick = async () => {
      const code = block.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    };
    block.append(button);
  }

  // Pictures can be enlarged.
  const dialog = make("dialog", { className: "enlarged" });
  dialog.onclick = () => dialog.close();
  document.body.append(dialog);
  for (const figure of all("figure:has(> svg)")) {
    const button = make("button", { className: "enlarge", type: "button" }, "Enlarge");
    const show = () => {
      // The broad one on a phone too, which then is moved about under the finger.
      const copy = figure.querySelector(":scope > svg").cloneNode(true);
      copy.removeAttribute("style");
      dialog.replaceChildren(copy);
      dialog.showModal();
    };
    button.onclick = show;
    all("svg", figure).filter((svg) => svg.parentElement === figure).forEach((svg) => { svg.onclick = show; });
    (figure.querySelector("figcaption") ?? figure).append(" ", button);
  }

  // The values of the point of a curve that is nearest to the pointer.
  const tip = make("div", { className: "tip", hidden: true, ariaHidden: "true" });
  const points = (path) => {
    const [found, frame] = [[], path.getScreenCTM()];
    let [x, y] = [0, 0];
    for (const [, letter, rest] of path.getAttribute("d").matchAll(/([MhvlcZ])([^MhvlcZ]*)/g)) {
      const n = (rest.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
      if (letter === "M") [x, y] = n;
      else if (letter === "h") x += n[0];
      else if (letter === "v") y += n[0];
      else if (letter === "l") { x += n[0]; y += n[1]; }
      else if (letter === "c") { x += n[4]; y += n[5]; }
      if (letter !== "Z") found.push([frame.a * x + frame.e, frame.d * y + frame.f]);
    }
    return found;
  };
  const along = ([kind, low, high], share) =>
    kind ? 10 ** (Math.log10(low) + share * (Math.log10(high) - Math.log10(low))) : low + share * (high - low);
  const told = (axis, share) => `${axis[3] || "value"}: ${Number(along(axis, share).toPrecision(3))}`;
  const hex = (color) => (color.match(/\d+/g) ?? []).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("");
  document.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const picture = target.closest?.("svg[data-plots]");
    tip.hidden = true;
    if (!picture) return;
    if (!picture.plots) {
      picture.plots = JSON.parse(picture.dataset.plots);
      for (const axis of ["x", "y"]) picture.plots.reduce((last, plot) => (plot[axis][3] ??= last), "");
    }
    const frame = picture.getScreenCTM();
    const [x, y] = [(clientX - frame.e) / frame.a, (clientY - frame.f) / frame.d];
    const plot = picture.plots.find(({ p }) => x >= p[0] && x <= p[0] + p[2] && y >= p[1] && y <= p[1] + p[3]);
    if (!plot) return;
    let best;
    for (const path of all("svg path", picture)) {
      const box = path.getBoundingClientRect();
      if (clientX < box.left - 14 || clientX > box.right + 14 || clientY < box.top - 14 || clientY > box.bottom + 14) continue;
      for (const [px, py] of points(path)) {
        const distance = Math.hypot(px - clientX, py - clientY);
        if (distance < (best?.distance ?? 14)) best = { distance, px, py, path };
      }
    }
    if (!best) return;
    const style = getComputedStyle(best.path);
    const name = plot.s?.[hex(style.stroke) + (style.strokeDasharray === "none" ? "" : "-")];
    const [across, up] = [((best.px - frame.e) / frame.a - plot.p[0]) / plot.p[2], 1 - ((best.py - frame.f) / frame.d - plot.p[1]) / plot.p[3]];
    tip.textContent = [name, told(plot.x, across), told(plot.y, up)].filter(Boolean).join("\n");
    (picture.closest("dialog") ?? document.body).append(tip);
    tip.hidden = false;
    tip.style.left = Math.min(best.px + 12, innerWidth - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.max(4, best.py - tip.offsetHeight - 10) + "px";
  }, { passive: true });

  // Figures by their verdicts, by their papers and by words.
  const glance = document.getElementById("at-a-glance");
  const prose = new Set((document.querySelector("main").dataset.prose ?? "").split(" "));
  const isFigure = (part) => part.matches("h3") && !prose.has(part.id);
  // What stands below a heading, up to the next one of these.
  const below = (heading, ends) => {
    const parts = [];
    for (let next = heading.nextElementSibling; next && !next.matches(ends); next = next.nextElementSibling) parts.push(next);
    return parts;
  };
  const papers = headings.filter((heading) => heading.localName === "h2" && below(heading, "h1, h2").some(isFigure));
  const groups = papers.map((paper) => ({
    parts: [paper, ...below(paper, "h1, h2, h3")],
    sections: below(paper, "h1, h2").filter(isFigure).map((heading) => {
      const parts = [heading, ...below(heading, "h1, h2, h3")];
      return { heading, parts, text: parts.map((part) => part.textContent).join(" ").toLowerCase() };
    }),
  }));
  const sections = groups.flatMap((group) => group.sections);
  if (glance && sections.length > 1) {
    const choice = (name, options) => make("select", { ariaLabel: name }, ...options.map(([value, words]) => make("option", { value }, words)));
    const verdict = choice("Verdict", [["", "any verdict"], ["reproduced", "✓ holds"], ["partly", "◐ partly"], ["failed", "✗ does not hold"],
      ["undecided", "◇ undecided"], ["open", "○ not assessed"]]);
    const paper = choice("Paper", [["", "any paper"], ...papers.map((heading, place) => [String(place), heading.firstChild.textContent])]);
    const words = make("input", { type: "search", placeholder: "words in a figure", ariaLabel: "Words" });
    const count = make("output", {});
    const show = (element, isShown) => { if (element) element.hidden = !isShown; };
    const apply = () => {
      const [kind, place, text] = [verdict.value, paper.value, words.value.trim().toLowerCase()];
      let shown = 0;
      groups.forEach((group, number) => {
        let inGroup = 0;
        for (const section of group.sections) {
          const rows = section.parts.flatMap((part) => all("tr:has(.verdict)", part));
          const fits = (!place || place === String(number)) && (!text || section.text.includes(text))
            && (!kind || rows.some((row) => row.querySelector(".verdict." + kind)));
          inGroup += fits;
          section.parts.forEach((part) => show(part, fits));
          rows.forEach((row) => show(row, !kind || row.querySelector(".verdict." + kind)));
          show(links.get(section.heading.id)?.closest("li"), fits);
        }
        group.parts.forEach((part) => show(part, inGroup));
        show(links.get(group.parts[0].id)?.closest("li"), inGroup);
        shown += inGroup;
      });
      count.textContent = kind || place || text ? `${shown} of ${sections.length} figures` : "";
    };
    verdict.onchange = paper.onchange = words.oninput = apply;
    // A link to a figure that is not shown shows all again.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link || !document.getElementById(decodeURIComponent(link.hash.slice(1)))?.hidden) return;
      verdict.value = paper.value = words.value = "";
      apply();
    });
    let place = glance.nextElementSibling;
    while (place && !place.matches(".table, h2")) place = place.nextElementSibling;
    place?.after(make("p", { className: "filter" }, "Show figures with ", verdict, " of ", paper, " and ", words, " ", count));
  }
})();
