// Before the page is drawn: where scripts run the editor takes the place of the plain form; where one cannot be loaded the form stays.
"use strict";

document.documentElement.classList.add("is-scripted");
window.addEventListener("error", (event) => {
  if (event.target instanceof HTMLScriptElement) document.documentElement.classList.remove("is-scripted");
}, true);
