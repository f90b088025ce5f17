// What lives on the pages: dropping files, keeping what was typed, answering by keys, progress. Every page works without it.
"use strict";

const all = (selector) => [...document.querySelectorAll(selector)];
const typing = (target) => target.isContentEditable || target.closest("input:not([type=radio], [type=checkbox]), textarea, select") !== null;

function dropping(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-dropped]");
  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
    list.hidden = input.files.length < 2;
  };
  input.addEventListener("change", show);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const files = new DataTransfer();
    [...input.files, ...event.dataTransfer.files].forEach((file) => files.items.add(file));
    input.files = files.files;
    show();
  });
}

// What was typed stays in this window until the server has answered that it has it.
function keeping(field) {
  const name = `presskit-${field.dataset.keep}`;
  if (!field.value) field.value = sessionStorage.getItem(name) || "";
  else if (field.value !== field.defaultValue) sessionStorage.setItem(name, field.value);  // typed before this script was there
  field.addEventListener("input", () => sessionStorage.setItem(name, field.value));
  if (location.pathname !== "/new") sessionStorage.removeItem(name);
}

function following(section) {
  const now = section.querySelector("[data-now]");
  const bar = section.querySelector("[data-progress]");
  const source = new EventSource(section.dataset.steps);
  source.addEventListener("message", (event) => {
    const step = JSON.parse(event.data);
    if (step.total) { bar.max = step.total; bar.value = step.number; bar.textContent = `${step.number} / ${step.total}`; }
    if (step.words) now.textContent = step.words;
    if (step.title) now.textContent = `${step.number} / ${step.total}: ${step.title} ${step.language.toUpperCase()}`;
  });
  const end = () => { source.close(); location.replace(location.pathname); };
  source.addEventListener("end", end);
}

const ways = { q: "questions", f: "findings", t: "text", l: "translations", s: "signatories", c: "contacts", b: "brand", e: "emails", h: "history" };
const switched = document.getElementById("keys-on");
if (switched) {
  switched.checked = localStorage.getItem("presskit-keys") !== "off";
  switched.addEventListener("change", () => localStorage.setItem("presskit-keys", switched.checked ? "on" : "off"));
}
let before = "";
document.addEventListener("keydown", (event) => {
  if (!switched || !switched.checked) return;  // WCAG 2.2, 2.1.4
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const card = event.target.closest(".question") || document.querySelector(".question");
  if (event.key === "?") {
    const keys = document.getElementById("keys");
    if (keys) { keys.open = !keys.open; keys.querySelector("summary").focus(); }
  } else if (before === "g" && ways[event.key]) {
    const way = document.querySelector(`.parts a[href$="/${ways[event.key]}"]`);
    if (way) way.click();
  } else if (/^[1-9]$/.test(event.key) && card) {
    const choice = card.querySelector(`input[data-number="${event.key}"]`);
    if (choice) { choice.checked = true; choice.focus(); event.preventDefault(); }
  }
  before = event.key;
});

all("[data-drop]").forEach(dropping);
all("[data-keep]").forEach(keeping);
all("[data-steps]").forEach(following);
if (location.pathname.startsWith("/r/")) sessionStorage.removeItem("presskit-new-text");
document.querySelector("[role=alert][tabindex]")?.focus();
