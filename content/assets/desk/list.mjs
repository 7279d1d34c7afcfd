// @ts-check
/**
 * "My list": resources that a reader has saved on this device, or a list that came by a link.
 *
 * Works on `#my-list`. What a row says is read from the record's own page.
 */
import { LONGEST, SAVED, addressOf, csvOf, idsIn, listWords, merged, moved, readingList } from "./desk.mjs";
import { ROOT, copied, download, element, icon, link, tool } from "./elements.mjs";
import { addressIn, pageOf, partsOf, recordOf, toneOf, wordsOf } from "./record.mjs";
import { NOT_KEPT, saved } from "./store.mjs";

const PAGE = new URL("list/", ROOT).href;
const SHARED = "A list shared with you";
/** What a row shows: the fact and its label. */
const SHOWN = [["cost", "Cost"], ["level", "How sure"], ["checked", "Address"]];

/** @typedef {import("./record.mjs").Reading} Reading */

/** @param {Reading} reading @returns {import("./desk.mjs").Row} */
function rowOf(reading) {
  const [title, cost, level, state, checked, why] = ["title", "cost", "level", "state", "checked", "why"].map((fact) => wordsOf(reading, fact));
  const publisher = wordsOf(reading, "publisher", { small: false });
  return { title, publisher, url: addressIn(reading), cost, level, state, checked, page: reading.page, why };
}

/** @param {HTMLElement} box */
function startList(box) {
  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const one = (selector) => /** @type {T} */ (box.querySelector(selector));
  const [status, heading, list, view, empty, shared] = ["[role=status]", "[data-count]", "ol", "[data-view]", "[data-empty]", "[data-shared]"].map((s) => one(s));
  const undo = one("[data-undo]");
  const field = /** @type {HTMLInputElement} */ (one("[data-link]"));
  const { asked, ids: theirs, over, wrong } = idsIn(location.search, SAVED);
  const foreign = asked && theirs.length > 0;
  /** @type {Map<string, Reading>} */
  const read = new Map();
  /** @type {string[]} */
  let before = [];

  const shownIds = () => (foreign ? theirs : saved.read());

  /** @param {string} text */
  function say(text) {
    status.textContent = saved.kept ? text : `${text} ${NOT_KEPT}`;
    one("[data-kept]").hidden = saved.kept;
  }

  // Rows ------------------------------------------------------------------------------------------

  /** @param {string} id */
  function rowFor(id) {
    const row = element("li", "hub-card hub-saved", element("h3", "", link(pageOf(id), "", id)), element("p", "hub-card__by", "Reading its page…"));
    row.dataset.id = id;
    recordOf(id).then((reading) => fill(row, reading));
    return row;
  }

  /** @param {HTMLElement} row @param {Reading} reading */
  function fill(row, reading) {
    const { id, status, page } = reading;
    if (status === "read") {
      read.set(id, reading);
      row.replaceChildren(...partsFor(reading));
    } else {
      const why = status === "unknown"
        ? "The hub has no resource of this name. It is left out of files."
        : "Its page could not be read just now. Reload this page to try again.";
      row.replaceChildren(element("h3", "", status === "unknown" ? id : link(page, "", id)), element("p", "hub-card__by", why));
      row.classList.add("hub-saved--missing");
    }
    row.append(toolsFor(id, reading));
    row.dataset.done = "";
    progress();
  }

  /** @param {Reading} reading */
  function partsFor(reading) {
    const facts = SHOWN.map(([fact, label]) => element("div", "", element("dt", "", label), element("dd", "", ...partsOf(reading, fact).flat())));
    return [
      element("div", "hub-card__head", element("span", "hub-kind", ...(partsOf(reading, "kind")[0] ?? [])), element("span", `hub-tag hub-tag--${toneOf(reading)}`, wordsOf(reading, "state").replace(/\.$/, ""))),
      element("h3", "", link(reading.page, "", wordsOf(reading, "title"))),
      element("p", "hub-card__by", wordsOf(reading, "publisher", { small: false })),
      element("p", "hub-card__what", wordsOf(reading, "what")),
      element("dl", "hub-spec", ...facts),
    ];
  }

  /** The link to the resource itself. @param {string} address */
  function outward(address) {
    const anchor = link(address, "hub-tool hub-saved__open", `Open at ${new URL(address).hostname.replace(/^www\./, "")}`, icon("open"));
    anchor.rel = "external";
    return anchor;
  }

  /** @param {string} id @param {Reading} reading */
  function toolsFor(id, reading) {
    const title = wordsOf(reading, "title") || id;
    const address = addressIn(reading);
    const own = foreign ? [] : [
      tool("up", "Up", title, () => move(id, -1, title)),
      tool("down", "Down", title, () => move(id, 1, title)),
      tool("close", "Remove", title, () => remove(id, title)),
    ];
    return element("div", "hub-saved__tools", ...(address ? [outward(address)] : []), ...own);
  }

  /** @param {string} id */
  const rowWith = (id) => /** @type {HTMLElement | null} */ (list.querySelector(`[data-id="${id}"]`));

  /** Bring the rows in line with the choice; rows that stay are kept as they are. */
  function show() {
    const ids = shownIds();
    const rows = ids.map((id) => rowWith(id) ?? rowFor(id));
    for (const row of [...list.children]) if (!rows.includes(/** @type {HTMLElement} */ (row))) row.remove();
    rows.forEach((row, at) => list.children[at] !== row && list.insertBefore(row, list.children[at] ?? null));
    view.hidden = !ids.length;
    empty.hidden = ids.length > 0;
    showLink(ids);
    if (foreign) showShared();
    progress();
  }

  /** Say how many there are, and let them be taken away once all are read. */
  function progress() {
    const rows = [...list.children];
    const done = rows.filter((row) => row instanceof HTMLElement && row.dataset.done !== undefined).length;
    box.setAttribute("aria-busy", String(done < rows.length));
    heading.textContent = done < rows.length ? `Reading ${done} of ${listWords(rows.length)}…` : listWords(rows.length);
    for (const button of box.querySelectorAll("[data-file]")) button.toggleAttribute("disabled", done < rows.length);
    rows.forEach((row, at) => {
      const [up, down] = row.querySelectorAll(".hub-saved__tools button");
      up?.toggleAttribute("disabled", at === 0);
      down?.toggleAttribute("disabled", at === rows.length - 1);
    });
  }

  // Changes ---------------------------------------------------------------------------------------

  /** @param {string} id @param {number} by @param {string} title */
  function move(id, by, title) {
    saved.write(moved(saved.read(), id, by));
    show();
    const [up, down] = /** @type {NodeListOf<HTMLButtonElement>} */ (/** @type {HTMLElement} */ (rowWith(id)).querySelectorAll(".hub-saved__tools button"));
    const [same, turned] = by < 0 ? [up, down] : [down, up];
    (same.disabled ? turned : same).focus(); // at the end only the way back is left
    say(`“${title}” is now ${saved.read().indexOf(id) + 1} of ${saved.read().length}.`);
  }

  /** @param {string[]} ids @param {string} text  What was done, for the line with "Undo". */
  function change(ids, text) {
    before = saved.read();
    saved.write(ids);
    show();
    one("[data-undo] p").textContent = text;
    undo.hidden = false;
    say(text);
  }

  /** @param {string} id @param {string} title */
  function remove(id, title) {
    const at = saved.read().indexOf(id);
    change(saved.read().filter((other) => other !== id), `“${title}” is removed.`);
    const next = list.children[Math.min(at, list.children.length - 1)];
    const button = next ? /** @type {HTMLElement | null} */ (next.querySelector(".hub-saved__tools button:last-child")) : null;
    (button ?? one("[data-undo] button")).focus();
  }

  function clear() {
    change([], "Your list is empty now.");
    one("[data-undo] button").focus();
  }

  function takeBack() {
    saved.write(before);
    undo.hidden = true;
    show();
    say(`Your list is back. ${listWords(before.length)} saved.`);
    heading.focus();
  }

  // Sharing ---------------------------------------------------------------------------------------

  /** @param {string[]} ids */
  function showLink(ids) {
    const address = addressOf(PAGE, ids);
    const long = address.length > LONGEST;
    field.value = long ? "" : address;
    one("[data-share]").hidden = long;
    one("[data-long]").hidden = !long;
    one("[data-long]").textContent = `A link to this list would have ${address.length} characters, and many programs cut links after ${LONGEST}. Shorten the list, or share it as a file.`;
  }

  function showShared() {
    const mine = saved.read();
    const fresh = merged(mine, theirs, SAVED).length - mine.length;
    const add = one("[data-add]");
    shared.hidden = false;
    add.hidden = !fresh;
    add.textContent = fresh === theirs.length ? "Add these to my list" : `Add ${fresh} to my list`;
    one("[data-mine]").textContent = fresh
      ? `Your own list has ${listWords(mine.length)}${fresh < theirs.length ? `, ${theirs.length - fresh} of them also here` : ""}. Nothing is added until you say so.`
      : "All of these are in your list.";
  }

  function add() {
    const mine = saved.read();
    const all = merged(mine, theirs, SAVED);
    saved.write(all);
    showShared();
    const left = mine.length + theirs.filter((id) => !mine.includes(id)).length - all.length;
    say(`${listWords(all.length - mine.length)} added. Your list has ${listWords(all.length)}.${left ? ` It is full: ${left} did not fit.` : ""}`);
    one("[data-own]").focus(); // the button is gone
  }

  async function copy() {
    const done = await copied(field.value);
    if (!done) field.select();
    say(done ? "The link is copied." : "Copying did not work. The link is marked: copy it by hand.");
    one("[data-copied]").textContent = status.textContent;
  }

  const rows = () => shownIds().flatMap((id) => (read.has(id) ? [rowOf(/** @type {Reading} */ (read.get(id)))] : []));
  const files = {
    csv: () => download("resource-list.csv", "text/csv", csvOf(rows())),
    text: () => download("reading-list.txt", "text/plain", readingList(foreign ? SHARED : "My list", rows())),
    print: () => print(),
  };

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-file]"))) {
    button.addEventListener("click", files[/** @type {keyof typeof files} */ (button.dataset.file)]);
  }
  one("[data-clear]").addEventListener("click", clear);
  one("[data-clear]").hidden = foreign;
  one("[data-undo] button").addEventListener("click", takeBack);
  one("[data-copy]").addEventListener("click", copy);
  one("[data-add]").addEventListener("click", add);
  saved.watch(show);

  if (foreign) {
    document.title = document.title.replace("My list", SHARED);
    const title = document.querySelector("h1");
    if (title) title.textContent = SHARED;
    const lead = document.querySelector(".hub-head .hub-lead");
    if (lead) lead.textContent = "It came by a link and is not saved on this device.";
  }
  const notes = [
    ...wrong.map((text) => `“${text.slice(0, 80)}” is not the id of a resource. It is left out.`),
    ...(over.length ? [`A list holds ${SAVED} resources. ${over.length} more in this link are left out.`] : []),
    ...(asked && !foreign ? ["This link names no resource, so you see your own list."] : []),
  ];
  one("[data-notes]").replaceChildren(...notes.map((text) => element("p", "", text)));
  one("[data-notes]").hidden = !notes.length;
  box.hidden = false;
  show();
}

const box = document.getElementById("my-list");
if (box) startList(box);
