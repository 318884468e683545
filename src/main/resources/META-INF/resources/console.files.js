// Files of a reply: kept as soon as they are chosen, without the page. Everything works without.
(function () {
  "use strict";

  const UPLOADED = 300000;
  const form = () => document.getElementById("add-files");

  async function send(files) {
    const box = document.getElementById("reply-files");
    const data = new FormData(form());
    data.delete("file");
    for (const file of files) data.append("file", file);
    box.setAttribute("aria-busy", "true");
    const answer = await window.demarc.ask(form().action, { method: "POST", body: data }, UPLOADED);
    box.removeAttribute("aria-busy");
    const text = answer ? answer.text : "";
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("reply-files");
    if (fresh) {
      box.replaceWith(document.importNode(fresh, true));
      const now = document.getElementById("reply-files");
      now.querySelector("[data-upload]").focus({ preventScroll: true });
      document.getElementById("said").textContent = answer.ok ? "Attached." : now.querySelector("[role='alert']").textContent;
    } else {
      window.demarc.say(answer && answer.status === 413 ? "Not attached: the files are too large." : "Not attached; load the page again and repeat.");
    }
  }

  // before anybody keeps what was typed: the name of a file cannot be put back into its field
  document.addEventListener(
    "input",
    (event) => {
      if (event.target.matches("[data-upload]")) event.stopImmediatePropagation();
    },
    true
  );

  document.addEventListener(
    "change",
    (event) => {
      const field = event.target;
      if (!field.matches("[data-upload]") || !field.files.length || !form()) return;
      event.stopImmediatePropagation();
      const files = Array.from(field.files);
      field.value = "";
      send(files);
    },
    true
  );
})();
