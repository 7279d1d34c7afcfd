// @ts-check
/** Edge: what a browser keeps for this site. Where it keeps nothing, a choice lasts as long as the page. */
import { COMPARED, SAVED, readIds } from "./desk.mjs";

/**
 * @param {string} key
 * @param {number} most  Ids that a choice holds at most.
 */
function store(key, most) {
  /** @type {string[] | undefined} */
  let here; // the choice, once it could not be kept

  return {
    /** Whether the browser kept the last choice. */
    get kept() {
      return here === undefined;
    },

    /** @returns {string[]} */
    read() {
      if (here) return here;
      try {
        return readIds(localStorage.getItem(key), most);
      } catch {
        return [];
      }
    },

    /** @param {string[]} ids */
    write(ids) {
      try {
        if (ids.length) localStorage.setItem(key, JSON.stringify(ids));
        else localStorage.removeItem(key);
        here = undefined;
      } catch {
        here = ids;
      }
    },

    /**
     * Be told when another tab, or a page that one comes back from, has changed the choice.
     * @param {() => void} listener
     */
    watch(listener) {
      addEventListener("storage", (event) => (event.key === key || event.key === null) && listener());
      addEventListener("pageshow", (event) => event.persisted && listener());
    },
  };
}

export const compared = store("hub.compare", COMPARED);
export const saved = store("hub.list", SAVED);
export const NOT_KEPT = "This browser keeps no data for this site, so what you choose is lost when you leave this page.";
