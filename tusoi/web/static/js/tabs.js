/* Where tabs do not fit beside one another they scroll: the one that is open is brought into sight. */
"use strict";
const showOpenTabs = () => {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.parentElement;
    const hidden = tab.offsetLeft + tab.offsetWidth - row.offsetLeft - row.clientWidth;
    if (hidden > 0) row.scrollLeft = hidden + row.clientWidth / 4;
  }
};
document.fonts.ready.then(showOpenTabs); // before, the tabs have other widths
