/* Beranda: a cell saved in the drawer shows its new state in its row at once; counts, bars, map and latest changes follow. */

const here = location.href; // opening a drawer changes the address
const TONES = { this_month: "now", unproven: "extra" }; // the others are called as their state

document.addEventListener("renaksi:cell", (event) => {
  const { pk, month, status, sign, word } = event.detail;
  for (const row of document.querySelectorAll(`.task[data-cell="${pk}-${month}"]`)) show(row, status, sign, word);
  clearTimeout(refresh.timer);
  refresh.timer = setTimeout(refresh, 100); // one recording may tell of several cells
});

function show(row, status, sign, word) {
  const drawn = row.querySelector("[data-cell-status] .status");
  drawn.className = `status tone-${TONES[status] ?? status}`;
  drawn.firstElementChild.textContent = sign;
  drawn.lastChild.textContent = word;
  const isOpen = status === "late" || status === "this_month" || status === "returned";
  row.classList.toggle("is-settled", !isOpen);
  if (!isOpen) row.querySelector("[data-cell-open]").textContent = "Buka";
}

async function refresh() {
  const answer = await fetch(here);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const found = fresh.getElementById(part.id);
    if (!found) part.textContent = part.dataset.fresh; // its section has gone: nothing is left
    else if (found.innerHTML !== part.innerHTML) part.replaceChildren(...found.childNodes);
  }
}
