// The Text screen: the editor in its place, beside it the page and what was found. Without this script the page has a plain form.

import { mount } from "/static/editor/editor.js";
import { Beside } from "./text_beside.js";
import { Findings } from "./text_findings.js";
import { Keeping } from "./text_keeping.js";
import { Saving } from "./text_saving.js";
import { Refusal, Server, Words } from "./text_server.js";

const POLL = 2000;
const root = document.querySelector("[data-text]");
const words = new Words(JSON.parse(root.dataset.words), root.dataset.language);
const server = new Server(root.dataset.text, root.dataset.key);
const find = (name) => document.querySelector(`[data-${name}]`);

document.documentElement.classList.add("is-live");
root.hidden = false;
start().catch((problem) => {
  notice(words.say("not_loaded"), String(problem.message ?? problem));
  document.documentElement.classList.remove("is-scripted");
});

async function start() {
  const keeping = new Keeping(root.dataset.text);
  const given = await server.get("now");
  const kept = await keeping.orphan();
  const first = kept?.document ?? given.document;
  const desk = { editor: null, document: first };
  const fields = [...root.querySelectorAll("[data-field]")];
  const beside = new Beside({ server, words, find, go: (id) => go(id), document: () => current() });
  const findings = new Findings({ server, words, find, go: (id) => go(id), marks: (list) => desk.editor.setMarks(list) });
  const saving = new Saving({ server, words, keeping, current, find, notice, show, adopt, saved: () => findings.later() }, kept ?? given);

  function current() {
    const document = desk.editor.document();
    const [description, keywords] = fields.map((each) => each.value);
    const list = keywords.split(/[,،]/).map((each) => each.trim()).filter(Boolean);
    const [plain, before] = [description.trim(), desk.document];
    return { ...document, description: plain === before.description.trim() ? before.description : plain, keywords: list };
  }

  function fill(document) {
    desk.document = document;
    for (const each of fields) {
      const value = each.dataset.field === "keywords" ? document.keywords.join(root.dataset.language === "ar" ? "، " : ", ") : document.description;
      if (each !== globalThis.document.activeElement || each.value !== value) each.value = value;
    }
  }

  // Shows another document; what is the same stays, with the caret.
  function show(document) {
    desk.editor.setDocument(document);
    fill(document);
    beside.changed();
  }

  // Takes over the names that the server gave to new blocks; the words stay as they are typed.
  function adopt(document) {
    desk.editor.adoptIds(document);
  }

  function go(id) {
    if (location.hash && location.hash !== "#work") location.hash = "#work";
    desk.editor.focusBlock(id);
  }

  function changed() {
    saving.changed();
    beside.changed();
  }

  fill(first);
  desk.editor = mount(root.querySelector("[data-place]"), {
    document: first,
    language: given.language,
    direction: given.direction,
    words: JSON.parse(root.dataset.editorWords),
    values: given.values,
    picture: (source) => `${root.dataset.picture}?name=${encodeURIComponent(source)}`,
    onChange: changed,
    onBlock: (id) => beside.light(id),
    onPaste: (data) => pasted(data),
  });
  for (const each of fields) each.addEventListener("input", changed);
  if (kept) {
    notice(words.say("put_back"));
    saving.changed();
  }
  beside.start();
  findings.refresh();
  watch(saving, findings, beside);
}

async function pasted(data) {
  const answer = await server.post("paste", data).catch(() => null);
  if (!answer?.ok) {
    notice(words.say("paste_failed"), answer?.data.problem ?? "");
    return null;
  }
  if (answer.data.findings.length) notice(words.say("paste_told"), ...answer.data.findings);
  return answer.data.blocks;
}

// Somebody else may change the release, in another window or outside the studio.
function watch(saving, findings, beside) {
  const look = async () => {
    if (!document.hidden) {
      const there = await server.get("state").catch((problem) => ({ problem }));
      if (there.digest) {
        await saving.seen(there.digest);
        if (findings.state && there.state !== findings.state) {
          await findings.refresh();
          beside.changed();
        }
      }
      saving.answered(!there.problem || there.problem instanceof Refusal);
    }
    setTimeout(look, POLL);
  };
  setTimeout(look, POLL);
  document.addEventListener("visibilitychange", () => document.hidden && saving.flush());
  window.addEventListener("pagehide", () => saving.flush());
  document.addEventListener("click", (event) => leave(event, saving), true);
  document.addEventListener("submit", (event) => leave(event, saving), true);
}

// What leads elsewhere waits until the last words are written.
async function leave(event, saving) {
  const target = event.type === "submit" ? event.target : event.target.closest?.("a[href]");
  if (event.ctrlKey || event.metaKey || event.shiftKey || !target || target.matches("[data-accept], [href^='#']") || target.closest(".ed") || !saving.isOpen) return;
  event.preventDefault();
  event.stopPropagation();
  await saving.now();
  saving.isLeaving = true;
  if (event.type === "submit") target.requestSubmit(event.submitter);
  else target.click();
}

// Says above the text what happened; it stays until it is closed.
function notice(text, ...details) {
  const card = document.createElement("div");
  card.className = "card notice";
  card.setAttribute("role", "status");
  card.append(Object.assign(document.createElement("p"), { textContent: text }));
  for (const each of details.filter(Boolean)) {
    card.append(Object.assign(document.createElement("p"), { textContent: each, className: "foreign quiet", lang: "en", dir: "ltr" }));
  }
  const close = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: words.say("close") });
  close.addEventListener("click", () => card.remove());
  card.append(close);
  find("notices").append(card);
}
