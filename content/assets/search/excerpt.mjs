// @ts-check
import { tokens } from "./tokens.mjs";

/** The `span` words and gaps with most hits, as segments to set as text. @param {string} text */
export function excerpt(text, words, span = 72) {
	// Words at odd places, gaps at even ones.
	const all = text.split(/([\p{L}\p{N}\p{M}'’ʼ\xad]+)/u)
		.map((text) => ({ text, hit: tokens(text).some((token) => words.has(token)) }));
	const from = (start) => all.slice(start, start + span), rate = (start) => from(start).filter(({ hit }) => hit).length;
	let best = 0;
	// Six words lead in; & ~1 keeps words whole.
	all.forEach(({ hit }, i) => { if (hit && i > 13 && rate(i - 13) > rate(best)) best = i - 13; });
	best = Math.max(0, Math.min(best, all.length - span)) & ~1;
	const shown = from(best);
	if (best) shown.unshift({ text: "…", hit: false });
	if (all[best + span]) shown.push({ text: " …", hit: false });
	return shown.filter(({ text }) => text);
}
