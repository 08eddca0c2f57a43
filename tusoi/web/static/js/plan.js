/* The lines of a plan: added and taken away on the page, the draft saved after each; without this script the same
   buttons go to the server and do the same. */
"use strict";
(() => {
  const form = document.getElementById("answer");
  const lines = document.getElementById("lines");
  const changed = () => form.dispatchEvent(new CustomEvent("autosave"));

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-line]");
    const drop = event.target.closest("[data-drop-line]");
    if (!lines || (!add && !drop)) return;
    event.preventDefault();
    if (add) {
      const used = [...lines.querySelectorAll("[data-line] textarea[name$='-task']")].map((field) => parseInt(field.name.slice(1), 10));
      const next = Math.max(-1, ...used) + 1;
      const holder = document.createElement("div");
      holder.innerHTML = document.querySelector(add.dataset.addLine).innerHTML.replaceAll("__n__", next);
      const line = holder.firstElementChild;
      lines.append(line);
      line.querySelector("select, textarea").focus();
    } else {
      const line = drop.closest("[data-line]");
      const near = line.previousElementSibling || line.nextElementSibling;
      line.remove();
      (near?.querySelector("textarea") || document.querySelector("[data-add-line]")).focus();
      changed();
    }
  });
})();
