// The page beside the text: as web page with each key, as printed pages after a pause; a click leads to the words, the caret lights its block.

const PAPER_PAUSE = 60;
const PAGES_PAUSE = 500;
const GIVEN_UP = 6000;  // milliseconds, or three times as many as the pages took last
const LIT = "<style>[data-lit]{outline:2px solid #0b6b66;outline-offset:3px;background:rgb(11 107 102 / 10%)} [id]{cursor:pointer}</style>";

export class Beside {
  constructor(parts) {
    Object.assign(this, parts);
    this.frame = this.find("frame");
    this.sheets = this.find("sheets");
    this.lag = this.find("lag");
    this.block = "";
    this.boxes = [];
    this.took = 5000;
    this.count = 0;  // of changes
    this.drawn = { paper: -1, pages: -1 };
    this.busy = { paper: 0, pages: 0 };
    this.buttons = [...document.querySelectorAll("[data-look]")];
  }

  start() {
    this.look = localStorage.getItem("presskit-look") === "paper" ? "paper" : "pages";
    this.frame.addEventListener("load", () => this.framed());
    this.frame.setAttribute("sandbox", "allow-same-origin");
    this.frame.src = `${this.server.base}/frame`;
    for (const each of this.buttons) each.addEventListener("click", () => this.choose(each.dataset.look));
    this.sheets.addEventListener("click", (event) => this.clicked(event));
    this.frame.closest("details").addEventListener("toggle", () => this.draw(0));
    addEventListener("hashchange", () => this.draw(0));
    matchMedia("(max-width: 62rem)").addEventListener("change", () => this.draw(0));
    setInterval(() => this.tell(), 1000);
    this.choose(this.look);
  }

  choose(look) {
    this.look = look;
    localStorage.setItem("presskit-look", look);
    for (const each of this.buttons) each.setAttribute("aria-pressed", String(each.dataset.look === look));
    this.frame.hidden = look !== "paper";
    this.sheets.hidden = look === "paper";
    this.draw(0);
    this.tell();
  }

  changed() {
    this.count += 1;
    this.draw(this.look === "paper" ? PAPER_PAUSE : PAGES_PAUSE);
    this.tell();
  }

  get isSeen() {
    return (this.look === "paper" ? this.frame : this.sheets).offsetParent !== null;
  }

  draw(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isSeen && this.update(this.look), pause);
  }

  // One request at a time; what was typed meanwhile is drawn next. Pages that take too long are given up: the server ends their job.
  async update(look) {
    const since = Date.now() - this.busy[look];
    if (this.drawn[look] === this.count || (this.busy[look] && since < (look === "pages" ? Math.max(GIVEN_UP, 3 * this.took) : Infinity))) return;
    const count = this.count;
    this.busy[look] = Date.now();
    const begun = this.busy[look];
    const answer = await this.server.post(look === "paper" ? "draw" : "pages", { document: JSON.stringify(this.document()) }).catch(() => null);
    if (this.busy[look] !== begun) return;
    this.busy[look] = 0;
    if (answer?.ok) {
      await (look === "paper" ? this.put(answer.data) : this.hang(answer.data));
      this.drawn[look] = count;
      if (look === "pages") this.took = Date.now() - begun;
      this.made = begun;
    } else if (answer?.status === 422) this.fault([answer.data.problem]);
    if (answer && this.drawn[look] !== this.count && answer.status !== 422) this.draw(PAPER_PAUSE);
    this.tell();
  }

  // The web page.

  framed() {
    this.paper = this.frame.contentDocument;
    if (!this.paper) return;  // the page as it stands without script, which is out of reach
    this.paper.addEventListener("click", (event) => {
      event.preventDefault();
      const part = event.target.closest("[id]");
      if (part) this.go(part.id.replace(/^ref-.*/, "") || part.parentElement.closest("[id]")?.id);
    });
    this.drawn.paper = -1;
    this.draw(0);
  }

  put({ page, findings }) {
    if (!page || !this.paper) return this.fault(findings);
    this.fault([]);
    const view = this.frame.contentWindow;
    const place = view.scrollY;
    const inner = page.slice(page.indexOf(">", page.indexOf("<html")) + 1, page.lastIndexOf("</html>"));
    this.paper.documentElement.innerHTML = inner.replace(/<script\b[^]*?<\/script>/gi, "").replace("</head>", `${LIT}</head>`);
    view.scrollTo(0, place);
    this.light(this.block, false);
    return undefined;
  }

  // The printed pages.

  async hang({ number, count, boxes, findings }) {
    if (!count) return this.fault(findings);
    const made = await Promise.all(Array.from({ length: count }, (_, n) => this.picture(number, n + 1, count)));
    if (made.some((each) => !each)) return undefined;
    this.fault([]);
    this.boxes = boxes;
    const place = this.sheets.scrollTop;
    this.sheets.replaceChildren(...made);
    this.sheets.scrollTop = place;
    this.light(this.block, false);
    return undefined;
  }

  async picture(number, page, count) {
    const sheet = document.createElement("div");
    const image = document.createElement("img");
    sheet.className = "sheet";
    sheet.dataset.page = page;
    image.alt = this.words.say("page_of", { number: page, count });
    image.src = `${this.server.base}/pages/${number}/${page}`;
    sheet.append(image);
    return image.decode().then(() => sheet, () => null);
  }

  clicked(event) {
    const sheet = event.target.closest(".sheet");
    if (!sheet) return;
    const edge = sheet.getBoundingClientRect();
    const [x, y] = [(event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height];
    const size = (each) => (each.right - each.left) * (each.bottom - each.top);
    const there = this.boxes.filter((each) => each.page === Number(sheet.dataset.page) && !each.id.startsWith("ref-")
      && x >= each.left - 0.02 && x <= each.right + 0.02 && y >= each.top - 0.004 && y <= each.bottom + 0.004);
    const found = there.sort((one, other) => size(one) - size(other))[0];
    if (found) this.go(found.id);
  }

  // Lights the block of the caret on the page that is shown.
  light(id, isNew = true) {
    this.block = id;
    for (const each of this.sheets.querySelectorAll(".lit")) each.remove();
    for (const each of this.boxes.filter((box) => id && box.id === id)) this.put_light(each);
    this.paper?.querySelector("[data-lit]")?.removeAttribute("data-lit");
    const part = id && this.paper?.getElementById(id);
    if (part) part.setAttribute("data-lit", "");
    if (isNew) this.reveal();
  }

  put_light(box) {
    const lit = document.createElement("div");
    lit.className = "lit";
    lit.dataset.block = box.id;
    for (const side of ["left", "top"]) lit.style[side] = `${box[side] * 100}%`;
    lit.style.width = `${(box.right - box.left) * 100}%`;
    lit.style.height = `${(box.bottom - box.top) * 100}%`;
    this.sheets.querySelector(`.sheet[data-page="${box.page}"]`)?.append(lit);
  }

  // Scrolls the page, and nothing around it, until the lit block is in sight.
  reveal() {
    if (!this.isSeen) return;
    if (this.look === "paper") {
      const part = this.paper?.querySelector("[data-lit]");
      const edge = part?.getBoundingClientRect();
      const view = this.frame.contentWindow;
      if (edge && (edge.top < 0 || edge.bottom > view.innerHeight)) view.scrollBy(0, edge.top - view.innerHeight / 3);
      return;
    }
    const [part, around] = [this.sheets.querySelector(".lit")?.getBoundingClientRect(), this.sheets.getBoundingClientRect()];
    if (part && (part.top < around.top || part.bottom > around.bottom)) this.sheets.scrollTop += part.top - around.top - around.height / 3;
  }

  fault(lines) {
    this.problem = lines.filter(Boolean).join(" ");
  }

  tell() {
    const isNow = this.drawn[this.look] === this.count;
    const seconds = Math.max(1, Math.round((Date.now() - (this.made ?? Date.now())) / 1000));
    const behind = seconds < 60 ? this.words.say("page_from", { count: seconds }) : this.words.say("page_old");
    const text = this.problem ? `${this.words.say("no_page")} ${this.problem}` : isNow ? this.words.say("page_now") : this.made ? behind : this.words.say("page_soon");
    if (this.lag.textContent !== text) this.lag.textContent = text;
  }
}
