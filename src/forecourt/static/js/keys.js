// The keyboard: `/` or Ctrl+K search, j/k/Enter/x in lists (rows marked data-row), arrows in search hits, `?` help.
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("row-current"));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("row-current", row === next));
    next.scrollIntoView({ block: "nearest" });
    next.querySelector("a[href]")?.focus({ preventScroll: true });
  };
  const current = () => document.querySelector("[data-row].row-current");
  const search = () => {
    const box = document.querySelector("[data-search]");
    if (box) {
      box.focus();
      box.select();
    }
    return Boolean(box);
  };

  const actions = {
    "/": search,
    j: () => move(1),
    k: () => move(-1),
    x: () => current()?.querySelector("input[type=checkbox]")?.click(),
    Enter: () => {
      const link = current()?.querySelector("a[href]");
      if (link && document.activeElement !== link) link.click();
    },
    "?": () => document.getElementById("help-dialog")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (search()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const act = actions[event.key];
    if (!act) return;
    if (event.key !== "Enter") event.preventDefault();
    act();
  });

  // Down and up through the hits under the search box.
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.(".app-search");
    if (!box || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const stops = [box.querySelector("[data-search]"), ...box.querySelectorAll(".app-hits a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
})();
