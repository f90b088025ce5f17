// Saving: within a second after a change, one request after the other; what others changed is merged, or asked about.

import { askAbout } from "./text_conflict.js";
import { readable } from "./text_server.js";

const PAUSE = 350;
const LONGEST = 900;
const RETRY = 2000;
const QUIET = 1500;
const KEPT_ALIVE = 30_000;  // characters: what browsers send for a page that is gone is limited to 64 kB

export class Saving {
  constructor(parts, { document, base, digest }) {
    Object.assign(this, parts);
    this.base = base ?? document;
    this.digest = digest;
    this.typed = 0;  // counts changes
    this.written = 0;  // the change up to which the server has all
    this.since = 0;
    this.timer = 0;
    this.sending = null;
    this.question = null;
    this.isAnswered = true;
    this.isLeaving = false;
    this.tell();
  }

  get isOpen() {
    return this.typed !== this.written && !this.question && !this.isLeaving;
  }

  changed() {
    if (this.typed === this.written) this.since = Date.now();
    this.typed += 1;
    this.isLeaving = false;
    this.keep();
    this.later(Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
    this.tell();
  }

  keep() {
    clearTimeout(this.keepTimer);
    const put = () => this.typed !== this.written && this.keeping.keep({ document: this.current(), base: this.base, digest: this.digest });
    this.keepTimer = setTimeout(put, 100);
    if (this.typed - this.written === 1) put();
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  // Writes what is open; returns when it is written, or cannot be.
  async now() {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (this.isOpen) await this.alone(() => this.send());
  }

  async alone(work) {
    this.sending = work();
    await this.sending;
    this.sending = null;
  }

  async send(choices = {}, options = {}) {
    const [count, sent] = [this.typed, this.current()];
    const fields = { document: JSON.stringify(sent), base: JSON.stringify(this.base), digest: this.digest, ...choices };
    const answer = await this.server.post("save", fields, options).catch(() => null);
    if (!answer || [403, 423, 500].includes(answer.status)) return this.failed(answer);
    this.isAnswered = true;
    if (answer.status === 409) return this.asked(answer.data, sent);
    if (!answer.ok) return this.refused(answer.data);
    this.done(answer.data, count, sent);
  }

  done(report, count, sent) {
    this.problem = "";
    this.written = count;
    const isStill = count === this.typed;
    if (!report.merged.length || isStill) [this.base, this.digest] = [report.document, report.digest];
    else this.base = sent;  // what was typed meanwhile is merged with what the others changed, once more
    if (isStill) {
      this.keeping.forget();
      if (report.merged.length) this.show(report.document);
      else this.adopt(report.document);
    } else {
      this.since = Date.now();
      this.later(PAUSE);
    }
    if (report.merged.length) this.notice(this.words.say("merged", { count: report.merged.length }));
    if (report.unstressed.length) this.notice(this.words.say("unstressed"));
    this.when = new Date();
    this.tell();
    this.saved();
  }

  failed(answer) {
    this.isAnswered = answer !== null && answer.status === 423;
    this.later(RETRY);
    this.tell();
  }

  refused(data) {
    this.problem = [this.words.say("refused"), data.problem, ...(data.findings ?? [])].filter(Boolean).join(" ");
    this.tell();
  }

  // Both changed the same: what differs in spaces alone is no question.
  asked(report, sent) {
    const isSame = (each) => readable(each.base).replace(/\s/g, "") === readable(each.theirs).replace(/\s/g, "") && each.base && each.theirs;
    const decide = (choices) => this.send({ choices: choices.join(), against: report.digest });
    if (report.conflicts.every(isSame)) return decide(report.conflicts.map(() => "mine"));
    this.question = askAbout(report.conflicts, { words: this.words, place: this.find("notices"), language: report.language, direction: report.direction }, async (choices) => {
      this.question = null;
      await this.alone(() => decide(choices));
      if (this.typed === this.written) this.show(this.base);
    });
    this.keeping.keep({ document: sent, base: this.base, digest: this.digest });
    this.tell();
    return undefined;
  }

  // The text on the disk is as this digest says.
  async seen(digest) {
    if (digest === this.digest || this.sending || this.question) return;
    if (this.typed !== this.written) return this.now();
    const now = await this.server.get("now").catch(() => null);
    if (!now || this.typed !== this.written || this.sending || now.digest === this.digest) return undefined;
    [this.base, this.digest] = [now.document, now.digest];
    this.show(now.document);
    this.notice(this.words.say("changed_elsewhere"));
    return undefined;
  }

  answered(isThere) {
    if (isThere === this.isAnswered) return;
    this.isAnswered = isThere;
    if (isThere) this.now();
    this.tell();
  }

  // The window is being closed or hidden: what is open is kept here and sent without waiting.
  flush() {
    if (this.typed === this.written) return;
    const state = { document: this.current(), base: this.base, digest: this.digest };
    this.keeping.keep(state);
    if (this.isOpen && !this.sending) this.send({}, { keepalive: JSON.stringify(state).length < KEPT_ALIVE });
  }

  // Says where the words are; aloud seldom: when they are written and the keys rest, and when they are not.
  tell() {
    const open = this.typed !== this.written;
    const [name, text] = this.question ? ["asked", this.words.say("asked")]
      : this.problem ? ["problem", this.problem]
      : !this.isAnswered ? ["away", this.words.say("away")]
      : open ? ["open", this.words.say("saving")]
      : ["saved", this.when ? this.words.say("saved_at", { time: this.words.time(this.when) }) : this.words.say("saved")];
    const line = this.find("told");
    line.dataset.told = name;
    line.textContent = text;
    clearTimeout(this.aloud);
    const spoken = { saved: this.when ? this.words.say("saved") : "", open: "" }[name] ?? text;
    if (spoken !== this.find("status").textContent) this.aloud = setTimeout(() => (this.find("status").textContent = spoken), name === "saved" ? QUIET : 0);
  }
}
