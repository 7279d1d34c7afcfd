// @ts-check
/**
 * The filters as a full sheet on narrow screens. Opening it is a step of the history, so Back
 * closes it; while it is open nothing behind it can be reached.
 */

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} opener  The link that opens it.
 */
export function sheetOf(sheet, opener) {
  const wide = matchMedia("(min-width: 60em)");
  const closers = /** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll(".hub-facets__close, .hub-facets__done a"));
  /** @type {Element[]} */
  let behind = [];
  let own = false; // whether the step in the history is ours to take back

  const isOpen = () => sheet.classList.contains("is-open");

  /** All that is neither the sheet nor around it. */
  function others() {
    const found = [];
    for (let at = /** @type {Element} */ (sheet); at !== document.body; at = /** @type {Element} */ (at.parentElement)) {
      found.push(...[...(at.parentElement?.children ?? [])].filter((one) => one !== at && !one.hasAttribute("inert")));
    }
    return found;
  }

  function open() {
    sheet.classList.add("is-open");
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    behind = others();
    for (const one of behind) one.setAttribute("inert", "");
    closers[0].focus();
  }

  /** @param {boolean} [focus] */
  function hide(focus = true) {
    sheet.classList.remove("is-open");
    sheet.removeAttribute("role");
    sheet.removeAttribute("aria-modal");
    for (const one of behind) one.removeAttribute("inert");
    behind = [];
    if (focus) opener.focus({ preventScroll: true });
  }

  /** Close it and keep what was chosen: its step becomes the step of the choice. */
  function close() {
    const { sheet: _, changed, ...kept } = history.state ?? {};
    if (own && !changed) return history.back();
    history.replaceState(kept, "", location.pathname + location.search);
    hide();
  }

  /**
   * Called when the history moved; whether the sheet was left by it with something changed.
   * @returns {boolean}
   */
  function leave() {
    const wanted = Boolean(history.state?.sheet) && !wide.matches;
    if (wanted === isOpen()) return false;
    if (wanted) {
      own = true;
      open();
      return false;
    }
    hide();
    const left = changed;
    changed = false;
    return left;
  }
  let changed = false;

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    own = true;
    changed = false;
    history.replaceState({ ...history.state, y: scrollY }, "");
    history.pushState({ ...history.state, sheet: true, changed: false }, "", `${location.pathname}${location.search}#filters`);
    open();
  });
  for (const one of closers) {
    one.addEventListener("click", (event) => {
      event.preventDefault();
      if (isOpen()) close();
    });
  }
  sheet.addEventListener("change", () => (changed = isOpen()));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close();
  });
  wide.addEventListener("change", () => {
    if (wide.matches && isOpen()) close();
  });

  return {
    isOpen,
    isWide: () => wide.matches,
    leave,
    /** From here on the script decides; an address that names the sheet opens it. */
    start() {
      sheet.classList.add("is-scripted");
      if (location.hash !== "#filters" || wide.matches) return;
      own = false;
      history.replaceState({ ...history.state, sheet: true }, "");
      open();
    },
  };
}
