// The list of signatories as a grid (WAI-ARIA Authoring Practices, grid pattern): one stop for Tab, arrows from cell to cell.
// Each change is the form of its row, sent without leaving the page; the answer is the page that the server makes.
"use strict";

const sheet = { waiting: Promise.resolve(), column: 0 };
const grid = () => document.querySelector("[data-sheet]");
const rowsOf = (table) => [...table.rows].filter((row) => !row.classList.contains("row-form") && row.offsetParent !== null);
const cellsOf = (row) => [...row.cells];
const formOf = (row) => row.nextElementSibling?.classList.contains("row-form") ? row.nextElementSibling : null;

const live = document.createElement("p");
live.className = "unseen";
live.setAttribute("role", "status");
document.body.append(live);
const tell = (words) => { live.textContent = ""; live.textContent = words; };

// The grid

function begin(table) {
  table.setAttribute("role", "grid");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      cell.setAttribute("role", cell.tagName === "TD" ? "gridcell" : cell.scope === "col" ? "columnheader" : "rowheader");
      if (cell.tagName === "TD" && !cell.dataset.key && !row.classList.contains("row-form")) cell.setAttribute("aria-readonly", "true");
    }
  }
  for (const body of table.tBodies) body.setAttribute("role", "rowgroup");
  table.tHead.setAttribute("role", "rowgroup");
  table.querySelectorAll(".edit-link").forEach((link) => { link.tabIndex = -1; });
  table.addEventListener("keydown", pressed);
  table.addEventListener("paste", pasted);
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (event.target === cell) { sheet.column = cell.cellIndex; stop(table, cell); }
  });
  table.addEventListener("dblclick", (event) => { const cell = event.target.closest("td[data-key]"); if (cell) edit(cell); });
  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("tr:not(.row-form) > td, tr:not(.row-form) > th");
    if (cell && !event.target.closest("a, input")) { event.preventDefault(); cell.focus(); }
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest(".edit-link");
    if (link) { event.preventDefault(); open(link.closest("tr")); }
    if (event.target.closest(".close")) { event.preventDefault(); close(event.target.closest("tr")); }
  });
  const at = table.dataset.at && table.querySelector(`tr[data-entry="${CSS.escape(table.dataset.at)}"]`);
  stop(table, (at || rowsOf(table)[1] || table.rows[0]).cells[0]);
}

function stop(table, cell) {
  table.querySelectorAll("tr:not(.row-form) > [tabindex='0']").forEach((each) => { each.tabIndex = -1; });
  for (const row of table.rows) if (!row.classList.contains("row-form")) for (const each of row.cells) if (each !== cell) each.tabIndex = -1;
  cell.tabIndex = 0;
}

function go(table, row, column) {
  const rows = rowsOf(table);
  const cells = cellsOf(rows[Math.max(0, Math.min(rows.length - 1, row))]);
  cells[Math.max(0, Math.min(cells.length - 1, column))].focus();
}

function pressed(event) {
  const cell = event.target.closest("td, th");
  const row = cell.parentElement;
  const table = event.currentTarget;
  if (row.classList.contains("row-form")) {
    if (event.key === "Escape") { event.preventDefault(); close(row); }
    return;
  }
  if (event.target !== cell) return;  // a field that is being typed in has keys of its own
  const at = rowsOf(table).indexOf(row);
  const forth = document.dir === "rtl" || document.documentElement.dir === "rtl" ? -1 : 1;
  const ways = {
    ArrowDown: () => go(table, at + 1, sheet.column), ArrowUp: () => go(table, at - 1, sheet.column),
    ArrowRight: () => go(table, at, cell.cellIndex + forth), ArrowLeft: () => go(table, at, cell.cellIndex - forth),
    Home: () => go(table, event.ctrlKey ? 0 : at, 0), End: () => go(table, event.ctrlKey ? Infinity : at, Infinity),
    PageDown: () => go(table, at + 10, sheet.column), PageUp: () => go(table, at - 10, sheet.column),
    Enter: () => (cell.dataset.key ? edit(cell) : open(row)), F2: () => (cell.dataset.key ? edit(cell) : open(row)),
    Delete: () => row.dataset.entry && !row.dataset.list && send(row, { do: "remove" }),
  };
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(event.key === "ArrowUp" ? "up" : "down");
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    queue(async () => {
      const button = document.querySelector("form.told button");
      if (button) await post(button.form, { do: "undo" });
    });
  } else if (ways[event.key] && !event.altKey && !event.metaKey && (!event.ctrlKey || ["Home", "End"].includes(event.key))) {
    event.preventDefault();
    event.stopPropagation();
    ways[event.key]();
  }
}

// Editing

function edit(cell) {
  const before = cell.dataset.value;
  const shown = [...cell.childNodes];
  const field = document.createElement("input");
  const head = grid().tHead.rows[0].cells[cell.cellIndex].textContent.trim();
  field.type = cell.dataset.key === "v:withdrawn" ? "date" : "text";
  field.value = before;
  field.dir = field.type === "text" ? "auto" : "ltr";
  field.lang = cell.lang;
  field.setAttribute("aria-label", head);
  let done = false;
  const leave = () => { done = true; cell.replaceChildren(...shown); };
  const commit = (step) => {
    if (done) return;
    const value = field.value;
    const row = cell.parentElement;
    if (value === before) { leave(); cell.focus(); return; }
    done = true;
    field.readOnly = true;
    send(row, { do: "save", [cell.dataset.key]: value }, step).then((sent) => { if (!sent) { done = false; field.readOnly = false; field.focus(); } });
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") { leave(); cell.focus(); }
    if (event.key === "Enter") { event.preventDefault(); commit(1); }
    if (event.key === "Tab") { event.preventDefault(); commit(0); }
  });
  field.addEventListener("blur", () => commit(0));
  cell.replaceChildren(field);
  field.focus();
  if (field.type === "text") field.select();
}

function open(row) {
  const form = formOf(row);
  if (!form) return;
  document.querySelectorAll(".row-form.open").forEach((each) => each.classList.remove("open"));
  form.classList.add("open");
  form.querySelector("input:not([type=hidden]), select, button").focus();
}

function close(form) {
  form.classList.remove("open");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  cellsOf(form.previousElementSibling).at(-1).focus();
}

// Sending

const queue = (what) => { sheet.waiting = sheet.waiting.then(what, what); return sheet.waiting; };

function move(way) {
  queue(() => {
    const row = document.activeElement.closest("[data-sheet] tr[data-entry]");
    return row && post(formOf(row)?.querySelector("form"), { do: way }, { at: row.dataset.entry });
  });
}

function send(row, fields, step = 0) {
  return queue(() => post(formOf(row)?.querySelector("form"), fields, { at: row.dataset.entry, step }));
}

// Send what a form keeps in hidden fields, and ``fields``; show the page that answers. Return whether there was an answer.
async function post(form, fields, { at = "", step = 0, all = false, to = "" } = {}) {
  if (!form) return true;
  const sent = all ? new FormData(form) : new FormData();
  if (!all) form.querySelectorAll("input[type=hidden]").forEach((each) => sent.append(each.name, each.value));
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  const plain = [...sent.values()].every((value) => typeof value === "string");
  try {
    const answer = await fetch(to || form.action, { method: "POST", body: plain ? new URLSearchParams(sent) : sent });
    show(await answer.text(), answer, at, step);
    return true;
  } catch {
    tell(grid()?.dataset.offline || "");
    return false;
  }
}

function show(text, answer, at, step) {
  const made = new DOMParser().parseFromString(text, "text/html");
  for (const part of ["main", "header.top", "nav.parts"]) {
    const [old, fresh] = [document.querySelector(part), made.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  document.title = made.title;
  const told = [...document.querySelectorAll("main [role=status]")].map((each) => each.textContent.trim()).join(" ");
  document.querySelectorAll("main [role=status]").forEach((each) => each.removeAttribute("role"));  // what is new is spoken once
  if (answer.redirected) history.replaceState(null, "", answer.url);
  document.querySelectorAll("aside.page iframe").forEach((frame) => { frame.src = frame.getAttribute("src"); });
  start();
  const table = grid();
  const alert = document.querySelector("main [role=alert]");
  if (alert) { alert.tabIndex = -1; alert.focus(); return; }
  const marked = document.querySelector("main [data-focus]");
  if (!table) {
    (marked || document.querySelector("main")).focus();
    tell(told);
    return;
  }
  const rows = rowsOf(table);
  const there = rows.findIndex((row) => row.dataset.entry === (table.dataset.at || at));
  go(table, (there < 0 ? 1 : there) + step, sheet.column);
  tell(told);
}

// Pasting: rows of a spreadsheet or of a table are compared with the list before anything is written

function rowsOfTable(html) {
  const bare = html.replace(/<(style|script|!--)[\s\S]*?(<\/\1>|-->)/gi, " ").replace(/<br\b/gi, " <br")
    .replace(/<([a-z][\w:-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/gi, "<$1>");  // an attribute would be told as a breach of the policy
  const made = new DOMParser().parseFromString(bare, "text/html");
  const lines = [...made.querySelectorAll("tr")].map((row) => [...row.cells].map((each) => each.textContent.replace(/\s+/g, " ").trim()));
  const quoted = (words) => (/["\t]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  return lines.map((line) => line.map(quoted).join("\t")).join("\n");
}

function pasted(event) {
  if (event.target.closest("input, textarea")) return;
  const html = event.clipboardData.getData("text/html");
  const text = (/<tr\b/i.test(html) && rowsOfTable(html)) || event.clipboardData.getData("text/plain");
  const form = document.querySelector("[data-rows]")?.form;
  if (!text.trim() || !form) return;
  event.preventDefault();
  queue(() => post(form, { text }, { to: form.action }));
}

// Without this script a form leads to its own page; here it stays

function submitted(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = event.submitter;
  const fields = button?.name ? { [button.name]: button.value } : {};
  queue(() => post(form, fields, { all: true, at: form.elements.at?.value || "" }));
}

function start() {
  if (grid()) begin(grid());
  document.querySelectorAll("form[data-live]").forEach((form) => form.addEventListener("submit", submitted));
  document.querySelectorAll("main [data-drop]").forEach((zone) => { if (!zone.dataset.ready) { zone.dataset.ready = "yes"; if (sheet.started) dropping(zone); } });
  sheet.started = true;
}
start();
