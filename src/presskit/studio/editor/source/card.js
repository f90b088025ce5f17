// A card beside what it is about, with a few fields: a link, a variable, a figure.

// Opens a card at a place of the view. "fields": [{name, label, value, options?, invalid?}]; "done" gets the values, "remove" nothing.
export function openCard(view, host, at, { label, fields, done, remove, words }) {
  host.querySelector(".ed-card")?.remove();
  const card = document.createElement("div");
  const form = card.appendChild(document.createElement("form"));
  card.className = "ed-card";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", label);
  const inputs = fields.map((each) => addField(form, each));
  const close = () => {
    card.remove();
    view.focus();
  };
  const buttons = document.createElement("p");
  buttons.append(button(words.done, "submit"));
  if (remove) buttons.append(button(words.remove, "button", () => (close(), remove())));
  buttons.append(button(words.cancel, "button", close));
  form.append(buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!inputs.every((each, n) => isGood(each, fields[n]))) return;
    close();
    done(Object.fromEntries(inputs.map((each, n) => [fields[n].name, each.value.trim()])));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  host.append(card);
  place(card, view.coordsAtPos(at), host);
  inputs[0].focus();
}

function addField(form, { name, label, value, options }) {
  const line = document.createElement("label");
  const input = document.createElement(options ? "select" : "input");
  for (const [key, text] of options ?? []) input.append(new Option(text, key));
  input.name = name;
  input.value = value;
  line.append(label, input);
  form.append(line);
  return input;
}

function isGood(input, field) {
  const problem = field.invalid?.(input.value.trim()) ?? "";
  input.setCustomValidity(problem);
  if (!problem) return true;
  input.reportValidity();
  input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
  return false;
}

export function button(text, type, run) {
  const made = document.createElement("button");
  made.type = type;
  made.textContent = text;
  if (run) made.addEventListener("click", run);
  return made;
}

function place(card, at, host) {
  const frame = host.getBoundingClientRect();
  const left = Math.min(at.left - frame.left, frame.width - card.offsetWidth);
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${at.bottom - frame.top + 4}px`;
}
