/* Ticking on Penanggung jawab: a whole area or kegiatan at once, and how many are ticked. Without it the server does the same. */

const rowsOf = (group) => [...group.querySelectorAll("[data-tick]")];

function settle() {
  for (const whole of document.querySelectorAll("[data-tick-all]")) {
    const rows = rowsOf(whole.closest("[data-duty-group]"));
    const ticked = rows.filter((row) => row.checked).length;
    whole.checked = rows.length > 0 && ticked === rows.length;
    whole.indeterminate = ticked > 0 && ticked < rows.length;
  }
  const words = document.querySelector("[data-ticked]");
  if (!words) return;
  const ticked = document.querySelectorAll("[data-tick]:checked").length;
  words.textContent = ticked ? `${ticked} ditandai` : "Tandai indikatornya.";
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    for (const row of rowsOf(event.target.closest("[data-duty-group]"))) row.checked = event.target.checked;
  }
  if (event.target.matches("[data-tick], [data-tick-all]")) settle();
});
addEventListener("pageshow", settle);
