// Tables as the model has them: one row of heads, and rows of as many cells; nothing is merged.

import { Selection } from "prosemirror-state";
import { around } from "./commands.js";
import { schema } from "./schema.js";

const { nodes } = schema;

function place(state) {
  const cell = around(state, nodes.head_cell, nodes.table_cell);
  const table = around(state, nodes.table);
  if (!cell || !table) return null;
  const { $from } = state.selection;
  return { ...table, row: $from.index(table.depth), column: $from.index(table.depth + 1), columns: table.node.firstChild.childCount };
}

// Yields each row of a table with its place, the last first, so that what is changed in one leaves the places of others.
function rowsOf({ node, at }) {
  const rows = [];
  node.forEach((row, offset) => rows.unshift({ row, start: at + 1 + offset }));
  return rows;
}

export function addRow(state, dispatch) {
  const here = place(state);
  if (!here) return false;
  if (dispatch) {
    const after = rowsOf(here).find(({ row }) => row === here.node.child(here.row));
    const cells = Array.from({ length: here.columns }, (_, n) =>
      nodes.table_cell.create({ align: here.node.firstChild.child(n).attrs.align }));
    const at = after.start + after.row.nodeSize;
    const change = state.tr.insert(at, nodes.table_row.create(null, cells));
    dispatch(change.setSelection(Selection.near(change.doc.resolve(at + 2))).scrollIntoView());
  }
  return true;
}

export function removeRow(state, dispatch) {
  const here = place(state);
  if (!here || here.row === 0) return false;
  const { row, start } = rowsOf(here).find((each) => each.row === here.node.child(here.row));
  if (dispatch) dispatch(state.tr.delete(start, start + row.nodeSize).scrollIntoView());
  return true;
}

export function addColumn(state, dispatch) {
  const here = place(state);
  if (!here) return false;
  if (dispatch) {
    const change = state.tr;
    for (const { row, start } of rowsOf(here)) {
      const type = row.type === nodes.table_head ? nodes.head_cell : nodes.table_cell;
      change.insert(cellStart(row, start, here.column + 1), type.create());
    }
    dispatch(change.scrollIntoView());
  }
  return true;
}

export function removeColumn(state, dispatch) {
  const here = place(state);
  if (!here || here.columns === 1) return false;
  if (dispatch) {
    const change = state.tr;
    for (const { row, start } of rowsOf(here)) {
      const at = cellStart(row, start, here.column);
      change.delete(at, at + row.child(here.column).nodeSize);
    }
    dispatch(change.scrollIntoView());
  }
  return true;
}

export function removeTable(state, dispatch) {
  const here = place(state);
  if (!here) return false;
  if (dispatch) {
    const alone = state.doc.resolve(here.at).parent.childCount === 1;
    const end = here.at + here.node.nodeSize;
    dispatch(alone ? state.tr.replaceWith(here.at, end, nodes.paragraph.create()) : state.tr.delete(here.at, end));
  }
  return true;
}

export function align(side) {
  return (state, dispatch) => {
    const here = place(state);
    if (!here) return false;
    if (dispatch) {
      const change = state.tr;
      for (const { row, start } of rowsOf(here)) {
        change.setNodeAttribute(cellStart(row, start, here.column), "align", side);
      }
      dispatch(change);
    }
    return true;
  };
}

function cellStart(row, start, column) {
  return Array.from({ length: column }, (_, n) => row.child(n).nodeSize).reduce((sum, size) => sum + size, start + 1);
}

// Moves to the next cell or the one before; at the ends of the table the key leaves the editor, as Tab does elsewhere.
export function nextCell(step) {
  return (state, dispatch) => {
    const cell = around(state, nodes.head_cell, nodes.table_cell);
    const table = around(state, nodes.table);
    if (!cell || !table) return false;
    const outer = state.doc.resolve(step > 0 ? cell.at + cell.node.nodeSize : cell.at);
    const found = Selection.findFrom(outer, step, true);
    if (!found || found.from < table.at || found.from > table.at + table.node.nodeSize) return false;
    if (dispatch) dispatch(state.tr.setSelection(found).scrollIntoView());
    return true;
  };
}
