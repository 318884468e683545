// What others do comes in by itself: one open tab hears of it and tells the others.
(function () {
  "use strict";

  if (!document.getElementById("keys") || !window.EventSource || !navigator.locks || !window.BroadcastChannel) return;
  const channel = new BroadcastChannel("demarc-live");

  const OVER = "signed out";
  let out = false;

  function signedOut() {
    const link = document.createElement("a");
    link.href = "/sign-in?next=" + encodeURIComponent(location.pathname + location.search);
    link.textContent = "Sign in again";
    window.demarc.say("Your session has ended. What you typed is kept in this tab.", link);
  }

  function heard(keys) {
    document.dispatchEvent(new CustomEvent("demarc:changed", { detail: keys === "*" ? all() : keys.split(" ") }));
  }
  const all = () => Array.from(document.querySelectorAll("tr[data-href]"), (row) => row.id.slice(4)).concat("*", (document.querySelector("[data-case]") || { dataset: {} }).dataset.case || []);
  channel.addEventListener("message", (event) => (event.data === OVER ? signedOut() : heard(event.data)));

  // Browsers allow six connections to a server: not one for each tab.
  navigator.locks.request("demarc-live", () => new Promise(listen));

  function listen() {
    const source = new EventSource("/live");
    source.addEventListener("message", (event) => {
      const keys = event.data.trim();
      if (!keys) return;
      channel.postMessage(keys);
      heard(keys);
    });
    source.addEventListener("open", () => (out = false));
    // an answer that is no stream (nobody is signed in, too many listen) ends it for good
    source.addEventListener("error", async () => {
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, 60000);
      const now = out ? null : await window.demarc.ask("/palette?fragment=1&q=");
      if (!now || !now.redirected || !new URL(now.url).pathname.startsWith("/sign-in")) return;
      out = true;
      channel.postMessage(OVER);
      signedOut();
    });
  }

  // --- the queue: a row that changed is put in its place, and nothing moves under a hand ---

  const rows = () => document.getElementById("rows");
  if (!rows()) return;
  let due = 0;
  let asked = false;
  const QUIET = 4000;

  function soon() {
    if (asked) return;
    asked = true;
    const wait = Math.max(300, due + QUIET - Date.now());
    setTimeout(refresh, wait);
  }

  async function refresh() {
    asked = false;
    due = Date.now();
    if (document.hidden) {
      stale = true;
      return;
    }
    stale = false;
    const answer = await window.demarc.ask(location.pathname + location.search);
    if (!answer || !answer.ok || answer.redirected) return;
    const doc = new DOMParser().parseFromString(answer.text, "text/html");
    const fresh = doc.getElementById("rows");
    if (!fresh) return;
    await window.demarc.released();
    latest = fresh;
    for (const count of doc.querySelectorAll("[id^='count-'], #summary")) {
      const shown = document.getElementById(count.id);
      if (shown) shown.replaceWith(document.importNode(count, true));
    }
    const now = new Map(Array.from(fresh.querySelectorAll("tr[data-href]"), (row) => [row.id, row]));
    for (const row of rows().querySelectorAll("tr[data-href]")) {
      const next = now.get(row.id);
      row.classList.toggle("left", !next);
      if (next) put(row, next);
      now.delete(row.id);
    }
    const button = rows().querySelector("[data-arrived]");
    if (!button) return now.size && rows().replaceWith(document.importNode(fresh, true));
    button.closest(".arrived").hidden = now.size === 0;
    button.textContent = now.size === 1 ? "1 new" : now.size + " new";
    window.demarc.zone(rows());
  }
  let stale = false;
  let latest = null;

  const bare = (row) => row.innerHTML.replace(/<time[^>]*>[^<]*<\/time>/g, "").replace(/ width="\d+" height="4"/g, "").replace(/ checked=""/g, "");

  function put(row, next) {
    const changed = bare(row) !== bare(next);
    const box = row.querySelector("input[name='case']");
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    if (!changed || (focused && focused !== box)) return;
    const checked = box && box.checked;
    row.replaceChildren(...document.importNode(next, true).childNodes);
    row.classList.add("changed");
    const fresh = row.querySelector("input[name='case']");
    if (fresh) fresh.checked = checked;
    if (focused && fresh) fresh.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-arrived]") || !latest) return;
    const checked = new Set(Array.from(document.querySelectorAll("input[name='case']:checked"), (box) => box.id));
    rows().replaceWith(document.importNode(latest, true));
    for (const box of document.querySelectorAll("input[name='case']")) box.checked = checked.has(box.id);
    latest = null;
    document.dispatchEvent(new CustomEvent("demarc:swapped"));
  });

  document.addEventListener("demarc:changed", soon);
  document.addEventListener("visibilitychange", () => stale && !document.hidden && refresh());
  // clocks go on without a change, and a stream may be cut where nobody sees it
  setInterval(soon, 60000);

  // --- what a change to all that are selected would do ---

  const bar = document.getElementById("picked");

  let question = 0;

  /** Shown as answered to the last question alone: an earlier answer may come after a later one. */
  async function effect() {
    const turn = ++question;
    const open = bar && bar.querySelector("details[open] [data-effect]");
    if (!open) return;
    const of = new URLSearchParams({ do: open.dataset.effect });
    for (const box of document.querySelectorAll("input[name='case']:checked")) of.append("case", box.value);
    if (bar.querySelector("[data-whole]:checked")) {
      of.delete("case");
      of.set("all", "true");
      of.set("f", bar.querySelector("[name='f']").value);
    }
    for (const name of ["outcome", "snooze"]) {
      const chosen = bar.querySelector("[name='" + name + "']");
      if (chosen) of.set(name, chosen.value);
    }
    const answer = await window.demarc.ask("/work-items/effect?" + of);
    const effect = answer && answer.ok ? answer.text : "";
    if (turn !== question) return;
    open.textContent = new DOMParser().parseFromString(effect, "text/html").body.textContent.trim();
  }
  if (bar) {
    bar.addEventListener("toggle", effect, true);
    bar.addEventListener("change", effect);
    document.addEventListener("demarc:picked", effect);
  }
  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-all]");
    if (!all && !event.target.closest("[data-none]")) return;
    for (const box of document.querySelectorAll("input[name='case']")) box.checked = !!all;
    document.dispatchEvent(new Event("demarc:swapped"));
  });
})();
