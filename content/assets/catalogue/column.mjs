// @ts-check
/** The column of facets: checkboxes in the place of links, with counts that follow the choice. */
import { say } from "./dom.mjs";

/**
 * @typedef {import("./index.mjs").Catalogue} Catalogue
 * @typedef {import("./facets.mjs").Choice} Choice
 * @typedef {{row: HTMLElement, input: HTMLInputElement, count: Element}} Box
 */

/**
 * Puts checkboxes in the place of the links of a column.
 * @param {HTMLElement} column
 * @param {Catalogue} catalogue
 */
export function columnOf(column, catalogue) {
  const groups = /** @type {HTMLDetailsElement[]} */ ([...column.querySelectorAll("[data-facet]")]);
  const boxes = /** @type {Map<string, Box>} */ (new Map()); // by "facet value"
  for (const group of groups) {
    const facet = group.dataset.facet ?? "";
    const list = /** @type {HTMLElement} */ (group.querySelector("ul"));
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", group.querySelector("summary")?.textContent?.trim() ?? facet);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("li"))) {
      boxes.set(`${facet} ${row.dataset.value}`, boxIn(row, facet));
    }
  }

  return {
    inputs: [...boxes.values()].map((box) => box.input),

    /** @param {Choice} choice @param {Record<string, number[]>} counts  By facet, in the order of its values. */
    show(choice, counts) {
      for (const [id, facet] of catalogue.facets) {
        facet.values.forEach((value, place) => {
          const box = boxes.get(`${id} ${value}`);
          if (!box) return;
          const count = counts[id][place];
          box.input.checked = Boolean(choice.values[id]?.includes(value));
          say(box.count, String(count));
          box.row.classList.toggle("is-none", !count && !box.input.checked);
        });
      }
    },

    /** Leave only the first facet open, for a screen that holds no more. */
    fold() {
      groups.forEach((group, place) => (group.open = !place));
    },

    /** Open what hides a chosen value. */
    unfold() {
      for (const { row, input } of boxes.values()) {
        let at = input.checked ? row.closest("details") : null;
        for (; at; at = at.parentElement?.closest("details") ?? null) at.open = true;
      }
    },
  };
}

/** @param {HTMLElement} row @param {string} facet @returns {Box} */
function boxIn(row, facet) {
  const input = document.createElement("input");
  for (const [key, value] of Object.entries({ type: "checkbox", name: facet, value: row.dataset.value ?? "", autocomplete: "off" })) {
    input.setAttribute(key, value);
  }
  const label = document.createElement("label");
  label.className = "hub-check";
  label.append(input, ...(row.firstElementChild?.children ?? []));
  row.setAttribute("role", "none");
  row.replaceChildren(label);
  return { row, input, count: /** @type {Element} */ (label.querySelector("[data-count]")) };
}
