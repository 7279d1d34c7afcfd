// @ts-check
/**
 * Where a record stands on the day of reading. The page was built on an earlier day, so what
 * hangs on a date is compared again; catalogue/states.py decides the same at build.
 *
 * Works on elements with `data-state` (as the page was built), `data-review-by` and
 * `data-valid-until`. Within them, each part with `data-in` is shown in the states it names, such
 * as `data-in="listed certified"`. All words are in the page; this only shows the true ones.
 */

/**
 * A certification counts to the end of its last day, and so does a review that is due. Nothing
 * that has passed comes back, whatever a wrong clock says: a state that was derived stays.
 * @param {string} state  As stored, or as derived on an earlier day.
 * @param {string} reviewBy  ISO day; empty if there is none.
 * @param {string} validUntil  ISO day; empty if there is none.
 * @param {string} today  ISO day, as the reader's calendar has it.
 */
export function stateOn(state, reviewBy, validUntil, today) {
  if (["certified", "review-due"].includes(state) && validUntil && validUntil < today) return "expired";
  if (["certified", "listed"].includes(state) && reviewBy && reviewBy < today) return "review-due";
  return state;
}

/**
 * The day in the reader's own time zone, as ISO text.
 * @param {Date} [now]
 */
export function dayOf(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Show where every record in a part of the page stands today.
 * @param {ParentNode} root
 * @param {string} [today]
 */
export function refresh(root, today = dayOf()) {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-state]"))) {
    const { state = "", reviewBy = "", validUntil = "" } = box.dataset;
    const now = stateOn(state, reviewBy, validUntil, today);
    if (now === state) continue;
    box.dataset.state = now;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-in]"))) {
      part.hidden = !(part.dataset.in ?? "").split(" ").includes(now);
    }
  }
}

if (globalThis.document) refresh(document);
