// What was typed in any form survives the end of the session, a reload and a lost connection: a copy stays in this tab,
// for whoever typed it alone. Passwords, codes and files are never in it.
(function () {
  "use strict";

  const user = document.body.dataset.user || "";

  const SECRET = "[type='password'], [type='file'], [type='hidden'], [autocomplete='one-time-code'], [autocomplete$='-password']";
  const fields = (within) => Array.from(within.querySelectorAll("input[name], textarea[name], select[name]")).filter((field) => !field.matches(SECRET));
  const isChoice = (field) => field.matches("[type='checkbox'], [type='radio']");
  // Forms may have one address and fields of one name, as a note and a reply: they are told apart by their drafts or folds.
  // Rows of a list have forms of one address, too, which say in a hidden field what they are about.
  const onCase = !!document.querySelector("[data-case]");
  const SAME = ["csrf", "version", "seen", "next"];
  const about = (form) => (onCase ? [] : Array.from(form.elements).filter((one) => one.type === "hidden" && !SAME.includes(one.name)).map((one) => one.name + "=" + one.value));
  const formOf = (form) => [form.getAttribute("action"), form.dataset.draft || (form.closest("details[id]") || form).id, ...about(form)].join(" ");
  const where = (field) => (field.form ? formOf(field.form) : "") + "\n" + field.name + (isChoice(field) ? "\n" + field.value : "");

  const served = (select) => (Array.from(select.options).find((one) => one.defaultSelected) || select.options[0] || {}).value;
  const asServed = (field) => (isChoice(field) ? field.defaultChecked : field.matches("select") ? served(field) : field.defaultValue);
  function isTyped(field) {
    if (isChoice(field)) return field.checked !== field.defaultChecked;
    if (field.matches("select")) return Array.from(field.options).some((one) => one.selected !== one.defaultSelected) && field.value !== served(field);
    return field.value !== field.defaultValue;
  }

  /** Each field with its place; what has a place with others is told apart by its turn. */
  function placed(within) {
    const turns = new Map();
    return fields(within).map((field) => {
      const place = where(field);
      const turn = (turns.get(place) || 0) + 1;
      turns.set(place, turn);
      return [field, turn === 1 ? place : place + "\n" + turn];
    });
  }

  const kept = ([field, at]) => ({ at, value: field.value, checked: field.checked, was: asServed(field) });

  function typedIn(within, but) {
    return placed(within)
      .filter(([field]) => (!but || field.form !== but) && isTyped(field))
      .map(kept);
  }

  /** Returns the fields that have another value than before. */
  function putBack(within, typed) {
    const left = new Map(typed.map((one) => [one.at, one]));
    const changed = [];
    for (const [field, at] of placed(within)) {
      const one = left.get(at);
      if (!one) continue;
      // what was typed is in the zone of whoever typed it
      if (field.matches("[type='datetime-local']")) window.demarc.local(field);
      if (isChoice(field) ? field.checked !== one.checked : field.value !== one.value) changed.push([field, one]);
      if (isChoice(field)) field.checked = one.checked;
      else field.value = one.value;
      for (let folded = field.closest("details"); folded && !field.matches("[type='checkbox'], [type='radio'], select"); folded = folded.parentElement.closest("details")) folded.open = true;
    }
    return changed;
  }

  window.demarc.typed = { fields, where, isTyped, typedIn, putBack };

  // A case keeps its forms' itself, as parts of it change while people type.
  if (onCase) return;

  const session = document.body.dataset.session || "";
  // of the page as it is called now
  const here = () => location.pathname + location.search;
  const name = () => "typed " + user + " " + here();
  const isOurs = (form) => form && form.method === "post" && form.closest("main") && !form.matches("[action='/sign-out']");

  function read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch (broken) {
      return null;
    }
  }

  function write(key, copy) {
    if (copy && copy.typed.length) sessionStorage.setItem(key, JSON.stringify(copy));
    else sessionStorage.removeItem(key);
  }

  // what is ticked in a list is no text, and the rows may have changed
  const all = () => placed(document).filter(([field]) => isOurs(field.form) && field.name !== "case");

  // A form that was sent while the session lasted has its answer; one that was not taken for that comes back.
  const sent = read("sent");
  sessionStorage.removeItem("sent");
  const [came] = performance.getEntriesByType("navigation");
  // whoever goes back from an error of the connection had none
  if (sent && sent.session === session && !(came && came.type === "back_forward")) {
    const copy = read(sent.name);
    if (copy) write(sent.name, { ...copy, typed: copy.typed.filter((one) => !one.at.startsWith(sent.form + "\n")) });
    // the page that says what is wrong stands at the form's address, which may be none to come back to
    if (sent.action === location.pathname && document.querySelector("main [role='alert'], main .problem")) history.replaceState(null, "", sent.from);
  }

  const copy = read(name());
  const DAY = 86400000;
  if (copy && Array.isArray(copy.typed) && Date.now() - copy.at < DAY) {
    const changed = putBack(document, copy.typed);
    const others = changed.filter(([field, one]) => !isChoice(field) && one.was !== asServed(field)).map(([field]) => field);
    if (changed.length) {
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "flat";
      drop.append("Drop it");
      drop.addEventListener("click", () => {
        sessionStorage.removeItem(name());
        for (const form of new Set(changed.map(([field]) => field.form))) form.reset();
        document.getElementById("toast").hidden = true;
      });
      const label = (field) => (field.labels && field.labels[0] ? field.labels[0].firstChild.textContent.trim() : field.name);
      window.demarc.say("What you had typed here is back." + (others.length ? " Saved meanwhile by others: " + others.map(label).join(", ") + "." : ""), drop);
    }
  } else sessionStorage.removeItem(name());

  let waiting = 0;
  const keep = () => write(name(), { at: Date.now(), typed: all().filter(([field]) => isTyped(field)).map(kept) });
  document.addEventListener("input", (event) => {
    if (!isOurs(event.target.form)) return;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 300);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!isOurs(form) || event.defaultPrevented) return;
    clearTimeout(waiting);
    // all of it: what the server put back after a mistake is typed, too
    write(name(), { at: Date.now(), typed: all().filter(([field]) => field.form === form || isTyped(field)).map(kept) });
    const to = event.submitter && event.submitter.hasAttribute("formaction") ? event.submitter.getAttribute("formaction") : form.getAttribute("action");
    sessionStorage.setItem("sent", JSON.stringify({ session, name: name(), form: formOf(form), from: here(), action: new URL(to, location.href).pathname }));
  });
})();
