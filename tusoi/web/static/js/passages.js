/* A passage marked with the mouse goes into the field for it (data-from-text: the id of its text, "text" unless said);
   without this script one copies it there. */
"use strict";
(() => {
  const fields = [...document.querySelectorAll("[data-from-text]")];
  if (!fields.length) return;
  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    const words = String(selection).trim();
    if (words.length < 4) return;
    for (const field of fields) {
      const text = document.getElementById(field.dataset.fromText || "text");
      if (text?.contains(selection.anchorNode)) field.value = words;
    }
  });
})();
