// Small comforts; every page works without them.
"use strict";

// The account menu closes on Escape and on a press outside it, as menus do.
function lukkMeny(meny, fokus) {
  meny.open = false;
  if (fokus) meny.querySelector("summary").focus();
}

document.addEventListener("keydown", (hendelse) => {
  const meny = document.querySelector(".konto[open]");
  if (hendelse.key === "Escape" && meny) lukkMeny(meny, true);
});

document.addEventListener("click", (hendelse) => {
  const meny = document.querySelector(".konto[open]");
  if (meny && !meny.contains(hendelse.target)) lukkMeny(meny, false);
});

// One press sends a form once: a second press within four seconds is dropped.
// The server refuses duplicates by itself; this only spares the person the message about it.
document.addEventListener("submit", (hendelse) => {
  const skjema = hendelse.target;
  if (skjema.dataset.sendt) {
    hendelse.preventDefault();
    return;
  }
  if (hendelse.defaultPrevented || skjema.method !== "post") return;
  skjema.dataset.sendt = "ja";
  setTimeout(() => delete skjema.dataset.sendt, 4000);
});
