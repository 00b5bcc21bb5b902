// Attendance by keyboard: while a row of .oppmote has focus, the key named in data-tast on its radio
// buttons (D, F, B, or M, I) chooses them, in all its parts, and moves on to the next row. Arrow keys work without.
"use strict";

function rader() {
  return [...document.querySelectorAll(".oppmote > li")];
}

function neste(rad) {
  const alle = rader();
  const etter = alle[alle.indexOf(rad) + 1];
  if (!etter) return;
  const knapper = 'input[type="radio"]';
  (etter.querySelector(`${knapper}:checked`) || etter.querySelector(knapper)).focus();
}

document.addEventListener("keydown", (hendelse) => {
  if (hendelse.ctrlKey || hendelse.metaKey || hendelse.altKey) return;
  const rad = hendelse.target.closest(".oppmote > li");
  if (!rad || !hendelse.target.matches('input[type="radio"]')) return;
  const valg = rad.querySelectorAll(`input[data-tast="${CSS.escape(hendelse.key.toLowerCase())}"]`);
  if (!valg.length) return;
  hendelse.preventDefault();
  for (const ett of valg) {
    ett.checked = true;
    ett.dispatchEvent(new Event("change", { bubbles: true }));
  }
  neste(rad);
});

// The help text about the keys is shown only where the keys work.
document.documentElement.classList.add("har-taster");
