// The editor of a statement. README.md tells what a page may ask of it.

import { history } from "prosemirror-history";
import { gapCursor } from "prosemirror-gapcursor";
import { Fragment, Slice } from "prosemirror-model";
import { EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { openCard } from "./card.js";
import * as commands from "./commands.js";
import { block, toDocument, toNode } from "./convert.js";
import { find, ownIds } from "./ids.js";
import { keys } from "./keys.js";
import { isAddress, KINDS, schema } from "./schema.js";
import { beside, marked, markedBlocks, nodeViews } from "./shown.js";
import { toolbars } from "./toolbar.js";

export { KINDS };

const { nodes } = schema;
const BLOCKS = [nodes.title, nodes.subtitle, nodes.paragraph, nodes.heading, nodes.attribution, nodes.figure, nodes.head_cell, nodes.table_cell];

export function mount(element, options) {
  return new Editor(element, options);
}

class Editor {
  constructor(element, options) {
    const { document: given, language, direction, words, readOnly = false, values = {}, picture = (source) => source } = options;
    this.options = options;
    this.keepRest(given);
    this.root = element.appendChild(globalThis.document.createElement("div"));
    this.root.className = "ed";
    this.bars = readOnly ? null : toolbars(words, { link: this.link, variable: this.variable });
    if (this.bars) this.root.append(this.bars.above);
    const plugins = [...keys(this.link), history({ depth: 1000 }), gapCursor(), ownIds(), beside(words), markedBlocks()];
    this.view = new EditorView(this.root, {
      state: EditorState.create({ doc: toNode(given), plugins }),
      editable: () => !readOnly,
      attributes: {
        class: "ed-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": words.text,
        ...(readOnly ? { "aria-readonly": "true", tabindex: "0" } : {}),
        lang: language,
        dir: direction,
        spellcheck: "true",
      },
      nodeViews: nodeViews(words, values, picture),
      clipboardTextParser: parsedText,
      transformPastedHTML: withoutStyles,
      handlePaste: (view, event) => this.paste(event),
      handleClickOn: (view, pos, node, at, event, direct) => direct && this.openByClick(at, node, event),
      handleKeyDown: (view, event) => this.openByKey(event),
      dispatchTransaction: (change) => this.dispatch(change),
    });
    if (this.bars) this.root.append(this.bars.below);
    this.bars?.update(this.view);
  }

  keepRest({ kind, title, subtitle, body, boilerplate, notes, footnotes, ...rest }) {
    this.rest = rest;
  }

  dispatch(change) {
    const before = this.caretBlock();
    this.view.updateState(this.view.state.apply(change));
    this.bars?.update(this.view);
    if (change.docChanged && !change.getMeta("given")) this.options.onChange?.(this.document());
    const after = this.caretBlock();
    if (after !== before) this.options.onBlock?.(after);
  }

  // Returns the id of the block that holds the caret; empty where it has none yet.
  caretBlock() {
    return commands.around(this.view.state, ...BLOCKS)?.node.attrs.id ?? "";
  }

  document() {
    return toDocument(this.view.state.doc, this.rest);
  }

  // Shows another document: what is the same stays, with the caret; undo does not lead behind it.
  setDocument(given) {
    this.keepRest(given);
    const doc = toNode(given);
    const change = this.view.state.tr.setMeta("given", true).setMeta("addToHistory", false);
    replaceContent(change, this.view.state.doc, doc, 0);
    if (change.docChanged) this.view.dispatch(change);
  }

  // Gives blocks without an ID those of the same document as it was written; words and caret stay.
  adoptIds(given) {
    const change = this.view.state.tr.setMeta("given", true).setMeta("addToHistory", false);
    adoptNames(change, this.view.state.doc, toNode(given), 0);
    if (!change.docChanged) return;
    this.view.dispatch(change);
    this.options.onBlock?.(this.caretBlock());
  }

  replaceBlock(data) {
    const found = find(this.view.state.doc, data.id);
    if (!found) return false;
    const change = this.view.state.tr.replaceWith(found.at, found.at + found.node.nodeSize, block(data));
    this.view.dispatch(change);
    return true;
  }

  focusBlock(id) {
    const found = find(this.view.state.doc, id);
    if (!found) return false;
    const selection = Selection.near(this.view.state.doc.resolve(found.at + 1));
    this.view.dispatch(this.view.state.tr.setSelection(selection).scrollIntoView());
    this.view.focus();
    return true;
  }

  setMarks(list) {
    this.view.dispatch(this.view.state.tr.setMeta(marked, list));
  }

  destroy() {
    this.view.destroy();
    this.root.remove();
  }

  // What is copied here is pasted as it is; all else goes through the page's importer, if it has one.
  paste(event) {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.options.onPaste || html.includes("data-pm-slice") || !(html || text.includes("\n"))) return false;
    const range = this.view.state.selection.getBookmark();
    Promise.resolve(this.options.onPaste({ html, text })).then((blocks) => {
      if (!blocks || this.view.isDestroyed) return;
      const { state } = this.view;
      const slice = new Slice(Fragment.fromArray(blocks.map(block)), 0, 0);
      this.view.dispatch(state.tr.setSelection(range.resolve(state.doc)).replaceSelection(slice).scrollIntoView());
    });
    return true;
  }

  // The caption of a figure is written; its picture is what opens.
  openByClick(at, node, event) {
    return (node.type !== nodes.figure || event.target.tagName === "IMG") && this.open(at, node);
  }

  openByKey(event) {
    const { selection } = this.view.state;
    if (event.key !== "Enter" || !(selection instanceof NodeSelection)) return false;
    return this.open(selection.from, selection.node);
  }

  open(at, node) {
    if (!this.view.editable) return false;
    if (node.type === nodes.variable) return this.openVariable(at, node);
    if (node.type === nodes.figure) return this.openFigure(at, node);
    return node.type === nodes.note_ref && this.focusNote(node.attrs.label);
  }

  focusNote(label) {
    let found = -1;
    this.view.state.doc.descendants((node, at) => {
      if (node.type === nodes.footnote && node.attrs.label === label) found = at;
    });
    if (found < 0) return false;
    const selection = Selection.near(this.view.state.doc.resolve(found + 1));
    this.view.dispatch(this.view.state.tr.setSelection(selection).scrollIntoView());
    return true;
  }

  openFigure(at, node) {
    const { words } = this.options;
    const fields = ["alt", "credit"].map((name) => ({ name, label: words[name], value: node.attrs[name] }));
    const done = (values) => this.view.dispatch(this.view.state.tr.setNodeMarkup(at, null, { ...node.attrs, ...values }));
    openCard(this.view, this.root, at, { label: words.figure, fields, done, words });
    return true;
  }

  openVariable(at, node) {
    const set = (made) => this.view.dispatch(this.view.state.tr.replaceWith(at, at + node.nodeSize, made));
    const remove = () => this.view.dispatch(this.view.state.tr.delete(at, at + node.nodeSize));
    this.variableCard(at, node.attrs, set, remove);
    return true;
  }

  variableCard(at, { name, forms }, set, remove) {
    const { words, values = {} } = this.options;
    const names = Object.keys(words).filter((key) => key.startsWith("variable_")).map((key) => key.slice("variable_".length));
    const shown = (key) => (values[key] ? `${words[`variable_${key}`]}: ${values[key]}` : words[`variable_${key}`]);
    const fields = [
      { name: "name", label: words.variable, value: name, options: names.map((key) => [key, shown(key)]) },
      { name: "forms", label: words.forms, value: forms.join(" | ") },
    ];
    const done = (given) => {
      const made = given.forms.split("|").map((each) => each.trim()).filter(Boolean);
      set(nodes.variable.create({ name: given.name, forms: made }));
    };
    openCard(this.view, this.root, at, { label: words.variable, fields, done, remove, words });
  }

  // Commands that open a card; without "dispatch" they tell whether they could.
  variable = (state, dispatch) => {
    if (!commands.variable("date")(state)) return false;
    const names = Object.keys(this.options.words).filter((key) => key.startsWith("variable_"));
    const set = (made) => this.view.dispatch(this.view.state.tr.replaceSelectionWith(made));
    if (dispatch) this.variableCard(state.selection.from, { name: names[0].slice("variable_".length), forms: [] }, set);
    return true;
  };

  link = (state, dispatch) => {
    if (!(state.selection instanceof TextSelection) || !state.selection.$from.sameParent(state.selection.$to)) return false;
    if (!dispatch) return true;
    const { words } = this.options;
    const there = commands.linkAt(state);
    const fields = [{
      name: "target",
      label: words.address,
      value: there?.target ?? "https://",
      invalid: (value) => (isAddress(value) ? "" : words.no_address),
    }];
    openCard(this.view, this.root, state.selection.from, {
      label: words.link,
      fields,
      words,
      done: ({ target }) => commands.setLink(target)(this.view.state, this.view.dispatch),
      remove: there && (() => commands.removeLink(this.view.state, this.view.dispatch)),
    });
    return true;
  };
}

// Replaces those children of a node at a place that differ; where the parts of a statement are the same, those of each part.
function replaceContent(change, before, after, at) {
  const types = (node) => node.children.map((each) => each.type.name).join();
  if (before.type === nodes.statement && types(before) === types(after)) {
    before.forEach((part, offset, n) => replaceContent(change, part, after.child(n), offset + 1));
    return;
  }
  const [old, made] = [before.children, after.children];
  const differ = (one, other) => !one || !other || !one.eq(other);
  let [first, last] = [0, 0];
  while (first < old.length && !differ(old[first], made[first])) first++;
  while (last < Math.min(old.length, made.length) - first && !differ(old.at(-1 - last), made.at(-1 - last))) last++;
  const size = (list) => list.reduce((sum, each) => sum + each.nodeSize, 0);
  const [from, to] = [at + size(old.slice(0, first)), at + size(old.slice(0, old.length - last))];
  const begin = change.mapping.map(from, 1);
  change.replaceWith(begin, Math.max(begin, change.mapping.map(to, -1)), made.slice(first, made.length - last));
}

// Both have the same blocks, but for those in which nothing is written yet.
function adoptNames(change, mine, theirs, at) {
  const [ours, named] = [[], theirs.children];
  mine.forEach((node, offset) => {
    if (node.content.size || node.isLeaf || node.type.isolating) ours.push([node, at + offset]);
  });
  if (ours.length !== named.length || ours.some(([node], n) => node.type !== named[n].type)) return;
  ours.forEach(([node, place], n) => {
    if (node.attrs.id === "" && named[n].attrs.id) change.setNodeAttribute(place, "id", named[n].attrs.id);
    if (!node.isTextblock) adoptNames(change, node, named[n], place + 1);
  });
}

// The policy of the page lets no styles and no handlers of others in, also where they would be dropped.
function withoutStyles(html) {
  return html.replace(/<[^<>]*>/g, (tag) => tag.replace(/[\s/"'](?:style|on[a-z]+)\s*=/gi, " data-dropped="));
}

// Plain text: paragraphs by empty lines, or by lines where there is no empty one.
function parsedText(text) {
  const whole = text.replace(/\r\n?/g, "\n").trim();
  const parts = /\n[ \t]*\n/.test(whole) ? whole.split(/\n(?:[ \t]*\n)+/) : whole.split("\n");
  const made = parts.map((each) => each.replace(/\s*\n\s*/g, " ").trim()).filter(Boolean);
  return new Slice(Fragment.fromArray(made.map((each) => nodes.paragraph.create(null, schema.text(each)))), 1, 1);
}

// Returns the document that is read from nodes nobody remembers: the tests hold it against what was given.
export function throughNodes(given) {
  const doc = schema.nodeFromJSON(toNode(given).toJSON());
  doc.check();
  const { kind, title, subtitle, body, boilerplate, notes, footnotes, ...rest } = given;
  return toDocument(doc, rest);
}
