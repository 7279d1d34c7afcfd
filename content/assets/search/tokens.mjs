// @ts-check

const fold = (text) =>
	text.normalize("NFKD").toLowerCase().replace(/[\p{M}\xad\u200c\u200d\u2060]/gu, "").replace(/ς/g, "σ");

/** Runs of letters and digits, without apostrophes. @param {string} text */
export const tokens = (text) => fold(text).replace(/['’]+(?=[\p{L}\p{N}])|ʼ/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];

/** As query.py does; no query is wrong. */
export function parse(text, facets) {
	const found = [], unwanted = [], quoted = [], phrases = [], filters = {};
	for (const piece of text.replace(/[“”„]/g, '"').match(/-?"[^"]*"?|[^ \t\n\r\xa0\u3000"]+/g) ?? []) {
		const wanted = piece[0] != "-", rest = piece.slice(wanted ? 0 : 1), words = tokens(rest);
		const name = rest.split(":")[0].toLowerCase(), value = fold(rest.slice(name.length + 1));
		const filter = value && Object.hasOwn(facets, name), phrase = rest[0] == '"';
		if (filter) (wanted ? filters[name] ??= [] : unwanted).push(`:${name}:${value}`);
		else if (wanted) found.push(...words);
		else if (!phrase) unwanted.push(...words);
		if (phrase && words[0]) phrases.push([` ${words.join(" ")} `, wanted]);
		if (phrase && wanted) quoted.push(...words);
	}
	return { found, unwanted, quoted, phrases, filters: Object.values(filters) };
}

/** What an unknown word may mean, with sixteenths. */
export function guesses(word, vocabulary) {
	const letters = [...word], firsts = new Map();
	for (let slips = 0; slips < 3 && !firsts.size && letters.length > (3 * slips || 2); slips++)
		for (const [other, [{ list, postings }]] of vocabulary)
			if (!firsts.has(list) && (slips ? near(letters, [...other], slips) : other.startsWith(word)))
				firsts.set(list, [other, 16 - 2 * slips, postings()[0][0]]);
	return [...firsts.values()].sort((a, b) => b[2] - a[2]).slice(0, 3);
}

/** Whether so many letters inserted, dropped, changed or swapped suffice. */
function near(a, b, slips) {
	if (!a[0] || !b[0]) return a.length + b.length <= slips;
	const rest = (i, j, left) => near(a.slice(i), b.slice(j), left);
	return a[0] == b[0] ? rest(1, 1, slips) : slips-- > 0 && (rest(1, 1, slips) || rest(1, 0, slips) ||
		rest(0, 1, slips) || a[0] == b[1] && a[1] == b[0] && rest(2, 2, slips));
}
