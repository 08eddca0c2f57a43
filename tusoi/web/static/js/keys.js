/* Without a mouse: / and Ctrl+K search, ? shows the keys, g + letter goes to a page, data-key="Enter" presses a button. */
"use strict";
(() => {
  const PLACES = { h: "home", d: "organisations:tree", v: "documents:register", n: "obligations:list" };
  const dialog = document.getElementById("keys");
  let going = 0;

  const isTyping = (element) => element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const isSeen = (element) => element.offsetParent !== null && !element.disabled;

  function help() {
    const list = dialog.querySelector("dl");
    list.querySelectorAll("[data-of-page]").forEach((row) => row.remove());
    const named = new Set();
    for (const element of document.querySelectorAll("[data-key]")) {
      const key = element.dataset.key;
      if (named.has(key) || !isSeen(element)) continue;
      named.add(key);
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      const keyboard = document.createElement("kbd");
      keyboard.textContent = key;
      term.append(keyboard);
      words.textContent = element.dataset.keyLabel || element.textContent.trim();
      for (const row of [term, words]) { row.dataset.ofPage = ""; list.append(row); }
    }
    dialog.showModal();
  }
  function search() {
    const input = document.getElementById("find");
    if (input) { input.focus(); input.select(); }
  }
  /* The button of a key: in the part one is in ([data-keys]), else in the marked one (.on), else the first on the page. */
  function pressed(key, from) {
    const scopes = [from.closest?.("[data-keys]"), document.querySelector("[data-keys].on"), document];
    for (const scope of scopes) {
      const found = [...(scope?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [])].find(isSeen);
      if (found) return found;
    }
    return null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); search(); return; }
    if (event.key === "Escape") {
      document.getElementById("suggestions")?.replaceChildren();
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) return;
    if (event.key === "/") { event.preventDefault(); search(); return; }
    if (event.key === "?" && dialog) { event.preventDefault(); help(); return; }
    if (event.key === "g") { going = Date.now(); return; }
    if (Date.now() - going < 1500 && PLACES[event.key]) {
      going = 0;
      document.querySelector(`.rail a[data-page="${PLACES[event.key]}"]`)?.click();
      return;
    }
    /* Enter and space on a link or a button already do what they say. */
    if (["Enter", " "].includes(event.key) && event.target.closest?.("a, button, summary, label")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const button = pressed(key, event.target);
    if (button) { event.preventDefault(); button.click(); }
  });

  /* In the suggestions one walks with the arrows. */
  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.closest?.(".find")) return;
    const links = [...document.querySelectorAll("#suggestions a")];
    if (!links.length) return;
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) search(); else links[Math.min(next, links.length - 1)].focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".find")) document.getElementById("suggestions")?.replaceChildren();
  });
})();
