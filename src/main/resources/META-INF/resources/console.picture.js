// Arrow keys move through the cells of the matrix's picture; Tab leads to one cell only.
(() => {
  "use strict";
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cells] a[data-at]");
    const step = steps[event.key];
    if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    let [column, row] = cell.dataset.at.split(" ").map(Number);
    // a service may have no such layer: then the one beyond it
    for (let i = 0; i < 12; i++) {
      column += step[0];
      row += step[1];
      const next = cell.ownerSVGElement.querySelector(`a[data-at="${column} ${row}"]`);
      if (next) {
        cell.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
        return;
      }
    }
  });
})();
