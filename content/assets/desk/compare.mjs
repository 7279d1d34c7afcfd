// @ts-check
/**
 * The comparison: up to four records side by side, in the words of their own pages. On a phone the
 * first two stand side by side, and two lists choose which these are.
 *
 * Works on `#compare`: the table's rows come from the server (`tr[data-fact]`), the columns from here.
 */
import { COMPARED, addressOf, differ, idsIn, placed } from "./desk.mjs";
import { ROOT, copied, element, icon, link, tool } from "./elements.mjs";
import { partsOf, recordOf, wordsOf } from "./record.mjs";
import { compared } from "./store.mjs";

const PAGE = new URL("compare/", ROOT).href;
const CATALOGUE = new URL("resources/", ROOT).href;
const SIDES = ["Left", "Right"];

/** @typedef {import("./record.mjs").Reading} Reading */

/** @param {HTMLElement} box */
function startCompare(box) {
  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const one = (selector) => /** @type {T} */ (box.querySelector(selector));
  const [status, notes, empty, view] = ["[role=status]", "[data-notes]", "[data-empty]", "[data-view]"].map((s) => one(s));
  const [heading, sides] = ["[data-count]", "[data-sides]"].map((s) => one(s));
  const table = /** @type {HTMLTableElement} */ (one("table"));
  const only = /** @type {HTMLInputElement} */ (one("[data-only]"));
  /** @type {Reading[]} */
  let shown = [];

  /** @param {string[]} texts */
  function note(texts) {
    notes.replaceChildren(...texts.map((text) => element("p", "", text)));
    notes.hidden = !texts.length;
  }

  /** @param {Reading} reading */
  function head(reading) {
    const cell = column("th", "columnheader", link(reading.page, "", wordsOf(reading, "title")));
    cell.setAttribute("scope", "col");
    return cell;
  }

  /** @param {Reading} reading */
  function tools(reading) {
    const about = wordsOf(reading, "title");
    const swap = link(CATALOGUE, "hub-tool", icon("swap"), "Replace", element("span", "hub-vh", ` ${about}`));
    swap.addEventListener("click", () => compared.write(without(reading)));
    return column("td", "cell", tool("close", "Remove", about, () => remove(reading)), swap);
  }

  /** @param {string} name @param {string} role @param {(Node | string)[]} children */
  function column(name, role, ...children) {
    const cell = element(name, "", ...children);
    cell.setAttribute("role", role);
    cell.dataset.column = "";
    return cell;
  }

  /** @param {Reading} reading @param {HTMLElement} row */
  function factCell(reading, row) {
    const facts = (row.dataset.fact ?? "").split(" ");
    const parts = facts.flatMap((fact) => partsOf(reading, fact).map((nodes) => element("div", `hub-compare__${fact}`, ...nodes)));
    parts.forEach((part, at) => parts[at + 1] && dropStart(parts[at + 1], part.textContent ?? ""));
    return column("td", "cell", ...(parts.length ? parts : [element("span", "hub-quiet", row.dataset.missing ?? "")]));
  }

  /** Say nothing twice: where a part begins with the words above it. @param {HTMLElement} part @param {string} words */
  function dropStart({ firstChild }, words) {
    if (firstChild instanceof Text && firstChild.data.startsWith(words)) firstChild.data = firstChild.data.slice(words.length).trimStart();
  }

  /** @param {Reading} gone */
  const without = (gone) => shown.filter((reading) => reading !== gone).map(({ id }) => id);

  /** @param {Reading} gone */
  async function remove(gone) {
    const at = shown.indexOf(gone);
    const name = wordsOf(gone, "title");
    await choose(without(gone));
    status.textContent = `“${name}” is taken out. ${heading.textContent}.`;
    const next = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("tr[data-tools] button")])[Math.min(at, shown.length - 1)];
    (shown.length > 1 ? next : /** @type {HTMLElement | null} */ (empty.querySelector("h2")))?.focus();
  }

  /** Show these from now on, here and in the tray. @param {string[]} ids */
  async function choose(ids) {
    compared.write(ids);
    history.replaceState(null, "", ids.length ? addressOf(PAGE, ids) : PAGE);
    await show(ids, []);
  }

  /** Draw the columns. */
  function draw() {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr"))) {
      for (const old of row.querySelectorAll("[data-column]")) old.remove();
      if (row.dataset.titles !== undefined) row.append(...shown.map(head));
      else if (row.dataset.tools !== undefined) row.append(...shown.map(tools));
      else if (row.dataset.fact !== undefined) row.append(...shown.map((reading) => factCell(reading, row)));
    }
    for (const group of table.querySelectorAll("[scope=rowgroup]")) {
      group.setAttribute("colspan", String(shown.length + 1));
    }
    table.dataset.columns = String(shown.length);
    drawSides();
    drawOnly();
  }

  /** The lists that choose the two of a phone; with two resources there is nothing to choose. */
  function drawSides() {
    sides.hidden = shown.length < 3;
    sides.replaceChildren(...SIDES.map((name, place) => {
      const select = /** @type {HTMLSelectElement} */ (element("select", "hub-field"));
      for (const reading of shown) select.add(new Option(wordsOf(reading, "title"), reading.id));
      select.value = shown[place]?.id ?? "";
      select.addEventListener("change", async () => {
        await choose(placed(shown.map(({ id }) => id), place, select.value));
        sides.querySelectorAll("select")[place]?.focus();
        status.textContent = `${name}: ${wordsOf(shown[place], "title")}.`;
      });
      return element("label", "", element("span", "", name), select);
    }));
  }

  /** Hide the rows in which all say the same, if that is wished. */
  function drawOnly() {
    let same = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr[data-fact]"))) {
      const equal = !differ([...row.querySelectorAll("td")].map((cell) => cell.textContent ?? ""));
      row.hidden = only.checked && equal;
      same += equal ? 1 : 0;
    }
    for (const body of table.tBodies) body.hidden = !body.querySelector("tr[data-fact]:not([hidden]), tr[data-tools]");
    return same;
  }

  /** @param {string[]} ids @param {string[]} said */
  async function show(ids, said) {
    box.setAttribute("aria-busy", "true");
    const readings = await Promise.all(ids.map(recordOf));
    const read = readings.filter(({ status }) => status === "read");
    shown = read.filter(({ page }, at) => read.findIndex((other) => other.page === page) === at); // an old and a new id are one
    const missing = readings.filter(({ status }) => status === "unknown").map(({ id }) => `The hub has no resource “${id}”. It is left out.`);
    const failed = readings.filter(({ status }) => status === "failed").map(({ id }) => `The page of “${id}” could not be read just now. Reload this page to try again.`);
    note([...said, ...missing, ...failed, ...other()]);
    view.hidden = shown.length < 2;
    empty.hidden = shown.length > 1;
    heading.textContent = shown.length > 1 ? `${shown.length} resources side by side` : "Nothing to compare yet";
    if (shown.length > 1) draw();
    else drawEmpty();
    box.setAttribute("aria-busy", "false");
  }

  function drawEmpty() {
    one("[data-one]").textContent = shown.length ? `Only “${wordsOf(shown[0], "title")}” is chosen. ` : "";
    if (shown.length && !compared.read().length) compared.write([shown[0].id]); // to be completed in the catalogue
  }

  /** What to say where the reader has chosen others than a link shows. */
  function other() {
    const mine = compared.read();
    const same = mine.length === shown.length && mine.every((id) => shown.some((reading) => reading.id === id));
    return !mine.length || same || shown.length < 2
      ? []
      : ["This comparison came by a link. What you had chosen yourself is kept until you change something here."];
  }

  only.addEventListener("change", () => {
    const same = drawOnly();
    const rows = `${same} ${same === 1 ? "row" : "rows"} in which all say the same`;
    status.textContent = only.checked ? `${rows} hidden.` : `${rows} shown.`;
  });
  one("[data-copy]").addEventListener("click", async () => {
    const address = addressOf(PAGE, shown.map(({ id }) => id));
    status.textContent = (await copied(address)) ? "The link is copied." : "Copying did not work. Copy the address of this page instead.";
    one("[data-copied]").textContent = status.textContent;
  });
  one("[data-print]").addEventListener("click", () => print());

  const { asked, ids, over, wrong } = idsIn(location.search, COMPARED);
  const said = [
    ...wrong.map((text) => `“${text.slice(0, 80)}” is not the id of a resource. It is left out.`),
    ...(over.length ? [`Four can stand side by side. Left out: ${over.join(", ")}.`] : []),
  ];
  const first = asked ? ids : compared.read();
  if (!asked && first.length > 1) history.replaceState(null, "", addressOf(PAGE, first));
  box.hidden = false;
  show(first, said);
}

const box = document.getElementById("compare");
if (box) startCompare(box);
