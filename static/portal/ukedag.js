// Shows the weekday of a date while one chooses it. The server shows the same when the page is drawn.
"use strict";

const ukedag = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

for (const sted of document.querySelectorAll("[data-ukedag]")) {
  const felt = document.getElementById(sted.dataset.ukedag);
  felt?.addEventListener("change", () => {
    const dag = new Date(`${felt.value}T00:00Z`);
    sted.textContent = Number.isNaN(dag.getTime()) ? "" : ukedag.format(dag);
  });
}
