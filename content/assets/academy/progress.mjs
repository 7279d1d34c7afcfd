// @ts-check
/**
 * What a reader has done of the lessons: values in, values out. Where it is kept: store.mjs.
 */

export const KEY = "hub.academy";

/**
 * @typedef {object} Kept
 * @property {Record<string, string>} done  Day (ISO text) by lesson, such as `path-school/a-second-look`.
 * @property {string} name  What the reader wished to keep for the record; empty if nothing.
 */

const LESSON = /^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/;
const MOST = 1000; // lessons; more were not written by this page
const NAME = 100; // characters

/**
 * Read what was kept; whatever is damaged is left out.
 * @param {string | null} text
 * @returns {Kept}
 */
export function readKept(text) {
  let found;
  try {
    found = JSON.parse(text ?? "");
  } catch {
    found = null;
  }
  const done = isObject(found?.done) ? found.done : {};
  const sound = Object.entries(done).filter(([lesson, day]) => LESSON.test(lesson) && isDay(day));
  const name = typeof found?.name === "string" ? found.name.slice(0, NAME) : "";
  return { done: Object.fromEntries(sound.slice(0, MOST)), name };
}

/**
 * The text to keep; empty where there is nothing to keep.
 * @param {Kept} kept
 */
export function writeKept(kept) {
  const lessons = Object.keys(kept.done).sort();
  if (!lessons.length && !kept.name) return "";
  const done = Object.fromEntries(lessons.map((lesson) => [lesson, kept.done[lesson]]));
  return JSON.stringify(kept.name ? { done, name: kept.name } : { done });
}

/**
 * With one lesson marked as done, or not.
 * @param {Kept} kept
 * @param {string} lesson
 * @param {string} day  The day it was done; empty to take the mark away.
 * @returns {Kept}
 */
export function marked(kept, lesson, day) {
  const { [lesson]: _, ...others } = kept.done;
  return { ...kept, done: day ? { ...others, [lesson]: day } : others };
}

/**
 * @param {Kept} kept
 * @param {string[]} lessons
 */
export function countOf(kept, lessons) {
  return lessons.filter((lesson) => kept.done[lesson]).length;
}

/**
 * @param {number} done
 * @param {number} total
 */
export function countLine(done, total) {
  if (total > 1 && done === total) return `All ${total} lessons done`;
  return `${done} of ${total} lesson${total === 1 ? "" : "s"} done`;
}

/**
 * The day of a moment where the reader is, as ISO text.
 * @param {Date} moment
 */
export function dayOf(moment) {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

/** Whether a value is the ISO text of a day that exists. @param {unknown} value */
export function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
];

/**
 * A day as the pages of the hub write it: 5 January 2027.
 * @param {string} day
 */
export function sayDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Weeks that lessons in order take, if a week holds so many minutes. A lesson longer than a week
 * goes over several weeks of its own; no other one is cut.
 * @param {number[]} lessons  Minutes of each.
 * @param {number} minutes  Minutes of a week, above 0.
 */
export function weeksFor(lessons, minutes) {
  let weeks = 0;
  let left = 0;
  for (const lesson of lessons) {
    if (lesson <= left) left -= lesson;
    else {
      weeks += Math.ceil(lesson / minutes);
      left = lesson <= minutes ? minutes - lesson : 0;
    }
  }
  return weeks;
}

/**
 * How a path fits into a week, in words.
 * @param {number[]} lessons
 * @param {number} minutes
 */
export function paceLine(lessons, minutes) {
  const weeks = weeksFor(lessons, minutes);
  return `With ${minutes} minutes a week: ${weeks} week${weeks === 1 ? "" : "s"}`;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, "0");
}
