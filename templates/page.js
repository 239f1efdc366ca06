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

  // Figures by their verdicts, by their papers and by words.
  const glance = document.getElementById("at-a-glance");
  // What stands below a heading, up to the next one of these.
  const below = (heading, ends) => {
    const parts = [];
    for (let next = heading.nextElementSibling; next && !next.matches(ends); next = next.nextElementSibling) parts.push(next);
    return parts;
  };
  const papers = headings.filter((heading) => heading.localName === "h2" && below(heading, "h1, h2").some((part) => part.matches("h3")));
  const groups = papers.map((paper) => ({
    parts: [paper, ...below(paper, "h1, h2, h3")],
    sections: below(paper, "h1, h2").filter((part) => part.matches("h3")).map((heading) => {
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
