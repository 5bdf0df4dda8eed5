// Search on the index: entries stand in the page, MiniSearch finds among them. Without scripts the box stays hidden.
(() => {
  "use strict";
  const LANGUAGES = ["es", "ru", "kk"];
  const SHOWN = 12; // results at most
  const box = document.getElementById("search"), list = document.getElementById("found");
  const said = document.getElementById("said"), form = box.form;
  const entries = JSON.parse(document.getElementById("entries").textContent);
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const index = new MiniSearch({
    fields: ["name", ...LANGUAGES, "about"],
    processTerm: plain,
    searchOptions: {
      boost: { name: 3, es: 3, ru: 3, kk: 3 },
      combineWith: "AND",
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(entries.map((entry, id) => ({ id, ...entry })));

  const element = (kind, text, about = {}) => {
    const made = document.createElement(kind);
    made.textContent = text;
    for (const [name, value] of Object.entries(about)) made.setAttribute(name, value);
    return made;
  };

  const shown = (result) => {
    const entry = entries[result.id], item = document.createElement("li");
    const spoken = entry.lang ? { lang: entry.lang } : {};
    const link = element("a", entry.name, { href: entry.address, ...spoken });
    item.append(link, " ", element("span", entry.kind, { class: "kind" }));
    const fields = new Set(Object.values(result.match).flat());
    for (const language of LANGUAGES) {
      if (fields.has(language) && entry[language] !== entry.name) {
        item.append(" ", element("span", entry[language], { lang: language }));
      }
    }
    if (entry.about) item.append(element("p", entry.about, spoken));
    return item;
  };

  const look = () => {
    const words = box.value.trim();
    const results = words ? index.search(words) : [];
    list.replaceChildren(...results.slice(0, SHOWN).map(shown));
    list.hidden = !results.length;
    const more = results.length > SHOWN ? `, the first ${SHOWN} shown` : "";
    said.textContent = !words ? "" : `${results.length || "No"} result${results.length === 1 ? "" : "s"}${more}`;
  };

  const links = () => [...list.querySelectorAll("a")];
  form.addEventListener("keydown", (event) => {
    const all = links(), place = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      box.value = "";
      look();
      box.focus();
    } else if (event.key === "ArrowDown" && all.length) {
      all[Math.min(place + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && place >= 0) {
      (all[place - 1] || box).focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (links().length) links()[0].click();
  });
  box.addEventListener("input", look);
  form.hidden = false;
  look(); // what a browser has kept in the box
})();
