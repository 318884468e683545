// The keyboard, the palette, the copy buttons, and what htmx's requests need. Everything works without.
(function () {
  "use strict";

  document.documentElement.classList.add("scripted");

  const { zone, local } = window.demarc;

  // Whoever signs in next in this tab finds nothing of the one before.
  const user = document.body.dataset.user || "";
  const before = sessionStorage.getItem("user");
  if (before && before !== user) sessionStorage.clear();
  if (user) sessionStorage.setItem("user", user);

  // an auditor changes nothing
  const reads = document.body.matches(".reads");

  const keysAreOn = () => document.body.dataset.keys !== "off";

  // Without a script there is the browser's own way to print.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // --- the list of cases ---

  // The row that the keyboard is on; kept by key, as the rows are replaced while they are looked at.
  let here = sessionStorage.getItem("here");
  const rows = () => Array.from(document.querySelectorAll("tr[data-href]"));
  const boxes = () => Array.from(document.querySelectorAll("tr input[name='case']"));
  const picked = () => boxes().filter((box) => box.checked);

  function mark() {
    for (const row of rows()) row.classList.toggle("here", row.id === here);
    for (const box of boxes()) box.closest("tr").classList.toggle("picked", box.checked);
    const count = document.querySelector("[data-picked]");
    const whole = document.querySelector("[data-whole]:checked");
    if (whole && picked().length === 0) whole.checked = false;
    if (count) count.textContent = whole && whole.checked ? "All " + whole.dataset.whole + " of the filter" : picked().length + " selected";
    document.dispatchEvent(new CustomEvent("demarc:picked"));
  }

  // The list that a case was opened from, for going on to the next one there.
  function remember() {
    const list = document.querySelector("[data-list]");
    if (!list) return;
    const keys = rows().map((row) => row.dataset.href.split("/").pop());
    sessionStorage.setItem("list", JSON.stringify({ at: location.pathname + location.search, name: list.dataset.list, keys }));
  }

  function move(step, extend) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.findIndex((row) => row.id === here);
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (extend) for (const row of [all[at], next]) if (row) check(row, true);
    here = next.id;
    sessionStorage.setItem("here", here);
    mark();
    next.scrollIntoView({ block: "nearest" });
    tellTimes(next);
  }

  function open() {
    const row = document.querySelector("tr.here");
    if (row) location.assign(row.dataset.href);
  }

  function check(row, on) {
    const box = row.querySelector("input[name='case']");
    if (box) box.checked = on;
  }

  function pick() {
    const box = document.querySelector("tr.here input[name='case']");
    if (!box) return;
    box.checked = !box.checked;
    mark();
  }

  function pickAll(on) {
    for (const box of boxes()) box.checked = on;
    mark();
  }

  // A range, from the box that was clicked last.
  let last = null;
  document.addEventListener("click", (event) => {
    const box = event.target.closest("input[name='case']");
    if (!box) return;
    const all = boxes();
    if (event.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      for (const one of all.slice(from, to + 1)) one.checked = box.checked;
      mark();
    }
    last = box;
  });

  // --- a case: where it stands in that list ---

  function place() {
    const page = document.querySelector("[data-case]");
    if (!page) return null;
    let list = null;
    try {
      list = JSON.parse(sessionStorage.getItem("list"));
    } catch (broken) {
      // another version's; the list is made anew in the queue
    }
    if (!list || !Array.isArray(list.keys)) return null;
    const at = list.keys.indexOf(page.dataset.case);
    const next = list.keys[at + 1];
    for (const field of document.querySelectorAll("[data-next]")) field.value = at >= 0 && next ? next : "";
    const back = document.querySelector("[data-back]");
    if (back && typeof list.at === "string" && list.at.startsWith("/")) {
      back.href = list.at;
      back.textContent = list.name || "Queue";
    }
    const shown = document.querySelector("[data-place]");
    if (shown && at >= 0) shown.textContent = " · " + (at + 1) + " of " + list.keys.length + "\u2002k j";
    return at < 0 ? null : { before: list.keys[at - 1], next };
  }

  function neighbour(step) {
    const at = place();
    const to = at && (step > 0 ? at.next : at.before);
    if (to) location.assign("/cases/" + to);
    else say(step > 0 ? "This is the last case of the list." : "This is the first case of the list.");
  }

  // --- reaching and pressing what a key stands for ---

  function reach(key) {
    const found = document.querySelector("[data-key='" + CSS.escape(key) + "']:not([disabled])");
    if (!found) return false;
    const form = found.closest("form.tab");
    if (form) document.querySelector("[data-tab][value='" + (form.classList.contains("reply") ? "reply" : "note") + "']").checked = true;
    for (let folded = found.closest("details"); folded; folded = folded.parentElement.closest("details")) {
      folded.open = true;
    }
    if (found.matches("summary")) found.parentElement.open = true;
    found.scrollIntoView({ block: "nearest" });
    const within = found.matches("summary") && found.parentElement.querySelector("select, input:not([type='hidden']), textarea");
    (within || found).focus();
    return true;
  }

  function press(key) {
    const found = document.querySelector("[data-press='" + CSS.escape(key) + "']:not([disabled])");
    const may = found && !(reads && found.closest("form"));
    if (may) found.click();
    return !!may;
  }

  // In the queue, a change is made to what is selected, else to the row that the keyboard is on.
  function change(key) {
    if (!document.querySelector("[data-key='" + CSS.escape(key) + "']") || (reads && key !== "/")) return false;
    if (boxes().length > 0 && picked().length === 0) pick();
    if (boxes().length === 0 || picked().length > 0) return reach(key);
    return false;
  }

  // Folds the form of a case that a key has opened, where nothing was typed in it; the focus goes to its line.
  function fold(at) {
    const around = onCase() && at.closest("details[open]");
    const form = around && around.querySelector("form");
    if (!form) return false;
    const typed = Array.from(around.querySelectorAll("input:not([type='hidden']), textarea")).some((one) =>
      one.matches("[type='checkbox'], [type='radio']") ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
    if (typed) return false;
    around.open = false;
    around.querySelector("summary").focus();
    return true;
  }

  // A digit stands for the choice with this number in the form that has the focus.
  function digit(n) {
    const form = document.activeElement && document.activeElement.closest("[data-digits]");
    const choice = form && form.querySelectorAll("[data-digit]")[n - 1];
    if (!choice) return false;
    choice.click();
    const then = choice.matches("input") && form.querySelector("[data-after-digit]");
    if (then) then.focus();
    return true;
  }

  const help = () => document.getElementById("keys").showModal();
  const onCase = () => !!document.querySelector("[data-case]");

  const keys = {
    j: () => (onCase() ? neighbour(1) : move(1)),
    k: () => (onCase() ? neighbour(-1) : move(-1)),
    J: () => move(1, true),
    K: () => move(-1, true),
    x: pick,
    Escape: () => pickAll(false),
    Enter: open,
    "/": () => reach("/") || location.assign("/"),
    q: () => {
      const back = document.querySelector("[data-back]");
      location.assign(back ? back.href : "/");
    },
    "?": help,
  };
  const gone = { q: "/", m: "/?f=status:open+assignee:me", o: "/?f=status:open+is:overdue", u: "/?f=status:open+assignee:none", r: "/responsibility", i: "/insights", s: "/settings" };
  // when g was pressed, in milliseconds since the page began to load: 0 would be a g at its beginning
  let going = -Infinity;

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault();
      palette();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && at.closest) {
      const form = at.closest("form");
      // what is open of the bar below the list has a button of its own
      const part = at.closest(".bulk .pre") || form;
      const main = part && (part.querySelector("button.main") || part.querySelector("button:not([formaction])"));
      if (main && at.matches("input, textarea, select")) {
        event.preventDefault();
        form.requestSubmit(main);
      }
      return;
    }
    if (event.key === "Escape" && !fold(at) && at.matches("input, textarea, select")) at.blur();
    const typing = at.closest("input:not([type='checkbox']):not([type='radio']), textarea, select, dialog");
    if (typing || event.altKey || !keysAreOn() || !document.getElementById("keys")) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "a" && boxes().length > 0) {
        event.preventDefault();
        pickAll(true);
      }
      return;
    }
    if (event.key === "Enter" && at.closest("a, button, summary, input")) return;
    if (event.timeStamp - going < 1500) {
      going = -Infinity;
      if (gone[event.key]) {
        event.preventDefault();
        location.assign(gone[event.key]);
        return;
      }
    }
    if (event.key === "g") {
      going = event.timeStamp;
      return;
    }
    if (/^[1-9]$/.test(event.key)) {
      if (digit(Number(event.key))) event.preventDefault();
      return;
    }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    } else if (event.key.length === 1 && (press(event.key) || change(event.key))) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reach]");
    if (link && reach(link.dataset.reach)) event.preventDefault();
    // chosen by hand, the next thing is to say why; whoever walks through the choices by keyboard stays
    const choice = event.detail > 0 && event.target.closest("input[data-digit]");
    const why = choice && choice.closest("[data-digits]").querySelector("[data-after-digit]");
    if (why) why.focus();
    const side = event.target.closest("[data-decide]");
    const chosen = side && document.querySelector("#decide input[value='" + CSS.escape(side.dataset.decide) + "']");
    if (chosen) {
      event.preventDefault();
      reach("d");
      chosen.checked = true;
      chosen.closest("[data-digits]").querySelector("[data-after-digit]").focus();
    }
    if (event.target.closest("[data-help]")) help();
    if (event.target.closest("[data-palette]")) {
      event.preventDefault();
      palette();
    }
    const button = event.target.closest("[data-copy]");
    if (button && navigator.clipboard) {
      navigator.clipboard.writeText(button.dataset.copy).then(() => {
        button.textContent = "copied";
        setTimeout(() => (button.textContent = "copy"), 1200);
      });
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[name='case'], [data-whole]")) mark();
  });

  // Words of the report and the layer that they light stand out together.
  function point(event, on) {
    const from = event.target.closest && event.target.closest("[data-quote]");
    if (!from) return;
    for (const one of document.querySelectorAll("[data-quote='" + CSS.escape(from.dataset.quote) + "']")) {
      (one.closest(".l, .quotes li, mark") || one).classList.toggle("pointed", on);
    }
  }
  document.addEventListener("mouseover", (event) => point(event, true));
  document.addEventListener("mouseout", (event) => point(event, false));
  document.addEventListener("focusin", (event) => point(event, true));
  document.addEventListener("focusout", (event) => point(event, false));

  // --- the palette ---

  let asked = 0;
  let foundFor = null;

  function palette() {
    const box = document.getElementById("palette");
    if (!box || box.open) return;
    box.showModal();
    const field = box.querySelector("input");
    field.value = "";
    find("");
  }

  async function find(text) {
    const box = document.getElementById("palette");
    const mine = ++asked;
    const page = document.querySelector("[data-case]");
    const answer = await ask("/palette?fragment=1&q=" + encodeURIComponent(text) + (page ? "&case=" + page.dataset.case : ""));
    if (mine !== asked || !answer || !answer.ok) return;
    const found = new DOMParser().parseFromString(answer.text, "text/html");
    const list = box.querySelector("[data-found]");
    list.replaceChildren(...onThisPage(text), ...found.body.childNodes);
    foundFor = text;
    choose(0);
  }

  // What can be done on the page that is open, by the words on its controls.
  function onThisPage(text) {
    const words = text.trim().toLowerCase();
    const controls = Array.from(document.querySelectorAll("main [aria-keyshortcuts]")).filter((one) => one.offsetParent);
    const seen = new Set();
    const items = [];
    for (const one of controls) {
      const name = one.firstChild ? one.textContent.replace(/\s+/g, " ").trim() : "";
      const key = one.getAttribute("aria-keyshortcuts");
      const label = name.endsWith(" " + key) ? name.slice(0, -key.length - 1) : name;
      if (!label || seen.has(label) || !label.toLowerCase().includes(words)) continue;
      seen.add(label);
      const item = document.createElement("li");
      const act = document.createElement("button");
      act.type = "button";
      act.append(label);
      const shown = document.createElement("kbd");
      shown.textContent = key;
      act.append(shown);
      act.addEventListener("click", () => {
        document.getElementById("palette").close();
        one.click();
      });
      item.append(act);
      items.push(item);
    }
    if (items.length === 0) return [];
    const head = document.createElement("h3");
    head.textContent = "On this page";
    const list = document.createElement("ul");
    list.append(...items.slice(0, 8));
    return [head, list];
  }

  const choices = () => Array.from(document.querySelectorAll("#palette [data-found] a, #palette [data-found] button"));

  function choose(n) {
    const all = choices();
    all.forEach((one, i) => one.parentElement.classList.toggle("on", i === n));
    if (all[n]) all[n].scrollIntoView({ block: "nearest" });
  }

  let wait = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("#palette input")) return;
    clearTimeout(wait);
    wait = setTimeout(() => find(event.target.value), 120);
  });

  document.addEventListener("keydown", (event) => {
    const box = document.getElementById("palette");
    if (!box || !box.open) return;
    const all = choices();
    const at = all.findIndex((one) => one.parentElement.classList.contains("on"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose((at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % Math.max(1, all.length));
    } else if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      // what stands there may be of a word that was typed on meanwhile
      clearTimeout(wait);
      const anew = event.ctrlKey;
      const go = (one) => one && (anew && one.href ? window.open(one.href) : one.click());
      if (foundFor === event.target.value) go(all[Math.max(0, at)]);
      else find(event.target.value).then(() => go(choices()[0]));
    }
  });

  // --- what a page tells ---

  let fading = 0;

  /** Says what happened, floating: nothing moves. */
  function say(text, undo) {
    const box = document.getElementById("toast");
    if (!box) return;
    box.replaceChildren(text);
    if (undo) box.append(" ", undo);
    box.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => (box.hidden = true), 10000);
  }

  // Times in full, for whoever comes by keyboard as for whoever points: beside what has the focus, once it stays there.
  let telling = 0;

  function tellTimes(at) {
    const tip = document.getElementById("times");
    if (!tip) return;
    clearTimeout(telling);
    tip.hidden = true;
    for (const one of document.querySelectorAll("[aria-describedby='times']")) one.removeAttribute("aria-describedby");
    const around = at && (at.querySelector("time[title]") ? at : at.closest("tr, li, dd, header, p"));
    const times = around ? Array.from(around.querySelectorAll("time[title]")).filter((time) => time.offsetParent).slice(0, 4) : [];
    if (times.length === 0) return;
    tip.replaceChildren(...times.map((time) => {
      const line = document.createElement("div");
      line.append(time.textContent + ": " + time.title);
      return line;
    }));
    at.setAttribute("aria-describedby", "times");
    telling = setTimeout(() => {
      const place = around.getBoundingClientRect();
      if (!document.contains(around) || place.bottom < 0 || place.top > innerHeight) return;
      tip.hidden = false;
      const below = place.bottom + 4 + tip.offsetHeight < innerHeight;
      tip.style.top = (below ? place.bottom + 4 : Math.max(0, place.top - 4 - tip.offsetHeight)) + "px";
      tip.style.left = Math.max(8, Math.min(place.right, innerWidth - 8) - tip.offsetWidth) + "px";
    }, 600);
  }
  document.addEventListener("focusin", (event) => tellTimes(event.target.matches(":focus-visible") && !event.target.matches("input, textarea, select") ? event.target : null));
  document.addEventListener("focusout", () => tellTimes(null));
  document.addEventListener("scroll", () => document.getElementById("times") && (document.getElementById("times").hidden = true), true);

  // Who else is there is said again and again, and is nothing that was saved.
  function isPresence(event) {
    const config = event.detail.requestConfig;
    return Boolean(config) && config.path.endsWith("/presence");
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isPresence(event) && document.hidden) event.preventDefault();
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf"]');
    if (token) event.detail.headers["X-CSRF-Token"] = token.content;
  });

  // A form that is refused is answered with the page that says why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isPresence(event)) return;
    if (event.detail.requestConfig.verb === "post" && event.detail.xhr.status >= 400) {
      // an answer without this part would leave nothing in its place
      const part = event.detail.target.id;
      const has = !part || event.detail.xhr.responseText.includes('id="' + part + '"');
      event.detail.shouldSwap = has;
      event.detail.isError = false;
      if (!has) say("That failed. Load the page again to see how far it came.");
    }
  });

  function settle() {
    mark();
    zone(document);
    remember();
    place();
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    settle();
    const config = event.detail.requestConfig;
    if (!config || config.verb !== "post" || isPresence(event)) return;
    const refused = document.querySelector("[role='alert']");
    document.getElementById("said").textContent = refused ? "Not saved. " + refused.textContent : "Saved.";
    if (refused) refused.scrollIntoView({ block: "center" });
  });
  document.addEventListener("demarc:swapped", settle);

  const told = document.querySelector("[data-toast]");
  if (told) {
    // what is told of a change to several cases, which the list offers to take back; not of anything else
    const asked = new URLSearchParams(location.search);
    const undo = asked.has("told") || asked.get("did") === "undone" ? null : document.querySelector("form.undo");
    const again = undo && undo.cloneNode(true);
    if (again) again.querySelector("span").remove();
    say(told.querySelector("[data-told]").textContent, again);
    told.remove();
    // loaded again, it is not told again
    history.replaceState(null, "", location.href.replace(/&(did|cases)=[^&]*/g, "").replace(/[?&]told=[^&]*/, ""));
  }

  // What somebody did on a case, and the form that takes it back: another one would take back what they did before.
  function done(entries, page) {
    const own = entries.filter((one) => one.dataset.own !== undefined);
    const changes = own.map((one) => one.dataset.change).filter(Boolean);
    const undo = Array.from(page.querySelectorAll("#undo form[data-undo]")).find((form) => changes.some((id) => form.getAttribute("action").includes(id)));
    return { told: own.map((one) => (one.querySelector("[data-told]") || one).textContent.trim()), undo };
  }

  // An action that leads elsewhere is told there, as its own page would have.
  function tellThere(path, page) {
    const newest = page.querySelector("[data-entry]");
    sessionStorage.setItem("left", JSON.stringify({ path, newest: newest && newest.id, user }));
  }

  async function tellLeft() {
    let left = null;
    try {
      left = JSON.parse(sessionStorage.getItem("left"));
    } catch (broken) {
      // another version's
    }
    sessionStorage.removeItem("left");
    if (!left || left.user !== user || told) return;
    const answer = await ask(left.path);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(answer.text, "text/html");
    const entries = Array.from(page.querySelectorAll("[data-entry]"));
    const before = entries.findIndex((one) => one.id === left.newest);
    const what = done(before < 0 ? entries : entries.slice(0, before), page);
    if (what.told.length === 0) return;
    const again = what.undo && what.undo.cloneNode(true);
    if (again) {
      again.querySelector("span").remove();
      // the page's own z takes back what was done here
      again.querySelector("button").removeAttribute("data-press");
      for (const key of again.querySelectorAll("kbd")) key.remove();
    }
    say(left.path.split("/").pop() + ": " + what.told.slice(0, 2).join("; "), again);
  }

  // What comes in by itself waits while something is pressed: a button that is replaced between
  // pressing and letting go is not clicked. No longer than a moment, as letting go may be missed.
  const MOMENT = 10000;
  let pressedAt = -MOMENT;
  const letGo = () => setTimeout(() => (pressedAt = -MOMENT), 0); // after the click
  document.addEventListener("pointerdown", () => (pressedAt = performance.now()), true);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, letGo, true);
  async function released() {
    while (performance.now() - pressedAt < MOMENT) await new Promise((then) => setTimeout(then, 20));
  }

  // The text of an answer and what came with it; null where none comes in time, or no connection is.
  const PATIENCE = 30000;
  async function ask(url, options, patience) {
    try {
      const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(patience || PATIENCE) });
      return { ok: answer.ok, status: answer.status, url: answer.url, redirected: answer.redirected, text: await answer.text() };
    } catch (lost) {
      return null;
    }
  }

  window.demarc = { say, zone, local, reach, released, ask, done, tellThere };
  settle();
  tellLeft();
})();
