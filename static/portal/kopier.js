// Buttons that copy a text field. Without this, one marks the text oneself, and no button is shown.
"use strict";

for (const knapp of document.querySelectorAll("[data-kopier]")) {
  if (!navigator.clipboard) continue;
  knapp.hidden = false;
  knapp.addEventListener("click", async () => {
    const felt = document.getElementById(knapp.dataset.kopier);
    try {
      await navigator.clipboard.writeText(felt.value);
      knapp.textContent = knapp.dataset.kopiert;
    } catch {
      felt.select();
    }
  });
}
