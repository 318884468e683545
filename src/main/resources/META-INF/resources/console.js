// The keyboard, the copy buttons, and the token that htmx's requests carry. Everything works without.
(function () {
  "use strict";

  const token = document.querySelector('meta[name="csrf"]');
  document.addEventListener("htmx:configRequest", (event) => {
    if (token) event.detail.headers["X-CSRF-Token"] = token.content;
  });

  // The row that the keyboard is on; kept by key, as the rows are replaced while they are looked at.
  let here = sessionStorage.getItem("here");
  const rows = () => Array.from(document.querySelectorAll("tr[data-href]"));

  function mark() {
    for (const row of rows()) row.classList.toggle("here", row.id === here);
  }

  function move(step) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.findIndex((row) => row.id === here);
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    here = next.id;
    sessionStorage.setItem("here", here);
    mark();
    next.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const row = document.querySelector("tr.here");
    if (row) location.assign(row.dataset.href);
  }

  function reach(selector) {
    const found = document.querySelector(selector);
    if (!found) return;
    const folded = found.closest("details");
    if (folded) folded.open = true;
    found.scrollIntoView({ block: "center" });
    found.focus();
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: open,
    "/": () => reach("[data-key='/']"),
    a: () => reach("[data-key='a']"),
    s: () => reach("[data-key='s']"),
    m: () => reach("[data-key='m']"),
    n: () => reach("[data-key='n']"),
    d: () => reach("[data-key='d']"),
    q: () => location.assign("/"),
    "?": () => {
      const help = document.querySelector("dialog");
      if (help) help.showModal();
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const action = keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      const was = button.textContent;
      button.textContent = "copied";
      setTimeout(() => (button.textContent = was), 1200);
    });
  });

  document.addEventListener("htmx:afterSwap", mark);
  mark();
})();
