// @ts-check
/**
 * Cards of citations: what the page's reference list says of a work, beside the link that cites it.
 *
 * Without this script, or in a browser that has no popovers, the links lead to the list, which says
 * the same. With it a card opens where the link is pointed at or has the focus of the keyboard; it
 * stays while either holds or the pointer is on it, and Escape closes it (WCAG 2.2, 1.4.13). On a
 * touch screen a tap opens it as a sheet.
 *
 * Works on `.hub-cite a[href^="#ref-"]` and the entries `li#ref-…` of the list.
 */

const CITES = '.hub-cite a[href^="#ref-"]';
const SHOWN = [".hub-ref__apa", ".hub-ref__found", ".hub-ref__state"]; // parts of an entry, in order
const GAP = 6; // pixels between link and card
const EDGE = 10; // pixels between card and window
const OPENS = 120; // milliseconds of pointing before a card opens, so that none opens in passing
const CLOSES = 300; // milliseconds in which the pointer may cross from link to card

/**
 * Where a card stands: below its line of text; above it, if it fits only there; where there is more
 * room, if it fits nowhere, and then as high as the room. All in pixels of the window.
 *
 * @param {{left: number, top: number, bottom: number}} line  The line of the link.
 * @param {{width: number, height: number}} card
 * @param {{width: number, height: number}} view
 * @returns {{left: number, top: number, height: number}}
 */
export function place(line, card, view) {
  const below = view.height - EDGE - line.bottom - GAP;
  const above = line.top - GAP - EDGE;
  const under = card.height <= below || below >= above;
  const height = Math.max(0, Math.min(card.height, under ? below : above));
  const left = Math.max(EDGE, Math.min(line.left, view.width - EDGE - card.width));
  return { left, top: under ? line.bottom + GAP : line.top - GAP - height, height };
}

/**
 * What a work is called on its sheet: the words of its link, or of the whole citation where the
 * link is only the year, as in "Balu et al. (2015)".
 *
 * @param {string} link
 * @param {string} citation
 */
export function nameOf(link, citation) {
  return /^(\d|n\.d\.|in press)/.test(link.trim()) ? citation.trim() : link.trim();
}

/**
 * @param {string} name
 * @param {string} className
 * @param {(Node | string)[]} children
 */
function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** @param {HTMLElement} link */
const entryOf = (link) => document.getElementById(link.getAttribute("href")?.slice(1) ?? "");

/** @param {HTMLElement} link */
const workOf = (link) => nameOf(link.textContent ?? "", link.closest(".hub-cite")?.textContent ?? "");

/**
 * Copies of the parts of an entry, as plain boxes: a paragraph within a paragraph would take on
 * whatever the page says of paragraphs there.
 * @param {HTMLElement} entry
 */
function parts(entry) {
  return SHOWN.flatMap((name) => [...entry.querySelectorAll(name)]).map((part) =>
    element("div", part.className, ...part.cloneNode(true).childNodes));
}

/**
 * The sheet on touch screens; the browser keeps the focus in it and gives it back.
 * @param {() => void} closed  Is called when it was closed.
 * @returns {(link: HTMLElement) => void}  Opens it.
 */
function sheet(closed) {
  const title = element("a", "");
  const heading = element("h2", "hub-sheet__title", title);
  heading.id = "hub-sheet-title";
  const close = element("button", "hub-iconbutton", "×");
  close.setAttribute("aria-label", "Close");
  const text = element("div", "hub-sheet__text");
  const inner = element("div", "hub-sheet__inner", heading, close, text);
  const box = /** @type {HTMLDialogElement} */ (element("dialog", "hub-sheet", inner));
  box.setAttribute("aria-labelledby", heading.id);
  box.dataset.noscore = "";
  box.addEventListener("close", closed);
  close.addEventListener("click", () => box.close());
  title.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => event.target === box && box.close()); // beside the sheet
  document.body.append(box);
  return (link) => {
    const entry = /** @type {HTMLElement} */ (entryOf(link));
    title.textContent = workOf(link);
    title.setAttribute("href", `#${entry.id}`);
    text.replaceChildren(...parts(entry));
    box.showModal();
  };
}

/**
 * The card beside a link.
 * @param {HTMLElement[]} links
 * @returns {() => void}  Closes the card until its link is left.
 */
function card(links) {
  const box = element("div", "hub-citecard");
  box.id = "hub-citecard";
  box.popover = "manual"; // above all else on the page, and never cut off by what scrolls
  box.setAttribute("role", "note");
  box.dataset.noscore = "";
  const wide = matchMedia("(min-width: 40em)");
  /** @type {HTMLElement | undefined} */
  let current;
  /** @type {HTMLElement | undefined} */
  let dismissed; // its card was closed by the reader, and stays so until the link is left
  let timer = 0;

  const later = (/** @type {() => void} */ step, /** @type {number} */ pause) => {
    clearTimeout(timer);
    timer = window.setTimeout(step, pause);
  };
  const held = (/** @type {HTMLElement} */ link) =>
    link.matches(":hover, :focus-visible") || box.matches(":hover, :focus-within");

  function close() {
    clearTimeout(timer);
    current?.removeAttribute("aria-details");
    current = undefined;
    box.remove();
  }

  function dismiss() {
    clearTimeout(timer);
    const link = current;
    if (!link) return;
    if (box.contains(document.activeElement)) link.focus();
    close();
    dismissed = link.matches(":hover, :focus-visible") ? link : undefined;
  }

  function settle() {
    if (dismissed && !dismissed.matches(":hover, :focus-visible")) dismissed = undefined;
    if (current && !held(current)) close();
  }

  /**
   * @param {HTMLElement} link
   * @param {number} [y]  Where the pointer is; a link may run over two lines.
   */
  function show(link, y) {
    clearTimeout(timer);
    const entry = entryOf(link);
    if (!wide.matches || !entry || link === current || link === dismissed) return;
    close();
    current = link;
    box.setAttribute("aria-label", workOf(link));
    box.replaceChildren(...parts(entry));
    box.style.maxHeight = "";
    link.after(box); // so that the tab key goes from the link into its card
    link.setAttribute("aria-details", box.id);
    box.showPopover();
    const lines = [...link.getClientRects()];
    const pointed = lines.find((line) => y !== undefined && line.top <= y && y <= line.bottom);
    const { left, top, height } = place(pointed ?? lines[0], box.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: window.innerHeight,
    });
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${top + window.scrollY}px`;
    box.style.maxHeight = `${height}px`;
  }

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") later(() => show(link, event.clientY), OPENS);
    });
    link.addEventListener("pointerleave", () => later(settle, CLOSES));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", () => later(settle, 0));
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => later(settle, CLOSES));
  box.addEventListener("focusout", () => later(settle, 0));
  window.addEventListener("resize", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
  return dismiss;
}

/** @param {HTMLElement[]} links */
export function startCards(links) {
  const dismissCard = card(links);
  const openSheet = sheet(dismissCard); // the focus that comes back to the link would show its card
  const noPointer = matchMedia("(hover: none)");
  for (const link of links) {
    link.addEventListener("click", (event) => {
      dismissCard();
      const kind = /** @type {PointerEvent} */ (event).pointerType;
      const touched = kind ? kind === "touch" : noPointer.matches;
      if (!touched || event.ctrlKey || event.metaKey || event.shiftKey || !entryOf(link)) return;
      event.preventDefault();
      openSheet(link);
    });
  }
}

const links = /** @type {HTMLElement[]} */ ([...(globalThis.document?.querySelectorAll(CITES) ?? [])]);
if (links.length && "popover" in HTMLElement.prototype) startCards(links);
