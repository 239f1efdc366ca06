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
