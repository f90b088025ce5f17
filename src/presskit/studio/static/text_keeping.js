// What is typed is kept in the browser until the server has it on the disk: each window its own, found again when the window is gone.

const OWN = crypto.randomUUID();

export class Keeping {
  constructor(text) {
    this.prefix = `presskit-text ${text} `;
    this.name = this.prefix + OWN;
    navigator.locks?.request(`presskit-window ${OWN}`, () => new Promise(() => {}));  // held as long as the window is open
  }

  keep(state) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...state, when: Date.now() }));
    } catch {
      return false;  // the browser keeps nothing, or no more: the window still has it
    }
    return true;
  }

  forget() {
    localStorage.removeItem(this.name);
  }

  // Returns what a window left behind that is gone, the newest, and takes it over; null where there is none.
  async orphan() {
    const held = (await navigator.locks?.query())?.held ?? [];
    const open = new Set(held.map((each) => each.name.replace("presskit-window ", "")));
    const names = Object.keys(localStorage).filter((each) => each.startsWith(this.prefix) && !open.has(each.slice(this.prefix.length)));
    const kept = names.map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }));
    const newest = kept.sort((one, other) => other.when - one.when)[0];
    if (!newest) return null;
    this.keep(newest);
    localStorage.removeItem(newest.name);
    return newest;
  }
}
