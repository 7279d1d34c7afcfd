// @ts-check
/**
 * The search page. All it sets is text and addresses it has checked; the reader finds, this shows.
 *
 * Works on `#hub-search` (with the address of the index in `data-index`), `form.hub-searchform`,
 * `#hub-q`, `#hub-count` and `#hub-hits`. Names of kinds come from an optional
 * `<script type="application/json" data-kinds>`.
 */
import { open } from "./reader.mjs";

const PAGES = 10; // pages shown before "more" is asked for
const SECTIONS = 3; // sections shown beneath a page
const PAUSE = 120; // milliseconds without a key before a search

/**
 * Hits by page, in the order of each page's best; the first hits of a page are its sections.
 * @template {{url: string}} T
 * @param {T[]} shown
 * @returns {T[][]}
 */
export function byPage(shown) {
  const pages = /** @type {Map<string, T[]>} */ (new Map());
  for (const hit of shown) {
    const page = hit.url.split("#")[0];
    pages.set(page, [...(pages.get(page) ?? []), hit]);
  }
  return [...pages.values()];
}

/**
 * An address on the site or the web; nothing else may be followed.
 * @param {string} url
 * @param {string} root  The site's root.
 */
export function safeAddress(url, root) {
  try {
    const address = new URL(url, root);
    return ["http:", "https:", "file:"].includes(address.protocol) ? address.href : root;
  } catch {
    return root;
  }
}

/**
 * @param {number} pages
 * @param {boolean} more
 * @param {string} query
 */
export function countLine(pages, more, query) {
  if (!query) return "";
  if (!pages) return `Nothing found for “${query}”.`;
  return `${more ? "The first " : ""}${pages} ${pages === 1 ? "page" : "pages"} for “${query}”.`;
}

/**
 * @param {string} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 */
function element(name, className = "", ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** @param {HTMLElement} box */
export function startSearch(box) {
  const base = new URL(box.dataset.index ?? ".", document.baseURI).href;
  const root = new URL("..", base).href;
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".hub-searchform"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("hub-q"));
  const count = /** @type {HTMLElement} */ (document.getElementById("hub-count"));
  const list = /** @type {HTMLElement} */ (document.getElementById("hub-hits"));
  const labels = JSON.parse(document.querySelector("script[data-kinds]")?.textContent || "{}");
  /** @type {ReturnType<typeof open> | undefined} */
  let index;
  let asked = 0;
  let timer = 0;

  /** The index, opened at the first query; after a failure it is tried again. */
  function opened() {
    index ??= open(base).catch((error) => {
      index = undefined;
      throw error;
    });
    return index;
  }

  /** @param {string} kind */
  const label = (kind) => String(labels[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replace(/-/g, " "));

  /** @param {{url: string, title: string, section: string}} hit @param {string} text */
  function link(hit, text) {
    const anchor = /** @type {HTMLAnchorElement} */ (element("a", "", text || hit.title));
    anchor.href = safeAddress(hit.url, root);
    return anchor;
  }

  /** @param {{text: string, hit: boolean}[]} segments */
  function extract(segments) {
    const line = element("p", "hub-hit__excerpt");
    for (const { text, hit } of segments) line.append(hit ? element("mark", "", text) : text);
    line.normalize();
    return line;
  }

  /** @param {any[]} hits  Hits on one page, best first. */
  function pageOf(hits) {
    const whole = hits.find((hit) => !hit.section) ?? hits[0];
    const sections = hits.filter((hit) => hit.section).slice(0, SECTIONS);
    const shownBeneath = sections.filter((hit) => hit !== whole);
    const item = element("li", "hub-hit");
    item.append(element("span", "hub-kind", label(whole.kind)));
    item.append(element("h3", "", link(whole, whole.title)));
    if (whole.excerpt.length) item.append(extract(whole.excerpt));
    if (whole.section) item.append(element("p", "hub-sub", element("span", "", `In “${whole.section}”`)));
    if (shownBeneath.length) {
      const beneath = element("ul", "hub-hit__sections");
      for (const hit of shownBeneath) {
        const part = element("li", "", link(hit, hit.section));
        if (hit.excerpt.length) part.append(extract(hit.excerpt));
        beneath.append(part);
      }
      item.append(beneath);
    }
    return item;
  }

  /** @param {string} query */
  function nothing(query) {
    const box = element("li", "hub-hit");
    box.append(element("div", "hub-empty",
      element("h3", "", `No page speaks of “${query}”.`),
      element("p", "", "Try fewer or other words, check the spelling, or leave out quotation marks and minus signs. What you type stays on this device.")));
    return box;
  }

  /** @param {string} query @param {number} pages */
  async function show(query, pages = PAGES) {
    const turn = ++asked;
    const late = () => turn !== asked;
    if (!query) {
      list.replaceChildren();
      count.textContent = "";
      return;
    }
    try {
      const reader = await opened();
      const hits = await reader.search(query, { limit: pages * 4 + 1 });
      const shown = [];
      // Each hit may cost a file, so no more are read than fill the pages.
      while (shown.length < Math.min(hits.length, pages * 4) && byPage(shown).length < pages) {
        const next = hits.slice(shown.length, shown.length + PAGES);
        shown.push(...(await Promise.all(next.map((hit) => reader.show(hit)))));
        if (late()) return;
      }
      if (late()) return;
      const groups = byPage(shown);
      const more = groups.length > pages || hits.length > shown.length;
      list.replaceChildren(...(groups.length ? groups.slice(0, pages).map(pageOf) : [nothing(query)]));
      count.textContent = countLine(Math.min(groups.length, pages), more, query);
      if (more) list.append(moreButton(query, pages));
    } catch (error) {
      if (late()) return;
      list.replaceChildren();
      count.textContent = `Search does not work just now. ${error instanceof Error ? error.message : ""} Reload the page to try again, or use the menu to find what you need.`;
    }
  }

  /** @param {string} query @param {number} pages */
  function moreButton(query, pages) {
    const button = element("button", "hub-button", "Show more");
    button.setAttribute("type", "button");
    button.addEventListener("click", async () => {
      await show(query, pages * 2);
      const next = list.children[pages]?.querySelector("a");
      if (next) next.focus(); // the button that had the focus is gone
    });
    return element("li", "hub-hit", button);
  }

  /** @param {string} query */
  function address(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    return url.href;
  }

  /**
   * Keep the query in the address. All that is typed shares one step of the history, which
   * submitting makes final: Back leads to the query before, however slowly somebody types.
   *
   * @param {boolean} typing
   */
  function note(typing) {
    const next = address(typed());
    const same = history.state?.typing || next === location.href;
    if (same) history.replaceState({ typing }, "", next);
    else history.pushState({ typing }, "", next);
  }

  const typed = () => field.value.trim();
  const fromAddress = () => new URL(location.href).searchParams.get("q")?.trim() ?? "";

  field.addEventListener("input", () => {
    clearTimeout(timer);
    asked++; // an answer under way is to what is no longer typed
    timer = window.setTimeout(() => {
      note(true);
      show(typed());
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    note(false);
    show(typed());
  });
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    field.value = fromAddress();
    show(field.value);
  });

  if (fromAddress()) field.value = fromAddress();
  show(typed());
}

const box = globalThis.document?.getElementById("hub-search");
if (box) startSearch(box);
