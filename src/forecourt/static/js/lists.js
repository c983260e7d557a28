// Lists: select all, select a stretch with Shift, and say how many rows are selected. All of it is extra.
(() => {
  const boxes = () => [...document.querySelectorAll(".list-table input[name=pk]")];
  let last = null;

  function tell() {
    const all = boxes();
    const chosen = all.filter((box) => box.checked).length;
    const bar = document.querySelector(".list-bulk");
    if (bar) {
      bar.classList.add("has-script");
      bar.classList.toggle("is-open", chosen > 0);
      bar.querySelector("[data-list-selected]").textContent = String(chosen);
    }
    const head = document.querySelector("[data-list-all]");
    if (head) {
      head.hidden = false;
      head.checked = chosen > 0 && chosen === all.length;
      head.indeterminate = chosen > 0 && chosen < all.length;
    }
    all.forEach((box) => box.closest("tr").classList.toggle("is-selected", box.checked));
  }

  document.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches?.(".list-table input[name=pk]")) return;
    const all = boxes();
    if (event.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      all.slice(from, to + 1).forEach((each) => { each.checked = box.checked; });
    }
    last = box;
    tell();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-list-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-list-all], .list-table input[name=pk]")) tell();
  });
  // After a swap the page begins at the list, not where the last one ended.
  document.addEventListener("htmx:after:swap", tell);
  window.addEventListener("pageshow", tell);
  tell();
})();
