/* The text and what was read out of it point at each other; J/K and the arrows walk, Enter, E and Delete decide.
   What was decided is saved by the page's own hx-post; without this script the boxes and the buttons do the same. */
"use strict";
(() => {
  const text = document.getElementById("text");
  const props = [...document.querySelectorAll("[data-mark]")];
  if (!text || !props.length) return;
  const byMark = new Map(props.map((prop) => [prop.dataset.mark, prop]));
  const marks = [...text.querySelectorAll("mark[data-marks]")];
  const marksOf = (id) => marks.filter((mark) => mark.dataset.marks.split(" ").includes(id));
  const isSeen = (element) => element.offsetParent !== null;
  let current = null;

  /* Scroll the text in its own box where it has one, else the page. */
  function show(mark) {
    if (!mark) return;
    const box = mark.closest(".keep");
    if (box && box.scrollHeight > box.clientHeight) {
      const place = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (place < 40 || place > box.clientHeight - 60) box.scrollTop += place - box.clientHeight / 3;
    } else {
      mark.scrollIntoView({ block: "center" });
    }
  }
  function choose(prop, { move = true, focus = false } = {}) {
    current?.classList.remove("on");
    text.querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
    current = prop;
    if (!prop) return;
    const group = prop.closest("details");
    if (group) group.open = true;
    prop.classList.add("on");
    const own = marksOf(prop.dataset.mark);
    own.forEach((mark) => mark.classList.add("on"));
    show(own[0]);
    if (move) prop.scrollIntoView({ block: "nearest" });
    if (focus) prop.focus({ preventScroll: true });
  }
  function step(by) {
    const seen = props.filter((prop) => prop.matches(".prop") && isSeen(prop));
    if (!seen.length) return;
    const at = seen.indexOf(current);
    choose(seen[Math.max(0, Math.min(seen.length - 1, at < 0 ? 0 : at + by))], { focus: true });
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-marks]");
    if (!mark || String(window.getSelection())) return;
    const ids = mark.dataset.marks.split(" ");
    /* The innermost first; a second click goes on to the one around it. */
    const found = ids.map((id) => byMark.get(id)).filter(Boolean).reverse();
    if (found.length) choose(found[(found.indexOf(current) + 1) % found.length]);
  });
  /* With the mouse only once it is let go: a page that moves under it would lose the click. */
  let isPressed = false;
  const follow = (event) => {
    const prop = event.target.closest?.(".prop");
    if (prop && prop !== current && !isPressed) choose(prop, { move: false });
  };
  document.addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => { isPressed = false; }, true);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#m"], a[href^="#clause-"], a[href^="#citation-"]');
    if (link) {
      const id = link.getAttribute("href").slice(1);
      const own = marksOf(id);
      if (!own.length) return;
      event.preventDefault();
      text.querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
      own.forEach((mark) => mark.classList.add("on"));
      if (byMark.get(id)?.matches(".prop")) choose(byMark.get(id), { move: false });
      show(own[0]);
      return;
    }
    const button = event.target.closest("[data-take]");
    if (button) take(button.closest(".prop"), button.dataset.take === "on");
  });

  /* Taking and leaving. */
  const form = document.getElementById("review");
  const save = form?.querySelector("[data-save]");
  function take(prop, wanted) {
    const box = prop.querySelector("input[type=checkbox]");
    if (box.checked !== wanted) {
      box.checked = wanted;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    choose(prop, { move: false });
    step(1);
  }
  function recount() {
    if (!save) return;
    const boxes = [...form.querySelectorAll('.prop input[type=checkbox]')];
    for (const box of boxes) {
      const prop = box.closest(".prop");
      prop.classList.toggle("off", !box.checked);
    }
    for (const mark of marks) {
      const own = mark.dataset.marks.split(" ").map((id) => byMark.get(id)).filter(Boolean);
      mark.classList.toggle("off", own.length > 0 && own.every((prop) => prop.classList.contains("off")));
    }
    for (const group of form.querySelectorAll(".group")) {
      const place = group.querySelector("[data-chosen]");
      if (place) place.textContent = group.querySelectorAll(".prop input[type=checkbox]:checked").length;
    }
    save.textContent = save.dataset.save.replace("%s", boxes.filter((box) => box.checked).length);
  }
  form?.addEventListener("change", recount);
  recount();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !form) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    if (["j", "ArrowDown", "k", "ArrowUp"].includes(event.key)) {
      if (event.key.startsWith("Arrow") && !current) return; // the arrows scroll until one has begun
      event.preventDefault();
      step(["j", "ArrowDown"].includes(event.key) ? 1 : -1);
    }
  });

  /* "E" opens the fields and goes to the first of them. */
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".change") && event.target.open) event.target.querySelector("input, textarea")?.focus();
  }, true);

  /* A passage marked with the mouse goes into the form for what was missed. */
  const missed = document.querySelector("[data-from-text]");
  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    const words = String(selection).trim();
    if (missed && words.length > 3 && text.contains(selection.anchorNode)) missed.value = words;
  });
})();
