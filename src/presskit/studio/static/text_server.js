// What the Text screen asks of its server, and the words that it says.

// The server answered that it cannot be done.
export class Refusal extends Error {}

export class Server {
  constructor(base, key) {
    this.base = base;
    this.key = key;
  }

  // Returns data; raises Refusal where that is refused, TypeError where the server does not answer.
  async get(name) {
    const answer = await fetch(`${this.base}/${name}`, { headers: { accept: "application/json" } });
    const isData = answer.headers.get("content-type")?.startsWith("application/json");
    const data = isData ? await answer.json() : {};
    if (!answer.ok) throw new Refusal(data.problem ?? String(answer.status));
    return data;
  }

  // Returns {ok, status, data}; raises where the server does not answer. A session that began anew has another key.
  async post(name, fields, { again = true, ...options } = {}) {
    const form = new FormData();
    for (const [field, value] of Object.entries({ key: this.key, ...fields })) form.append(field, value);
    const answer = await fetch(`${this.base}/${name}`, { method: "POST", body: form, ...options });
    if (answer.status === 403 && again) {
      this.key = (await this.get("now")).key;
      return this.post(name, fields, { again: false });
    }
    const isData = answer.headers.get("content-type")?.startsWith("application/json");
    return { ok: answer.ok, status: answer.status, data: isData ? await answer.json() : {} };
  }
}

// The studio's words by their names; a text with a number has a form for each plural.
export class Words {
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
    this.plurals = new Intl.PluralRules(language);
  }

  say(name, values = {}) {
    const entry = this.texts[name];
    const text = typeof entry === "string" ? entry : (entry[this.plurals.select(values.count ?? 0)] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  }

  time(when) {
    return new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit" }).format(when);
  }
}

// Returns the words of a part of a document as one reads them.
export function readable(data) {
  if (data === null || data === undefined) return "";
  if (typeof data === "string") return data;
  if (Array.isArray(data)) return data.map(readable).filter(Boolean).join("\n");
  if (data.inlines || data.caption) return inline(data.inlines ?? data.caption);
  const parts = ["lead", "items", "blocks", "attribution", "head", "rows", "cells"];
  return parts.map((name) => readable(data[name])).filter(Boolean).join("\n");
}

function inline(list) {
  const leaf = { Text: (each) => each.text, LineBreak: () => " ", Variable: (each) => each.name, NoteRef: (each) => `[${each.label}]` };
  return list.map((each) => (leaf[each.kind] ? leaf[each.kind](each) : inline(each.children))).join("");
}
