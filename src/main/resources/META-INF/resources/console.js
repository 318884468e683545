// The keyboard, the copy buttons, and what htmx's requests need. Everything works without.
(function () {
  "use strict";

  // The row that the keyboard is on; kept by key, as the rows are replaced while they are looked at.
  let here = sessionStorage.getItem("here");
  const rows = () => Array.from(document.querySelectorAll("tr[data-href]"));
  const boxes = () => Array.from(document.querySelectorAll("input[name='case']"));
  const picked = () => boxes().filter((box) => box.checked);

  function mark() {
    for (const row of rows()) row.classList.toggle("here", row.id === here);
    for (const box of boxes()) box.closest("tr").classList.toggle("picked", box.checked);
    const count = document.querySelector("[data-picked]");
    if (count) count.textContent = picked().length + " selected";
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

  function pick() {
    const box = document.querySelector("tr.here input[name='case']");
    if (!box) return;
    box.checked = !box.checked;
    mark();
  }

  function pickNone() {
    for (const box of boxes()) box.checked = false;
    mark();
  }

  function reach(key) {
    const found = document.querySelector("[data-key='" + key + "']");
    if (!found) return;
    for (let folded = found.closest("details"); folded; folded = folded.parentElement.closest("details")) {
      folded.open = true;
    }
    found.scrollIntoView({ block: "nearest" });
    found.focus();
  }

  // In the queue, a change is made to what is selected, else to the row that the keyboard is on.
  function change(key) {
    if (boxes().length > 0 && picked().length === 0) pick();
    if (boxes().length === 0 || picked().length > 0) reach(key);
  }

  const help = () => document.querySelector("dialog").showModal();

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: pick,
    Escape: pickNone,
    Enter: open,
    "/": () => reach("/"),
    a: () => change("a"),
    s: () => change("s"),
    m: () => reach("m"),
    n: () => reach("n"),
    d: () => reach("d"),
    c: () => reach("c"),
    q: () => location.assign("/"),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Escape" && at.matches("input, textarea, select")) at.blur();
    const typing = at.closest("input:not([type='checkbox']), textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && at.closest("a, button, summary")) return;
    const action = keys[event.key];
    if (action && document.querySelector("dialog")) {
      event.preventDefault();
      action();
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reach]");
    if (link) {
      event.preventDefault();
      reach(link.dataset.reach);
    }
    if (event.target.closest("[data-help]")) help();
    const button = event.target.closest("[data-copy]");
    if (button && navigator.clipboard) {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = "copied";
        setTimeout(() => (button.textContent = "copy"), 1200);
      });
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[name='case']")) mark();
  });

  // Every time is given in the zone of whoever reads it.
  function zone(within) {
    for (const time of within.querySelectorAll("time[datetime]")) {
      const due = time.title.startsWith("due ") ? "due " : "";
      const at = new Date(time.dateTime);
      time.title = due + at.toLocaleString([], { dateStyle: "medium", timeStyle: "long" });
      if (time.textContent.endsWith(" UTC")) {
        time.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      }
    }
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf"]');
    if (token) event.detail.headers["X-CSRF-Token"] = token.content;
  });

  // The list does not move under a hand that selects, nor load where nobody looks.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const polls = event.detail.elt.id === "rows";
    if (polls && (document.hidden || picked().length > 0)) event.preventDefault();
  });

  // A form that is refused is answered with the page that says why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig.verb === "post" && event.detail.xhr.status >= 400) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    mark();
    zone(document);
    const config = event.detail.requestConfig;
    if (!config || config.verb !== "post") return;
    const refused = document.querySelector("[role='alert']");
    document.getElementById("said").textContent = refused ? "Not saved. " + refused.textContent : "Saved.";
    if (refused) refused.scrollIntoView({ block: "center" });
  });

  mark();
  zone(document);
})();
