// Every time is given in the zone of whoever reads it. Without, pages say UTC.
(function () {
  "use strict";

  // whoever reads a page of strangers' has nothing to point with on a telephone: its zone stands with the time
  const named = document.body.matches(".outside");
  const SHORT = named ? { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" } : { dateStyle: "medium", timeStyle: "short" };

  function zone(within) {
    for (const time of within.querySelectorAll("time[datetime]")) {
      // what ends then, as it was told with the time
      const due = (/^(.*?\bdue )/.exec(time.title) || [""])[0];
      const at = new Date(time.dateTime);
      time.title = due + at.toLocaleString([], { dateStyle: "medium", timeStyle: "long" });
      if (time.textContent.endsWith(" UTC")) time.textContent = at.toLocaleString([], SHORT);
    }
    for (const label of within.querySelectorAll("svg text[data-at]")) {
      const shown = "day" in label.dataset ? { day: "numeric", month: "short" } : { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
      label.textContent = new Date(label.dataset.at).toLocaleString([], shown);
    }
  }

  // What is typed is in that zone, too. A field is made so once somebody comes to it: until then it is as it was served.
  const two = (number) => String(number).padStart(2, "0");
  const inField = (at) => at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) + "T" + two(at.getHours()) + ":" + two(at.getMinutes());

  function local(field) {
    const words = field.parentElement.firstChild;
    if (field.dataset.local !== undefined || !words || !/\(UTC\)/.test(words.textContent)) return;
    field.dataset.local = "";
    const [, zoned] = /, (.+)$/.exec(new Date().toLocaleDateString("en", { timeZoneName: "short" })) || [null, "your time"];
    words.textContent = words.textContent.replace("(UTC)", "(" + zoned + ")");
    const typed = field.value;
    if (field.defaultValue) field.defaultValue = inField(new Date(field.defaultValue + "Z"));
    if (typed) field.value = inField(new Date(typed + "Z"));
  }

  const FIELD = "input[type='datetime-local']";
  document.addEventListener("focusin", (event) => event.target.matches(FIELD) && local(event.target));
  document.addEventListener("toggle", (event) => event.target.querySelectorAll(FIELD).forEach(local), true);
  document.addEventListener("formdata", (event) => {
    for (const field of event.target.querySelectorAll(FIELD + "[data-local]")) {
      const at = new Date(field.value);
      if (!isNaN(at)) event.formData.set(field.name, at.toISOString().slice(0, 16));
    }
  });

  window.demarc = { zone, local };
  zone(document);
})();
