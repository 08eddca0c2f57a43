/* Nothing typed is lost: forms with data-autosave="key" keep a draft on this machine until they are sent.
   Passwords, files, hidden and ticked "remember" fields are not kept. A form with data-warn asks before one leaves it. */
"use strict";
(() => {
  const { words, clock } = window.tusoi;
  const PREFIX = "tusoi:draft:";
  const SENT = "tusoi:sent";
  const KEEP = 30 * 24 * 3600 * 1000;
  const dirty = new Set();

  const fields = (form) => [...form.elements].filter(
    (field) => field.name && !["password", "file", "hidden", "submit", "button", "reset"].includes(field.type));
  function content(form) {
    const kept = {};
    for (const field of fields(form)) {
      if (["checkbox", "radio"].includes(field.type)) {
        if (field.checked) (kept[field.name] ??= []).push(field.value);
        else kept[field.name] ??= [];
      } else if (field.type === "select-multiple") {
        kept[field.name] = [...field.selectedOptions].map((option) => option.value);
      } else {
        (kept[field.name] ??= []).push(field.value);
      }
    }
    return kept;
  }
  function fill(form, kept) {
    const seen = {};
    for (const field of fields(form)) {
      const values = kept[field.name];
      if (!values) continue;
      if (["checkbox", "radio"].includes(field.type)) {
        field.checked = values.includes(field.value);
      } else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = values.includes(option.value);
      } else {
        const place = (seen[field.name] = (seen[field.name] ?? -1) + 1);
        if (values[place] !== undefined) field.value = values[place];
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  function read(key) {
    try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; }
  }
  function write(key, draft) {
    try { localStorage.setItem(PREFIX + key, JSON.stringify(draft)); return true; } catch { return false; }
  }

  function watch(form) {
    if (form.dataset.watched) return;
    form.dataset.watched = "1";
    const key = form.dataset.autosave;
    const first = JSON.stringify(content(form));
    const note = document.createElement("p");
    note.className = "saved no-print";
    note.setAttribute("aria-live", "polite");
    (form.querySelector("[data-draft-note]") || form).append(note);

    const draft = read(key);
    if (draft && Date.now() - draft.at < KEEP && JSON.stringify(draft.content) !== first) {
      const notice = document.createElement("div");
      notice.className = "notice wait no-print";
      notice.setAttribute("role", "status");
      const text = document.createElement("p");
      text.textContent = words("draft", clock(draft.at));
      const bar = document.createElement("div");
      bar.className = "bar";
      for (const [label, use] of [["restore", true], ["discard", false]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn slim";
        button.textContent = words(label);
        button.addEventListener("click", () => {
          if (use) { fill(form, draft.content); dirty.add(form); } else { localStorage.removeItem(PREFIX + key); }
          notice.remove();
        });
        bar.append(button);
      }
      notice.append(text, bar);
      form.prepend(notice);
    } else if (draft) {
      localStorage.removeItem(PREFIX + key);
    }

    let timer;
    form.addEventListener("input", () => {
      dirty.add(form);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const at = Date.now();
        if (write(key, { at, content: content(form) })) note.textContent = words("saved", clock(at).split(",")[0]);
      }, 600);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(key, { at: Date.now(), content: content(form) });
      dirty.delete(form);
      try { sessionStorage.setItem(SENT, key); } catch { /* then the draft is offered again */ }
    });
  }
  /* A draft goes when the server has taken the form: the page that follows is one of ours, signed in, without an error.
     Sign-in after an expired session, a fault, a lost connection and the way back all keep it. */
  function settle() {
    let key = null;
    try { key = sessionStorage.getItem(SENT); sessionStorage.removeItem(SENT); } catch { return; }
    if (!key || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    const taken = document.querySelector(".rail") && !document.querySelector("[data-trouble], .messages .error, .field.wrong, [role=alert]");
    if (taken) localStorage.removeItem(PREFIX + key);
  }
  function start(root) {
    for (const form of root.querySelectorAll?.("form[data-autosave]") ?? []) watch(form);
    for (const form of root.querySelectorAll?.("form[data-warn]:not([data-autosave])") ?? []) {
      form.addEventListener("input", () => dirty.add(form));
      form.addEventListener("submit", () => dirty.delete(form));
    }
    for (const done of root.querySelectorAll?.("[data-draft-done]") ?? []) {
      try { localStorage.removeItem(PREFIX + done.dataset.draftDone); } catch { /* no storage, no draft */ }
    }
  }
  settle();
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  window.addEventListener("beforeunload", (event) => {
    for (const form of dirty) {
      if (form.isConnected && form.hasAttribute("data-warn")) { event.preventDefault(); return; }
    }
  });
})();
