// @ts-check
/** Edge: what a browser keeps of lessons. Where it keeps nothing, a mark lasts as long as the page. */
import { KEY, readKept, writeKept } from "./progress.mjs";

/** @typedef {import("./progress.mjs").Kept} Kept */

export const NOT_KEPT =
  "This browser keeps no data for this site, so your marks are lost when you leave this page.";

/** @type {Kept | undefined} */
let here; // what is marked, once it could not be kept

/** @returns {Kept} */
export function read() {
  if (here) return here;
  try {
    return readKept(localStorage.getItem(KEY));
  } catch {
    return readKept(null);
  }
}

/**
 * @param {Kept} kept
 * @returns {boolean}  Whether the browser keeps it.
 */
export function write(kept) {
  const text = writeKept(kept);
  try {
    if (text) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
    here = undefined;
  } catch {
    here = kept;
  }
  return here === undefined;
}

/**
 * Be told when another tab, or a page that one comes back from, has changed what is kept.
 * @param {() => void} listener
 */
export function watch(listener) {
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && listener());
  addEventListener("pageshow", (event) => event.persisted && listener());
}
