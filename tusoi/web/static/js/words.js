/* What the other scripts share: the words of the page's language, folding without diacritics. */
"use strict";
document.body.classList.add("js");
window.tusoi = {
  words(name, value) {
    const text = document.getElementById("words")?.dataset[name] || "";
    return value === undefined ? text : text.replace("%s", value);
  },
  fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐðÐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  },
  clock(time) {
    const two = (number) => String(number).padStart(2, "0");
    const day = new Date(time);
    return `${two(day.getHours())}:${two(day.getMinutes())}, ${two(day.getDate())}/${two(day.getMonth() + 1)}`;
  },
  /* Says something in the messages region; role=status reads it out. */
  say(text, level = "info") {
    const region = document.getElementById("messages");
    if (!region) return;
    const list = document.createElement("ul");
    list.className = "messages";
    const item = document.createElement("li");
    item.className = level;
    item.textContent = text;
    list.append(item);
    region.replaceChildren(list);
  },
};
