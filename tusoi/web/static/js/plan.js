/* What sending would refuse is said first. The lines of a plan: added and taken away on the page, the draft saved after each; without this script the same
   buttons go to the server and do the same. */
"use strict";
(() => {
  const form = document.getElementById("answer");
  const lines = document.getElementById("lines");
  const changed = () => form.dispatchEvent(new CustomEvent("autosave"));

  function wrong(field, words) {
    const holder = field.closest(".field");
    holder.querySelector(":scope > .not-sent")?.remove();
    const said = document.createElement("p");
    said.className = "error not-sent";
    said.setAttribute("role", "alert");
    said.textContent = words;
    holder.classList.add("wrong");
    holder.append(said);
    field.setAttribute("aria-invalid", "true");
    field.addEventListener("input", () => {
      said.remove();
      holder.classList.remove("wrong");
      field.removeAttribute("aria-invalid");
    }, { once: true });
    field.focus();
  }
  form?.addEventListener("check", (event) => {
    const written = (root) => [...root.querySelectorAll("textarea, input:not([type=hidden], [type=file])")].some((field) => field.value.trim());
    const full = [...(lines?.querySelectorAll("[data-line]") ?? [])].filter(written);
    const task = full.map((line) => line.querySelector("textarea[name$='-task']")).find((field) => !field.value.trim());
    const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    const text = form.elements.text;
    if (task) wrong(task, form.dataset.withoutTask);
    else if (!text.value.trim() && !full.length && !chosen && !("notEmpty" in form.dataset)) wrong(text, form.dataset.empty);
    else return warn();
    event.preventDefault();
  });

  /* A day that has passed is said at once and once more before sending, as a plan reports what is done as well. */
  const isPast = (field) => {
    const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(field.value);
    return Boolean(found) && `${found[3]}-${found[2]}-${found[1]}` < document.getElementById("calendar").dataset.today;
  };
  function warn() {
    const send = form.querySelector("[data-past-words]");
    const past = [...(lines?.querySelectorAll("[data-line] [name$='-due_on']") ?? [])].filter(isPast)
      .map((field) => `${field.closest("[data-line]").querySelector("legend").firstChild.textContent.trim()}, ${field.value}`);
    send.dataset.confirmAlso = past.length ? send.dataset.pastWords.replace("%s", past.join("; ")) : "";
  }
  for (const kind of ["input", "change"]) lines?.addEventListener(kind, (event) => {
    if (!event.target.matches("[name$='-due_on']")) return;
    event.target.closest("[data-line]").querySelector("[data-past]").hidden = !isPast(event.target);
  });

  const used = () => [...lines.querySelectorAll("[data-line] textarea[name$='-task']")].map((field) => parseInt(field.name.slice(1), 10));
  function added(number) {
    const holder = document.createElement("div");
    holder.innerHTML = document.querySelector("#line-template").innerHTML.replaceAll("__n__", number);
    const line = holder.firstElementChild;
    lines.append(line);
    return line;
  }
  /* A draft kept on this machine may have lines the page has not. */
  form?.addEventListener("restore", (event) => {
    if (!lines) return;
    const there = used();
    for (const name of Object.keys(event.detail)) {
      const number = /^i(\d+)-task$/.exec(name)?.[1];
      const isWritten = number && Object.entries(event.detail).some(([one, values]) => one.startsWith(`i${number}-`) && values.some((text) => text.trim()));
      if (isWritten && !there.includes(Number(number))) added(number);
    }
  });

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-line]");
    const drop = event.target.closest("[data-drop-line]");
    if (!lines || (!add && !drop)) return;
    event.preventDefault();
    if (add) {
      added(Math.max(-1, ...used()) + 1).querySelector("select, textarea").focus();
    } else {
      const line = drop.closest("[data-line]");
      const near = line.previousElementSibling || line.nextElementSibling;
      line.remove();
      (near?.querySelector("textarea") || document.querySelector("[data-add-line]")).focus();
      changed();
    }
  });
})();
