// Times that follow, shown while one types: the server does the same when it saves. Without this
// script nothing is lost but the preview.
"use strict";

const skjema = document.querySelector(".programskjema");
const DOGNET = 24 * 60;

function minutter(felt) {
  const treff = /^(\d{1,2})[:.](\d{2})/.exec(felt.value);
  return treff ? Number(treff[1]) * 60 + Number(treff[2]) : null;
}

function klokkeslett(tid) {
  return `${String(Math.floor(tid / 60)).padStart(2, "0")}:${String(tid % 60).padStart(2, "0")}`;
}

// The saved items in the order of the page, with what they last were. A block between them stops what follows.
function rader() {
  return [...skjema.querySelectorAll(".programdel")].flatMap((del) => {
    const punkter = [...del.querySelectorAll(".punkt:not(.punkt--ny)")];
    return punkter.length || del.querySelector(".punkt--ny") ? punkter : [null];
  });
}

function felt(punkt, navn) {
  return punkt.querySelector(`[name^="${navn}_"]`);
}

function husk(punkt) {
  punkt.dataset.start = minutter(felt(punkt, "start")) ?? "";
  punkt.dataset.varighet = felt(punkt, "varighet").value;
}

function folg(punkt) {
  const for_ = [Number(punkt.dataset.start), Number(punkt.dataset.varighet)];
  const na = [minutter(felt(punkt, "start")), Number(felt(punkt, "varighet").value)];
  if (na.includes(null) || na.some(Number.isNaN) || !na[1]) return;
  let skyv = na[0] + na[1] - for_[0] - for_[1];
  let sluttet = for_[0] + for_[1];
  const alle = rader();
  const plass = alle.indexOf(punkt);
  const forrige = alle[plass - 1];
  husk(punkt);
  if (!skyv || (forrige && na[0] < Number(forrige.dataset.start))) return;
  for (const neste of alle.slice(plass + 1)) {
    if (!neste) return;
    const start = minutter(felt(neste, "start"));
    const luft = start - sluttet;
    sluttet = start + Number(neste.dataset.varighet);
    // Free time takes what it can, as `_videre` in programtider.py says.
    if (skyv > 0 || luft > 0) skyv = Math.max(0, skyv - luft);
    if (!skyv || start === null || start + skyv < 0 || start + skyv >= DOGNET) return;
    felt(neste, "start").value = klokkeslett(start + skyv);
    husk(neste);
  }
}

if (skjema) {
  rader().forEach((punkt) => punkt && husk(punkt));
  skjema.addEventListener("change", (hendelse) => {
    const punkt = hendelse.target.closest(".punkt:not(.punkt--ny)");
    if (!punkt || !/^(start|varighet)_/.test(hendelse.target.name)) return;
    if (skjema.elements.folg.checked) folg(punkt);
    else husk(punkt);
  });
}
