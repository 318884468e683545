// Changes come in without the page: only the part that changed is put in, and nothing typed is lost.
(function () {
  "use strict";

  const root = () => document.querySelector("[data-case]");
  if (!root()) return;
  const user = document.body.dataset.user || "";
  const parts = (within) => Array.from(within.querySelectorAll("[data-part]"));

  // What the server sent, but for what differs each time: tokens, versions and how long ago.
  const bare = (part) =>
    part.outerHTML.replace(/<input type="hidden"[^>]*>/g, "").replace(/<time[^>]*>[^<]*<\/time>/g, "").replace(/ width="\d+" height="4"/g, "");
  const served = new Map(parts(document).map((part) => [part.id, bare(part)]));

  // --- what was typed ---

  const { fields, where, isTyped, typedIn, putBack } = window.demarc.typed;

  // A reload, a lost connection and the end of the session leave a copy in this tab.
  const copyName = () => "typed " + user + " " + root().dataset.case;
  function copy() {
    const typed = typedIn(document).filter((one) => !/\n(tab|template)(\n|$)/.test(one.at));
    if (typed.length) sessionStorage.setItem(copyName(), JSON.stringify(typed));
    else sessionStorage.removeItem(copyName());
  }

  // --- the focus ---

  const named = (one) => where(one) + (one.matches("button") ? " " + one.value : "");

  const isWritten = (at) => at.matches("textarea, select, input:not([type='checkbox']):not([type='radio'])");

  /** @param done the form that was sent and taken; null where there is none */
  function focused(done) {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const like = at.id ? "#" + CSS.escape(at.id) : at.dataset.press ? "[data-press='" + CSS.escape(at.dataset.press) + "']" : at.dataset.key ? "[data-key='" + CSS.escape(at.dataset.key) + "']" : null;
    const part = at.closest("[data-part]");
    const sent = !!done && done.contains(at) && isWritten(at);
    const fold = at.closest("details[id]");
    return { at, like, sent, fold: fold && fold.id, field: at.name && at.form ? named(at) : null, text: at.textContent, part: part && part.id, selection: at.matches("textarea") ? [at.selectionStart, at.selectionEnd] : null };
  }

  function refocus(was) {
    if (!was || document.contains(was.at)) return;
    const part = was.part && document.getElementById(was.part);
    if (was.sent && part) {
      // what was written is sent, so that keys are the case's again, at the place where people were
      const fold = was.fold && document.querySelector("#" + CSS.escape(was.fold) + ":not([open]) > summary");
      if (!fold) part.tabIndex = -1;
      (fold || part).focus({ preventScroll: true });
      return;
    }
    let found = was.like && document.querySelector(was.like);
    if (!found && part) {
      const all = Array.from(part.querySelectorAll("a, button, summary, input, select, textarea"));
      found = all.find((one) => was.field && one.name && one.form && named(one) === was.field) || all.find((one) => one.textContent === was.text && one.matches("a, button, summary"));
      // the control is gone: what stands in its place is where people go on
      found = found || all.find((one) => one.offsetParent && one.matches("button, summary"));
    }
    if (!found) return;
    // what it stood in has folded, whose line stands in its place
    const folded = found.closest("details:not([open])");
    if (folded && !found.matches("details:not([open]) > summary")) found = folded.querySelector("summary");
    found.focus({ preventScroll: true });
    if (was.selection && found.matches("textarea")) found.setSelectionRange(...was.selection);
  }

  // --- putting in what changed ---

  function update(doc, done) {
    const fresh = doc.querySelector("[data-case]");
    if (!fresh) return [];
    // answers overtake each other: what is older than what is shown puts nothing back
    if (Number(fresh.dataset.version) < Number(root().dataset.version)) return [];
    const was = focused(done);
    const known = new Set(Array.from(document.querySelectorAll("[data-entry]"), (one) => one.id));
    for (const part of parts(fresh)) {
      const now = bare(part);
      const old = document.getElementById(part.id);
      if (!old) continue;
      const own = done && old.contains(done);
      // what was told here stays until a form is taken, or refused for another reason
      if (toldHere && part.id === "refused" && !done && !part.querySelector(".problem")) continue;
      if (part.id === "refused") toldHere = false;
      if (served.get(part.id) === now && !own) continue;
      served.set(part.id, now);
      const typed = typedIn(old, done);
      for (const open of old.querySelectorAll("details[open]")) {
        if (done && open.contains(done)) continue;
        const same = open.id ? part.querySelector("#" + CSS.escape(open.id)) : Array.from(part.querySelectorAll("details")).find((one) => one.firstElementChild.textContent === open.firstElementChild.textContent);
        if (same) same.open = true;
      }
      old.replaceWith(document.importNode(part, true));
      putBack(document.getElementById(part.id), typed);
    }
    root().dataset.version = fresh.dataset.version;
    root().dataset.seen = fresh.dataset.seen;
    for (const field of root().querySelectorAll("input[name='version']")) field.value = fresh.dataset.version;
    for (const field of root().querySelectorAll("input[name='seen']")) field.value = fresh.dataset.seen;
    for (const count of doc.querySelectorAll("[id^='count-']")) {
      const shown = document.getElementById(count.id);
      if (shown) shown.replaceWith(document.importNode(count, true));
    }
    refocus(was);
    document.dispatchEvent(new CustomEvent("demarc:swapped"));
    return Array.from(document.querySelectorAll("[data-entry]")).filter((one) => !known.has(one.id));
  }

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

  // News wait for the answer of what is being sent, but not for one that does not come.
  const ANSWERED = 10000;
  let sending = 0;
  let sentAt = 0;
  async function send(form, button) {
    sending++;
    sentAt = performance.now();
    try {
      await act(form, button);
    } finally {
      sending--;
      if (pending && !sending) refresh();
    }
  }

  async function act(form, button) {
    const to = button && button.hasAttribute("formaction") ? button.getAttribute("formaction") : form.getAttribute("action");
    const data = new URLSearchParams(new FormData(form, button));
    form.setAttribute("aria-busy", "true");
    copy();
    const answer = await window.demarc.ask(to, { method: "POST", body: data });
    form.removeAttribute("aria-busy");
    if (!answer) return tell("No answer. It may have been done or not: look before you send it again. What you typed is kept.");
    const doc = parsed(answer.text);
    if (doc.querySelector("form[action='/sign-in']")) return signedOut();
    const landed = new URL(answer.url);
    if (answer.redirected && landed.pathname !== location.pathname) {
      forget(form);
      window.demarc.tellThere(location.pathname, document);
      location.assign(answer.url);
      return;
    }
    if (!doc.querySelector("[data-case]")) {
      // a form of a session that has ended is refused like one from elsewhere
      const now = answer.status === 403 && (await window.demarc.ask(location.pathname));
      if (now && now.redirected && new URL(now.url).pathname.startsWith("/sign-in")) return signedOut();
      const why = doc.querySelector("[role='alert'], .problem");
      tell("Not done. " + (why ? why.textContent.trim() : "The answer was not understood.") + " What you typed is kept.");
      return;
    }
    const refused = doc.querySelector("#refused .problem");
    await window.demarc.released();
    const news = update(doc, refused ? null : form);
    if (refused) {
      said("Not saved. " + refused.textContent);
      document.getElementById("refused").scrollIntoView({ block: "nearest" });
      return;
    }
    copy();
    const { told, undo } = window.demarc.done(news, document);
    said("Saved. " + told.join("; "));
    if (told.length) window.demarc.say("Done: " + told.slice(0, 2).join("; "), undo && undoButton(undo));
  }

  // The toast's Undo is the timeline's.
  function undoButton(form) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "flat";
    button.append("Undo ");
    const key = document.createElement("kbd");
    key.textContent = "z";
    button.append(key);
    button.addEventListener("click", () => {
      document.getElementById("toast").hidden = true;
      form.requestSubmit();
    });
    return button;
  }

  function forget(form) {
    clearTimeout(saving.get("copy"));
    const left = typedIn(document, form);
    if (left.length) sessionStorage.setItem(copyName(), JSON.stringify(left));
    else sessionStorage.removeItem(copyName());
  }

  function said(text) {
    document.getElementById("said").textContent = text;
  }

  let toldHere = false;

  function tell(text, link) {
    toldHere = true;
    said(text);
    const box = document.getElementById("refused");
    const problem = document.createElement("div");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    problem.append(text);
    if (link) problem.append(" ", link);
    box.replaceChildren(problem);
    served.delete("refused");
    box.scrollIntoView({ block: "nearest" });
  }

  function signedOut() {
    copy();
    const link = document.createElement("a");
    link.href = "/sign-in?next=" + encodeURIComponent(location.pathname);
    link.textContent = "Sign in again";
    tell("Your session has ended, so this was not done. What you typed is kept for you in this tab.", link);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method !== "post" || !root().contains(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
    },
    true
  );

  // --- drafts ---

  const saving = new Map();

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (!form || !root().contains(form)) return;
    clearTimeout(saving.get("copy"));
    saving.set("copy", setTimeout(copy, 300));
    if (!form.dataset.draft) return;
    clearTimeout(saving.get(form.dataset.draft));
    saving.set(form.dataset.draft, setTimeout(() => save(form.dataset.draft), 900));
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[name='template']") && event.target.value) {
      save(event.target.form.dataset.draft, "insert").then(() => (event.target.value = ""));
    }
  });

  async function save(path, what) {
    const form = document.querySelector("form[data-draft='" + CSS.escape(path) + "']");
    if (!form) return;
    const data = new URLSearchParams(new FormData(form));
    data.set("fragment", "1");
    data.set("do", what || "save");
    const answer = await window.demarc.ask(path, { method: "POST", body: data });
    const doc = answer && answer.ok ? parsed(answer.text) : null;
    const state = form.querySelector("[data-saved]");
    const kept = doc && doc.querySelector("[data-saved]");
    if (!kept) {
      state.textContent = "Not saved yet; kept in this tab";
      copy();
      return;
    }
    state.textContent = kept.textContent;
    const inserted = doc.querySelector("[data-inserted]");
    if (inserted) form.querySelector("textarea").value = inserted.value;
    const preview = doc.getElementById("preview-reply");
    if (preview) document.getElementById("preview-reply").replaceChildren(...preview.childNodes);
  }

  // --- what others do ---

  let pending = false;
  async function refresh() {
    if (document.hidden) {
      pending = true;
      return;
    }
    pending = false;
    const answer = await window.demarc.ask(location.pathname + location.search);
    if (!answer || !answer.ok || answer.redirected) return;
    const doc = parsed(answer.text);
    await window.demarc.released();
    // they may come before the answer, which clears what was typed and moves the focus
    if (sending && performance.now() - sentAt < ANSWERED) {
      pending = true;
      return;
    }
    const news = update(doc, null);
    for (const one of news) one.classList.add("news");
    const others = news.filter((one) => one.dataset.own === undefined);
    if (others.length) said("News on this case: " + others[0].textContent.trim());
  }
  document.addEventListener("visibilitychange", () => pending && !document.hidden && refresh());
  document.addEventListener("demarc:changed", (event) => event.detail.includes(root().dataset.case) && refresh());

  const kept = sessionStorage.getItem(copyName());
  if (kept) {
    try {
      putBack(document, JSON.parse(kept));
      const reply = document.querySelector("form.reply textarea");
      if (reply && isTyped(reply)) document.querySelector("[data-tab][value='reply']").checked = true;
      window.demarc.say("What you had typed here is back.");
    } catch (broken) {
      sessionStorage.removeItem(copyName());
    }
  }
})();
