/* The folds of the page for laying duties say what is chosen just now; Enter in a search of people searches only. */
"use strict";
(() => {
  const FEW = 4;
  const form = document.querySelector("#laying");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-find]")) event.preventDefault();
  });
  if (!form) return;

  const isOf = (box, prefix) => box.name.startsWith(prefix) && /^(kinds|person|org-.*)$/.test(box.name.slice(prefix.length));
  const nameOf = (box) => box.closest("label")?.querySelector("[data-name]")?.textContent.replace(/\s+/g, " ").trim();
  function chosen(prefix) {
    const place = form.querySelector(`[data-chosen-of="${prefix}"]`);
    if (!place) return null;
    const names = [...form.querySelectorAll("input[type=checkbox]:checked")].filter((box) => isOf(box, prefix)).map(nameOf).filter(Boolean);
    const shown = names.slice(0, FEW);
    if (names.length > FEW) shown.push(place.dataset.more.replace("%s", names.length - FEW));
    return shown.join(" · ") || place.dataset.none;
  }
  function refresh() {
    for (const place of form.querySelectorAll("[data-chosen-of]")) place.textContent = chosen(place.dataset.chosenOf);
    for (const place of form.querySelectorAll("[data-whom-of]")) {
      const prefix = place.dataset.whomOf;
      const own = form.querySelector(`input[name="${prefix}whom"][value=own]`)?.checked;
      place.textContent = own ? chosen(prefix) ?? "…" : place.dataset.same;
    }
    for (const place of form.querySelectorAll("[data-words-of]")) {
      const input = form.elements[place.dataset.wordsOf];
      const said = input?.selectedOptions ? input.selectedOptions[0]?.textContent : input?.value;
      place.textContent = said?.trim() || place.dataset.none || "—";
    }
  }
  form.addEventListener("change", refresh);
  /* A draft kept on this machine may name people, levels and duties the page does not show yet: the server shows them. */
  form.addEventListener("restore", (event) => {
    const missing = Object.entries(event.detail).filter(([name, values]) => !form.elements[name] && values.some((value) => value));
    if (!missing.some(([name]) => /(^|-)(person|org-\d.*|title)$/.test(name))) return;
    const carry = (name, value) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    };
    for (const [name, values] of missing) for (const value of values) carry(name, value);
    const last = Math.max(...Object.keys(event.detail).map((name) => Number(/^d(\d+)-title$/.exec(name)?.[1] ?? 0)));
    form.elements.duties.value = Math.max(Number(form.elements.duties.value), last + 1);
    carry("step", "edit");
    setTimeout(() => form.requestSubmit());
  });
  /* The way back leaves a choice of one's own ticked whose lists are not there. */
  window.addEventListener("pageshow", () => {
    for (const radio of form.querySelectorAll("input[hx-get][value=own]:checked")) radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("htmx:load", refresh);
})();
