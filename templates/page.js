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

  // Commands can be copied.
  for (const block of all("pre")) {
    const button = make("button", { className: "copy", type: "button" }, "Copy");
    button.onclick = async () => {
      await navigator.clipboard?.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
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
      const picture = all("svg", figure).find((svg) => svg.parentElement === figure && getComputedStyle(svg).display !== "none");
      const copy = picture.cloneNode(true);
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
    picture.plots ??= JSON.parse(picture.dataset.plots);
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

  // Figures by their verdicts and by words.
  const glance = document.getElementById("at-a-glance");
  const prose = new Set((document.querySelector("main").dataset.prose ?? "").split(" "));
  const sections = headings.filter((heading) => heading.localName === "h3" && !prose.has(heading.id)).map((heading) => {
    const parts = [heading];
    for (let next = heading.nextElementSibling; next && !/^H[1-3]$/.test(next.tagName); next = next.nextElementSibling) parts.push(next);
    return { heading, parts, text: parts.map((part) => part.textContent).join(" ").toLowerCase() };
  });
  if (glance && sections.length > 1) {
    const kinds = [["", "any verdict"], ["reproduced", "✓ holds"], ["partly", "◐ partly"], ["failed", "✗ does not hold"],
      ["undecided", "◇ undecided"], ["open", "○ not assessed"]];
    const verdict = make("select", { ariaLabel: "Verdict" }, ...kinds.map(([value, words]) => make("option", { value }, words)));
    const words = make("input", { type: "search", placeholder: "words in a figure", ariaLabel: "Words" });
    const count = make("output", {});
    const apply = () => {
      const [kind, text] = [verdict.value, words.value.trim().toLowerCase()];
      let shown = 0;
      for (const section of sections) {
        const rows = section.parts.flatMap((part) => all("tr:has(.verdict)", part));
        const fits = (!kind || rows.some((row) => row.querySelector(".verdict." + kind))) && (!text || section.text.includes(text));
        shown += fits;
        section.parts.forEach((part) => { part.hidden = !fits; });
        rows.forEach((row) => { row.hidden = Boolean(kind) && !row.querySelector(".verdict." + kind); });
        const entry = links.get(section.heading.id)?.closest("li");
        if (entry) entry.hidden = !fits;
      }
      count.textContent = kind || text ? `${shown} of ${sections.length} figures` : "";
    };
    verdict.onchange = apply;
    words.oninput = apply;
    let place = glance.nextElementSibling;
    while (place && !place.matches(".table, h2")) place = place.nextElementSibling;
    place?.after(make("p", { className: "filter" }, "Show figures with ", verdict, " and ", words, " ", count));
  }
})();
