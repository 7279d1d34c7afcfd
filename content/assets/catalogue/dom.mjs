// @ts-check
/** Small things that the parts of the catalogue's page share. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {string} className
 * @param {(Node | string)[]} children
 */
export function element(name, className = "", ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/**
 * @param {string} className
 * @param {string} words
 * @param {() => void} press
 */
export function buttonOf(className, words, press) {
  const button = element("button", className, words);
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/** Text is set only where it differs, so that nothing is announced twice. @param {Element} node @param {string} text */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** What an address holds may be long. @param {string} text */
export const short = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
