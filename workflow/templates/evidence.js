"use strict";
(function () {
  const known = JSON.parse(document.getElementById("known").textContent);
  const table = document.getElementById("cells");
  const status = document.getElementById("lit");
  const panel = document.getElementById("chosen");
  const MOST = 1000000;
  let lit = [];
  let chosen = null;

  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  function counted(number, word) {
    return number.toLocaleString("en") + " " + word + (number === 1 ? "" : "s");
  }

  // Parts of the fragment: cell=4,6;5,6-7,9 and result=REPORT/NAME.
  function asked() {
    const found = {};
    for (const part of location.hash.slice(1).split("&")) {
      const [key, ...rest] = part.split("=");
      try {
        found[key] = decodeURIComponent(rest.join("="));
      } catch (error) {
        found[key] = rest.join("=");
      }
    }
    return found;
  }

  // Corners that a fragment names, or null where one of them is none.
  function spans(text) {
    const found = [];
    for (const part of text.split(";")) {
      const match = /^([1-9]\d{0,8}),([1-9]\d{0,8})(?:-([1-9]\d{0,8}),([1-9]\d{0,8}))?$/.exec(part.trim());
      if (!match) return null;
      const [top, first] = [Number(match[1]), Number(match[2])];
      const [bottom, last] = [Number(match[3] || top), Number(match[4] || first)];
      if (bottom < top || last < first || (bottom - top + 1) * (last - first + 1) > MOST) return null;
      found.push([top, first, bottom, last]);
    }
    return found;
  }

  function cellsOf(text) {
    const corners = spans(text);
    if (!corners) return null;
    const found = new Set();
    for (const [top, first, bottom, last] of corners) {
      if (bottom > table.rows.length || last > table.rows[0].cells.length) return null;
      for (let row = top; row <= bottom; row++) {
        for (let column = first; column <= last; column++) found.add(table.rows[row - 1].cells[column - 1]);
      }
    }
    return [...found];
  }

  function place(cell) {
    return [cell.parentElement.rowIndex + 1, cell.cellIndex + 1];
  }

  function address(cell) {
    return known.file + "#cell=" + place(cell).join(",");
  }

  // Files of the summaries say what a result is called; one that is not there leaves its id.
  const told = {};
  window.evidence = function (report, words) {
    told[report] = words;
    say();
  };
  function load(report) {
    if (!/^[a-z0-9-]+$/.test(report) || report in told) return;
    told[report] = null;
    document.head.append(element("script", undefined, { src: report + ".js" }));
  }

  function say() {
    const { result } = asked();
    status.replaceChildren();
    if (!lit.length) return;
    const number = counted(lit.length, "cell") + (lit.length === 1 ? " is lit" : " are lit");
    if (!result || !/^[a-z0-9-]+\/[a-z0-9_/-]+$/.test(result)) {
      status.append(number + ".");
      return;
    }
    const cut = result.indexOf("/");
    const [report, name] = [result.slice(0, cut), result.slice(cut + 1)];
    const words = told[report] && told[report].results[name];
    if (words) {
      status.append(element("strong", words.value), " · " + words.label + (words.n ? " (n = " + words.n + ")" : ""));
      status.append(". Computed from " + counted(words.cells, "cell"));
      status.append(words.cells === lit.length ? ", which are lit. " : "; " + number + ". ");
    } else {
      status.append(number + ", the evidence of " + result + ". ");
    }
    const summary = element("a", "All of its evidence", { href: report + ".html#" + name });
    const back = element("a", "to the report", { href: "../" + report + ".html" });
    status.append(summary, " · ", back);
  }

  function light() {
    for (const cell of lit) cell.classList.remove("lit");
    const { cell, result } = asked();
    const found = cell === undefined ? [] : cellsOf(cell);
    lit = found || [];
    for (const one of lit) one.classList.add("lit");
    if (result) load(result.split("/")[0]);
    if (cell === undefined) return;
    say();
    if (!found) status.textContent = "The address names no cells of this table: " + cell.slice(0, 80);
    if (lit.length) {
      lit.sort((a, b) => a.parentElement.rowIndex - b.parentElement.rowIndex || a.cellIndex - b.cellIndex);
      lit[0].scrollIntoView({ block: "center", inline: "center" });
      rove(lit[0]);
    }
  }

  // One cell can be reached by the tabulator key, the others from it by arrows.
  let roving = null;
  function rove(cell) {
    if (roving) roving.removeAttribute("tabindex");
    roving = cell;
    cell.setAttribute("tabindex", "0");
  }

  const KINDS = {
    corrected: "Corrected", kept: "Looked at and left", proposed: "Correction proposed",
    rival: "Rival value: another one was chosen", coded: "Coded", keyings: "The second keying differs",
  };

  function described(mark) {
    const lines = { id: "entry", corrected: "read as", decision: "kind", second: "second keying has", scheme: "scheme", code: "code", reason: "reason", evidence: "evidence", by: "decided by", date: "date" };
    const list = element("dl");
    for (const [key, name] of Object.entries(lines)) {
      if (mark[key] !== undefined && mark[key] !== mark.kind) list.append(element("dt", name), element("dd", mark[key] || "(blank)"));
    }
    const made = element("div");
    made.append(element("h3", KINDS[mark.kind]), list);
    return made;
  }

  // A text in quotes as YAML reads it: JSON, with every character that is not seen as its number.
  function quoted(text) {
    return JSON.stringify(text).replace(/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff]/g, (character) =>
      "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"));
  }

  // The text that `./reproduce correct --from FILE` takes.
  function proposal(entry) {
    const lines = ["# A proposed correction: save it as a file, then ./reproduce correct --from FILE"];
    let mark = "- ";
    for (const [key, value] of Object.entries(entry)) {
      lines.push(mark + key + ": " + quoted(value));
      mark = "  ";
    }
    return lines.join("\n") + "\n";
  }
  window.proposal = proposal;

  function form(cell) {
    const made = element("details", undefined, { class: "propose" });
    made.append(element("summary", "Propose a correction"));
    const fields = {};
    const out = element("textarea", "", { rows: "9", readonly: "", id: "entry", "aria-label": "Text of the proposal", spellcheck: "false" });
    const mail = known.mail ? element("a", "Mail it", {}) : null;
    function field(name, label, control) {
      control.id = "propose-" + name;
      control.addEventListener("input", update);
      fields[name] = control;
      const box = element("p");
      box.append(element("label", label, { for: control.id }), control);
      made.append(box);
    }
    function update() {
      out.value = proposal({
        cell: address(cell), printed: cell.textContent, corrected: fields.corrected.value,
        kind: fields.kind.value, reason: fields.reason.value, evidence: fields.evidence.value,
      });
      if (mail) mail.href = "mailto:" + known.mail + "?subject=" + encodeURIComponent("Correction of " + address(cell)) + "&body=" + encodeURIComponent(out.value);
    }
    field("corrected", "What should be read instead", element("input", undefined, { type: "text" }));
    const kind = element("select");
    for (const [value, says] of [["misprint", "the source contradicts itself"], ["slip", "the source prints something else than is keyed here"], ["reading", "what is printed means something else"]]) {
      kind.append(element("option", says, { value: value }));
    }
    field("kind", "Why", kind);
    field("reason", "Reason", element("textarea", "", { rows: "2" }));
    field("evidence", "Evidence: a document and the place in it", element("input", undefined, { type: "text" }));
    fields.evidence.value = known.reference + ": ";
    const copy = element("button", "Copy the text", { type: "button" });
    const done = element("span", "", { role: "status" });
    copy.addEventListener("click", function () {
      out.select();
      const copied = document.execCommand("copy");
      done.textContent = copied ? " Copied." : " Press Ctrl+C to copy it.";
    });
    const last = element("p");
    last.append(copy, ...(mail ? [" ", mail] : []), done);
    made.append(out, last);
    update();
    return made;
  }

  function choose(cell) {
    if (chosen) chosen.classList.remove("chosen");
    chosen = cell;
    cell.classList.add("chosen");
    rove(cell);
    const [row, column] = place(cell);
    const label = column === 1 ? "" : table.rows[row - 1].cells[0].textContent + " × ";
    const close = element("button", "Close", { type: "button", class: "close" });
    close.addEventListener("click", shut);
    const printed = element("p", "Printed: ");
    printed.append(cell.textContent ? element("q", cell.textContent) : element("em", "nothing"));
    const link = element("a", address(cell), { href: "#cell=" + row + "," + column });
    const where = element("p");
    where.append(link);
    panel.replaceChildren(close, element("h2", label + table.rows[0].cells[column - 1].textContent), printed, where);
    for (const mark of known.marks[row + "," + column] || []) panel.append(described(mark));
    panel.append(form(cell));
    panel.hidden = false;
  }

  function shut() {
    panel.hidden = true;
    if (chosen) {
      chosen.classList.remove("chosen");
      chosen.focus({ preventScroll: true });
      chosen = null;
    }
  }

  function cellAt(event) {
    const cell = event.target.closest("th, td");
    return cell && table.contains(cell) ? cell : null;
  }

  table.addEventListener("click", function (event) {
    const cell = cellAt(event);
    if (cell && !String(getSelection())) choose(cell);
  });

  table.addEventListener("keydown", function (event) {
    const cell = cellAt(event);
    if (!cell) return;
    const [row, column] = place(cell);
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(cell);
      panel.querySelector("a").focus();
    } else if (event.key in steps) {
      const line = table.rows[row - 1 + steps[event.key][0]];
      const next = line && line.cells[column - 1 + steps[event.key][1]];
      if (next) {
        event.preventDefault();
        rove(next);
        next.focus();
      }
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) shut();
  });

  rove(table.rows[0].cells[0]);
  light();
  addEventListener("hashchange", light);
})();
