// Each block has an id of its own: where one was split or copied, the block that was there before keeps it.

import { Plugin } from "prosemirror-state";

export function ownIds() {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some((each) => each.docChanged && !each.getMeta("given"))) return null;
      const known = new Map();
      after.doc.descendants((node, at) => {
        if (node.attrs.id) known.set(node.attrs.id, [...(known.get(node.attrs.id) ?? []), { node, at }]);
      });
      const again = [...known].filter(([, places]) => places.length > 1);
      if (!again.length) return null;
      const old = placesOf(before.doc);
      const moved = (at) => transactions.reduce((place, each) => each.mapping.map(place), at);
      const change = after.tr;
      for (const [id, places] of again) {
        const written = places.filter((each) => each.node.content.size);
        const first = old.has(id) ? moved(old.get(id)) : -1;
        const keeps = written.find((each) => each.at === first) ?? written[0] ?? places[0];
        places.filter((each) => each !== keeps).forEach((each) => change.setNodeAttribute(each.at, "id", ""));
      }
      return change;
    },
  });
}

function placesOf(doc) {
  const places = new Map();
  doc.descendants((node, at) => {
    if (node.attrs.id && !places.has(node.attrs.id)) places.set(node.attrs.id, at);
  });
  return places;
}

// Returns where the block with an id stands, and the block; null where there is none.
export function find(doc, id) {
  let found = null;
  doc.descendants((node, at) => {
    if (!found && node.attrs.id === id) found = { at, node };
    return !found;
  });
  return found;
}
