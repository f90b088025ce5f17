// The buttons above the text (WAI-ARIA toolbar pattern: one stop of Tab, the arrows go from button to button).

import { redo, undo } from "prosemirror-history";
import { button } from "./card.js";
import * as commands from "./commands.js";
import { schema } from "./schema.js";
import * as tables from "./tables.js";

const { nodes, marks } = schema;
const inside = (...types) => (state) => Boolean(commands.around(state, ...types));
const isHeading = (level) => (state) => state.selection.$from.parent.hasMarkup(nodes.heading, { ...state.selection.$from.parent.attrs, level });

// Each group: [word, command, pressed?].
const groups = ({ link, variable }) => [
  [["undo", undo], ["redo", redo]],
  [
    ["strong", commands.strong, (state) => commands.isStressed(state, marks.strong)],
    ["emphasis", commands.emphasis, (state) => commands.isStressed(state, marks.emphasis)],
    ["link", link, (state) => Boolean(commands.linkAt(state))],
  ],
  [
    ["paragraph", commands.paragraph, (state) => state.selection.$from.parent.type === nodes.paragraph],
    ...[2, 3, 4].map((level) => [`heading_${level}`, commands.heading(level), isHeading(level)]),
  ],
  [
    ["bullets", commands.bullets, inside(nodes.bullets)],
    ["numbered", commands.numbered, inside(nodes.numbered)],
    ["calls", commands.calls, inside(nodes.calls)],
    ["quote", commands.quote, inside(nodes.block_quote)],
  ],
  [["note", commands.note], ["variable", variable], ["table", commands.table], ["boilerplate", commands.part("boilerplate")], ["notes", commands.part("notes")]],
];

const inTables = [
  [["add_row", tables.addRow], ["remove_row", tables.removeRow], ["add_column", tables.addColumn], ["remove_column", tables.removeColumn]],
  [["align_start", tables.align("")], ["align_center", tables.align("center")], ["align_right", tables.align("right")]],
  [["remove_table", tables.removeTable]],
];

// Returns the bar above the text, the one below it for tables, and what is called when the state of the view is another.
export function toolbars(words, opens) {
  const [above, below] = [bar(words.toolbar, words, groups(opens)), bar(words.table, words, inTables)];
  below.dom.classList.add("ed-below");
  const update = (view) => {
    above.update(view);
    below.update(view);
    below.dom.hidden = !commands.around(view.state, nodes.table);
  };
  return { above: above.dom, below: below.dom, update };
}

function bar(label, words, wanted) {
  const dom = document.createElement("div");
  dom.className = "ed-toolbar";
  dom.setAttribute("role", "toolbar");
  dom.setAttribute("aria-label", label);
  const all = [];
  let view = null;
  for (const group of wanted) {
    const box = document.createElement("span");
    for (const [name, command, pressed] of group) {
      const made = button(words[name], "button", () => run(made, command, view));
      made.dataset.command = name;
      made.title = words[name];
      all.push({ made, command, pressed });
      box.append(made);
    }
    dom.append(box);
  }
  rove(dom, all.map((each) => each.made));
  const update = (current) => {
    view = current;
    for (const { made, command, pressed } of all) {
      made.setAttribute("aria-disabled", String(!command(view.state)));
      if (pressed) made.setAttribute("aria-pressed", String(pressed(view.state)));
    }
  };
  return { dom, update };
}

// A card that the command opens keeps the focus; otherwise it goes back to the text.
function run(made, command, view) {
  if (made.getAttribute("aria-disabled") === "true") return;
  command(view.state, view.dispatch, view);
  if (!view.dom.parentElement.querySelector(".ed-card")) view.focus();
}

function rove(dom, all) {
  const focus = (to) => {
    for (const each of all) each.tabIndex = each === to ? 0 : -1;
  };
  focus(all[0]);
  dom.addEventListener("focusin", (event) => focus(event.target));
  dom.addEventListener("keydown", (event) => {
    const there = all.filter((each) => each.offsetParent);
    const forward = getComputedStyle(dom).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const at = there.indexOf(event.target);
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: there.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    there[(to + there.length) % there.length].focus();
  });
}
