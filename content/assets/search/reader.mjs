// @ts-check
import { checksum, shard, unseal } from "./codec.mjs";
import { excerpt } from "./excerpt.mjs";
import { guesses, parse, tokens } from "./tokens.mjs";

const fetched = async (address) =>
	(await fetch(address, /manifest/.test(address) ? { cache: "no-cache" } : {})).arrayBuffer();

const last = (values, key) => values.findLastIndex((value) => value <= key);

/** Open the index in a folder; `get(address)` replaces fetch. A failure is an Error that names the file. */
export async function open(base, { get = fetched } = {}) {
	const kept = {}, marks = new WeakMap();
	const load = (name, decode) => kept[name] ??= (async () => {
		const bytes = new Uint8Array(await get(`${base}`.replace(/\/?$/, "/") + name)), sum = checksum(bytes);
		if ((/-(\w{8})\./.exec(name)?.[1] ?? sum) != sum) throw 0;
		return decode(bytes);
	})().catch(() => {
		delete kept[name];
		throw Error(`Search index: ${name} is missing or damaged.`);
	});

	const manifest = await load("manifest.json", unseal), { counts, facets, group, shards, starts, texts } = manifest;
	if (manifest.v != 1) throw Error("Search index: manifest.json is of another version.");
	const stop = manifest.stop.split(" "), firsts = [];
	let total = 0, size;
	for (const run of counts)
		for (let times = run < 0 ? -run : ((size = run), 1); times--; total += size) firsts.push(total);

	const pointers = async (word) => {
		const i = last(starts, word), sum = shards.substr(8 * i, 8);
		return i < 0 ? [] : (await load(`w-${sum}.bin`, shard)).get(word) ?? [];
	};

	const best = async (choices, marked) => {
		const scores = new Map();
		await Promise.all(choices.map(async ([word, share]) => {
			for (const { weight, postings, shown } of await pointers(word)) {
				shown().forEach((other) => marked.add(other));
				for (const [id, impact] of postings())
					scores.set(id, Math.max(scores.get(id) ?? 0, (impact * weight * share) >> 4));
			}
		}));
		return scores;
	};

	const meant = async (word, { quoted }) => {
		if (stop.includes(word)) return [];
		if (quoted.includes(word) || (await pointers(word))[0]) return [[word, 16]];
		const sum = manifest.vocabularies[word.codePointAt(0) % 32];
		return sum ? guesses(word, await load(`v-${sum}.bin`, shard)) : [];
	};

	/** Documents with a word itself, no synonym. */
	const holding = async (words) => new Set((await Promise.all(words.map(pointers))).flat()
		.flatMap(({ weight, postings }) => weight == 16 ? postings().map(([id]) => id) : []));

	const row = async (id) => {
		const i = last(firsts, id), sum = texts.substr(8 * Math.floor(i / group), 8);
		return (await load(`t-${sum}-${i}.json`, unseal)).rows[id - firsts[i]];
	};

	/** The best documents, of equals the first. */
	async function search(query, { limit = 10 } = {}) {
		const asked = parse(query, facets), { quoted, phrases, filters } = asked;
		const marked = new Set(quoted), scores = new Map();
		const words = [...new Set(asked.found)].slice(0, 64), run = ` ${asked.found.join(" ")} `;
		const found = await Promise.all([
			...words.map(async (word) => best(await meant(word, asked), marked)),
			...manifest.phrases.map((phrase) => best(run.includes(` ${phrase} `) ? [[phrase, 16]] : [], marked)),
		]);
		for (const part of found) for (const [id, score] of part) scores.set(id, (scores.get(id) ?? 0) + score);
		if (!words[0] && filters[0]) for (let id = total; id--; ) scores.set(id, 0);
		const without = await holding(asked.unwanted), within = await Promise.all(filters.map(holding));
		let ranked = [...scores].filter(([id]) => !without.has(id) && within.every((ids) => ids.has(id)))
			.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
		if (phrases[0]) {
			ranked = ranked.filter(([id]) => words.every((word, i) =>
				!quoted.includes(word) || stop.includes(word) || found[i].has(id))).slice(0, 50);
			const rows = await Promise.all(ranked.map(([id]) => row(id)));
			ranked = ranked.filter((_, i) => phrases.every(([phrase, wanted]) => wanted ==
				[0, 2, 4].some((field) => ` ${tokens(rows[i][field]).join(" ")} `.includes(phrase))));
		}
		const hits = ranked.slice(0, limit).map(([id, score]) => ({ id, score }));
		hits.forEach((hit) => marks.set(hit, marked));
		return hits;
	}

	/** No excerpt if the text is missing. */
	async function show(hit) {
		const [title, url, section, kind, text] = await row(hit.id).catch(async () =>
			(await load(`titles-${manifest.titles}.json`, unseal)).rows[hit.id]);
		return { title, url, section, kind, excerpt: excerpt(text, marks.get(hit) ?? new Set()) };
	}

	return { search, show, facets };
}
