// @ts-check
/**
 * Edge: choose a path by role and by minutes a week. The choice stands in the address, so that it
 * can be shared. Without it all paths are shown.
 */
import { paceLine } from "./progress.mjs";

const form = /** @type {HTMLElement} */ (document.getElementById("pick"));
const role = /** @type {HTMLSelectElement} */ (form.querySelector("[name=role]"));
const minutes = /** @type {HTMLSelectElement} */ (form.querySelector("[name=minutes]"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-roles]")]);
const list = rows[0]?.parentElement;

/** @param {HTMLElement} row */
const rolesOf = (row) => (row.dataset.roles ?? "").split(" ");

function show() {
  const shown = rows.filter((row) => !role.value || rolesOf(row).includes(role.value));
  for (const row of rows) {
    row.hidden = !shown.includes(row);
    const lessons = (row.dataset.minutes ?? "").split(" ").map(Number);
    const pace = /** @type {HTMLElement} */ (row.querySelector("[data-pace]"));
    pace.textContent = minutes.value ? paceLine(lessons, Number(minutes.value)) : "";
  }
  // Of the paths for a role, the one that names it first comes first.
  const place = (/** @type {HTMLElement} */ row) => (role.value ? rolesOf(row).indexOf(role.value) : 0);
  list?.append(...[...rows].sort((one, other) => place(one) - place(other)));
  const words = role.value ? ` for this role` : "";
  status.textContent = `${shown.length} path${shown.length === 1 ? "" : "s"}${words}`;
}

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  for (const field of [role, minutes]) {
    const value = asked.get(field.name) ?? "";
    field.value = [...field.options].some((option) => option.value === value) ? value : "";
  }
  show();
}

function choose() {
  const asked = new URLSearchParams(location.search);
  for (const field of [role, minutes]) {
    if (field.value) asked.set(field.name, field.value);
    else asked.delete(field.name);
  }
  const query = asked.toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  show();
}

for (const field of [role, minutes]) field.addEventListener("change", choose);
addEventListener("pageshow", fromAddress); // a browser may bring an old choice back
fromAddress();
