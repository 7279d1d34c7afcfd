// @ts-check
/**
 * Edge: the finished page of a record, and the facts in it. What is shown elsewhere is a copy of the
 * page's own parts, so that the words never differ.
 */
import { refresh } from "../catalogue/states.mjs";
import { ROOT, element } from "./elements.mjs";

const AT_ONCE = 6; // pages fetched at a time

/** Parts that carry no mark of their own, because every page has them. @type {Record<string, string>} */
const ELSEWHERE = {
  title: ".hub-head h1",
  kind: ".hub-head .hub-kind",
  what: ".hub-head .hub-lead",
  state: "main :not([hidden]) > .hub-banner strong",
};

/**
 * @typedef {{id: string, status: "read" | "unknown" | "failed", page: string, root: ParentNode}} Reading
 */

/** @param {string} id */
export const pageOf = (id) => new URL(`resources/${id}/`, ROOT).href;

/** @type {Map<string, Promise<Reading>>} */
const readings = new Map();

/**
 * The page of a record; one that could not be fetched is tried again at the next call.
 * @param {string} id
 * @returns {Promise<Reading>}
 */
export function recordOf(id) {
  let reading = readings.get(id);
  if (!reading) {
    reading = inTurn(() => fetched(id, pageOf(id), 1));
    readings.set(id, reading);
    reading.then(({ status }) => status === "failed" && readings.delete(id));
  }
  return reading;
}

let running = 0;
/** @type {(() => void)[]} */
const waiting = [];

/** @template T @param {() => Promise<T>} job @returns {Promise<T>} */
async function inTurn(job) {
  if (running >= AT_ONCE) await new Promise((go) => waiting.push(() => go(undefined)));
  running++;
  try {
    return await job();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/**
 * @param {string} id
 * @param {string} page
 * @param {number} moves  How often a page may say that it has moved.
 * @returns {Promise<Reading>}
 */
async function fetched(id, page, moves) {
  const nothing = document.createDocumentFragment();
  try {
    const answer = await fetch(page);
    if (answer.status === 404 || answer.status === 410) return { id, status: "unknown", page, root: nothing };
    if (!answer.ok) return { id, status: "failed", page, root: nothing };
    const root = new DOMParser().parseFromString(await answer.text(), "text/html");
    const moved = movedTo(root, page);
    if (moved && moves) return fetched(id, moved, moves - 1);
    refresh(root); // its dates may have passed since the site was built
    return { id, status: root.querySelector("[data-fact]") ? "read" : "unknown", page, root };
  } catch {
    return { id, status: "failed", page, root: nothing };
  }
}

/**
 * Where a page that only says so has moved, if that is on this site.
 * @param {Document} root
 * @param {string} page
 */
function movedTo(root, page) {
  const told = root.querySelector('meta[http-equiv="refresh" i]')?.getAttribute("content") ?? "";
  const address = /url\s*=\s*["']?([^"']+)/i.exec(told)?.[1];
  const target = address && new URL(address, page).href;
  return target && target.startsWith(ROOT.href) ? target : "";
}

/**
 * The elements that state a fact, in the order of the page.
 * @param {Reading} reading
 * @param {string} fact
 */
function stated({ root }, fact) {
  const marked = [...root.querySelectorAll(`[data-fact="${fact}"]`)];
  return marked.length || !ELSEWHERE[fact] ? marked : [...root.querySelectorAll(ELSEWHERE[fact])].slice(0, 1);
}

/**
 * Copies of what states a fact, fit for another page: links lead where they led, ids and all that
 * only works on the record's page are gone.
 * @param {Reading} reading
 * @param {string} fact
 * @returns {Node[][]}  The children of each element.
 */
export function partsOf(reading, fact) {
  return stated(reading, fact).map((part) => {
    const copy = document.importNode(part, true);
    for (const one of copy.querySelectorAll("script, style, button, form, template, [hidden]")) one.remove();
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const one of copy.querySelectorAll("a[href]")) {
      one.setAttribute("href", new URL(one.getAttribute("href") ?? "", reading.page).href);
    }
    for (const one of copy.querySelectorAll("h2, h3, h4")) {
      one.replaceWith(element("p", "hub-compare__name", ...one.childNodes)); // a heading of that page, not of this one
    }
    return [...copy.childNodes];
  });
}

/**
 * What states a fact, as text: without signs for the eye, small print in brackets or left out.
 * @param {Reading} reading
 * @param {string} fact
 * @param {{small?: boolean}} [wanted]
 */
export function wordsOf(reading, fact, { small = true } = {}) {
  const texts = stated(reading, fact).map((part) => {
    const copy = /** @type {Element} */ (part.cloneNode(true));
    for (const one of copy.querySelectorAll('script, [aria-hidden="true"], svg')) one.remove();
    for (const one of copy.querySelectorAll("small")) one.replaceWith(small ? ` (${one.textContent?.trim()})` : "");
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  });
  return texts.filter(Boolean).join(" ");
}

/**
 * The address of the resource itself; only web addresses are passed on.
 * @param {Reading} reading
 */
export function addressIn(reading) {
  const address = stated(reading, "open")[0]?.getAttribute("href") ?? "";
  return /^https?:\/\//i.test(address) ? address : "";
}

/** The tone of the record's banner, such as `proposed`. @param {Reading} reading */
export function toneOf({ root }) {
  const classes = root.querySelector("main :not([hidden]) > .hub-banner")?.className ?? "";
  return /hub-banner--([a-z]+)/.exec(classes)?.[1] ?? "proposed";
}
