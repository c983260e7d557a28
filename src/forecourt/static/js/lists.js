// Lists: select all, say how many are selected, and move through the rows by keyboard. All of it is extra.
(() => {
  "use strict";
  const rows = () => [...document.querySelectorAll(".list-table tbody tr")];
  const boxes = () => [...document.querySelectorAll(".list-table input[name=pk]")];
  const typing = (target) => target.closest("input, select, textarea, [contenteditable], dialog[open]");

  function tell() {
    const chosen = boxes().filter((box) => box.checked).length;
    const told = document.querySelector("[data-list-selected]");
    if (told) told.textContent = chosen ? String(chosen) : "";
    const all = document.querySelector("[data-list-all]");
    if (all) {
      all.hidden = false;
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && chosen < boxes().length;
    }
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("is-current"));
    const next = Math.min(all.length - 1, Math.max(0, now + step));
    all.forEach((row, at) => row.classList.toggle("is-current", at === next));
    all[next].scrollIntoView({ block: "nearest" });
  }

  function open() {
    const link = document.querySelector(".list-table tr.is-current a.list-row");
    if (link) link.click();
    return Boolean(link);
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-list-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-list-all], input[name=pk]")) tell();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") document.querySelectorAll(".list-menu[open]").forEach((menu) => { menu.open = false; });
    if (typing(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary") && open()) event.preventDefault();
    else if (event.key === "/") {
      const search = document.querySelector("[data-list-search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll(".list-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("htmx:after:swap", tell);
  document.addEventListener("DOMContentLoaded", tell);
  if (document.readyState !== "loading") tell();
})();
