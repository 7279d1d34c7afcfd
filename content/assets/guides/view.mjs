// @ts-check
/**
 * Edge: the answers given so far, the way back, the marks in the drawing, and printing.
 *
 * The guide works without this: links and their addresses show one step at a time. The way is kept
 * in the browser's history, beside the address it belongs to, and nowhere else. So Back, Forward
 * and Reload bring it back, and nothing is stored or sent.
 */
import { follow, progressOf } from "./walk.mjs";

/** @typedef {import("./walk.mjs").Given} Given */

const walk = /** @type {HTMLElement} */ (document.querySelector("[data-guide]"));
const trail = /** @type {HTMLElement} */ (walk.querySelector(".hub-trail"));
const paper = /** @type {HTMLElement} */ (document.querySelector("[data-given]"));
const steps = /** @type {HTMLElement[]} */ ([...walk.querySelectorAll(".hub-step")]);
const { guide = "", start = "" } = walk.dataset;
const asked = Object.fromEntries(steps.map((step) => [step.id, headingOf(step).textContent ?? ""]));
const said = new Map(steps.map((step) => [step, step.querySelector("[data-at]")?.textContent ?? ""]));
const questions = Object.fromEntries(
  steps.filter((step) => step.querySelector(".hub-answers")).map((step) => [step.id, answersOf(step)]),
);

let here = /** @type {HTMLElement} */ (document.getElementById(start));
/** @type {Given[] | null} */
let given = [];
/** What a click on one of our links will lead to. @type {{to: string, places: number[], answered: boolean} | null} */
let coming = null;

/** @param {HTMLElement} step */
function headingOf(step) {
  return /** @type {HTMLElement} */ (step.querySelector("h2"));
}

/** @param {HTMLElement} step */
function answersOf(step) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...step.querySelectorAll(".hub-answer")]);
  return links.map((link) => ({ label: link.querySelector("span")?.textContent ?? "", to: link.hash.slice(1) }));
}

const targeted = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

/** The step of the address; without one the first; elsewhere on the page, such as in the list of sources, the last one seen. */
function stepNow() {
  if (!location.hash) return /** @type {HTMLElement} */ (document.getElementById(start));
  const step = targeted()?.closest(".hub-step");
  return step instanceof HTMLElement ? step : here;
}

/** @param {boolean} moved  Whether the reader came here from another step. */
function show(moved) {
  here = stepNow();
  const kept = history.state?.guide === guide ? history.state.places : null;
  given = follow(questions, start, kept, here.id);
  for (const step of steps) step.classList.toggle("is-here", step === here);
  walk.classList.toggle("is-known", given !== null && given.length > 0);
  showTrail();
  showProgress();
  showTree();
  showPaper();
  if (!moved) return;
  const heading = headingOf(here);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function showTrail() {
  trail.replaceChildren(...(given ?? []).map(({ at, label }, place) => {
    const [item, link, question] = ["li", "a", "span"].map((name) => document.createElement(name));
    Object.assign(link, { href: `#${at}` });
    link.dataset.until = String(place);
    question.className = "hub-vh";
    question.textContent = `${asked[at]} `;
    link.append(question, label);
    item.append(link);
    return item;
  }));
}

function showProgress() {
  const line = here.querySelector("[data-at]");
  const bar = /** @type {HTMLElement} */ (here.querySelector("[data-bar]"));
  const back = /** @type {HTMLAnchorElement} */ (here.querySelector("[data-back]"));
  const last = given?.at(-1);
  if (last) {
    back.href = `#${last.at}`;
    back.hidden = false;
  }
  const known = given !== null && here.id in questions;
  bar.hidden = !known;
  if (!line) return;
  line.textContent = said.get(here) ?? "";
  if (!known || !given) return;
  const { number, most } = progressOf(questions, given, here.id);
  line.textContent = `Question ${number} of at most ${most}`;
  bar.replaceChildren(...Array.from({ length: most }, (_, place) => {
    const block = document.createElement("i");
    block.classList.toggle("is-done", place < number);
    return block;
  }));
}

/** Mark the way in the drawing. */
function showTree() {
  const taken = new Set((given ?? []).map(({ at, place }) => `${at}/${place}`));
  const been = new Set([here.id, ...(given ?? []).map(({ at }) => at)]);
  for (const part of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-branch]"))) {
    part.classList.toggle("is-taken", taken.has(part.dataset.branch ?? ""));
  }
  for (const part of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll(".hub-flow [data-step]"))) {
    part.classList.toggle("is-taken", been.has(part.dataset.step ?? ""));
  }
}

/** What a team finds on top of the paper. */
function showPaper() {
  const rows = (given ?? []).map(({ at, label }) => [asked[at], label]);
  if (!(here.id in questions)) rows.push(["What to do", asked[here.id]]);
  paper.hidden = !given?.length;
  paper.querySelector("ol")?.replaceChildren(...rows.map(([question, answer]) => {
    const [item, strong] = [document.createElement("li"), document.createElement("b")];
    strong.textContent = answer;
    item.append(`${question} `, strong);
    return item;
  }));
}

/** Remember where a link will lead, before the browser follows it. @param {MouseEvent} event */
function follows(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const places = (given ?? []).map(({ place }) => place);
  const to = link.hash.slice(1);
  if (link.dataset.until) coming = { to, places: places.slice(0, Number(link.dataset.until)), answered: false };
  if (link.dataset.place && given) coming = { to, places: [...places, Number(link.dataset.place)], answered: isShown() };
  if ("back" in link.dataset && given) goBack(event, to, places.slice(0, -1));
}

/** Whether the entry of the history that will be left shows the step itself. */
const isShown = () => (location.hash ? targeted() === here : here.id === start);

/** @param {MouseEvent} event @param {string} to @param {number[]} places */
function goBack(event, to, places) {
  coming = { to, places, answered: false };
  if (history.state?.guide !== guide || !history.state.answered) return;
  event.preventDefault();
  coming = null;
  history.back();
}

walk.addEventListener("click", follows);
addEventListener("hashchange", () => {
  const before = here;
  if (coming && coming.to === stepNow().id && targeted() === stepNow()) {
    history.replaceState({ guide, places: coming.places, answered: coming.answered }, "");
  }
  coming = null;
  if (stepNow() !== before || targeted() === before) show(true);
});
addEventListener("beforeprint", showPaper);
const printer = /** @type {HTMLButtonElement} */ (walk.querySelector("[data-print]"));
printer.hidden = false;
printer.addEventListener("click", () => print());
show(false);
