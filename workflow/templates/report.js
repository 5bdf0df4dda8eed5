"use strict";
(function () {
  // What is told of a number beside it: what it is, of how many, what was corrected, what it depends on.
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  const content = document.getElementById("content");
  content.append(tip); // a landmark holds all that is read
  const words = content.dataset; // in the language of the report
  let shown = null;
  let later = 0;
  let touched = false;
  let known = null; // headlines by the id of their result, once they were asked for

  window.standing = function (found) {
    known = found;
    if (shown) fill(shown);
  };
  function ask() {
    if (known) return;
    known = {};
    const script = document.createElement("script");
    script.src = "evidence/standing.js";
    document.head.append(script);
  }

  function line(text, name) {
    const made = document.createElement(name || "p");
    made.textContent = text;
    tip.append(made);
  }

  // What a number of a table is called: its row and its column.
  function called(link) {
    const cell = link.closest("td, th");
    const table = link.closest("table");
    if (!cell || !table) return "";
    const head = table.tHead && table.tHead.rows[0].cells[cell.cellIndex];
    const first = cell.parentElement.cells[0];
    return [first !== cell && first.textContent, head && head.textContent].filter(Boolean).join(" · ");
  }

  function fill(link) {
    const about = link.dataset;
    tip.replaceChildren();
    line(about.label || called(link) || words.evidence, "strong");
    const told = [];
    if (about.n) told.push("n = " + about.n);
    if (about.unit) told.push(about.unit);
    if (told.length) line(told.join(", "));
    for (const one of (about.result && known && known[about.result]) || []) {
      line(words.headline + ": " + one.statement + " " + one.verdict + ".");
      for (const scenario of one.depends) line(words.depends + ": " + scenario + ".");
      if (one.more) line(words.more.replace("{number}", one.more));
    }
    if (about.corrections) line(words.ledger + ": " + about.corrections + ".");
    line(touched ? words.tap : words.leads, "small");
    const at = link.getBoundingClientRect();
    tip.hidden = false;
    const width = Math.min(tip.offsetWidth, document.documentElement.clientWidth - 16);
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + tip.offsetHeight + 8 < innerHeight;
    tip.style.left = left + scrollX + "px";
    tip.style.top = (below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + scrollY + "px";
  }

  function show(link) {
    clearTimeout(later);
    if (shown === link) return;
    hide();
    shown = link;
    link.setAttribute("aria-describedby", "tip");
    ask();
    fill(link);
  }

  function hide() {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  function linkAt(event) {
    return event.target.closest ? event.target.closest("a.result") : null;
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link) show(link);
    else if (tip.contains(event.target)) clearTimeout(later);
    else if (shown && document.activeElement !== shown) {
      clearTimeout(later);
      later = setTimeout(hide, 200);
    }
  });
  document.addEventListener("focusin", function (event) {
    const link = linkAt(event);
    if (link) show(link);
    else hide();
  });
  document.addEventListener("focusout", function (event) {
    if (linkAt(event) && !touched) hide();
  });
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch";
    if (touched) {
      const link = linkAt(event);
      if (link && link !== shown) link.dataset.first = "yes";
      else if (!link && !tip.contains(event.target)) hide();
    }
  }, true);
  // The first tap tells, the second one follows.
  document.addEventListener("click", function (event) {
    const link = linkAt(event);
    if (!link || !touched || !link.dataset.first) return;
    delete link.dataset.first;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
})();
