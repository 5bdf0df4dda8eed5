"use strict";
(function () {
  const known = JSON.parse(document.getElementById("data").textContent);
  const out = document.getElementById("entries");
  const rows = document.getElementById("cells");
  const chosen = known.cells.map(() => null);

  function entry(cell, text) {
    const other = text !== cell.first && text !== cell.second;
    const kind = text === cell.first ? "no-change" : "slip";
    const fields = {
      cell: cell.cell, printed: cell.first, corrected: text, kind: kind,
      reason: known.reasons[other ? "other" : kind], evidence: known.evidence,
    };
    const lines = Object.entries(fields).map(([name, value]) => name + ": " + JSON.stringify(value));
    return "- " + lines.join("\n  ") + "\n";
  }

  function write() {
    out.value = known.cells.map((cell, i) => (chosen[i] === null ? "" : entry(cell, chosen[i]))).join("");
  }

  function choice(i, text, shown) {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "cell-" + i;
    radio.addEventListener("change", function () {
      chosen[i] = text();
      write();
    });
    label.append(radio, " ", shown);
    return [label, radio];
  }

  known.cells.forEach(function (cell, i) {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = cell.words;
    row.append(head);
    for (const text of [cell.first, cell.second]) {
      const place = document.createElement("td");
      place.append(choice(i, () => text, text === "" ? "nothing" : "“" + text + "”")[0]);
      row.append(place);
    }
    const place = document.createElement("td");
    const input = document.createElement("input");
    input.type = "text";
    input.setAttribute("aria-label", cell.words + ", another text");
    const [label, radio] = choice(i, () => input.value, input);
    input.addEventListener("input", function () {
      radio.checked = true;
      chosen[i] = input.value;
      write();
    });
    place.append(label);
    row.append(place);
    rows.append(row);
  });

  document.getElementById("about").textContent = known.printed + ". Cells to settle: " + known.cells.length + ".";
  document.getElementById("command").textContent = known.command;
  document.getElementById("copy").addEventListener("click", function () {
    out.select();
    document.getElementById("done").textContent = document.execCommand("copy") ? "Copied." : "Press Ctrl+C to copy it.";
  });
})();
