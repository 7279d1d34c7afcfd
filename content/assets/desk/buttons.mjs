// @ts-check
/**
 * "Compare" and "Save" on cards and record pages, and the tray that says what is chosen.
 *
 * Works on empty boxes `[data-id]` of the classes below, at the start and whenever the document is
 * told `hub:cards` (a list was drawn anew). Presses are heard by the document, so that a copy of a
 * card works like its original.
 */
import { COMPARED, SAVED, addressOf, compareWords, toggled, told, trayWords } from "./desk.mjs";
import { ROOT, element, icon, link } from "./elements.mjs";
import { NOT_KEPT, compared, saved } from "./store.mjs";

const BOXES = ".hub-card__tools[data-id], .hub-record__tools[data-id]";
const CHOICES = { compare: { store: compared, most: COMPARED }, save: { store: saved, most: SAVED } };

/** The icon of a pressed button. @type {{compare: "chosen", save: "saved"}} */
const PRESSED = { compare: "chosen", save: "saved" };

/** @typedef {keyof typeof CHOICES} Choice */

const status = element("p", "hub-vh");
const note = element("p", "hub-tray__note");
const count = element("p", "hub-tray__count");
const go = link("", "hub-button");
const list = link(new URL("list/", ROOT).href, "hub-tray__list");
const clear = element("button", "hub-button hub-button--quiet", "Clear");
const tray = element("section", "hub-tray hub-nosearch",
  element("div", "hub-wrap", note, element("div", "hub-tray__row", count, go, clear, list)));

/** @type {HTMLElement | undefined} */
let last; // the button pressed last
let used = false; // whether something was saved here, so that the tray shows where

/** @param {Element} box */
function titleOf(box) {
  const heading = box.closest(".hub-card")?.querySelector("h3") ?? document.querySelector("h1");
  return heading?.textContent?.trim() ?? "";
}

/** @param {Choice} what @param {string} word @param {string} id @param {string} title */
function toggle(what, word, id, title) {
  const button = element("button", "hub-tool", icon(what), word, element("span", "hub-vh", ` ${title}`));
  button.setAttribute("type", "button");
  button.dataset.desk = what;
  button.dataset.id = id;
  return button;
}

/** @param {HTMLElement} box */
function fill(box) {
  const { id = "" } = box.dataset;
  const title = titleOf(box);
  box.replaceChildren(toggle("compare", "Compare", id, title), toggle("save", "Save", id, title));
  box.hidden = false;
}

/** Make every button say what is chosen now. */
function show() {
  const chosen = { compare: compared.read(), save: saved.read() };
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-desk]"))) {
    const what = /** @type {Choice} */ (button.dataset.desk);
    const pressed = chosen[what].includes(button.dataset.id ?? "");
    button.setAttribute("aria-pressed", String(pressed));
    button.querySelector(".hub-icon")?.replaceWith(icon(pressed ? PRESSED[what] : what));
    if (what === "compare") showWay(button, pressed && chosen.compare.length > 1);
  }
  showTray(chosen.compare, chosen.save.length);
}

/**
 * Beside a chosen button: the next stop of the Tab key leads to the comparison, however far the tray is.
 * @param {HTMLElement} button
 * @param {boolean} wanted
 */
function showWay(button, wanted) {
  const there = button.nextElementSibling?.matches(".hub-tool__go") ? button.nextElementSibling : null;
  if (!wanted) return there?.remove();
  const ids = compared.read();
  const way = link(addressOf(new URL("compare/", ROOT).href, ids), "hub-tool__go", compareWords(ids.length));
  if (there) there.replaceWith(way);
  else button.after(way);
}

/** @param {string[]} ids @param {number} savedNow */
function showTray(ids, savedNow) {
  count.textContent = trayWords(ids.length);
  count.hidden = clear.hidden = !ids.length;
  go.hidden = ids.length < 2;
  go.textContent = compareWords(ids.length);
  go.href = addressOf(new URL("compare/", ROOT).href, ids);
  list.textContent = `My list (${savedNow})`;
  list.hidden = !savedNow;
  tray.hidden = !ids.length && !used;
}

/** Say something that both eye and ear must get. @param {string} text @param {boolean} warns */
function say(text, warns) {
  const { kept } = compared.kept ? saved : compared;
  status.textContent = kept ? text : `${text} ${NOT_KEPT}`;
  note.textContent = warns ? text : kept ? "" : NOT_KEPT;
  note.hidden = !note.textContent;
}

/** @param {HTMLElement} button */
function press(button) {
  const what = /** @type {Choice} */ (button.dataset.desk);
  const { store, most } = CHOICES[what];
  const { ids, done } = toggled(store.read(), button.dataset.id ?? "", most);
  if (done !== "full") store.write(ids);
  if (what === "save") used = true;
  last = button;
  show();
  say(told(what, done, titleOf(button), ids.length), done === "full");
}

/** Take all out of the comparison; the button that had the focus goes with the tray. */
function clearAll() {
  compared.write([]);
  used = false;
  show();
  say("Nothing is chosen to compare.", false);
  const back = last?.isConnected ? last : document.getElementById("main");
  back?.focus();
}

function start() {
  for (const box of document.querySelectorAll(BOXES)) {
    if (box instanceof HTMLElement && !box.childElementCount) fill(box);
  }
  show();
}

status.setAttribute("role", "status");
tray.setAttribute("aria-label", "Chosen to compare");
clear.setAttribute("type", "button");
note.hidden = true;
clear.addEventListener("click", clearAll);
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("button[data-desk]");
  if (button instanceof HTMLElement) press(button);
});
document.addEventListener("hub:cards", start);
compared.watch(show);
saved.watch(show);
document.querySelector("main")?.append(status, tray);
start();
