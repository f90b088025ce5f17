// A document of presskit (plain data) → a node of the editor, and back. What was not touched comes back as the very same data.

import { Fragment } from "prosemirror-model";
import { KINDS, schema } from "./schema.js";

const { nodes, marks } = schema;
const MARKS = { Emphasis: marks.emphasis, Strong: marks.strong, Link: marks.link };
const PARTS = ["boilerplate", "notes"];
const sources = new WeakMap();

function remember(node, data) {
  sources.set(node, data);
  return node;
}

export function toNode(document) {
  const line = (type, data) => remember(type.create({ id: type.name }, inlines(data?.inlines ?? [])), data ?? null);
  const parts = PARTS.filter((name) => document[name]?.length);
  return nodes.statement.createChecked(null, [
    line(nodes.title, document.title),
    line(nodes.subtitle, document.subtitle),
    nodes.body.create(null, document.body.length ? document.body.map(block) : nodes.paragraph.create()),
    ...parts.map((name) => nodes[name].create(null, document[name].map(block))),
    ...(document.footnotes?.length ? [nodes.footnotes.create(null, document.footnotes.map(footnote))] : []),
  ]);
}

function footnote(data) {
  const { label, number = "" } = data;
  return remember(nodes.footnote.create({ label, number }, data.blocks.map(block)), data);
}

export function block(data) {
  return remember(BLOCKS[data.kind](data), data);
}

const item = (data) => remember(nodes.list_item.create(null, data.blocks.map(block)), data);
const BLOCKS = {
  Paragraph: ({ id, inlines: words }) => nodes.paragraph.create({ id }, inlines(words)),
  Heading: ({ id, level, inlines: words }) => nodes.heading.create({ id, level }, inlines(words)),
  Bullets: ({ items }) => nodes.bullets.create(null, items.map(item)),
  Numbered: ({ items, start }) => nodes.numbered.create({ start }, items.map(item)),
  Calls: ({ lead, items }) =>
    nodes.calls.create(null, [...lead.map(block), nodes.call_items.create(null, items.map(item))]),
  BlockQuote({ blocks, attribution }) {
    const by = nodes.attribution.create({ id: attribution?.id ?? "" }, inlines(attribution?.inlines ?? []));
    return nodes.block_quote.create(null, [...blocks.map(block), by]);
  },
  Figure: ({ id, source, alt, credit, creator, caption }) =>
    nodes.figure.create({ id, source, alt, credit, creator }, inlines(caption)),
  Table({ head, rows, alignments }) {
    const made = [row(nodes.table_head, nodes.head_cell, head, alignments)];
    return nodes.table.create(null, [...made, ...rows.map((each) => row(nodes.table_row, nodes.table_cell, each, alignments))]);
  },
};

function row(type, cellType, data, alignments) {
  const cells = data.cells.map((each, n) => cellType.create({ id: each.id, align: alignments[n] }, inlines(each.inlines)));
  return remember(type.create({ id: data.id }, cells), data);
}

function inlines(list, on = []) {
  return Fragment.fromArray(list.flatMap((each) => inline(each, on)));
}

function inline(data, on) {
  if (MARKS[data.kind]) {
    const mark = MARKS[data.kind].create(data.kind === "Link" ? { target: data.target } : null);
    return data.children.flatMap((each) => inline(each, mark.addToSet(on)));
  }
  if (data.kind === "Text") return [schema.text(data.text, on)];
  const { kind, ...attrs } = data;
  return [nodes[KINDS[kind][0]].create(attrs, null, on)];
}

// Returns the document; "rest" is what of it the editor does not show.
export function toDocument(doc, rest) {
  const parts = { boilerplate: [], notes: [], footnotes: [] };
  const heads = {};
  doc.forEach((node) => {
    if (node.type === nodes.title || node.type === nodes.subtitle) heads[node.type.name] = node;
    else parts[node.type.name] = children(node).flatMap(node.type === nodes.footnotes ? footnoteData : blockData);
  });
  const noted = withoutUnwritten(parts);
  return { ...rest, kind: "Statement", title: lineData(heads.title, "title"), subtitle: lineData(heads.subtitle, "subtitle"), ...noted };
}

function lineData(node, id) {
  if (sources.has(node)) return sources.get(node);
  const said = inlineData(node);
  return said.length || id === "title" ? { kind: "Paragraph", inlines: said, id } : null;
}

export function children(node) {
  return Array.from({ length: node.childCount }, (_, n) => node.child(n));
}

// A note of which no word is written yet is none: neither it nor its calls are handed on.
function withoutUnwritten(parts) {
  const written = new Set(parts.footnotes.map((each) => each.label));
  const keep = (data) => {
    if (Array.isArray(data)) {
      const kept = data.map(keep).filter((each) => !(each?.kind === "NoteRef" && !written.has(each.label)));
      return kept.length === data.length && kept.every((each, n) => each === data[n]) ? data : kept;
    }
    if (!data || typeof data !== "object") return data;
    const made = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, keep(value)]));
    return Object.keys(made).every((key) => made[key] === data[key]) ? data : made;
  };
  return keep(parts);
}

function footnoteData(node) {
  if (sources.has(node)) return [sources.get(node)];
  const blocks = children(node).flatMap(blockData);
  return blocks.length ? [{ kind: "Footnote", label: node.attrs.label, blocks, number: node.attrs.number }] : [];
}

// Returns the data of a block as a list: none where no word is in it yet.
export function blockData(node) {
  return sources.has(node) ? [sources.get(node)] : DATA[node.type.name](node);
}

const leaf = (node) => ({ kind: "Paragraph", inlines: inlineData(node), id: node.attrs.id });
const filled = (data) => (data.inlines.length ? [data] : []);
const listed = (node) => {
  if (sources.has(node)) return [sources.get(node)];
  const blocks = children(node).flatMap(blockData);
  return blocks.length ? [{ kind: "ListItem", blocks }] : [];
};
const list = (data) => (data.items.length ? [data] : []);
const DATA = {
  paragraph: (node) => filled(leaf(node)),
  heading: (node) => filled({ ...leaf(node), kind: "Heading", level: node.attrs.level }),
  bullets: (node) => list({ kind: "Bullets", items: children(node).flatMap(listed) }),
  numbered: (node) => list({ kind: "Numbered", items: children(node).flatMap(listed), start: node.attrs.start }),
  calls(node) {
    const lead = children(node).slice(0, -1).flatMap(blockData);
    const items = children(node.lastChild).flatMap(listed);
    return items.length ? [{ kind: "Calls", lead, items }] : lead;
  },
  block_quote(node) {
    const blocks = children(node).slice(0, -1).flatMap(blockData);
    const by = filled(leaf(node.lastChild));
    return blocks.length ? [{ kind: "BlockQuote", blocks, attribution: by[0] ?? null }] : by;
  },
  figure: (node) => {
    const { source, alt, credit, id, creator } = node.attrs;
    return [{ kind: "Figure", source, alt, caption: inlineData(node), credit, id, creator }];
  },
  table(node) {
    const [head, ...rows] = children(node).map(rowData);
    return [{ kind: "Table", head, rows, alignments: children(node.firstChild).map((each) => each.attrs.align) }];
  },
};

function rowData(node) {
  return sources.get(node) ?? { kind: "TableRow", cells: children(node).map(leaf), id: node.attrs.id };
}

function inlineData(node) {
  const said = nested(children(node).map((each) => ({ node: each, marks: each.marks })));
  return isBlank(said) ? [] : said;
}

function isBlank(said) {
  const blank = { Text: (each) => !each.text.trim(), LineBreak: () => true };
  return said.every((each) => (each.children ? isBlank(each.children) : blank[each.kind]?.(each)));
}

// Returns marked pieces as nodes in each other: the mark that goes on for longest stands outside.
function nested(pieces) {
  const made = [];
  for (let at = 0; at < pieces.length;) {
    const { mark, end } = longest(pieces, at);
    if (!mark) {
      made.push(leafData(pieces[at++].node));
      continue;
    }
    const inside = pieces.slice(at, end).map((each) => ({ node: each.node, marks: mark.removeFromSet(each.marks) }));
    const kind = Object.keys(MARKS).find((name) => MARKS[name] === mark.type);
    made.push({ kind, children: nested(inside), ...(kind === "Link" ? { target: mark.attrs.target } : {}) });
    at = end;
  }
  return made;
}

function longest(pieces, at) {
  let found = { mark: null, end: at };
  for (const mark of pieces[at].marks) {
    let end = at + 1;
    while (end < pieces.length && mark.isInSet(pieces[end].marks)) end++;
    if (end > found.end) found = { mark, end };
  }
  return found;
}

function leafData(node) {
  if (node.isText) return { kind: "Text", text: node.text };
  const kind = Object.keys(KINDS).find((name) => KINDS[name][0] === node.type.name);
  return { kind, ...node.attrs };
}
