// Runs the filter's functions on JSON from standard input, for test_filter.py.
import { chosenIn, countLine, countsOf, fits, queryOf } from "../../content/assets/references/filter.mjs";

const tasks = { chosenIn, countLine, countsOf, fits, queryOf };

let input = "";
for await (const piece of process.stdin) input += piece;
process.stdout.write(JSON.stringify(JSON.parse(input).map(([name, ...given]) => tasks[name](...given))));
