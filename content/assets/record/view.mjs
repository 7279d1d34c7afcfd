// @ts-check
/**
 * The address of a record's page: copy it, or hand it to the device's own way of sharing.
 *
 * Works on `.hub-share` with the link to the page itself, a hidden box of buttons (`data-do`) and
 * a line that says what was done. Without scripts the address stands there to be copied by hand.
 */

for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".hub-share"))) {
  const link = /** @type {HTMLAnchorElement | null} */ (box.querySelector("a[href]"));
  const buttons = /** @type {HTMLElement | null} */ (box.querySelector(".hub-share__do"));
  const told = box.querySelector("[role=status]");
  const share = /** @type {HTMLElement | null} */ (box.querySelector("[data-do=share]"));
  if (!link || !buttons || !told) continue;
  if (!/^https?:\/\//.test(link.textContent ?? "")) link.textContent = link.href;
  const address = link.textContent ?? "";
  buttons.hidden = false;
  if (share) share.hidden = !navigator.share;

  buttons.addEventListener("click", async (event) => {
    const wish = event.target instanceof Element && event.target.closest("button")?.dataset.do;
    if (wish === "copy") told.textContent = await copied(address, link);
    if (wish === "share") await shared(address);
  });
}

/**
 * Put the address where the reader can paste it from, and say so. Where a browser does not allow
 * that, as on a page without https, the address is marked instead.
 * @param {string} address
 * @param {HTMLElement} link
 */
async function copied(address, link) {
  try {
    await navigator.clipboard.writeText(address);
    return "Copied";
  } catch {
    getSelection()?.selectAllChildren(link);
    return "The address is marked. Copy it with your keyboard or menu.";
  }
}

/** @param {string} url */
async function shared(url) {
  try {
    await navigator.share({ title: document.title, url });
  } catch {
    // The reader closed the sheet: nothing to say.
  }
}
