// @ts-check
/** Edge: small parts of a page, and what the desk's views do with the window. */

/** The root of the site, wherever it is published. */
export const ROOT = new URL("../../", import.meta.url);

/** Material's icons, as in the hub's templates. */
const ICONS = {
  compare: "M19 3h-5v2h5v13l-5-6v9h5a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2m-9 15H5l5-6m0-9H5c-1.11 0-2 .89-2 2v14a2 2 0 0 0 2 2h5v2h2V1h-2z",
  chosen: "M21 7 9 19l-5.5-5.5 1.41-1.41L9 16.17 19.59 5.59z",
  save: "m17 18-5-2.18L7 18V5h10m0-2H7a2 2 0 0 0-2 2v16l7-3 7 3V5a2 2 0 0 0-2-2",
  saved: "M17 3H7a2 2 0 0 0-2 2v16l7-3 7 3V5a2 2 0 0 0-2-2",
  up: "M13 20h-2V8l-5.5 5.5-1.42-1.42L12 4.16l7.92 7.92-1.42 1.42L13 8z",
  down: "M11 4h2v12l5.5-5.5 1.42 1.42L12 19.84l-7.92-7.92L5.5 10.5 11 16z",
  close: "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z",
  open: "M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z",
  swap: "M21 9 17 5v3h-7v2h7v3zM7 11 3 15l4 4v-3h7v-2H7z",
};

/**
 * @param {string} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function element(name, className = "", ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  const box = element("span", "hub-icon", svg);
  box.setAttribute("aria-hidden", "true");
  return box;
}

/**
 * A link; `address` is one that this site has made or checked.
 * @param {string} address
 * @param {string} className
 * @param {(Node | string)[]} children
 */
export function link(address, className, ...children) {
  const anchor = /** @type {HTMLAnchorElement} */ (element("a", className, ...children));
  anchor.href = address;
  return anchor;
}

/**
 * A small button with an icon and a word; `about` is said but not shown.
 * @param {keyof typeof ICONS} sign
 * @param {string} word
 * @param {string} about
 * @param {(event: Event) => void} [pressed]
 */
export function tool(sign, word, about, pressed) {
  const button = /** @type {HTMLButtonElement} */ (element("button", "hub-tool", icon(sign), word));
  if (about) button.append(element("span", "hub-vh", ` ${about}`));
  button.type = "button";
  if (pressed) button.addEventListener("click", pressed);
  return button;
}

/**
 * Copy a text; says whether the browser did.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Offer a text as a file, made on this device.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const anchor = link(address, "");
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may ask first where to put it
}
