// @ts-check
/** Edge: the plan of a cohort. The day stands in the address, so that the plan can be sent. */
import { calendarOf, sayShort, weeksFrom } from "./plan.mjs";
import { isDay } from "./progress.mjs";

const box = /** @type {HTMLElement} */ (document.getElementById("plan"));
const start = /** @type {HTMLInputElement} */ (box.querySelector("#start"));
const save = /** @type {HTMLButtonElement} */ (box.querySelector("[data-save]"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
const rows = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("tr[data-lesson]")]);

function show() {
  const days = weeksFrom(start.value, rows.length);
  rows.forEach((row, place) => {
    const cell = /** @type {HTMLElement} */ (row.querySelector("[data-date]"));
    cell.textContent = days.length ? sayShort(days[place]) : "";
  });
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-paper]"))) part.hidden = days.length > 0;
  save.disabled = !days.length;
  status.textContent = days.length
    ? `From ${sayShort(days[0])} to the week that begins on ${sayShort(days[days.length - 1])}`
    : "No day chosen yet";
}

function choose() {
  const asked = new URLSearchParams(location.search);
  if (start.value) asked.set("start", start.value);
  else asked.delete("start");
  const query = asked.toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : ""));
  show();
}

function fromAddress() {
  const asked = new URLSearchParams(location.search).get("start");
  start.value = asked && isDay(asked) ? asked : "";
  show();
}

function plan() {
  const { plan: id = "", title = "" } = box.dataset;
  const lessons = rows.map((row) => {
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    const { lesson = "", objective = "", minutes = "" } = row.dataset;
    return { id: lesson, title: link.textContent ?? "", objective, minutes: Number(minutes), url: link.href };
  });
  return { id, title, host: location.hostname || "resource-hub", lessons };
}

function download() {
  const { id } = plan();
  const file = new Blob([calendarOf(plan(), start.value)], { type: "text/calendar;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${id}-${start.value}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be reading it
}

start.addEventListener("change", choose);
save.addEventListener("click", download);
box.querySelector("[data-print]")?.addEventListener("click", () => print());
addEventListener("pageshow", fromAddress);
fromAddress();
for (const part of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-live]"))) part.hidden = false;
