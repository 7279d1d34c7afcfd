// @ts-check
/** What codec.py writes. */

/** CRC-32, in hexadecimal. @param {Uint8Array} bytes */
export function checksum(bytes) {
	let sum = -1;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
	}
	return (~sum >>> 0).toString(16).padStart(8, "0");
}

const utf8 = (bytes) => new TextDecoder().decode(bytes);

/** JSON that begins with its checksum. */
export function unseal(bytes) {
	if (utf8(bytes.subarray(8, 16)) != checksum(bytes.subarray(18))) throw 0;
	return JSON.parse(utf8(bytes));
}

/** Reads from a place in bits. */
function cursor(bytes, at = 0) {
	const bits = (count) => {
		let number = 0;
		for (; count--; at++) number = (number << 1) | ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
		return number;
	};
	const varint = () => bits(1) ? bits(7) | (varint() << 7) : bits(7);
	const take = (size) => bytes.subarray(at / 8, (at += 8 * size) / 8);
	return { at: () => at, bits, varint, take };
}

/** Documents and impacts of the list at a place. */
export function postings(bytes, at = 0) {
	const { bits, varint } = cursor(bytes, at), head = varint(), size = varint();
	if (head < 32) return [[size, head]];
	const gap = bits(5), rest = bits(3);
	const rice = (k) => {
		let ones = 0;
		while (bits(1)) ones++;
		return (ones << k) | bits(k);
	};
	let id = -1;
	return Array.from({ length: (head >> 5) + 1 }, () => [(id += rice(gap) + 1), (head & 31) + rice(rest)]);
}

/** Each word's pointers: list, weight, its postings, words to mark. */
export function shard(bytes) {
	const { at, bits, varint, take } = cursor(bytes), places = [], owners = [], words = new Map();
	let last = [];
	for (let count = varint(); count--; ) {
		const shared = bits(4), size = bits(4), pointers = [];
		last = [...last.slice(0, shared), ...take(size == 15 ? 15 + varint() : size)];
		const word = utf8(Uint8Array.from(last));
		words.set(word, pointers);
		for (let more = 1; more; ) {
			const number = varint(), odd = number & 1, list = places.length - (number >> 1);
			more = odd && bits(1);
			const weight = odd ? bits(7) : 16, shown = odd ? utf8(take(varint())) : "";
			if (!shown) (owners[list] ??= []).push(word);
			pointers.push({
				list, weight, postings: () => postings(bytes, places[list]),
				shown: () => shown ? shown.split(" ") : owners[list],
			});
			if (number > 1) continue;
			places.push(at());
			varint() < 32 ? varint() : take(varint());
		}
	}
	return words;
}
