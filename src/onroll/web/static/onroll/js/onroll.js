import { initAll } from "./govuk-frontend.js";

initAll();

/* F2 hides names, or shows them again. What somebody is writing is never lost: then the page is only covered. */
const form = document.querySelector(".onroll-private-form");
let written = false;
document.addEventListener("input", (event) => {
  written = written || Boolean(event.target.closest("main form[method=post]"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "F2" || !form) return;
  event.preventDefault();
  const covered = document.documentElement.classList.toggle("onroll-covered");
  if (!written) form.requestSubmit();
  else if (!covered) document.querySelector("main").focus();
});

/* Review of pairs: single keys press the buttons, while the box says so; every button works without them. */
const review = document.querySelector("[data-review-keys]");
const choice = document.getElementById("review-keys");
if (review && choice) {
  choice.closest("[hidden]").hidden = false;
  choice.checked = localStorage.getItem("review-keys") !== "off";
  choice.addEventListener("change", () => localStorage.setItem("review-keys", choice.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!choice.checked || writes || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const pressed = review.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}

/* Work that takes long: the line that tells of it asks how far it is, and the page is shown anew only when it is done. Without a
   script the link below it asks. */
const waiting = document.querySelector("[data-asks-again]");
async function askAgain() {
  try {
    const answer = await fetch(location.href);
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-asks-again]");
    if (!told) return location.reload();
    if (told.textContent !== waiting.textContent) waiting.textContent = told.textContent;
  } catch {
    /* The network is away for a moment: ask again. */
  }
  setTimeout(askAgain, waiting.dataset.asksAgain * 1000);
}
if (waiting) setTimeout(askAgain, waiting.dataset.asksAgain * 1000);
