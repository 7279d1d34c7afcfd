// Runs the academy's functions on JSON from standard input, for test_academy_in_browsers.py.
import * as plan from "../../content/assets/academy/plan.mjs";
import * as progress from "../../content/assets/academy/progress.mjs";

const tasks = {
  ...plan,
  ...progress,
  // A moment in words that JSON can hold; no zone, so it is where the program runs.
  dayAt: (/** @type {string} */ moment) => progress.dayOf(new Date(moment)),
};

let input = "";
for await (const piece of process.stdin) input += piece;
process.stdout.write(JSON.stringify(JSON.parse(input).map(([name, ...given]) => tasks[name](...given))));
