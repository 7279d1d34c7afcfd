// @ts-check
/**
 * Choices of resources, as values: what is compared and what is in a reader's list. A choice is an
 * array of ids in the reader's order. Nothing here knows the page or the browser.
 */

export const COMPARED = 4; // resources side by side, at most
export const SAVED = 500; // resources in a list, at most
export const LONGEST = 2000; // characters of an address that every program passes on whole

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a text can be the id of a record. @param {unknown} text */
export const isId = (text) => typeof text === "string" && text.length <= 80 && ID.test(text);

/**
 * The ids among any values, each once, no more than `most`.
 * @param {unknown[]} values
 * @param {number} most
 * @returns {string[]}
 */
const idsAmong = (values, most) => /** @type {string[]} */ ([...new Set(values.filter(isId))]).slice(0, most);

/**
 * A choice as it was stored; whatever else stood there counts as nothing.
 * @param {string | null} text
 * @param {number} most
 * @returns {string[]}
 */
export function readIds(text, most) {
  try {
    const stored = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? idsAmong(stored, most) : [];
  } catch {
    return [];
  }
}

/**
 * What an address asks for.
 * @param {string} search  Such as `?ids=a,b`.
 * @param {number} most
 * @returns {{asked: boolean, ids: string[], over: string[], wrong: string[]}}  `over` are ids beyond
 *   the limit, `wrong` is what can be no id.
 */
export function idsIn(search, most) {
  const given = new URLSearchParams(search).getAll("ids");
  const named = given.join(",").split(",").map((text) => text.trim()).filter(Boolean);
  const all = idsAmong(named, Infinity);
  return {
    asked: given.length > 0,
    ids: all.slice(0, most),
    over: all.slice(most),
    wrong: [...new Set(named.filter((text) => !isId(text)))],
  };
}

/**
 * The address that shows a choice to anybody.
 * @param {string} page
 * @param {string[]} ids
 */
export const addressOf = (page, ids) => `${page}?ids=${ids.join(",")}`;

/**
 * A choice with an id taken in, or out if it was in; a full one takes in no more.
 * @param {string[]} ids
 * @param {string} id
 * @param {number} most
 * @returns {{ids: string[], done: "added" | "removed" | "full"}}
 */
export function toggled(ids, id, most) {
  if (ids.includes(id)) return { ids: ids.filter((one) => one !== id), done: "removed" };
  if (ids.length >= most) return { ids, done: "full" };
  return { ids: [...ids, id], done: "added" };
}

/**
 * A choice with one id moved up (-1) or down (1); at an end it stays.
 * @param {string[]} ids
 * @param {string} id
 * @param {number} by
 * @returns {string[]}
 */
export function moved(ids, id, by) {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/**
 * A choice with an id at a place; the one that stood there takes its place in turn.
 * @param {string[]} ids
 * @param {number} place  From 0.
 * @param {string} id  One of `ids`.
 * @returns {string[]}
 */
export function placed(ids, place, id) {
  const from = ids.indexOf(id);
  if (from < 0 || place < 0 || place >= ids.length) return ids;
  return ids.map((one, at) => (at === place ? id : at === from ? ids[place] : one));
}

/**
 * My list, then what is new in another.
 * @param {string[]} mine
 * @param {string[]} theirs
 * @param {number} most
 * @returns {string[]}
 */
export const merged = (mine, theirs, most) => idsAmong([...mine, ...theirs], most);

/** Whether cells say different things, spaces aside. @param {string[]} cells */
export const differ = (cells) => new Set(cells.map((text) => text.replace(/\s+/g, " ").trim())).size > 1;

// Words -----------------------------------------------------------------------------------------

/** @param {number} count @param {string} one @param {string} [more] */
const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** What the tray says. @param {number} count */
export const trayWords = (count) =>
  `${count} of ${COMPARED} chosen${count === 1 ? ". Choose one more to compare." : ""}`;

/** What the link to the comparison says. @param {number} count */
export const compareWords = (count) => `Compare ${counted(count, "resource")}`;

/**
 * What is told after a button was pressed.
 * @param {"compare" | "save"} what
 * @param {"added" | "removed" | "full"} done
 * @param {string} title
 * @param {number} count  Resources chosen now.
 * @returns {string}
 */
export function told(what, done, title, count) {
  if (what === "compare") {
    if (done === "full") return `Four are chosen, which is the most. Take one out before you add “${title}”.`;
    return `“${title}” ${done === "added" ? "is chosen" : "is taken out"}. ${trayWords(count)}`;
  }
  if (done === "full") return `Your list holds ${SAVED}, which is the most. Remove some before you add “${title}”.`;
  return `“${title}” is ${done === "added" ? "in" : "no longer in"} your list. ${counted(count, "resource")} saved.`;
}

/** @param {number} count */
export const listWords = (count) => counted(count, "resource");

// What a reader takes away ------------------------------------------------------------------------

/**
 * A resource as it stands in a file; all fields are plain text.
 * @typedef {{title: string, publisher: string, url: string, cost: string, level: string,
 *   state: string, checked: string, page: string, why: string}} Row
 */

/** Columns of the CSV file and the field of a row each shows. @type {[string, keyof Row][]} */
const COLUMNS = [
  ["title", "title"], ["publisher", "publisher"], ["address", "url"], ["cost", "cost"],
  ["level of evidence", "level"], ["state", "state"], ["checked", "checked"], ["page", "page"],
];

/**
 * One cell, RFC 4180, section 2. A text that a spreadsheet would run as a formula gets an apostrophe
 * in front (OWASP, "CSV Injection").
 * @param {string} text
 */
export function csvCell(text) {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * A list as a CSV file. It begins with a byte order mark: without one Excel takes UTF-8 for the
 * code page of the country.
 * @param {Row[]} rows
 */
export function csvOf(rows) {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, field]) => row[field]))];
  return `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** One line without control characters. @param {string} text */
const oneLine = (text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/ +/g, " ").trim();

/**
 * A list as plain text to hand out.
 * @param {string} title
 * @param {Row[]} rows
 */
export function readingList(title, rows) {
  const blocks = rows.map((row, at) => {
    const [first, ...rest] = [
      `${at + 1}. ${oneLine(row.title)}`, row.publisher, row.why, row.url,
      `In the hub: ${row.page}`, `State: ${row.state}`,
    ].map(oneLine).filter(Boolean);
    return [first, ...rest.map((line) => `   ${line}`)].join("\n");
  });
  const note = "From the IMA Resource Hub. Being listed is not an endorsement.";
  return `${[`${oneLine(title)}\n${note}`, ...blocks].join("\n\n")}\n`;
}
