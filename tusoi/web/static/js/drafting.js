/* Rows are added to a table of a form without a way to the server; the button sends the form where no script runs. */
"use strict";
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]");
  if (!add) return;
  const holder = document.querySelector(add.dataset.addRow);
  const rows = add.parentElement.querySelector("[data-rows]") ?? add.parentElement.previousElementSibling;
  if (!holder || !rows) return;
  event.preventDefault();
  const used = [...rows.querySelectorAll("[name]")].map((field) => Number(field.name.split("-").find((part) => /^[0-9]+$/.test(part))));
  const next = Math.max(-1, ...used) + 1;
  const fresh = document.createElement("div");
  fresh.innerHTML = holder.innerHTML.replaceAll("__n__", next);
  const row = fresh.firstElementChild;
  rows.append(row);
  row.querySelector("textarea, input")?.focus();
});
