// @ts-check
/**
 * One lesson a week: days and a calendar file (RFC 5545), as pure functions. Days are ISO text and
 * counted in UTC, so no change of clocks can move them.
 */
import { isDay } from "./progress.mjs";

const DAY = 86_400_000; // milliseconds
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LINE = 75; // octets of a line without its end; RFC 5545, 3.1

/**
 * @typedef {object} Planned
 * @property {string} id  The lesson.
 * @property {string} title
 * @property {string} objective
 * @property {number} minutes
 * @property {string} url  Its whole address.
 *
 * @typedef {object} Plan
 * @property {string} id  The path.
 * @property {string} title
 * @property {string} host  Whose calendar it is: part of each event's name.
 * @property {Planned[]} lessons
 */

/**
 * The first day of each week.
 * @param {string} start  ISO text of a day.
 * @param {number} weeks
 * @returns {string[]}  Nothing if there is no such day.
 */
export function weeksFrom(start, weeks) {
  if (!isDay(start)) return [];
  return Array.from({ length: weeks }, (_, week) => daysAfter(start, 7 * week));
}

/**
 * @param {string} day
 * @param {number} count
 */
export function daysAfter(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * A day with its weekday, for a table: Mon 4 Jan 2027.
 * @param {string} day
 */
export function sayShort(day) {
  const moment = new Date(`${day}T00:00:00Z`);
  const [year, month, date] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  return `${WEEKDAYS[moment.getUTCDay()]} ${date} ${MONTHS[month]} ${year}`;
}

/**
 * A calendar with an event of one whole day for each lesson. The same plan gives the same bytes:
 * the stamp is the first day, not the moment of making, so a file taken twice is no second plan.
 * @param {Plan} plan
 * @param {string} start
 */
export function calendarOf(plan, start) {
  const days = weeksFrom(start, plan.lessons.length);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//International MTSS Association//IMA Resource Hub//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(plan.title)}`,
    ...days.flatMap((day, place) => eventOf(plan, plan.lessons[place], place + 1, day, start)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * @param {Plan} plan
 * @param {Planned} lesson
 * @param {number} number
 * @param {string} day
 * @param {string} start
 */
function eventOf(plan, lesson, number, day, start) {
  const about = `${lesson.objective}.\n${lesson.minutes} minutes: text, reading, task and question.\n${lesson.url}`;
  return [
    "BEGIN:VEVENT",
    `UID:${plan.id}-${lesson.id}-${basic(start)}@${plan.host}`,
    `DTSTAMP:${basic(start)}T000000Z`,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(daysAfter(day, 1))}`,
    `SUMMARY:${escaped(`Lesson ${number} of ${plan.lessons.length}: ${lesson.title}`)}`,
    `DESCRIPTION:${escaped(about)}`,
    `URL:${lesson.url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** @param {string} day */
function basic(day) {
  return day.replaceAll("-", "");
}

/**
 * A text as a value: RFC 5545, 3.3.11.
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

/**
 * A line in pieces of at most 75 octets, the later ones after a space; no character is cut.
 * @param {string} line
 */
export function folded(line) {
  const pieces = [""];
  let room = LINE;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (size > room) {
      pieces.push(" ");
      room = LINE - 1;
    }
    pieces[pieces.length - 1] += character;
    room -= size;
  }
  return pieces.join("\r\n");
}
