/* The names of the chosen files, in the language of the page. Without this script the browser's own control is seen. */
"use strict";
(() => {
  const { words } = window.tusoi;
  function name(input) {
    const place = input.closest(".pick-file")?.querySelector(".names");
    if (!place) return;
    const names = [...input.files].map((file) => file.name);
    place.textContent = (names.length > 1 ? `${words("files", names.length)}: ` : "") + names.join(", ") || place.dataset.none;
  }
  const all = () => document.querySelectorAll(".pick-file input").forEach(name);
  document.addEventListener("change", (event) => { if (event.target.type === "file") name(event.target); });
  document.addEventListener("reset", () => setTimeout(all));
  window.addEventListener("pageshow", all); // a browser that goes back keeps what was chosen
})();
