/* Beranda: a cell saved in the drawer shows its new state in its row at once; the counts, bars and latest changes follow. */

const here = location.href; // opening a drawer changes the address

document.addEventListener("renaksi:cell", async (event) => {
  const { pk, month, status, sign, word } = event.detail;
  for (const row of document.querySelectorAll(`[data-cell="${pk}-${month}"]`)) show(row, status, sign, word);
  await refresh();
});

function show(row, status, sign, word) {
  const drawn = row.querySelector(".status");
  drawn.className = `status tone-${tones[status] ?? ""}`;
  drawn.firstElementChild.textContent = sign;
  drawn.lastChild.textContent = word;
  row.querySelector("[data-cell-open]").textContent = "Buka";
  row.classList.add("is-settled");
}

const tones = {
  this_month: "now", late: "late", unproven: "extra", done: "done", verified: "verified", returned: "returned",
  missed: "missed", extra: "extra",
};

async function refresh() {
  const answer = await fetch(here);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const found = fresh.getElementById(part.id);
    if (found && found.innerHTML !== part.innerHTML) part.replaceChildren(...found.childNodes);
  }
}
