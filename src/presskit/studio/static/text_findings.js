// What was found in the text, beside it: a click leads to the place; a warning is accepted without leaving the page.

const PAUSE = 500;

export class Findings {
  constructor(parts) {
    Object.assign(this, parts);
    this.state = this.html = "";
    this.box = this.find("findings");
    this.box.addEventListener("click", (event) => {
      const way = event.target.closest("[data-go]");
      if (way) this.go(way.dataset.go);
    });
    this.box.addEventListener("submit", (event) => this.accept(event));
  }

  // After a save, when the keys rest.
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    const there = await this.server.get("findings").catch(() => null);
    if (there && !this.box.contains(document.activeElement)) this.show(there);
    else if (there) this.box.addEventListener("focusout", () => setTimeout(() => this.refresh()), { once: true });
    if (there) this.state = there.state;
  }

  show({ html, line, marks, count, state }) {
    if (html !== this.html) this.put(html);
    this.find("state-line").innerHTML = line;
    this.find("count").textContent = count || "";
    this.marks(marks);
    this.state = state;
  }

  // What is the same stays as it is: somebody may be about to click on it.
  put(html) {
    const isOpen = new Set([...this.box.querySelectorAll(".accept[open] [name=finding]")].map((each) => each.value));
    this.html = html;
    this.box.innerHTML = html;
    for (const each of this.box.querySelectorAll("[name=finding]")) each.closest("details").open ||= isOpen.has(each.value);
  }

  async accept(event) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    const answer = await this.server.post("findings", { ...fields, key: this.server.key, live: "1" }).catch(() => null);
    if (!answer?.ok) {
      this.box.prepend(Object.assign(document.createElement("p"), { className: "problem", role: "alert", textContent: this.words.say("accept_failed") }));
      return;
    }
    this.show(answer.data);
    const told = this.box.querySelector("[role=alert]");
    (told?.closest("form, li")?.querySelector("input:not([type=hidden])") ?? this.find("findings")).focus();
  }
}
