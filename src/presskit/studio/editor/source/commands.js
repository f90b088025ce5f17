// What can be done to the text: each a command of ProseMirror, (state, dispatch) → whether it can be done here.

import { chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection } from "prosemirror-state";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const LINES = new Set([nodes.title, nodes.subtitle, nodes.attribution, nodes.figure, nodes.head_cell, nodes.table_cell]);

export const strong = toggleMark(marks.strong);
export const emphasis = toggleMark(marks.emphasis);
export const paragraph = setBlockType(nodes.paragraph, ({ attrs: { id } }) => ({ id }));
export const heading = (level) => setBlockType(nodes.heading, ({ attrs: { id } }) => ({ id, level }));
export const bullets = toggleList(nodes.bullets);
export const numbered = toggleList(nodes.numbered);
export const deeper = sinkListItem(nodes.list_item);
export const higher = (state, dispatch) => isNested(state) && liftListItem(nodes.list_item)(state, dispatch);

// Returns the node of a type around the caret with its depth and place; null where there is none.
export function around(state, ...types) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (types.includes(node.type)) return { node, depth, at: $from.before(depth) };
  }
  return null;
}

export function isStressed(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

function isNested(state) {
  const list = around(state, nodes.bullets, nodes.numbered, nodes.call_items);
  return Boolean(list && state.doc.resolve(list.at).parent.type === nodes.list_item);
}

// A list of this kind becomes paragraphs, one of the other kind this kind, and paragraphs a list.
function toggleList(type) {
  return (state, dispatch) => {
    const list = around(state, nodes.bullets, nodes.numbered);
    if (!list) return wrapInList(type)(state, dispatch);
    if (list.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (dispatch) dispatch(state.tr.setNodeMarkup(list.at, type, null));
    return true;
  };
}

export function quote(state, dispatch) {
  const inside = around(state, nodes.block_quote);
  if (inside) return unquote(state, dispatch, inside);
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to);
  if (!range?.parent.canReplaceWith(range.startIndex, range.endIndex, nodes.block_quote)) return false;
  const blocks = childrenOf(range.parent).slice(range.startIndex, range.endIndex);
  const made = nodes.block_quote.create(null, [...blocks, nodes.attribution.create()]);
  if (!nodes.block_quote.validContent(made.content)) return false;
  if (dispatch) dispatch(caretAt(state.tr.replaceWith(range.start, range.end, made), $from.pos + 1));
  return true;
}

function unquote(state, dispatch, { node, at }) {
  const by = node.lastChild.content.size ? [nodes.paragraph.create(node.lastChild.attrs, node.lastChild.content)] : [];
  const made = [...childrenOf(node).slice(0, -1), ...by];
  if (dispatch) dispatch(caretAt(state.tr.replaceWith(at, at + node.nodeSize, made), state.selection.from - 1));
  return true;
}

function childrenOf(node) {
  return Array.from({ length: node.childCount }, (_, n) => node.child(n));
}

function caretAt(change, at) {
  return change.setSelection(Selection.near(change.doc.resolve(at))).scrollIntoView();
}

export function calls(state, dispatch) {
  const inside = around(state, nodes.calls);
  if (inside) return uncall(state, dispatch, inside);
  const list = around(state, nodes.bullets, nodes.numbered);
  let there = false;
  state.doc.descendants((node) => {
    there ||= node.type === nodes.calls;
  });
  if (there || !list || state.doc.resolve(list.at).parent.type !== nodes.body) return false;
  const made = nodes.calls.create(null, nodes.call_items.create(null, list.node.content));
  if (dispatch) dispatch(caretAt(state.tr.replaceWith(list.at, list.at + list.node.nodeSize, made), state.selection.from + 1));
  return true;
}

function uncall(state, dispatch, { node, at }) {
  const made = [...childrenOf(node).slice(0, -1), nodes.numbered.create(null, node.lastChild.content)];
  if (dispatch) dispatch(caretAt(state.tr.replaceWith(at, at + node.nodeSize, made), state.selection.from - 1));
  return true;
}

// Puts a block below the one at the top that holds the caret, and the caret into it.
function insertBelow(state, dispatch, node) {
  const { $from } = state.selection;
  const part = around(state, nodes.body, nodes.boilerplate, nodes.notes);
  if (!part || $from.depth <= part.depth) return false;
  const at = $from.after(part.depth + 1);
  if (dispatch) {
    const change = state.tr.insert(at, node);
    dispatch(change.setSelection(Selection.near(change.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
}

export function table(state, dispatch) {
  const row = (type, cell) => type.create(null, [cell.create(), cell.create()]);
  const rows = [row(nodes.table_head, nodes.head_cell), row(nodes.table_row, nodes.table_cell)];
  return insertBelow(state, dispatch, nodes.table.create(null, rows));
}

export function variable(name, forms = []) {
  return (state, dispatch) => insertInline(state, dispatch, nodes.variable.create({ name, forms }));
}

function insertInline(state, dispatch, node) {
  const { $from } = state.selection;
  if (!$from.parent.canReplaceWith($from.index(), $from.index(), node.type)) return false;
  if (dispatch) dispatch(state.tr.replaceSelectionWith(node).scrollIntoView());
  return true;
}

// Calls a new note here, and puts the caret into it.
export function note(state, dispatch) {
  if (around(state, nodes.footnote)) return false;
  const used = new Set();
  state.doc.descendants((node) => {
    if (node.attrs.label) used.add(node.attrs.label);
  });
  const label = String(Array.from({ length: used.size + 1 }, (_, n) => n + 1).find((n) => !used.has(String(n))));
  let change = null;
  const called = insertInline(state, (each) => (change = each), nodes.note_ref.create({ label }));
  if (!called || !dispatch) return called;
  const made = nodes.footnote.create({ label }, nodes.paragraph.create());
  const last = change.doc.lastChild;
  const end = change.doc.content.size;
  const at = last.type === nodes.footnotes ? end - 1 : end;
  change.insert(at, last.type === nodes.footnotes ? made : nodes.footnotes.create(null, made));
  dispatch(change.setSelection(Selection.near(change.doc.resolve(at + 1))).scrollIntoView());
  return true;
}

export function part(name) {
  return (state, dispatch) => {
    const { doc } = state;
    const order = ["title", "subtitle", "body", "boilerplate", "notes", "footnotes"];
    let at = 0;
    let there = false;
    doc.forEach((node, place) => {
      there ||= node.type.name === name;
      if (order.indexOf(node.type.name) < order.indexOf(name)) at = place + node.nodeSize;
    });
    if (there) return false;
    if (dispatch) {
      const change = state.tr.insert(at, nodes[name].create(null, nodes.paragraph.create()));
      dispatch(change.setSelection(Selection.near(change.doc.resolve(at + 1))).scrollIntoView());
    }
    return true;
  };
}

// In a field of one line, and behind the attribution of a quote, Enter goes on to what follows.
function leaveLine(state, dispatch) {
  const { $from } = state.selection;
  if (!LINES.has($from.parent.type)) return false;
  if ($from.parent.type === nodes.attribution || $from.parent.type === nodes.figure) {
    const depth = $from.parent.type === nodes.attribution ? $from.depth - 1 : $from.depth;
    const next = $from.after(depth);
    if (!state.doc.resolve(next).nodeAfter) return below(state, dispatch, next);
  }
  const found = Selection.findFrom(state.doc.resolve($from.after()), 1);
  if (!found) return true;
  if (dispatch) dispatch(state.tr.setSelection(found).scrollIntoView());
  return true;
}

function below(state, dispatch, at) {
  if (dispatch) {
    const change = state.tr.insert(at, nodes.paragraph.create());
    dispatch(change.setSelection(TextSelection.create(change.doc, at + 1)).scrollIntoView());
  }
  return true;
}

// Enter in an empty paragraph at the end of a quote, or in an empty call at the end of the calls, goes on below them.
function leaveFrame(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== nodes.paragraph || $from.parent.content.size) return false;
  const isCall = $from.node(-1).type === nodes.list_item && $from.node(-2).type === nodes.call_items;
  const depth = isCall ? $from.depth - 1 : $from.depth;
  const [frame, gone, index] = [$from.node(depth - 1), $from.node(depth), $from.index(depth - 1)];
  if (!isCall && frame.type !== nodes.block_quote) return false;
  if (gone.childCount > 1 || index === 0 || index !== frame.childCount - (isCall ? 1 : 2)) return false;
  if (dispatch) {
    const change = state.tr.delete($from.before(depth), $from.after(depth));
    const at = change.mapping.map($from.after(depth - (isCall ? 2 : 1)));
    change.insert(at, nodes.paragraph.create());
    dispatch(change.setSelection(TextSelection.create(change.doc, at + 1)).scrollIntoView());
  }
  return true;
}

export const enter = chainCommands(leaveLine, leaveFrame, splitListItem(nodes.list_item));

export function lineBreak(state, dispatch) {
  return insertInline(state, dispatch, nodes.line_break.create());
}

export function removeLink(state, dispatch) {
  const range = linkAt(state);
  if (range && dispatch) dispatch(state.tr.removeMark(range.from, range.to, marks.link));
  return Boolean(range);
}

// Has the link around the caret, or the selected words, lead elsewhere; where there are none, the address itself is put in.
export function setLink(target) {
  return (state, dispatch) => {
    const { from, to } = linkAt(state) ?? state.selection;
    const end = from === to ? from + target.length : to;
    if (!dispatch) return true;
    const change = from === to ? state.tr.insertText(target, from) : state.tr;
    dispatch(change.removeMark(from, end, marks.link).addMark(from, end, marks.link.create({ target })));
    return true;
  };
}

// Returns where the link around the caret begins and ends, and where it leads; null where there is none.
export function linkAt(state) {
  const { $from } = state.selection;
  const mark = marks.link.isInSet($from.marksAcross($from) ?? $from.marks()) || ($from.nodeAfter && marks.link.isInSet($from.nodeAfter.marks));
  if (!mark) return null;
  let [from, to] = [null, null];
  $from.parent.forEach((node, offset) => {
    const [begin, end] = [$from.start() + offset, $from.start() + offset + node.nodeSize];
    const linked = mark.isInSet(node.marks);
    if (linked && (to === null || to < begin) && begin <= $from.pos) [from, to] = [begin, end];
    else if (linked && to === begin) to = end;
  });
  return from === null || to < $from.pos ? null : { from, to, target: mark.attrs.target };
}
