/* Forms: sent once, asked before they destroy, lists that filter as one types, ticking all. */
"use strict";
(() => {
  const { words, fold, say } = window.tusoi;

  /* Sent once. The pressed button is disabled only after its name and value have gone into the form. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || form.hasAttribute("data-no-guard")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (event.defaultPrevented) return;
    if (form.method !== "post") return;
    const saver = form.dataset.saving !== "over" && form.querySelector("[hx-post].htmx-request");
    if (saver) { event.preventDefault(); afterSaving(form, saver, event.submitter); return; }
    if (!navigator.onLine && !form.dataset.reached) { event.preventDefault(); reach(form, event.submitter); return; }
    delete form.dataset.reached;
    form.dataset.sent = "1";
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
        button.disabled = true;
      }
      event.submitter?.setAttribute("aria-busy", "true");
    });
    /* A download answers without leaving the page: such forms are freed again. */
    if (form.hasAttribute("data-download")) setTimeout(() => free(form), 4000);
  });
  /* Without a line nothing is sent into the void; a server on this very machine may be there all the same. */
  async function reach(form, submitter) {
    try {
      await fetch("/healthz", { cache: "no-store" });
      form.dataset.reached = "1";
      form.requestSubmit(submitter);
    } catch { say(words("offline"), "error"); }
  }
  /* What saves itself just now is answered first, five seconds at most, and then nothing saves itself any more: a form
     sent beside its own draft would meet it on the server and take it for somebody else's. */
  function afterSaving(form, saver, submitter) {
    if (form.dataset.saving) return;
    form.dataset.saving = "1";
    const go = () => {
      clearTimeout(late);
      if (!form.dataset.saving) return;
      form.dataset.saving = "over";
      if (!submitter || submitter.isConnected) form.requestSubmit(submitter);
      delete form.dataset.saving;
    };
    const late = setTimeout(go, 5000);
    saver.addEventListener("htmx:afterRequest", () => setTimeout(go, 100), { once: true }); // by then the answer is on the page
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest?.("form");
    const saves = form && event.target !== form && event.detail.requestConfig.verb === "post";
    if (saves && (form.dataset.sent || form.dataset.saving)) event.preventDefault();
  });
  function free(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[disabled]")) button.disabled = false;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(free);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches?.("form")) free(event.target); // not for what saves or searches inside a form under way
  });
  document.addEventListener("htmx:sendError", () => say(words("offline"), "error"));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) say(words("failed"), "error");
  });

  /* What a field lacks is said beside it, as the server says it: a browser's own bubble speaks the browser's language. */
  const unsaid = (field) => {
    const limit = { rangeUnderflow: ["least", field.min], rangeOverflow: ["most", field.max] };
    const why = Object.keys(limit).find((name) => field.validity[name]);
    return field.validity.valueMissing ? words("required") : why ? words(...limit[why]) : words("wrong");
  };
  let first = null;
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    const place = field.closest(".field") ?? field.parentElement;
    event.preventDefault();
    if (!first) setTimeout(() => { first.focus(); first = null; });
    first ??= field;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.classList.add("wrong");
    field.setAttribute("aria-invalid", "true");
    let error = place.querySelector(":scope > .error");
    if (!error) place.append(error = Object.assign(document.createElement("p"), { className: "error" }));
    error.id ||= `wrong-${field.id || field.name}`;
    error.textContent = unsaid(field);
    field.setAttribute("aria-describedby", error.id);
  }, true);
  document.addEventListener("input", (event) => {
    const error = document.getElementById(event.target.getAttribute?.("aria-describedby"));
    if (!error?.id.startsWith("wrong-") || !event.target.validity.valid) return;
    const place = error.parentElement;
    error.remove();
    place.classList.remove("wrong");
    for (const field of place.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  });

  /* data-confirm="Question?" on a button or a link: asked in a dialog first. What listens to "check" on the form may say
     that it is not ready; then nothing is asked. data-confirm-also: what to think of, below the question. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    const dialog = document.getElementById("confirm");
    if (!button || !dialog || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.form && !button.form.dispatchEvent(new CustomEvent("check", { cancelable: true }))) return;
    dialog.querySelector("h2").textContent = button.dataset.confirm;
    const also = dialog.querySelector("#confirm-also");
    also.textContent = button.dataset.confirmAlso ?? "";
    also.hidden = !also.textContent;
    dialog.onclick = (inner) => {
      const answer = inner.target.closest("button");
      if (!answer) return;
      dialog.close();
      if (answer.value !== "yes") return;
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
    };
    dialog.onclose = () => button.focus();
    dialog.showModal();
  }, true);

  /* data-select-all="name": one box ticks every visible box of that name. data-count-of="name" shows how many. */
  const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
  const isSeen = (box) => box.offsetParent !== null && !box.disabled;
  function recount(name) {
    const all = boxes(name).filter(isSeen);
    const ticked = all.filter((box) => box.checked).length;
    for (const master of document.querySelectorAll(`[data-select-all="${CSS.escape(name)}"]`)) {
      master.checked = ticked > 0 && ticked === all.length;
      master.indeterminate = ticked > 0 && ticked < all.length;
    }
    const total = boxes(name).filter((box) => box.checked).length;
    for (const place of document.querySelectorAll(`[data-count-of="${CSS.escape(name)}"]`)) {
      place.textContent = words("chosen", total);
    }
  }
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset?.selectAll) {
      for (const other of boxes(box.dataset.selectAll)) if (isSeen(other)) other.checked = box.checked;
      recount(box.dataset.selectAll);
    } else if (box.type === "checkbox" && box.name) {
      recount(box.name);
    }
  });

  /* <input data-filter="#list">: hides the [data-filter-text] rows inside that do not hold every word typed. */
  document.addEventListener("input", (event) => {
    const input = event.target;
    const list = input.dataset?.filter && document.querySelector(input.dataset.filter);
    if (!list) return;
    const wanted = fold(input.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of list.querySelectorAll("[data-filter-text]")) {
      row.dataset.folded ??= fold(row.dataset.filterText || row.textContent);
      row.hidden = !wanted.every((word) => row.dataset.folded.includes(word));
      if (!row.hidden) shown += 1;
    }
    let none = list.parentElement.querySelector(":scope > .none");
    if (!none) {
      none = document.createElement("p");
      none.className = "sub none";
      none.setAttribute("role", "status");
      list.after(none);
    }
    none.textContent = shown ? "" : words("none");
    document.querySelectorAll("[data-select-all]").forEach((master) => recount(master.dataset.selectAll));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.dataset?.filter) event.preventDefault();
  });

  /* Errors are where the reader looks first; details menus close when one goes elsewhere. */
  function ready(root) {
    (root.querySelector("[data-focus]") ?? root.querySelector("main [aria-invalid=true], form [aria-invalid=true]"))?.focus();
    root.querySelectorAll("[data-select-all]").forEach((master) => recount(master.dataset.selectAll));
  }
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
})();
