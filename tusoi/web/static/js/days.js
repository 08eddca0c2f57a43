/* Days: what was typed is written as dd/mm/yyyy once it is a day; [data-pick-day] opens the calendar.
   Arrows go by day and week, Home and End to the ends of the week, PageUp and PageDown by month, with Shift by year. */
"use strict";
(() => {
  const dialog = document.getElementById("calendar");
  const FORMS = [
    /^(?<d>\d{1,2})\s?[/.\- ]\s?(?<m>\d{1,2})\s?[/.\- ]\s?(?<y>\d{4})$/,
    /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
    /^(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})$/,
  ];
  /* In UTC throughout: a day has no hour that a time zone could move. */
  const day = (year, month, date) => new Date(Date.UTC(year, month, date));
  const iso = (one) => one.toISOString().slice(0, 10);
  const shown = (one) => iso(one).split("-").reverse().join("/");
  function read(text) {
    const found = FORMS.map((form) => form.exec(text.trim())).find(Boolean)?.groups;
    if (!found || found.y < 1900 || found.y > 2200) return null;
    const one = day(+found.y, found.m - 1, +found.d);
    return one.getUTCMonth() === found.m - 1 && one.getUTCDate() === +found.d ? one : null;
  }
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[data-day]")) return;
    const one = read(event.target.value);
    if (one) event.target.value = shown(one);
  }, true);
  if (!dialog) return;

  const body = dialog.querySelector("tbody");
  const months = dialog.dataset.months.split("|");
  const weekdays = [...dialog.querySelectorAll("th")].map((head) => head.getAttribute("aria-label"));
  const weekday = (one) => (one.getUTCDay() + 6) % 7; // Monday is 0
  let input, at;

  const isOpen = (one) => !(input.dataset.min && iso(one) < input.dataset.min) && !(input.dataset.max && iso(one) > input.dataset.max);
  const moved = (days) => day(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + days);
  function inMonths(count) { // 31 January and a month on is the last of February
    const last = day(at.getUTCFullYear(), at.getUTCMonth() + count + 1, 0).getUTCDate();
    return day(at.getUTCFullYear(), at.getUTCMonth() + count, Math.min(at.getUTCDate(), last));
  }
  function cell(one, chosen) {
    const box = document.createElement("td");
    if (!one) return box;
    box.textContent = one.getUTCDate();
    box.dataset.on = iso(one);
    box.tabIndex = iso(one) === iso(at) ? 0 : -1;
    box.setAttribute("role", "gridcell");
    box.setAttribute("aria-label", `${weekdays[weekday(one)]}, ${shown(one)}`);
    box.setAttribute("aria-selected", iso(one) === chosen);
    if (iso(one) === dialog.dataset.today) box.setAttribute("aria-current", "date");
    if (!isOpen(one)) box.setAttribute("aria-disabled", "true");
    return box;
  }
  function show(one, focus = true) {
    if (one.getUTCFullYear() < 1900 || one.getUTCFullYear() > 2200) return;
    at = one;
    const year = at.getUTCFullYear(), month = at.getUTCMonth();
    const name = months[month];
    const head = name.endsWith("/") ? name + year : `${name} ${year}`;
    const title = dialog.querySelector("h2");
    if (title.textContent !== head) title.textContent = head;
    const typed = read(input.value), chosen = typed && iso(typed);
    const before = weekday(day(year, month, 1)), count = day(year, month + 1, 0).getUTCDate();
    const cells = [];
    for (let place = 0; place < Math.ceil((before + count) / 7) * 7; place += 1) {
      const date = place - before + 1;
      cells.push(cell(date >= 1 && date <= count ? day(year, month, date) : null, chosen));
    }
    body.replaceChildren(...Array.from({ length: cells.length / 7 }, (_, week) => {
      const row = document.createElement("tr");
      row.append(...cells.slice(week * 7, week * 7 + 7));
      return row;
    }));
    if (focus) body.querySelector("[tabindex='0']").focus();
  }
  /* Beside its field where there is room, in the middle of a narrow window. */
  function place() {
    const field = input.getBoundingClientRect(), own = dialog.getBoundingClientRect();
    const style = dialog.style;
    style.margin = style.left = style.top = "";
    if (window.innerWidth < 600) return;
    const below = field.bottom + 4, above = field.top - own.height - 4;
    style.margin = "0";
    style.left = `${Math.max(8, Math.min(field.left, window.innerWidth - own.width - 8))}px`;
    style.top = `${below + own.height < window.innerHeight || above < 8 ? Math.max(8, Math.min(below, window.innerHeight - own.height - 8)) : above}px`;
  }
  function choose(one) {
    if (!isOpen(one)) return;
    input.value = shown(one);
    dialog.close();
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-day]");
    if (!button) return;
    input = button.parentElement.querySelector("input");
    dialog.onclose = () => button.focus();
    dialog.showModal();
    show(read(input.value) ?? read(dialog.dataset.today));
    place();
  });
  dialog.addEventListener("click", (event) => {
    const box = event.target.closest("[data-on]"), on = event.target.closest("[data-months-on]");
    if (box) choose(read(box.dataset.on));
    else if (on) show(inMonths(+on.dataset.monthsOn), false);
    else if (event.target.closest("[data-pick-today]")) choose(read(dialog.dataset.today));
    else if (event.target.closest("[data-close]") || event.target === dialog) dialog.close();
  });
  body.addEventListener("keydown", (event) => {
    const steps = {
      ArrowLeft: () => moved(-1), ArrowRight: () => moved(1), ArrowUp: () => moved(-7), ArrowDown: () => moved(7),
      Home: () => moved(-weekday(at)), End: () => moved(6 - weekday(at)),
      PageUp: () => inMonths(event.shiftKey ? -12 : -1), PageDown: () => inMonths(event.shiftKey ? 12 : 1),
    };
    if (steps[event.key]) show(steps[event.key]());
    else if (["Enter", " "].includes(event.key)) choose(at);
    else return;
    event.preventDefault();
  });
})();
