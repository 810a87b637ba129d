/* The review screen's own behaviour. Everything here is also reachable without it, by links and forms. */

const at = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const desk = at("#telaah");
const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const FIRST = 3; // the first month's column
const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select");
const editable = Boolean(at("#borongan"));
const wide = matchMedia("(width >= 62rem)");

function announce(words) {
  const live = at("#kabar");
  live.textContent = words;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { live.textContent = ""; }, 5000);
}

/* --- what the page has, so that only what differs is sent --- */
document.addEventListener("htmx:configRequest", (event) => {
  if (!desk.contains(event.detail.elt)) return;
  event.detail.headers["X-Papan"] = all("[data-d]", desk).map((part) => `${part.id}:${part.dataset.d}`).join(" ");
});

/* --- after a swap: digests, the source, the open row, the focus --- */
/* an address without its anchor, as from a mail, still lands on the open row */
let openedBefore = location.hash ? at("#bilah").dataset.opened : "";
let focusBefore = location.hash ? at("#bilah").dataset.focus : "";
let cellBefore = null; // [row id, column] of the month cell in focus
document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.elt.setAttribute?.("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.elt.removeAttribute?.("aria-busy");
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt?.id === "kabar-lain") return;
  const digests = at("#sidik");
  if (digests?.dataset.digests) {
    for (const [id, digest] of Object.entries(JSON.parse(digests.dataset.digests))) document.getElementById(id)?.setAttribute("data-d", digest);
    delete digests.dataset.digests;
  }
});
function settle() {
  const bar = at("#bilah");
  for (const button of all("[data-needs-script][hidden]", desk)) button.hidden = false;
  markSource(bar.dataset.first, bar.dataset.last);
  showSpot();
  const opened = bar.dataset.opened;
  const focus = bar.dataset.focus;
  if (!opened && focus && focus !== focusBefore) {
    const ask = document.getElementById(`k${focus}`);
    ask?.scrollIntoView({ block: "center", behavior: "instant" });
    at("button", ask ?? desk)?.focus({ preventScroll: true });
  } else if (opened && opened !== openedBefore) {
    const row = document.getElementById(`r${opened}`);
    if (row) row.scrollIntoView({ block: "start", behavior: "instant" });
    const act = at(".ask-focus [data-key='u']") ?? at(".ask-focus [data-key='t']") ?? at(".editor [data-key='u'], .editor [data-key='t']") ?? at(".editor textarea");
    act?.focus({ preventScroll: true });
    if (all("#sunting [data-keep]").some((field) => field.value !== field.defaultValue)) announce("Isian Anda yang belum disimpan pada baris ini dikembalikan.");
  } else if (cellBefore) {
    focusCell(document.getElementById(cellBefore[0]), cellBefore[1]);
  }
  if (editable && !at("#tabel td[tabindex]")) at("#tabel tr[data-m]")?.cells[FIRST].setAttribute("tabindex", "0");
  openedBefore = opened;
  focusBefore = focus;
  count();
  const done = at(".review-done");
  if (done) { announce(done.textContent.trim()); done.remove(); }
}
let settling = 0;
new MutationObserver(() => {
  cancelAnimationFrame(settling);
  settling = requestAnimationFrame(settle);
}).observe(desk, { childList: true });

/* --- the source beside the rows --- */
function markSource(first, last) {
  const list = at("#sumber");
  if (!list) return;
  for (const line of all(".hit", list)) line.classList.remove("hit");
  if (!first) return;
  for (let number = Number(first); number <= Number(last || first); number += 1) document.getElementById(`b${number}`)?.classList.add("hit");
  const line = document.getElementById(`b${first}`);
  if (line && wide.matches) list.scrollTo({ top: line.offsetTop - list.clientHeight / 3, behavior: "instant" });
}
at("#sumber")?.addEventListener("click", (event) => {
  const line = event.target.closest("li");
  if (!line || String(getSelection())) return;
  const number = Number(line.dataset.line);
  const row = all("tr[data-l]").find((each) => {
    const [first, last] = each.dataset.l.split("-").map(Number);
    return number >= first && number <= last;
  });
  if (row) at("th a", row).click();
  else announce("Tidak ada baris rencana yang dibaca dari baris sumber ini.");
});

/* --- the page beside the rows: the cell in question stays in sight, and shows in the row as a cutting --- */
function showSpot() {
  const view = at("#pandangan");
  const spot = at(".spot-now", view ?? desk) ?? at(".spot-open", view ?? desk);
  if (!view || !spot) return;
  const [box, frame] = [spot.getBoundingClientRect(), view.getBoundingClientRect()];
  if (!frame.height || (box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right)) return;
  view.scrollBy({ top: box.top - frame.top - (frame.height - box.height) / 3, left: box.left - frame.left - Math.max(8, (frame.width - box.width) / 2), behavior: "instant" });
}
function lookAt(name) {
  const cutting = at(`.cutting[data-cutting="${name}"]`);
  if (!cutting) return;
  for (const each of all(".cutting")) each.hidden = each !== cutting;
  for (const image of all("image[data-href]", cutting)) {
    image.setAttribute("href", image.dataset.href);
    image.removeAttribute("data-href");
  }
  for (const spot of all(".spot")) spot.classList.toggle("spot-now", spot.dataset.spot === name);
  showSpot();
}
desk.addEventListener("focusin", (event) => {
  const cell = event.target.closest(".editor [data-cell]");
  if (cell) lookAt(cell.dataset.cell);
});
desk.addEventListener("click", (event) => {
  const row = event.target.closest("rect[data-row]");
  if (!row) return;
  const link = at(`#r${row.dataset.row} th a`);
  if (link) link.click();
  else announce("Baris ini tidak tampak karena saringan. Tampilkan semua baris lebih dahulu.");
});
desk.addEventListener("change", (event) => { if (event.target.id === "perbesar") showSpot(); });
desk.addEventListener("load", (event) => { if (event.target.dataset?.page !== undefined) showSpot(); }, true);
desk.addEventListener("error", (event) => { if (event.target.dataset?.page !== undefined) event.target.classList.add("leaf-gone"); }, true);

/* --- months in the table: a click or a key --- */
function cellOf(target) {
  const cell = target.closest?.("#tabel tbody td");
  const row = cell?.parentElement;
  const month = cell ? cell.cellIndex - FIRST + 1 : 0;
  return row?.dataset.m !== undefined && month >= 1 && month <= 12 ? { cell, row, month } : null;
}
/* what was clicked but not yet answered, by row: an answer to an earlier click must not take back a later one */
const waiting = new Map();
function paint(row, mask) {
  row.dataset.m = String(mask);
  for (let month = 1; month <= 12; month += 1) {
    const on = Boolean(mask & (1 << (month - 1)));
    row.cells[FIRST + month - 1].textContent = on ? "√" : "";
    if (row.classList.contains("open")) for (const box of all(`.editor input[name=months][value="${month}"]`)) box.checked = on;
  }
}
function toggle({ cell, row, month }) {
  const { id } = row;
  const seen = row.dataset.m;
  const mask = Number(seen) ^ (1 << (month - 1));
  paint(row, mask);
  cellBefore = [id, cell.cellIndex];
  waiting.set(id, { mask, count: (waiting.get(id)?.count ?? 0) + 1 });
  const values = { row: id.slice(1), month, "seen-months": seen, opened: at("#bilah").dataset.opened };
  queue(async () => {
    const mine = waiting.get(id);
    if (!mine) return; // an earlier one of this row was refused: what the server shows now stands
    mine.count -= 1;
    if (!mine.count) waiting.delete(id);
    await send("bulan", values);
  });
}
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [id, { mask }] of waiting) {
    const row = document.getElementById(id);
    if (row && row.dataset.m !== String(mask)) paint(row, mask);
  }
  if (cellBefore && document.activeElement === document.body) focusCell(document.getElementById(cellBefore[0]), cellBefore[1]);
});
document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful || at("#pemberitahuan .note-error")) waiting.clear(); });

/* one request after another: a quick hand never overtakes itself */
let line = Promise.resolve();
const queue = (task) => { line = line.then(task).catch(() => {}); };
const send = (verb, values) => htmx.ajax("POST", at("#borongan").action.replace("/ubah/isi/", `/ubah/${verb}/`), { source: desk, target: desk, swap: "none settle:0ms", values });

function focusCell(row, column) {
  const cell = row?.cells?.[column];
  if (!cell) return;
  for (const old of all("#tabel td[tabindex]")) if (old !== cell) old.removeAttribute("tabindex");
  const month = column - FIRST;
  cell.tabIndex = 0;
  cell.setAttribute("aria-label", `Baris ${row.cells[1].textContent}, ${MONTHS[month]}, ${cell.textContent ? "dijadwalkan" : "tidak dijadwalkan"}`);
  cellBefore = [row.id, column];
  cell.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
if (editable) {
  at(".pane-rows").classList.add("can-tick");
  desk.addEventListener("click", (event) => {
    const found = cellOf(event.target);
    if (found) { toggle(found); focusCell(found.row, found.cell.cellIndex); }
  });
  desk.addEventListener("keydown", (event) => {
    const found = cellOf(event.target);
    if (!found || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keyInCell(event, found)) event.preventDefault();
  });
}
const DIGITS = "1234567890-=";
function keyInCell(event, found) {
  const { row, cell } = found;
  const rows = all("#tabel tr[data-m]");
  const place = rows.indexOf(row);
  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (moves) {
    const column = Math.min(FIRST + 11, Math.max(FIRST, cell.cellIndex + moves[1]));
    focusCell(rows[place + moves[0]] ?? row, column);
    return true;
  }
  if (event.key === "Home" || event.key === "End") { focusCell(row, event.key === "Home" ? FIRST : FIRST + 11); return true; }
  if (event.key === " " || event.key.toLowerCase() === "x") { toggle(found); return true; }
  if (event.key === "Enter") { at("th a", row).click(); return true; }
  const month = DIGITS.indexOf(event.key);
  if (month >= 0) { const at12 = row.cells[FIRST + month]; toggle({ row, cell: at12, month: month + 1 }); focusCell(row, FIRST + month); return true; }
  return false;
}

/* a block of twelve columns pasted onto a month cell */
document.addEventListener("paste", (event) => {
  const found = editable && cellOf(document.activeElement);
  if (!found || typing(event.target)) return;
  const block = event.clipboardData.getData("text/plain");
  if (!block.trim()) return;
  event.preventDefault();
  cellBefore = [found.row.id, found.cell.cellIndex];
  const values = { row: found.row.id.slice(1), block };
  queue(() => send("tempel", values));
});

/* --- the editor --- */
desk.addEventListener("click", (event) => {
  const quick = event.target.closest("[data-months]");
  if (quick) {
    for (const box of all("input[name=months]", quick.closest("fieldset"))) box.checked = Boolean(Number(quick.dataset.months) & (1 << (Number(box.value) - 1)));
    quick.form?.setAttribute("data-dirty", "");
  }
  const current = event.target.closest("[data-take-current]");
  if (current) {
    const field = current.form.elements[current.dataset.for];
    field.value = current.dataset.takeCurrent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
  if (event.target.closest("[data-refresh]")) {
    event.preventDefault();
    at("#kabar-lain").replaceChildren();
    htmx.ajax("GET", location.href, { source: desk, target: desk, swap: "none settle:0ms" });
  }
  if (event.target.closest("[data-close]")) forgetEditor();
});

/* closing is a decision: what was typed and not saved is let go; going elsewhere is not, it waits for the return */
function forgetEditor() {
  for (const form of all(".editor form", desk)) {
    delete form.dataset.dirty;
    for (const field of all("[data-keep]", form)) sessionStorage.removeItem(`renaksi:${location.pathname}:${field.dataset.keep}`);
  }
}

/* --- choosing many rows --- */
const chosen = new Set(); // values of ticked rows: they outlive the parts that are swapped
let lastTicked = null;
function count() {
  const words = at("[data-count]");
  if (!words) return;
  for (const box of all("input[name=rows]")) box.checked = chosen.has(box.value);
  const ticked = all("input[name=rows]:checked").length;
  words.textContent = ticked ? `${ticked} baris dipilih` : "Kerjakan banyak baris";
  at("[data-count-help]").hidden = ticked > 0;
  at("[data-clear]").hidden = ticked === 0;
  at("#borongan").classList.toggle("bulk-on", ticked > 0);
}
function choose(boxes, on) {
  for (const box of boxes) {
    if (on) chosen.add(box.value);
    else chosen.delete(box.value);
  }
  count();
}
desk.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  if (pick) {
    const boxes = all("input[name=rows]", pick.closest("tbody"));
    choose(boxes, !boxes.every((box) => box.checked));
  }
  if (event.target.closest("[data-clear]")) choose(all("input[name=rows]"), false);
  const box = event.target.closest("input[name=rows]");
  if (!box) return;
  const boxes = all("input[name=rows]");
  const before = event.shiftKey ? boxes.findIndex((each) => each.value === lastTicked) : -1;
  const here = boxes.indexOf(box);
  choose(before < 0 ? [box] : boxes.slice(Math.min(before, here), Math.max(before, here) + 1), box.checked);
  lastTicked = box.value;
});
for (const box of all("input[name=rows]:checked")) chosen.add(box.value); // kept by the browser over a reload

/* --- keys over the whole screen --- */
const SAME = { n: "j", p: "k" };
/* digits set the open row's months; arrows walk along them */
function monthKey(event) {
  const boxes = all(".editor input[name=months]:not(:disabled)");
  if (!boxes.length) return false;
  const here = boxes.indexOf(document.activeElement);
  const to = { ArrowLeft: here - 1, ArrowRight: here + 1, ArrowUp: here - 6, ArrowDown: here + 6 }[event.key];
  if (to !== undefined && here >= 0) { (boxes[to] ?? boxes[here]).focus(); return true; }
  const box = boxes[DIGITS.indexOf(event.key)];
  if (!box) return false;
  box.click();
  box.focus({ preventScroll: true });
  return true;
}
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || at("dialog[open]")) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && at("#sunting")) {
    event.preventDefault();
    (at("#sunting button[value=lanjut]") ?? at("#sunting button[value=tambah]") ?? at("#sunting button.btn[value=simpan]")).click();
    return;
  }
  if (event.ctrlKey || event.metaKey || typing(event.target)) return;
  if (event.key === "Escape" && at(".editor [data-close]")) { at(".editor [data-close]").click(); return; }
  if (monthKey(event)) { event.preventDefault(); return; }
  const key = SAME[event.key.toLowerCase()] ?? event.key.toLowerCase();
  if (!"ajktuzgs".includes(key) || key.length !== 1) return;
  const target = at(`.ask-focus [data-key="${key}"]`) ?? at(`.editor [data-key="${key}"]`) ?? at(`#telaah [data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
  if (target.localName === "summary" && target.parentElement.open) at("textarea, button", target.parentElement)?.focus();
});

at("#bantuan .keys")?.append(at("#kunci").content.cloneNode(true));
settle();
