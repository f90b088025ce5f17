// What is shown beside the words: the numbers of notes, what an empty field is for, marks of findings, the values of variables.

import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { schema } from "./schema.js";

const { nodes } = schema;
const HINTED = new Set([nodes.title, nodes.subtitle, nodes.attribution, nodes.figure, nodes.paragraph]);
export const marked = new PluginKey("marked");

// Returns the numbers of notes by their labels, in the order of their calls.
function numbers(doc) {
  const known = new Map();
  doc.descendants((node) => {
    if (node.type === nodes.note_ref && !known.has(node.attrs.label)) known.set(node.attrs.label, known.size + 1);
  });
  return known;
}

export function beside(words) {
  const decorate = (doc) => {
    const known = numbers(doc);
    const made = [];
    doc.descendants((node, at, parent) => {
      const add = (attrs) => made.push(Decoration.node(at, at + node.nodeSize, attrs));
      const number = known.get(node.attrs.label);
      if (node.type === nodes.note_ref) add({ "data-number": String(number), role: "img", "aria-label": `${words.note} ${number}` });
      if (node.type === nodes.footnote) add({ "data-number": number ? String(number) : "–" });
      const alone = node.type !== nodes.paragraph || (parent.childCount === 1 && parent.type !== nodes.list_item);
      if (HINTED.has(node.type) && !node.content.size && alone) {
        const name = node.type === nodes.paragraph ? parent.type.name : node.type.name;
        if (words[`hint_${name}`]) add({ class: "ed-empty", "data-hint": words[`hint_${name}`] });
      }
    });
    return DecorationSet.create(doc, made);
  };
  return new Plugin({
    state: {
      init: (_, state) => decorate(state.doc),
      apply: (change, before) => (change.docChanged ? decorate(change.doc) : before),
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}

// Marks blocks by their ids: [{id, kind, text}]. The kind is for the style sheet, the text for those who do not see it.
export function markedBlocks() {
  return new Plugin({
    key: marked,
    state: {
      init: () => [],
      apply: (change, before) => change.getMeta(marked) ?? before,
    },
    props: {
      decorations(state) {
        const wanted = new Map(marked.getState(state).map((each) => [each.id, each]));
        const made = [];
        if (wanted.size) {
          state.doc.descendants((node, at) => {
            const mark = node.attrs.id && wanted.get(node.attrs.id);
            if (mark) made.push(Decoration.node(at, at + node.nodeSize, { "data-mark": mark.kind, "aria-description": mark.text }));
          });
        }
        return DecorationSet.create(state.doc, made);
      },
    },
  });
}

// Views of what is no plain element: a variable shows its value, a figure its picture and what is said of it.
export function nodeViews(words, values, picture) {
  return {
    variable: (node) => {
      const dom = document.createElement("span");
      const name = words[`variable_${node.attrs.name}`] ?? node.attrs.name;
      dom.className = "ed-chip";
      dom.dataset.variable = node.attrs.name;
      dom.setAttribute("role", "img");
      dom.textContent = values[node.attrs.name] || name;
      dom.title = name;
      dom.setAttribute("aria-label", `${name}: ${dom.textContent}`);
      return { dom };
    },
    figure: (node) => {
      const [dom, caption] = [document.createElement("figure"), document.createElement("figcaption")];
      const image = document.createElement("img");
      const credit = document.createElement("small");
      image.src = picture(node.attrs.source);
      image.alt = node.attrs.alt;
      credit.textContent = node.attrs.credit;
      for (const each of [image, credit]) each.contentEditable = "false";
      dom.append(image, caption, credit);
      return { dom, contentDOM: caption, ignoreMutation: (change) => !caption.contains(change.target) };
    },
  };
}
