// @ts-check
/**
 * The catalogue's data, as catalogue/indexing.py writes it, made ready for counting: one bit a
 * record for each value of each facet.
 */
import { tokens } from "../search/tokens.mjs";
import { stateOn } from "./states.mjs";

/**
 * @typedef {{
 *   version: number, day: string,
 *   facets: Record<string, {label: string, values: [string, string][]}>,
 *   publishers: string[], id: string[], title: string[], by: number[], what: string[],
 *   checked: string[], dates: Record<string, [string, string]>,
 *   values: Record<string, (number | number[])[]>, orders: Record<string, number[]>,
 * }} Data
 *
 * @typedef {{
 *   id: string, label: string, values: string[], labels: string[],
 *   bits: Uint32Array[],
 *   of: (place: number) => number[],
 * }} Facet  `bits[value]` has the records with a value; `of` gives the values of a record.
 *
 * @typedef {{data: Data, size: number, facets: Map<string, Facet>, words: () => string[]}} Catalogue
 */

/** Bits for so many records. @param {number} size */
export const bitset = (size) => new Uint32Array((size + 31) >>> 5);

/**
 * @param {Data} data
 * @param {string} today  ISO day of reading; states are compared with it once more.
 * @returns {Catalogue}
 */
export function prepare(data, today) {
  const size = data.id.length;
  const values = { ...data.values, state: statesOn(data, today > data.day ? today : data.day) };
  const facets = new Map(
    Object.entries(data.facets).map(([id, { label, values: known }]) => {
      const column = values[id];
      const of = (/** @type {number} */ place) => [column[place]].flat();
      const bits = known.map(() => bitset(size));
      for (let place = 0; place < size; place++) for (const value of of(place)) bits[value][place >>> 5] |= 1 << (place & 31);
      return [id, { id, label, values: known.map((one) => one[0]), labels: known.map((one) => one[1]), bits, of }];
    }),
  );
  /** @type {string[] | undefined} */
  let words;
  const catalogue = { data, size, facets, words: () => (words ??= wordsOf(catalogue)) };
  return catalogue;
}

/** @param {Data} data @param {string} today */
function statesOn(data, today) {
  const states = data.facets.state.values.map((one) => one[0]);
  return data.values.state.map((value, place) => {
    const dates = data.dates[place];
    if (!dates || typeof value !== "number") return value;
    const now = states.indexOf(stateOn(states[value], ...dates, today));
    return now < 0 ? value : now;
  });
}

/** The folded words of each record, each after a space. @param {Catalogue} catalogue */
function wordsOf({ data, size, facets }) {
  const topics = facets.get("topic");
  return Array.from({ length: size }, (_, place) => {
    const about = topics ? topics.of(place).map((value) => topics.labels[value]) : [];
    const texts = [data.title[place], data.publishers[data.by[place]], data.what[place], ...about];
    return ` ${tokens(texts.join("\n")).join(" ")}`;
  });
}

/**
 * Records that hold the beginnings of all words typed; all records if nothing is typed.
 * @param {Catalogue} catalogue
 * @param {string} text
 */
export function holding(catalogue, text) {
  const wanted = tokens(text);
  if (!wanted.length) return null;
  const found = bitset(catalogue.size);
  catalogue.words().forEach((words, place) => {
    if (wanted.every((word) => words.includes(` ${word}`))) found[place >>> 5] |= 1 << (place & 31);
  });
  return found;
}

/** Places of all records in an order. @param {Catalogue} catalogue @param {string} sort */
export function inOrder({ data, size }, sort) {
  return (data.orders[sort] ??= Array.from({ length: size }, (_, place) => place));
}
