/* Nothing typed is lost: forms with data-autosave="key" keep a draft on this machine until they are sent, each account
   its own: signing out keeps it, another account never sees it. Passwords, files, hidden and ticked "remember" fields are not kept. A form with data-warn asks before one leaves it. */
"use strict";
(() => {
  const { words, clock } = window.tusoi;
  const PREFIX = "tusoi:draft:";
  const SENT = "tusoi:sent";
  const TYPING = "tusoi:typing"; // the draft kept last in this window, for the page of signing in
  const account = document.body.dataset.account;
  const named = (key) => `${PREFIX}${account}:${key}`;
  const KEEP = 30 * 24 * 3600 * 1000;
  const dirty = new Set();
  let answered = null; // the form this page is the answer to: it stands here as it was sent, there is nothing to give back

  const isInTrouble = () => document.querySelector("[data-trouble], .messages .error, .field.wrong, [role=alert]");
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
  /* A form that grows on the page makes room first for what it does not have yet ("restore"). */
  function fill(form, kept) {
    form.dispatchEvent(new CustomEvent("restore", { detail: kept }));
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
  /* Each window signs what it keeps: what another window has not saved is not taken away when this one is done. */
  function ofWindow() {
    try {
      if (!sessionStorage.getItem("tusoi:window")) sessionStorage.setItem("tusoi:window", Math.random().toString(36).slice(2));
      return sessionStorage.getItem("tusoi:window");
    } catch { return ""; }
  }
  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  }
  function write(name, form) {
    const at = Date.now();
    try {
      localStorage.setItem(name, JSON.stringify({ at, content: content(form), window: ofWindow() }));
      sessionStorage.setItem(TYPING, name);
      return at;
    } catch { return null; }
  }
  function forget(name) {
    try { localStorage.removeItem(name); } catch { /* no storage, no draft */ }
  }
  function done(name) {
    const draft = read(name);
    if (draft && (draft.window ?? ofWindow()) === ofWindow()) forget(name);
  }
  function forgetOld() {
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(PREFIX) && !(Date.now() - read(name)?.at < KEEP)) forget(name);
      }
    } catch { /* no storage, no draft */ }
  }

  function watch(form) {
    if (form.dataset.watched || !account) return;
    form.dataset.watched = "1";
    const name = named(form.dataset.autosave);
    const first = JSON.stringify(content(form));
    const note = document.createElement("p");
    note.className = "saved no-print";
    note.setAttribute("aria-live", "polite");
    (form.querySelector("[data-draft-note]") || form).append(note);

    const draft = read(name);
    if (draft && (name === answered || "answered" in form.dataset)) {
      write(name, form);
    } else if (draft && JSON.stringify(draft.content) !== first) {
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
          if (use) { fill(form, draft.content); dirty.add(form); } else { forget(name); }
          notice.remove();
        });
        bar.append(button);
      }
      notice.append(text, bar);
      form.prepend(notice);
      form.closest("details")?.setAttribute("open", "");
    } else if (draft && !isInTrouble()) {
      forget(name);
    }

    let timer;
    form.addEventListener("input", () => {
      dirty.add(form);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const at = write(name, form);
        if (at) note.textContent = words("saved", clock(at).split(",")[0]);
      }, 600);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(name, form);
      dirty.delete(form);
      try { sessionStorage.setItem(SENT, name); } catch { /* then the draft is offered again */ }
    });
  }
  /* A draft goes when the server has taken the form: it sent us on to a page of ours, signed in, without an error.
     Sign-in after an expired session, a fault, a lost connection, the way back and the same page opened anew all keep it. */
  function settle() {
    let name = null;
    try { name = sessionStorage.getItem(SENT); sessionStorage.removeItem(SENT); } catch { return; }
    const way = performance.getEntriesByType("navigation")[0];
    if (!name?.startsWith(named("")) || way?.type !== "navigate") return;
    if (!document.referrer.startsWith(`${location.origin}/`)) return;
    if (!way.redirectCount) answered = isInTrouble() ? name : null;
    else if (document.querySelector(".rail") && !isInTrouble()) forget(name);
  }
  /* The page of signing in says that what was being written is still here; it does not say what. */
  function comfort() {
    const notice = document.querySelector("[data-kept]");
    try { if (notice && read(sessionStorage.getItem(TYPING))) notice.hidden = false; } catch { /* nothing is kept */ }
  }
  function start(root) {
    for (const form of root.querySelectorAll?.("form[data-autosave]") ?? []) watch(form);
    for (const form of root.querySelectorAll?.("form[data-warn]:not([data-autosave])") ?? []) {
      form.addEventListener("input", () => dirty.add(form));
      form.addEventListener("submit", () => dirty.delete(form));
    }
    for (const mark of root.querySelectorAll?.("[data-draft-done]") ?? []) done(named(mark.dataset.draftDone));
  }
  forgetOld();
  settle();
  comfort();
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  window.addEventListener("beforeunload", (event) => {
    for (const form of dirty) {
      if (form.isConnected && form.hasAttribute("data-warn")) { event.preventDefault(); return; }
    }
  });
})();
