// @ts-check
/**
 * Filters for the list of works. The list is whole without it; what is chosen stands in the
 * address, so that it can be shared and Back brings it back.
 *
 * Works on `#works`: `form` with checkboxes named like a facet, and `li` with `data-design`,
 * `data-topic` (several, parted by spaces) and `data-year`.
 */

export const FACETS = ["design", "topic", "year"];

/**
 * @typedef {Record<string, string[]>} Values  Values by facet.
 */

/**
 * What an address chooses; unknown values and repeats are left out.
 * @param {string} search  Such as `?design=meta-analysis&year=2010s`.
 * @param {Values} known  Every value there is, in display order.
 * @returns {Values}
 */
export function chosenIn(search, known) {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(
    FACETS.map((facet) => [facet, (known[facet] ?? []).filter((value) => asked.getAll(facet).includes(value))]),
  );
}

/**
 * The query of an address with a choice; what else stood in it stays.
 * @param {Values} chosen
 * @param {string} [search]  The query so far.
 */
export function queryOf(chosen, search = "") {
  const query = new URLSearchParams(search);
  for (const facet of FACETS) {
    query.delete(facet);
    for (const value of chosen[facet] ?? []) query.append(facet, value);
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/**
 * Whether a work has, of every facet with a choice, one of the values chosen.
 * @param {Values} work
 * @param {Values} chosen
 * @param {string} [except]  A facet that does not count.
 */
export function fits(work, chosen, except = "") {
  return FACETS.every((facet) => {
    const wanted = chosen[facet] ?? [];
    return facet === except || !wanted.length || wanted.some((value) => work[facet].includes(value));
  });
}

/**
 * How many works each value would show, the choices in other facets kept.
 * @param {Values[]} works
 * @param {Values} chosen
 * @param {Values} known
 * @returns {Record<string, Record<string, number>>}
 */
export function countsOf(works, chosen, known) {
  return Object.fromEntries(
    FACETS.map((facet) => {
      const rest = works.filter((work) => fits(work, chosen, facet));
      const counted = (known[facet] ?? []).map((value) => [value, rest.filter((work) => work[facet].includes(value)).length]);
      return [facet, Object.fromEntries(counted)];
    }),
  );
}

/**
 * @param {number} shown
 * @param {number} total
 */
export function countLine(shown, total) {
  if (shown === total) return `All ${total} works`;
  return `${shown || "None"} of ${total} works`;
}

/** @param {HTMLElement} box */
export function startFilters(box) {
  /** @param {string} selector */
  const all = (selector) => /** @type {HTMLElement[]} */ ([...box.querySelectorAll(selector)]);
  const boxes = /** @type {HTMLInputElement[]} */ (all("form input"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const total = Number(status.dataset.total);
  const known = Object.fromEntries(
    FACETS.map((facet) => [facet, boxes.filter((input) => input.name === facet).map((input) => input.value)]),
  );
  const rows = all("li[data-design]");
  const works = rows.map((row) =>
    Object.fromEntries(FACETS.map((facet) => [facet, (row.dataset[facet] ?? "").split(" ")])),
  );

  /** @param {Values} chosen */
  function show(chosen) {
    let shown = 0;
    rows.forEach((row, place) => {
      row.hidden = !fits(works[place], chosen);
      shown += row.hidden ? 0 : 1;
    });
    for (const section of all("section")) {
      section.hidden = !section.querySelector("li:not([hidden])");
      const letter = box.querySelector(`[href="#${CSS.escape(section.getAttribute("aria-labelledby") ?? "")}"]`);
      if (letter instanceof HTMLElement) letter.hidden = section.hidden;
    }
    const counts = countsOf(works, chosen, known);
    for (const input of boxes) {
      input.checked = chosen[input.name].includes(input.value);
      const count = input.parentElement?.querySelector("[data-count]");
      if (count) count.textContent = String(counts[input.name][input.value]);
    }
    const any = FACETS.some((facet) => chosen[facet].length);
    for (const letter of all(".hub-alpha span")) letter.hidden = any;
    for (const part of all(".hub-bar [data-clear]")) part.hidden = !any;
    for (const part of all("[data-empty]")) part.hidden = shown > 0;
    const line = countLine(shown, total);
    if (status.textContent !== line) status.textContent = line;
  }

  /**
   * Show a choice and write it into the address, as a step that Back takes back.
   * @param {Values} chosen
   */
  function choose(chosen) {
    history.pushState(null, "", location.pathname + queryOf(chosen, location.search) + location.hash);
    show(chosen);
  }

  const fromAddress = () => chosenIn(location.search, known);
  const fromBoxes = () =>
    Object.fromEntries(
      FACETS.map((facet) => [facet, boxes.filter((one) => one.name === facet && one.checked).map((one) => one.value)]),
    );

  for (const input of boxes) input.addEventListener("change", () => choose(fromBoxes()));
  for (const button of all("[data-clear]")) {
    button.addEventListener("click", () => {
      choose(chosenIn("", known));
      (boxes.find((input) => input.offsetParent) ?? status).focus(); // the button is gone
    });
  }
  addEventListener("popstate", () => show(fromAddress()));
  addEventListener("pageshow", () => show(fromAddress())); // a browser may bring old ticks back

  for (const part of all("#filters, .hub-facets__open")) part.hidden = false;
  box.querySelector("[data-columns]")?.classList.add("hub-split", "hub-split--lead");
  show(fromAddress());
}

if (typeof document !== "undefined") {
  const box = document.getElementById("works");
  if (box) startFilters(box);
}
