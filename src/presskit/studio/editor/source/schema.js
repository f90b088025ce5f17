// The schema of the editor: a statement, and in it what the kit's Markdown can hold. A test compares KINDS with presskit.model.document.

import { Schema } from "prosemirror-model";

// Each kind of the model: the node or mark that stands for it, and its fields. "keep": the editor hands it back as it came.
export const KINDS = {
  Statement: ["statement", "language", "title", "body", "subtitle", "boilerplate", "notes", "footnotes", "keywords", "description", "translates"],
  Translates: ["keep", "language", "revision"],
  Footnote: ["footnote", "label", "blocks", "number"],
  Paragraph: ["paragraph", "inlines", "id"],
  Heading: ["heading", "inlines", "level", "id"],
  ListItem: ["list_item", "blocks"],
  Bullets: ["bullets", "items"],
  Numbered: ["numbered", "items", "start"],
  Calls: ["calls", "lead", "items"],
  BlockQuote: ["block_quote", "blocks", "attribution"],
  Figure: ["figure", "source", "alt", "caption", "credit", "id", "creator"],
  Table: ["table", "head", "rows", "alignments"],
  TableRow: ["table_row", "cells", "id"],
  Text: ["text", "text"],
  Emphasis: ["emphasis", "children"],
  Strong: ["strong", "children"],
  Link: ["link", "children", "target"],
  LineBreak: ["line_break"],
  NoteRef: ["note_ref", "label", "number"],
  Variable: ["variable", "name", "forms"],
};

const id = { id: { default: "" } };
const named = (dom) => ({ id: dom.getAttribute("data-id") || "" });
const marked = (node) => (node.attrs.id ? { "data-id": node.attrs.id } : {});
const part = (name, content) => ({
  content,
  isolating: true,
  defining: true,
  parseDOM: [{ tag: `section[data-part=${name}]` }],
  toDOM: () => ["section", { "data-part": name, class: `ed-${name}` }, 0],
});
const line = (name, tag, content = "phrase*") => ({
  content,
  attrs: id,
  isolating: true,
  defining: true,
  parseDOM: [{ tag: `${tag}[data-part=${name}]`, getAttrs: named }],
  toDOM: (node) => [tag, { "data-part": name, class: `ed-${name}`, ...marked(node) }, 0],
});
const cell = (tag) => ({
  content: "phrase*",
  attrs: { ...id, align: { default: "" } },
  isolating: true,
  parseDOM: [{ tag, getAttrs: named }],
  toDOM: (node) => [tag, { ...marked(node), class: `ed-align-${node.attrs.align || "start"}` }, 0],
});
const row = (content, name) => ({
  content,
  attrs: id,
  parseDOM: [{ tag: name === "head" ? "tr[data-row=head]" : "tr", getAttrs: named }],
  toDOM: (node) => ["tr", { "data-row": name, ...marked(node) }, 0],
});

const nodes = {
  statement: { content: "title subtitle body boilerplate? notes? footnotes?" },
  title: line("title", "h1"),
  subtitle: line("subtitle", "p"),
  body: part("body", "(block | calls)+"),
  boilerplate: part("boilerplate", "block+"),
  notes: part("notes", "block+"),
  footnotes: part("footnotes", "footnote+"),
  paragraph: {
    content: "inline*",
    group: "block inner quoted",
    attrs: id,
    parseDOM: [{ tag: "p", getAttrs: named }],
    toDOM: (node) => ["p", marked(node), 0],
  },
  heading: {
    content: "phrase*",
    group: "block",
    attrs: { ...id, level: { default: 2 } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom) => ({ ...named(dom), level: Math.min(4, Math.max(2, level)) }),
    })),
    toDOM: (node) => [`h${node.attrs.level}`, marked(node), 0],
  },
  bullets: {
    content: "list_item+",
    group: "block inner quoted",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  numbered: {
    content: "list_item+",
    group: "block inner quoted",
    attrs: { start: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: dom.hasAttribute("start") ? Math.max(0, dom.start) : 1 }) }],
    toDOM: (node) => ["ol", { start: node.attrs.start }, 0],
  },
  list_item: { content: "inner+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  calls: {
    content: "paragraph* call_items",
    defining: true,
    parseDOM: [{ tag: "section[data-part=calls]" }],
    toDOM: () => ["section", { "data-part": "calls", class: "ed-calls" }, 0],
  },
  call_items: { content: "list_item+", parseDOM: [{ tag: "ol", context: "calls/" }], toDOM: () => ["ol", 0] },
  block_quote: {
    content: "quoted+ attribution",
    group: "block inner",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  attribution: line("attribution", "footer", "inline*"),
  figure: {
    content: "inline*",
    group: "block inner quoted",
    attrs: { ...id, source: {}, alt: { default: "" }, credit: { default: "" }, creator: { default: "" } },
    isolating: true,
    draggable: true,
    parseDOM: [{
      tag: "figure[data-source]",
      contentElement: "figcaption",
      getAttrs: (dom) => ({ ...named(dom), source: dom.dataset.source, alt: dom.dataset.alt, credit: dom.dataset.credit }),
    }],
    toDOM: (node) => {
      const { source, alt, credit } = node.attrs;
      return ["figure", { ...marked(node), "data-source": source, "data-alt": alt, "data-credit": credit }, ["figcaption", 0]];
    },
  },
  table: {
    content: "table_head table_row*",
    group: "block",
    isolating: true,
    parseDOM: [{ tag: "table[data-rows]" }],
    toDOM: (node) => ["table", { "data-rows": node.childCount }, ["tbody", 0]],
  },
  table_head: row("head_cell+", "head"),
  table_row: row("table_cell+", "row"),
  head_cell: cell("th"),
  table_cell: cell("td"),
  footnote: {
    content: "inner+",
    attrs: { label: { default: "" }, number: { default: "" } },
    isolating: true,
    defining: true,
    parseDOM: [{ tag: "div[data-note]", getAttrs: (dom) => ({ label: dom.dataset.note }) }],
    toDOM: (node) => ["div", { "data-note": node.attrs.label, class: "ed-footnote" }, 0],
  },
  text: { group: "inline phrase" },
  line_break: {
    inline: true,
    group: "inline",
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  note_ref: {
    inline: true,
    group: "inline phrase",
    atom: true,
    attrs: { label: {}, number: { default: "" } },
    parseDOM: [{ tag: "sup[data-call]", getAttrs: (dom) => ({ label: dom.dataset.call }) }],
    toDOM: (node) => ["sup", { "data-call": node.attrs.label, class: "ed-chip ed-call" }],
  },
  variable: {
    inline: true,
    group: "inline phrase",
    atom: true,
    attrs: { name: {}, forms: { default: [] } },
    parseDOM: [{
      tag: "span[data-variable]",
      getAttrs: (dom) => ({ name: dom.dataset.variable, forms: JSON.parse(dom.dataset.forms || "[]") }),
    }],
    toDOM: (node) => ["span", { "data-variable": node.attrs.name, "data-forms": JSON.stringify(node.attrs.forms), class: "ed-chip" }],
  },
};

// In this order one stands in the other where two cover the same words.
const marks = {
  emphasis: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  link: {
    attrs: { target: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => (isAddress(dom.getAttribute("href")) ? { target: dom.getAttribute("href") } : false) }],
    toDOM: (mark) => ["a", { href: mark.attrs.target, title: mark.attrs.target, rel: "noreferrer" }, 0],
  },
};

// Whether a link may lead there, as the reader of the kit has it.
export function isAddress(target) {
  return /^(https?|mailto|tel):[^\s<>"\u0000-\u001f\u007f]+$/i.test(target);
}

export const schema = new Schema({ nodes, marks, topNode: "statement" });
