// @ts-check
/** Edge: the record of lessons: a name that the reader types, and what was marked in this browser. */
import { sayDay } from "./progress.mjs";
import { NOT_KEPT, read, watch, write } from "./store.mjs";

const box = /** @type {HTMLElement} */ (document.getElementById("record"));
const name = /** @type {HTMLInputElement} */ (box.querySelector("#holder"));
const keep = /** @type {HTMLInputElement} */ (box.querySelector("#keep"));
const rows = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("tr[data-lesson]")]);

/**
 * @param {string} selector
 * @param {string} text
 * @param {ParentNode} [within]
 */
function say(selector, text, within = box) {
  const part = within.querySelector(selector);
  if (part) part.textContent = text;
}

function showMarks() {
  const { done } = read();
  const chosen = rows.filter((row) => done[row.dataset.lesson ?? ""]);
  for (const row of rows) {
    const day = done[row.dataset.lesson ?? ""];
    say("[data-date]", day ? sayDay(day) : "Not marked", row);
  }
  const minutes = chosen.reduce((sum, row) => sum + Number(row.dataset.minutes), 0);
  for (const [selector, count] of [["[data-total]", chosen.length], ["[data-time]", minutes]]) {
    const part = /** @type {HTMLElement} */ (box.querySelector(String(selector)));
    part.textContent = `${count} of ${part.dataset.of}`;
  }
}

function showName() {
  say("[data-name]", name.value.trim());
}

function keepName() {
  const stays = write({ ...read(), name: keep.checked ? name.value.trim() : "" });
  if (!stays) say("[data-kept]", NOT_KEPT);
}

function fromStore() {
  const kept = read();
  if (kept.name) [name.value, keep.checked] = [kept.name, true];
  showName();
  showMarks();
}

name.addEventListener("input", () => {
  showName();
  if (keep.checked) keepName();
});
keep.addEventListener("change", keepName);
box.querySelector("[data-print]")?.addEventListener("click", () => print());
watch(showMarks);
fromStore();
for (const part of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-live]"))) part.hidden = false;
