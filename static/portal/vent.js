// While a PDF is being made, the page looks for it every other second and then shows the button.
// Without the script one presses «Last siden på nytt».
"use strict";

const MELLOM = 2000; // milliseconds
let igjen = 60;

async function se() {
  const felt = document.getElementById("pdf");
  if (!felt || !("venter" in felt.dataset) || igjen === 0) return;
  igjen -= 1;
  try {
    const svar = await fetch(window.location.href, { credentials: "same-origin" });
    const side = new DOMParser().parseFromString(await svar.text(), "text/html");
    const nytt = side.getElementById("pdf");
    if (svar.ok && nytt && !("venter" in nytt.dataset)) {
      delete felt.dataset.venter;
      felt.replaceChildren(...nytt.children);
      return;
    }
  } catch {
    // The network may be away for a moment; the next look finds it.
  }
  setTimeout(se, MELLOM);
}

setTimeout(se, MELLOM);
