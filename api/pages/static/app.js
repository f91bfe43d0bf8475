// The pages work without this file; with it files can be dropped and a class can be graded by keyboard.
"use strict";

const find = (selector, within = document) => within.querySelector(selector);

// Files that are dropped anywhere on the field land in it; what was chosen is listed.
for (const field of document.querySelectorAll("[data-drop]")) {
  const input = find("input[type=file]", field);
  const list = find(".chosen", field);
  const show = () => {
    const names = [...input.files].slice(0, 8).map((file) => file.name);
    if (input.files.length > 8) names.push(`and ${input.files.length - 8} more`);
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
  };
  field.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("over"); });
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("over");
    input.files = event.dataTransfer.files;
    show();
  });
  input.addEventListener("change", show);
}

// A form that takes its time is sent once and says that it was.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && event.target.enctype === "multipart/form-data") button.setAttribute("aria-busy", "true");
});

// Keys, on the page of an essay.
const rows = () => [...document.querySelectorAll("[data-criterion]")];
let current = 0;
const move = (step) => {
  if (!rows().length) return;
  current = Math.max(0, Math.min(rows().length - 1, current + step));
  find(".step", rows()[current]).focus();
  rows()[current].closest("tr").scrollIntoView({ block: "nearest" });
};
const choose = (selector) => {
  const button = rows()[current] && find(selector, rows()[current]);
  if (button) button.click();
};
const comment = () => {
  const say = rows()[current] && find("details.say", rows()[current].closest("tr"));
  if (!say) return;
  say.open = true;
  find("textarea", say).focus();
};
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-criterion]");
  if (row) current = rows().indexOf(row);
});
document.addEventListener("keydown", (event) => {
  const isWriting = event.target.matches("input:not([type=hidden]), textarea, select");
  if (event.key === "Escape" && isWriting) event.target.blur();
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (event.key === "a") choose("[data-suggested]");
  else if (event.key === "m") comment();
  else if (/^[1-9]$/.test(event.key)) choose(`.step:nth-of-type(${event.key})`);
  else {
    const target = find(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    if (target.matches("textarea")) target.focus();
    else if (target.matches("summary")) target.parentElement.toggleAttribute("open");
    else target.click();
  }
  event.preventDefault();
});
