// @ts-check
/**
 * Edge: the marks of done lessons on a page of the academy.
 *
 * Works on `input[data-lesson]` (a box to tick), `[data-progress]` (lessons parted by spaces, with
 * an `i` for each and `[data-count]`), `[data-shows]` (a lesson in a list), `[data-next]` (a link to
 * where a reader goes on) and `[data-kept]` (what is kept where). Parts with `data-live` are hidden
 * until this script runs.
 */
import { countLine, countOf, dayOf, marked, sayDay } from "./progress.mjs";
import { NOT_KEPT, read, watch, write } from "./store.mjs";

/** @param {string} selector */
const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
const boxes = /** @type {HTMLInputElement[]} */ (all("input[data-lesson]"));

export function showMarks() {
  const kept = read();
  for (const box of boxes) box.checked = Boolean(kept.done[box.dataset.lesson ?? ""]);
  for (const part of all("[data-progress]")) {
    const lessons = (part.dataset.progress ?? "").split(" ");
    const count = /** @type {HTMLElement} */ (part.querySelector("[data-count]"));
    const line = countLine(countOf(kept, lessons), lessons.length);
    if (count.textContent !== line) count.textContent = line;
    part.querySelectorAll("i").forEach((block, place) => {
      block.classList.toggle("is-done", Boolean(kept.done[lessons[place]]));
    });
  }
  for (const row of all("[data-shows]")) showDone(row, kept.done[row.dataset.shows ?? ""]);
  showNext(kept.done);
}

/**
 * @param {HTMLElement} row
 * @param {string | undefined} day
 */
function showDone(row, day) {
  row.querySelector(".hub-vh")?.remove();
  row.classList.toggle("is-done", Boolean(day));
  if (!day) return;
  const said = document.createElement("span");
  said.className = "hub-vh";
  said.textContent = `, done on ${sayDay(day)}`;
  row.append(said);
}

/** @param {Record<string, string>} done */
function showNext(done) {
  const link = document.querySelector("a[data-next]");
  const open = boxes.findIndex((box) => !done[box.dataset.lesson ?? ""]);
  const row = boxes[Math.max(open, 0)]?.closest("li")?.querySelector("a");
  if (!(link instanceof HTMLAnchorElement) || !row) return;
  link.href = row.href;
  link.textContent = open > 0 ? `Go on with lesson ${open + 1}` : "Begin with lesson 1";
}

/** @param {HTMLInputElement} box */
function mark(box) {
  const day = box.checked ? dayOf(new Date()) : "";
  const stays = write(marked(read(), box.dataset.lesson ?? "", day));
  if (!stays) for (const part of all("[data-kept]")) part.textContent = NOT_KEPT;
  showMarks();
}

for (const box of boxes) box.addEventListener("change", () => mark(box));
watch(showMarks);
showMarks();
for (const part of all("[data-live]")) part.hidden = false;
