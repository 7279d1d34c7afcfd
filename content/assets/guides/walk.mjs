// @ts-check
/**
 * A reader's way through a guide, as pure functions. A way is kept as the place of each answer in
 * its question, from the first question on; so an old way that no longer fits is found out.
 */

/**
 * @typedef {object} Answer
 * @property {string} label
 * @property {string} to  The question or action it leads to.
 *
 * @typedef {Record<string, Answer[]>} Questions  The answers of each question; actions have none.
 *
 * @typedef {object} Given
 * @property {string} at  The question that was answered.
 * @property {number} place  Of the answer in it.
 * @property {string} label
 * @property {string} to
 */

const MOST = 100; // questions on one way; no guide has so many

/**
 * What was answered, if the way leads where the reader is.
 * @param {Questions} questions
 * @param {string} start
 * @param {unknown} places  What was kept of the way.
 * @param {string} here
 * @returns {Given[] | null}
 */
export function follow(questions, start, places, here) {
  if (here === start) return [];
  if (!Array.isArray(places) || places.length > MOST) return null;
  /** @type {Given[]} */
  const given = [];
  let at = start;
  for (const place of places) {
    const answer = Object.hasOwn(questions, at) && Number.isInteger(place) ? questions[at][place] : undefined;
    if (!answer) return null;
    given.push({ at, place, label: answer.label, to: answer.to });
    at = answer.to;
  }
  return at === here ? given : null;
}

/**
 * How many questions the longest way asks from here on, this one included. A circle, which a guide
 * cannot have, adds nothing.
 * @param {Questions} questions
 * @param {string} here
 * @param {readonly string[]} above
 * @returns {number}
 */
export function longestFrom(questions, here, above = []) {
  if (!Object.hasOwn(questions, here) || above.includes(here)) return 0;
  const below = questions[here].map(({ to }) => longestFrom(questions, to, [...above, here]));
  return 1 + Math.max(0, ...below);
}

/**
 * Where the reader is: the number of the question, and how many there are at most on this way.
 * @param {Questions} questions
 * @param {Given[]} given
 * @param {string} here
 */
export function progressOf(questions, given, here) {
  return { number: given.length + 1, most: given.length + longestFrom(questions, here) };
}
