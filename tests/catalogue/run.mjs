// Runs the catalogue's functions on JSON from standard input, for test_facets.py and test_desk.py.
import { few, sayDate } from "../../content/assets/catalogue/cards.mjs";
import * as facets from "../../content/assets/catalogue/facets.mjs";
import { inOrder, prepare } from "../../content/assets/catalogue/index.mjs";
import { dayOf, stateOn } from "../../content/assets/catalogue/states.mjs";
import * as desk from "../../content/assets/desk/desk.mjs";

/** Everything that one choice gives, in words. */
function asked({ data, today = "", choice: { values = {}, text = "", sort = facets.FIRST_SORT } }) {
  const catalogue = prepare(data, today);
  const choice = { values, text, sort };
  const { found, count, counts } = facets.narrow(catalogue, choice);
  return {
    found: inOrder(catalogue, sort).filter((place) => facets.has(found, place)).map((place) => data.id[place]),
    count,
    counts: Object.fromEntries(
      [...catalogue.facets].map(([id, { values }]) => [id, Object.fromEntries(values.map((value, at) => [value, counts[id][at]]))]),
    ),
    without: facets.without(catalogue, choice).map(({ facet, value, count }) => [facet, value, count]),
    said: facets.said(catalogue, choice),
    query: facets.queryOf(choice, catalogue),
  };
}

const tasks = {
  ...desk,
  asked,
  few,
  sayDate,
  stateOn,
  chosenIn: (data, search) => facets.chosenIn(search, prepare(data, "")),
  countLine: facets.countLine,
  dayOf: (...parts) => dayOf(new Date(...parts)),
};

let input = "";
for await (const piece of process.stdin) input += piece;
process.stdout.write(JSON.stringify(JSON.parse(input).map(([name, ...given]) => tasks[name](...given))));
