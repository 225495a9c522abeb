"use strict";
(() => {
  const table = document.getElementById("table");
  if (!table) return;
  const body = table.tBodies[0];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = text => text.normalize("NFKC").toLocaleLowerCase();
  const rows = Array.from(body.rows, row => ({
    row,
    verdict: row.dataset.verdict,
    text: fold(row.textContent),
    keys: Array.from(row.cells, cell => {
      const value = cell.dataset.value;
      return value === undefined ? cell.textContent : value === "" ? null : Number(value);
    }),
  }));

  const compare = (one, other) => typeof one === "number" ? one - other : order.compare(one, other);
  const isNothing = key => key === null || key === "";
  const sort = (column, descending) => {
    const sign = descending ? -1 : 1;
    rows.forEach((entry, index) => { entry.place = index; });
    rows.sort((one, other) => {
      const [a, b] = [one.keys[column], other.keys[column]];
      // What is not known comes last either way.
      if (isNothing(a) || isNothing(b)) return isNothing(a) - isNothing(b) || one.place - other.place;
      return sign * compare(a, b) || one.place - other.place;
    });
    body.append(...rows.map(entry => entry.row));
  };
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    // Browsers leave buttons out of a table head that they repeat on each printed page.
    const printed = document.createElement("span");
    printed.className = "printed";
    printed.textContent = head.textContent;
    button.append(...head.childNodes);
    head.append(button, printed);
    head.setAttribute("aria-sort", column === 0 ? "ascending" : "none");
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      // Of figures the greatest are looked for first.
      const descending = now === "none" ? head.classList.contains("number") : now === "ascending";
      heads.forEach(other => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(column, descending);
    });
  });

  const filter = document.getElementById("filter");
  const verdict = document.getElementById("verdict");
  const shown = document.getElementById("shown");
  const apply = () => {
    const words = fold(filter.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const entry of rows) {
      const isShown = (!verdict.value || entry.verdict === verdict.value) && words.every(word => entry.text.includes(word));
      entry.row.hidden = !isShown;
      count += isShown;
    }
    shown.textContent = shown.dataset.text.replace("#", count.toLocaleString("en")).replace("#", rows.length.toLocaleString("en"));
  };
  filter.addEventListener("input", apply);
  verdict.addEventListener("input", apply);
  document.getElementById("controls").addEventListener("submit", event => event.preventDefault());
  document.getElementById("controls").hidden = false;
  sort(0, false);
  apply();
})();
