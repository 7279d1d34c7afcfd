// @ts-check
/**
 * Which records fit a choice, and how many each further value would show. Values of one facet
 * widen, facets narrow. What is chosen stands in the address.
 */
import { bitset, holding } from "./index.mjs";

/**
 * @typedef {import("./index.mjs").Catalogue} Catalogue
 * @typedef {{values: Record<string, string[]>, text: string, sort: string}} Choice
 *   Chosen values by facet, words, and order.
 * @typedef {{facet: string, value: string}} Stranger  What an address asks for and is not there.
 */

export const FIRST_SORT = "evidence";

/** @returns {Choice} */
export const nothing = () => ({ values: {}, text: "", sort: FIRST_SORT });

/** @param {Choice} choice */
export const isNarrowed = (choice) => Boolean(choice.text.trim()) || Object.values(choice.values).some((some) => some.length);

/**
 * What an address chooses, and what it asks for in vain.
 * @param {string} search  Such as `?topic=screening&grade=2&q=words&sort=title`.
 * @param {Catalogue} catalogue
 * @returns {{choice: Choice, strangers: Stranger[]}}
 */
export function chosenIn(search, catalogue) {
  const asked = new URLSearchParams(search);
  const choice = nothing();
  const strangers = [];
  for (const [key, value] of asked) {
    const facet = catalogue.facets.get(key);
    if (facet?.values.includes(value)) choice.values[key] = [...new Set([...(choice.values[key] ?? []), value])];
    else if (key === "q") choice.text = value.trim();
    else if (key === "sort" && (value === FIRST_SORT || Object.hasOwn(catalogue.data.orders, value))) choice.sort = value;
    else if (!/^utm_|clid$/.test(key)) strangers.push({ facet: key, value });
  }
  for (const [id, facet] of catalogue.facets) {
    const chosen = choice.values[id];
    if (chosen) choice.values[id] = facet.values.filter((value) => chosen.includes(value));
  }
  return { choice, strangers };
}

/**
 * The query of an address with a choice, facets in their order.
 * @param {Choice} choice
 * @param {Catalogue} catalogue
 */
export function queryOf(choice, catalogue) {
  const query = new URLSearchParams();
  for (const id of catalogue.facets.keys()) for (const value of choice.values[id] ?? []) query.append(id, value);
  if (choice.text.trim()) query.append("q", choice.text.trim());
  if (choice.sort !== FIRST_SORT) query.append("sort", choice.sort);
  const text = query.toString();
  return text ? `?${text}` : "";
}

/**
 * The choice with a value put in or taken out.
 * @param {Choice} choice
 * @param {string} facet
 * @param {string} value
 * @returns {Choice}
 */
export function toggled(choice, facet, value) {
  const some = choice.values[facet] ?? [];
  const others = some.filter((one) => one !== value);
  return { ...choice, values: { ...choice.values, [facet]: others.length < some.length ? others : [...some, value] } };
}

/**
 * The records that fit, and for each value of each facet those that fit all other choices and
 * have it.
 * @param {Catalogue} catalogue
 * @param {Choice} choice
 * @returns {{found: Uint32Array, count: number, counts: Record<string, number[]>}}
 */
export function narrow(catalogue, choice) {
  const masks = masksOf(catalogue, choice);
  const ids = [...catalogue.facets.keys()];
  const counts = ids.map((id) => {
    const rest = all(catalogue.size, masks.filter((mask) => mask.facet !== id));
    return [id, catalogue.facets.get(id)?.bits.map((bits) => common(bits, rest)) ?? []];
  });
  const found = all(catalogue.size, masks);
  return { found, count: common(found, found), counts: Object.fromEntries(counts) };
}

/**
 * What would be found without each thing chosen, most first; equal ones as they are shown.
 * @param {Catalogue} catalogue
 * @param {Choice} choice
 * @returns {{facet: string, value: string, count: number}[]}  Words have the facet "q".
 */
export function without(catalogue, choice) {
  const chosen = [...catalogue.facets.keys()].flatMap((facet) => (choice.values[facet] ?? []).map((value) => ({ facet, value })));
  if (choice.text.trim()) chosen.push({ facet: "q", value: choice.text.trim() });
  const found = chosen.map((one) => ({ ...one, count: countOf(catalogue, less(choice, one.facet, one.value)) }));
  return found.sort((a, b) => b.count - a.count);
}

/** @param {Choice} choice @param {string} facet @param {string} value */
export const less = (choice, facet, value) => (facet === "q" ? { ...choice, text: "" } : toggled(choice, facet, value));

/** @param {Catalogue} catalogue @param {Choice} choice */
function countOf(catalogue, choice) {
  const found = all(catalogue.size, masksOf(catalogue, choice));
  return common(found, found);
}

/** One mask for each facet with a choice, and one for the words. @param {Catalogue} catalogue @param {Choice} choice */
function masksOf(catalogue, choice) {
  const masks = [];
  for (const [id, facet] of catalogue.facets) {
    const chosen = choice.values[id] ?? [];
    if (!chosen.length) continue;
    const bits = bitset(catalogue.size);
    for (const value of chosen) facet.bits[facet.values.indexOf(value)].forEach((word, at) => (bits[at] |= word));
    masks.push({ facet: id, bits });
  }
  const words = holding(catalogue, choice.text);
  if (words) masks.push({ facet: "q", bits: words });
  return masks;
}

/** Records in all masks. @param {number} size @param {{bits: Uint32Array}[]} masks */
function all(size, masks) {
  const found = bitset(size).fill(0xffffffff);
  if (size & 31) found[found.length - 1] = 2 ** (size & 31) - 1;
  for (const { bits } of masks) for (let at = 0; at < found.length; at++) found[at] &= bits[at];
  return found;
}

/** How many records two sets share. @param {Uint32Array} a @param {Uint32Array} b */
function common(a, b) {
  let count = 0;
  for (let at = 0; at < a.length; at++) {
    let word = a[at] & b[at];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

/** @param {Uint32Array} found @param {number} place */
export const has = (found, place) => Boolean((found[place >>> 5] >>> (place & 31)) & 1);

/** @param {number} count */
export const resources = (count) => `${count} ${count === 1 ? "resource" : "resources"}`;

/** @param {number} count @param {number} total @param {boolean} narrowed */
export const countLine = (count, total, narrowed) => (narrowed ? `${count} of ${resources(total)}` : resources(total));

/**
 * The choice in words, for paper: "Grade: Grade 2; cost: Free or Partly free."
 * @param {Catalogue} catalogue
 * @param {Choice} choice
 */
export function said(catalogue, choice) {
  const parts = [...catalogue.facets.values()].flatMap((facet) => {
    const chosen = (choice.values[facet.id] ?? []).map((value) => labelOf(facet, value));
    return chosen.length ? [`${facet.label}: ${chosen.join(" or ")}`] : [];
  });
  if (choice.text.trim()) parts.push(`With the words “${choice.text.trim()}”`);
  return parts.length ? `${parts.join("; ")}.` : "";
}

/** @param {{values: string[], labels: string[]}} facet @param {string} value */
export const labelOf = (facet, value) => facet.labels[facet.values.indexOf(value)] ?? value;
