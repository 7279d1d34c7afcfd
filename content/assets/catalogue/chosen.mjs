// @ts-check
/** What is chosen, as chips that take it back, and as ways out where nothing fits. */
import { buttonOf, element, short } from "./dom.mjs";
import { labelOf, less, nothing, resources, without } from "./facets.mjs";

/**
 * @typedef {import("./index.mjs").Catalogue} Catalogue
 * @typedef {import("./facets.mjs").Choice} Choice
 * @typedef {(next: Choice, focus?: HTMLElement) => void} Choose
 */

/** All gone but the order. @param {Choice} choice */
const cleared = (choice) => ({ ...nothing(), sort: choice.sort });

/** @param {Catalogue} catalogue @param {string} facet @param {string} value */
function nameOf(catalogue, facet, value) {
  const known = catalogue.facets.get(facet);
  return known ? labelOf(known, value) : `“${short(value)}”`;
}

/**
 * @param {HTMLElement} box
 * @param {HTMLTemplateElement} template  One chip.
 * @param {Catalogue} catalogue
 * @param {Choice} choice
 * @param {Choose} choose
 * @param {HTMLElement} heading  What gets the focus when no chip is left.
 */
export function showChips(box, template, catalogue, choice, choose, heading) {
  const chosen = [...catalogue.facets.keys()].flatMap((facet) =>
    (choice.values[facet] ?? []).map((value) => ({ facet, value })),
  );
  if (choice.text.trim()) chosen.push({ facet: "q", value: choice.text.trim() });
  const chips = chosen.map(({ facet, value }, place) => {
    const chip = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const name = nameOf(catalogue, facet, value);
    chip.firstElementChild?.append(name);
    chip.setAttribute("aria-label", `Remove ${name}`);
    chip.addEventListener("click", () => {
      choose(less(choice, facet, value));
      const left = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("button:not(.hub-chip--clear)"));
      (left[Math.min(place, left.length - 1)] ?? heading).focus();
    });
    return chip;
  });
  const clear = buttonOf("hub-chip hub-chip--clear", "Clear all", () => choose(cleared(choice), heading));
  box.replaceChildren(...chips, ...(chips.length ? [clear] : []));
  box.hidden = !chips.length;
}

/**
 * Says which filter to leave out, with what would then be found.
 * @param {HTMLElement} box
 * @param {Catalogue} catalogue
 * @param {Choice} choice
 * @param {Choose} choose
 * @param {HTMLElement} heading
 */
export function showWaysOut(box, catalogue, choice, choose, heading) {
  const ways = without(catalogue, choice);
  const buttons = ways.filter((way) => way.count).map(({ facet, value, count }) =>
    buttonOf("hub-button hub-button--quiet", `Without ${nameOf(catalogue, facet, value)}: ${resources(count)}`, () =>
      choose(less(choice, facet, value), heading),
    ),
  );
  const clear = buttonOf("hub-button hub-button--quiet", "Clear all", () => choose(cleared(choice), heading));
  const hint = buttons.length ? (ways.length > 1 ? "Leave one of them out:" : "Leave it out:") : "More than one of them must go. Remove some above, or begin again:";
  box.replaceChildren(
    element("h3", "", ways.length > 1 ? "No resource has all of these." : "No resource has this."),
    element("p", "", hint),
    element("div", "hub-actions", ...buttons, clear),
  );
}
