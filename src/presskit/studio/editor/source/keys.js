// The keys. Tab is taken only where it does something, so that it always leads out of the editor in the end.

import { baseKeymap, chainCommands } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import * as commands from "./commands.js";
import { nextCell } from "./tables.js";

export function keys(openLink) {
  return [
    keymap({
      "Mod-b": commands.strong,
      "Mod-i": commands.emphasis,
      "Mod-k": openLink,
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-Alt-0": commands.paragraph,
      "Mod-Alt-2": commands.heading(2),
      "Mod-Alt-3": commands.heading(3),
      "Mod-Alt-4": commands.heading(4),
      "Shift-Mod-8": commands.bullets,
      "Shift-Mod-7": commands.numbered,
      "Shift-Mod-9": commands.quote,
      "Mod-]": commands.deeper,
      "Mod-[": commands.higher,
      Tab: chainCommands(nextCell(1), commands.deeper),
      "Shift-Tab": chainCommands(nextCell(-1), commands.higher),
      Enter: commands.enter,
      "Shift-Enter": commands.lineBreak,
    }),
    keymap(baseKeymap),
  ];
}
