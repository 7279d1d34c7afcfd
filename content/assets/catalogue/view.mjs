// @ts-check
/**
 * The catalogue page: a list that follows what is chosen, and an address that holds it. Which
 * records fit is decided in facets.mjs; this shows them.
 *
 * Works on `#catalogue` (catalogue.html). Without it, or without its data, the page stays as the
 * server made it. Tells `hub:cards` on the document whenever other cards are shown.
 */
import { cardMaker } from "./cards.mjs";
import { showChips, showWaysOut } from "./chosen.mjs";
import { columnOf } from "./column.mjs";
import { say, short } from "./dom.mjs";
import { chosenIn, countLine, FIRST_SORT, has, isNarrowed, narrow, nothing, queryOf, resources, said, toggled } from "./facets.mjs";
import { inOrder, prepare } from "./index.mjs";
import { sheetOf } from "./sheet.mjs";
import { dayOf } from "./states.mjs";

/**
 * @typedef {import("./index.mjs").Catalogue} Catalogue
 * @typedef {import("./facets.mjs").Choice} Choice
 * @typedef {import("./facets.mjs").Stranger} Stranger
 */

const STEP = 40; // cards shown at first, and added by "Show more"
const PAUSE = 80; // milliseconds without a key before the list follows what is typed

/**
 * @param {HTMLElement} box
 * @param {Catalogue} catalogue
 */
export function startCatalogue(box, catalogue) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(name));
  const template = (/** @type {string} */ id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  const [list, heading, more, empty] = ["[data-cards]", "h2[data-count]", "[data-more]", "[data-empty]"].map(part);
  const field = /** @type {HTMLInputElement} */ (part("#hub-words"));
  const sorts = /** @type {HTMLSelectElement} */ (part("#hub-sort"));
  const makeCard = cardMaker(template("card-parts"), catalogue);
  const served = [...list.children];
  const column = columnOf(part("#filters"), catalogue);
  const sheet = sheetOf(part("#filters"), part(".hub-facets__open"));

  let choice = nothing();
  let places = /** @type {number[]} */ ([]);
  let shown = STEP;
  let y = scrollY; // asking for it later would cost a layout
  let [typing, scrolling] = [0, 0]; // timers

  // What is shown

  /** @param {Choice} next @param {number} [cards] */
  function show(next, cards = STEP) {
    choice = next;
    const { found, count, counts } = narrow(catalogue, choice);
    const narrowed = isNarrowed(choice);
    say(heading, countLine(count, catalogue.size, narrowed));
    say(part(".hub-facets__done a"), `Show ${resources(count)}`);
    column.show(choice, counts);
    showChips(part("[data-chips]"), template("chip"), catalogue, choice, choose, heading);
    showWords(narrowed);
    places = inOrder(catalogue, choice.sort).filter((place) => has(found, place));
    showList(!narrowed && choice.sort === FIRST_SORT, cards);
    empty.hidden = count > 0 || !narrowed;
    list.hidden = !empty.hidden;
    if (empty.hidden) empty.replaceChildren();
    else showWaysOut(empty, catalogue, choice, choose, heading);
    document.dispatchEvent(new CustomEvent("hub:cards"));
  }

  /** @param {boolean} narrowed */
  function showWords(narrowed) {
    const text = choice.text.trim();
    const chosen = Object.values(choice.values).flat().length;
    const whole = /** @type {HTMLAnchorElement} */ (part("[data-whole]"));
    if (field.value.trim() !== text) field.value = text;
    sorts.value = choice.sort;
    whole.hidden = !text;
    whole.search = text ? `?${new URLSearchParams({ q: text })}` : "";
    say(whole, `Search the whole hub for “${short(text)}”`);
    say(part(".hub-facets__open span:last-child"), chosen ? `Filter (${chosen})` : "Filter");
    say(part("[data-said]"), said(catalogue, choice));
    part("[data-said]").hidden = !narrowed;
  }

  /** @param {boolean} asServed  Whether the cards that came with the page are the right ones. @param {number} cards */
  function showList(asServed, cards) {
    shown = asServed ? served.length : Math.min(cards, places.length);
    list.replaceChildren(...(asServed ? served : places.slice(0, shown).map(makeCard)));
    for (const pages of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll(".hub-pages"))) pages.hidden = !asServed;
    showMore(asServed ? 0 : places.length - shown);
  }

  /** @param {number} left */
  function showMore(left) {
    more.hidden = !left;
    say(/** @type {Element} */ (more.firstElementChild), `Show ${Math.min(STEP, left)} more`);
  }

  function addCards() {
    const next = Math.min(shown + STEP, places.length);
    list.append(...places.slice(shown, next).map(makeCard));
    const first = /** @type {HTMLElement | null} */ (list.children[shown]?.querySelector("a"));
    shown = next;
    showMore(places.length - shown);
    keep();
    document.dispatchEvent(new CustomEvent("hub:cards"));
    first?.focus(); // the button may be gone
  }

  // What the address and the history hold

  /** @param {Choice} choice */
  const addressOf = (choice) => location.pathname + queryOf(choice, catalogue) + (sheet.isOpen() ? "#filters" : "");

  /** Note where the reader stands in the list, for when Back brings this step up again. */
  function keep() {
    history.replaceState({ ...history.state, shown, y }, "");
  }

  /**
   * Show a choice as a step that Back takes back. All that is chosen in the sheet of a phone is
   * one step, and so is all that is typed.
   * @param {Choice} next
   * @param {HTMLElement} [focus]  What gets the focus, if what had it goes.
   * @param {boolean} [typed]
   */
  function choose(next, focus, typed = false) {
    if (history.state?.y !== y) keep();
    const same = sheet.isOpen() || (typed && history.state?.typed);
    // The address first: while the page is as it was, writing it costs no layout.
    if (same) history.replaceState({ ...history.state, typed, shown: STEP, changed: true }, "", addressOf(next));
    else history.pushState({ typed, shown: STEP, y }, "", addressOf(next));
    show(next);
    part("[data-unknown]").hidden = true;
    focus?.focus();
  }

  function fromAddress() {
    const { choice: asked, strangers } = chosenIn(location.search, catalogue);
    tell(strangers);
    show(asked, Math.max(STEP, history.state?.shown ?? 0));
    column.unfold();
  }

  /** @param {Stranger[]} strangers */
  function tell(strangers) {
    const names = strangers.map(({ facet, value }) => `${short(facet)} “${short(value)}”`);
    const end = `which the catalogue does not have. ${names.length > 1 ? "They are" : "It is"} left out.`;
    say(part("[data-unknown]"), names.length ? `This address asks for ${names.join(" and ")}, ${end}` : "");
    part("[data-unknown]").hidden = !names.length;
  }

  /** Back to where the reader was. For that every card needs its true height once: hub.css. */
  function scrollBack() {
    const before = history.state?.y;
    if (typeof before !== "number") return;
    list.classList.add("is-placing");
    requestAnimationFrame(() => {
      scrollTo(0, before);
      requestAnimationFrame(() => list.classList.remove("is-placing"));
    });
  }

  // What the reader does

  for (const input of column.inputs) {
    input.addEventListener("change", () => choose(toggled(choice, input.name, input.value)));
  }
  sorts.addEventListener("change", () => choose({ ...choice, sort: sorts.value }));
  more.firstElementChild?.addEventListener("click", addCards);
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(() => choose({ ...choice, text: field.value }, undefined, true), PAUSE);
  });
  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    if (field.value.trim() !== choice.text.trim()) choose({ ...choice, text: field.value });
    history.replaceState({ ...history.state, typed: false }, "");
  });
  addEventListener("popstate", () => {
    clearTimeout(typing);
    if (sheet.leave()) {
      // Back closes the sheet; what was chosen in it stays, as the next step.
      history.pushState({ shown, y }, "", addressOf(choice));
      return;
    }
    fromAddress();
    scrollBack();
  });
  addEventListener("scroll", () => {
    y = scrollY;
    clearTimeout(scrolling);
    scrolling = window.setTimeout(keep, 150);
  }, { passive: true });
  addEventListener("beforeprint", () => {
    if (!more.hidden) list.append(...places.slice(shown).map(makeCard));
  });
  addEventListener("afterprint", () => {
    while (!more.hidden && list.children.length > shown) list.lastElementChild?.remove();
  });

  if (!sheet.isWide()) column.fold();
  const early = field.value; // typed before the data came
  fromAddress();
  if (early.trim() && !choice.text) choose({ ...choice, text: early }, undefined, true);
  sheet.start();
  scrollBack();
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(() => catalogue.words());
}

/** @param {HTMLElement} box */
async function load(box) {
  const scripted = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-scripted]"));
  for (const part of scripted) part.hidden = false;
  box.classList.toggle("is-waiting", location.search.length > 1);
  try {
    const answer = await fetch(new URL(box.dataset.index ?? "index.json", document.baseURI));
    if (!answer.ok) throw new Error(`${answer.status}`);
    startCatalogue(box, prepare(await answer.json(), dayOf()));
  } catch (error) {
    for (const part of scripted) part.hidden = true;
    console.warn("The filters of the catalogue could not be loaded.", error);
  } finally {
    box.classList.remove("is-waiting");
  }
}

const box = globalThis.document?.getElementById("catalogue");
if (box) load(box);
