// Runs the browser's search code on JSON from standard input, for the tests in this folder.
import { readFile } from "node:fs/promises";
import { postings, shard } from "../../content/assets/search/codec.mjs";
import { excerpt } from "../../content/assets/search/excerpt.mjs";
import { open } from "../../content/assets/search/reader.mjs";
import { tokens } from "../../content/assets/search/tokens.mjs";

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

/** A few query answers at a time, so that loading together is tried too. */
async function answers({ folder, queries, limit, show }) {
  const get = async (address) => readFile(address);
  const index = await open(folder, { get });
  return Promise.all(queries.map(async (query) => {
    const hits = await index.search(query, { limit });
    return show ? Promise.all(hits.map((hit) => index.show(hit))) : hits;
  }));
}

const tasks = {
  tokens: ({ texts }) => texts.map(tokens),
  postings: ({ lists }) => lists.map((hex) => postings(bytes(hex), 0)),
  shard: ({ files }) => files.map((hex) => [...shard(bytes(hex))].map(([word, pointers]) =>
    [word, pointers.map(({ list, weight, postings, shown }) => [list, weight, postings(), shown().join(" ")])])),
  excerpts: ({ cases }) => cases.map(({ text, words, span }) => excerpt(text, new Set(words), span)),
  answers,
  error: (task) => answers(task).then((found) => ({ found }), (error) => ({ error: error.message })),
};

let input = "";
for await (const piece of process.stdin) input += piece;
const results = [];
for (const task of JSON.parse(input)) results.push(await tasks[task.task](task));
process.stdout.write(JSON.stringify(results));
