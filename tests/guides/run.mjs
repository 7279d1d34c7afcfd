// Runs the functions of a reader's way on JSON from standard input, for test_walk.py.
import { follow, longestFrom, progressOf } from "../../content/assets/guides/walk.mjs";

const tasks = { follow, longestFrom, progressOf };

let input = "";
for await (const piece of process.stdin) input += piece;
process.stdout.write(JSON.stringify(JSON.parse(input).map(([name, ...given]) => tasks[name](...given))));
