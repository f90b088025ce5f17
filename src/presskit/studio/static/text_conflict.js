// Two people changed the same: both texts beside each other, and a choice for each place. Nothing is chosen beforehand.

import { readable } from "./text_server.js";

let shown = 0;

// Shows the question in a place; "decided" is called with a choice for each conflict. Returns the card.
export function askAbout(conflicts, { words, place, language, direction }, decided) {
  const card = element("form", { className: "problem conflicts", tabIndex: -1 });
  card.setAttribute("role", "alert");
  card.append(element("h2", { textContent: words.say("conflict") }), element("p", { textContent: words.say("conflict_why") }));
  conflicts.forEach((each, number) => card.append(question(each, number, { words, language, direction })));
  card.append(element("button", { className: "button main", textContent: words.say("decide") }));
  card.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(card);
    card.remove();
    decided(conflicts.map((_, number) => data.get(`choice-${number}`)));
  });
  place.replaceChildren(card);
  card.focus();
  return card;
}

function question(each, number, { words, language, direction }) {
  const field = element("fieldset");
  const choices = element("div", { className: "choices" });
  const isPut = each.base === null && Array.isArray(each.mine) && Array.isArray(each.theirs);
  const sides = { mine: readable(each.mine), theirs: readable(each.theirs), ...(isPut && { both: readable([...each.theirs, ...each.mine]) }) };
  for (const [side, text] of Object.entries(sides)) {
    const id = `conflict-${(shown += 1)}`;
    const choice = element("div", { className: "choice" });
    const label = element("label", { htmlFor: id, textContent: words.say(side) });
    label.append(element("span", { className: "version", lang: language, dir: direction, textContent: text || words.say("gone") }));
    choice.append(element("input", { type: "radio", id, name: `choice-${number}`, value: side, required: true }), label);
    choices.append(choice);
  }
  field.append(element("legend", { textContent: words.say("conflict_at", { number: number + 1 }) }), choices);
  return field;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
