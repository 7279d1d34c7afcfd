// @ts-check
/**
 * Cards like those in the page, from the page's own parts: `template#card-parts` has an empty
 * card, and each sign and word that differs from card to card once (card.html). Only texts are
 * set here.
 */

/** @typedef {import("./index.mjs").Catalogue} Catalogue */

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
];

/** A day in words: "22 November 2026". @param {string} iso */
export function sayDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return MONTHS[month - 1] ? `${day} ${MONTHS[month - 1]} ${year}` : iso;
}

/** "Teacher, coach and 2 more". @param {string[]} roles */
export function few(roles) {
  const [first, ...rest] = roles.map((role, place) => (place ? role.toLowerCase() : role));
  if (!rest.length) return first ?? "";
  if (rest.length === 1) return `${first} and ${rest[0]}`;
  return `${first}, ${rest[0]} and ${rest.length === 2 ? rest[1] : `${rest.length - 1} more`}`;
}

/**
 * A function that makes the card of a record.
 * @param {HTMLTemplateElement} template
 * @param {Catalogue} catalogue
 * @returns {(place: number) => HTMLElement}
 */
export function cardMaker(template, catalogue) {
  const empty = /** @type {HTMLElement} */ (template.content.querySelector(".hub-card"));
  /** @type {Map<string, Node>} */
  const parts = new Map();
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (template.content.querySelectorAll("[data-part]"))) {
    const held = document.createDocumentFragment();
    held.append(...[...part.childNodes].map((node) => node.cloneNode(true)));
    parts.set(`${part.dataset.part} ${part.dataset.value}`, held);
  }
  const { data, facets } = catalogue;

  /** @param {string} name @param {string} value */
  const part = (name, value) => parts.get(`${name} ${value}`)?.cloneNode(true) ?? document.createTextNode(value);

  /** @param {string} id @param {number} place */
  const values = (id, place) => facets.get(id)?.of(place).map((value) => facets.get(id)?.values[value] ?? "") ?? [];

  /** @param {number} place */
  function tags(place) {
    const [state] = values("state", place);
    const tags = part("state", state);
    const until = tags instanceof DocumentFragment && tags.querySelector("[data-in=certified] span");
    if (until) until.textContent = sayDate(data.dates[place][1]);
    return tags;
  }

  /** @param {number} place */
  function checked(place) {
    const found = part("checked", data.checked[place] ? "yes" : "no");
    const day = found instanceof DocumentFragment && found.querySelector("small");
    if (day) day.textContent = sayDate(data.checked[place]);
    return found;
  }

  return (place) => {
    const card = /** @type {HTMLElement} */ (empty.cloneNode(true));
    const at = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (card.querySelector(selector));
    if (data.dates[place]) {
      card.dataset.state = values("state", place)[0];
      [card.dataset.reviewBy, card.dataset.validUntil] = data.dates[place];
    }
    at(".hub-kind").append(part("kind", values("kind", place)[0]));
    at(".hub-card__head").append(tags(place));
    const link = /** @type {HTMLAnchorElement} */ (at("h3 a"));
    link.setAttribute("href", `${encodeURIComponent(data.id[place])}/`);
    link.textContent = data.title[place];
    at(".hub-card__by").textContent = data.publishers[data.by[place]];
    at(".hub-card__what").textContent = data.what[place];
    const [tiers, whom, cost, level, check] = card.querySelectorAll("dd");
    const grades = values("grade", place);
    const roles = facets.get("audience");
    tiers.append(part("tiers", values("tier", place).join(" ")));
    whom.prepend(few(roles?.of(place).map((role) => roles.labels[role]) ?? []));
    whom.lastElementChild?.append(part("grades", `${grades[0]} ${grades[grades.length - 1]}`));
    cost.append(part("cost", values("cost", place)[0]));
    level.append(part("level", values("evidence", place)[0]));
    check.append(checked(place));
    at(".hub-card__tools").dataset.id = data.id[place];
    return card;
  };
}
