/* The board: keys over its cells, what a cell tells when pointed at, marks for recording together, cells changed in place. */

const at = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = (words) => document.dispatchEvent(new CustomEvent("renaksi:say", { detail: words }));
const board = at("[data-board]");
const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

if (board) begin();
document.addEventListener("renaksi:cell", (event) => changed(event.detail));

/* --- where a cell is: rows carry the indicator's id, months stand at fixed places from the row's end --- */
function cellOf(row, month) { return row.cells[row.cells.length - 14 + month]; }
function monthOf(td) {
  const row = td?.parentElement;
  const month = row?.dataset?.pk ? td.cellIndex - (row.cells.length - 14) : 0;
  return month >= 1 && month <= 12 ? month : 0;
}
function keyOf(td) { return `${td.parentElement.dataset.pk}-${monthOf(td)}`; }
function cellBy(key) {
  const [pk, month] = key.split("-");
  const row = at(`tr[data-pk="${CSS.escape(pk)}"]`, board);
  return row && cellOf(row, Number(month));
}

/** The cell's link; a cell nothing was planned for gets one when it is reached. */
function linkOf(td) {
  const known = at("a", td);
  if (known) return known;
  const link = document.createElement("a");
  link.href = `${board.dataset.cells}${keyOf(td)}/`;
  link.tabIndex = -1;
  link.textContent = td.textContent;
  link.setAttribute("aria-label", `${MONTHS[monthOf(td) - 1]}: tidak dijadwalkan`);
  td.replaceChildren(link);
  return link;
}

function begin() {
  board.setAttribute("role", "grid");
  if ("marks" in board.dataset) board.setAttribute("aria-multiselectable", "true");
  for (const link of all("tbody a", board)) { link.setAttribute("href", link.href); link.tabIndex = -1; }
  const first = at("td.late a, td.this_month a", board) ?? at("tbody tr[data-pk] a", board);
  if (first) first.tabIndex = 0;
  board.addEventListener("focusin", focused);
  board.addEventListener("focusout", hideTip);
  board.addEventListener("mouseover", pointed);
  board.addEventListener("mousedown", (event) => { if (event.shiftKey) event.preventDefault(); }); // marks, and selects no text
  board.addEventListener("click", clicked);
  board.addEventListener("keydown", keyed);
  document.addEventListener("keydown", dismissed, true);
  at("[data-marks-clear]")?.addEventListener("click", () => { clearMarks(); at('[tabindex="0"]', board)?.focus(); });
  at("[data-mark-mode]")?.addEventListener("click", switchMode);
  new MutationObserver(closed).observe(at("#laci"), { attributeFilter: ["hidden"] });
  if (board.dataset.open) addEventListener("DOMContentLoaded", () => openAsked(cellBy(board.dataset.open)));
}
function closed() { // the drawer was closed: no cell is the open one any more
  if (at("#laci").hidden) for (const td of all(".is-open", board)) td.classList.remove("is-open");
}
function openAsked(td) {
  if (!td) { location.assign(`${board.dataset.cells}${board.dataset.open}/`); return; }
  td.scrollIntoView({ block: "center" });
  opened(linkOf(td));
}

/* --- opening: the drawer beside the board, the address with it --- */
function opened(link) {
  hideTip();
  link.focus({ preventScroll: true });
  for (const other of all(".is-open", board)) other.classList.remove("is-open");
  link.closest("td")?.classList.add("is-open");
  htmx.ajax("GET", link.href, { source: link, target: "#laci", swap: "innerHTML show:none" });
}
function clicked(event) {
  const td = event.target.closest("td, th");
  resting = `${event.clientX},${event.clientY}`;
  if (!td || event.button || event.ctrlKey || event.metaKey || event.altKey) return;
  const isMonth = monthOf(td) > 0;
  if (isMonth && (event.shiftKey || isMarking())) { event.preventDefault(); mark(td); return; }
  const link = isMonth ? linkOf(td) : event.target.closest(".ind a");
  if (!link || event.shiftKey) return;
  event.preventDefault();
  opened(link);
}

/* --- keys: one stop for the whole board, arrows within it --- */
function focused(event) {
  const link = event.target.closest("a");
  for (const other of all('[tabindex="0"]', board)) if (other !== link) other.tabIndex = -1;
  if (link) link.tabIndex = 0;
  const td = event.target.closest("td");
  if (monthOf(td)) showTip(td);
}
function go(row, month) {
  const link = !row ? null : month ? linkOf(cellOf(row, month)) : at("th a", row);
  if (!link) return false;
  link.focus({ preventScroll: true });
  keepInSight(row);
  return true;
}
function keepInSight(row) {
  const top = at("thead", board).getBoundingClientRect().bottom + 44;
  const box = row.getBoundingClientRect();
  if (box.top < top) scrollBy(0, box.top - top);
  else if (box.bottom > innerHeight - 72) scrollBy(0, box.bottom - innerHeight + 72);
}
function beside(row, month, step) { // rows without that column are passed over: an area's heading has no cells to open
  const rows = [...board.rows];
  for (let i = rows.indexOf(row) + step; rows[i]; i += step) if (rows[i].dataset.pk || (!month && at("th a", rows[i]))) return rows[i];
  return null;
}
function inArea(row, step) { // the first row of the next area; back: of this one, then of the one before
  const rows = all("tr[data-pk]", row.closest("tbody"));
  if (step < 0 && row !== rows[0]) return rows[0];
  const bodies = [...board.tBodies];
  const body = bodies[bodies.indexOf(row.closest("tbody")) + step];
  return body && at("tr[data-pk]", body);
}
function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const cell = event.target.closest("td, th");
  const row = cell?.parentElement;
  if (!row?.closest("tbody")) return;
  const month = monthOf(cell);
  const steps = {
    ArrowUp: () => go(beside(row, month, -1), month),
    ArrowDown: () => go(beside(row, month, 1), month),
    ArrowLeft: () => go(row, Math.max(month - 1, 0)),
    ArrowRight: () => row.dataset.pk && go(row, Math.min(month + 1, 12)),
    Home: () => row.dataset.pk && go(row, 1),
    End: () => row.dataset.pk && go(row, 12),
    PageUp: () => go(inArea(row, -1), month),
    PageDown: () => go(inArea(row, 1), month),
    " ": () => month > 0 && mark(cell),
    x: () => month > 0 && mark(cell),
  };
  if (!steps[event.key]) return;
  event.preventDefault();
  steps[event.key]();
}

/* --- what a cell tells when pointed at or reached: beside it, never over it, gone with Escape --- */
let tip = null;
let waiting = 0;
let resting = ""; // where the pointer was last: a board that moves under it points at nothing
function pointed(event) {
  const td = event.target.closest("td");
  const here = `${event.clientX},${event.clientY}`;
  clearTimeout(waiting);
  if (here === resting) { waiting = setTimeout(hideTip, 120); return; }
  resting = here;
  if (monthOf(td) && td.textContent !== "·") waiting = setTimeout(() => showTip(td), tip?.hidden === false ? 40 : 180);
  else waiting = setTimeout(hideTip, 120);
}
function makeTip() {
  tip = document.createElement("div");
  tip.className = "tip no-print";
  tip.id = "keterangan-sel";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  tip.addEventListener("mouseenter", () => clearTimeout(waiting));
  board.parentElement.append(tip);
  board.parentElement.addEventListener("mouseleave", () => { clearTimeout(waiting); waiting = setTimeout(hideTip, 120); });
}
function showTip(td) {
  if (!td?.isConnected) return;
  if (!tip) makeTip();
  const link = linkOf(td);
  const [month, word] = link.getAttribute("aria-label").split(": ");
  const who = td.parentElement.dataset.who ?? td.closest("tbody").dataset.who;
  fillTip(`${month}: ${link.textContent} ${word}`, link.dataset.tip, who && `Penanggung jawab: ${who}`);
  all("[aria-describedby]", board).forEach((other) => other.removeAttribute("aria-describedby"));
  link.setAttribute("aria-describedby", tip.id);
  tip.hidden = false;
  placeTip(td);
}
function fillTip(head, ...lines) {
  const strong = document.createElement("strong");
  strong.textContent = head;
  const rest = lines.filter(Boolean).map((words) => { const line = document.createElement("span"); line.textContent = words; return line; });
  tip.replaceChildren(strong, ...rest);
}
function placeTip(td) {
  const cell = td.getBoundingClientRect();
  const frame = board.parentElement.getBoundingClientRect();
  const under = cell.bottom + tip.offsetHeight + 8 < innerHeight;
  const left = Math.min(cell.left + cell.width / 2 - tip.offsetWidth / 2, frame.right - tip.offsetWidth);
  tip.style.left = `${Math.max(left - frame.left, 0)}px`;
  tip.style.top = `${(under ? cell.bottom + 4 : cell.top - tip.offsetHeight - 4) - frame.top}px`;
}
function hideTip() {
  if (!tip) return;
  tip.hidden = true;
  for (const link of all("[aria-describedby]", board)) link.removeAttribute("aria-describedby");
}
function dismissed(event) { // before the keys of the page: the first Escape takes the tip away, the next closes the drawer
  if (event.key !== "Escape" || !tip || tip.hidden) return;
  hideTip();
  event.preventDefault();
}

/* --- marks: cells to be recorded together --- */
const marked = new Map();
const isMarking = () => at("[data-mark-mode]")?.getAttribute("aria-pressed") === "true";
function switchMode(event) {
  const isOn = !isMarking();
  event.currentTarget.setAttribute("aria-pressed", String(isOn));
  say(isOn ? "Klik sel untuk menandainya." : "Klik sel untuk membukanya.");
}
function mark(td) {
  if (!("marks" in board.dataset)) return;
  const key = keyOf(td);
  if (marked.delete(key)) td.removeAttribute("aria-selected");
  else { marked.set(key, td); td.setAttribute("aria-selected", "true"); }
  showMarks();
}
function clearMarks() {
  for (const td of marked.values()) td.removeAttribute("aria-selected");
  marked.clear();
  showMarks();
}
function showMarks() {
  const bar = at("#penanda");
  bar.hidden = !marked.size;
  at("[data-marks-count]", bar).textContent = `${marked.size} sel ditandai`;
  at("[data-marks-link]", bar).href = `${board.dataset.cells}?sel=${[...marked.keys()].join(",")}`;
  at("[data-marks-said]").textContent = `${marked.size} sel ditandai`;
}

/* --- a cell was saved in the drawer: it changes in place, and with it its row, its area's figures, the count of signs --- */
function changed(detail) {
  for (const each of [detail, ...(detail.also ?? [])]) show(each);
  if (board) refresh(detail.pk);
}
function show(detail) {
  for (const link of all(`.board-list a[href$="/sel/${Number(detail.pk)}-${Number(detail.month)}/"]`)) {
    const mark = at(".status", link);
    mark?.replaceChildren(Object.assign(document.createElement("span"), { className: "status-sign", textContent: detail.sign }), detail.word);
  }
  const td = board && cellBy(`${detail.pk}-${detail.month}`);
  if (td) dress(td, detail.status, detail.sign, `${MONTHS[detail.month - 1]}: ${detail.word}`, detail.tip);
}
function dress(td, status, sign, label, told) {
  const link = linkOf(td);
  const isOpen = td.classList.contains("is-open");
  td.className = status === "unplanned" ? "" : status;
  td.classList.toggle("is-open", isOpen);
  link.textContent = sign;
  link.setAttribute("aria-label", label);
  if (told) link.dataset.tip = told;
  else delete link.dataset.tip;
}
async function refresh(pk) {
  const query = new URLSearchParams(board.dataset.query);
  query.set("segarkan", pk);
  const answer = await fetch(`${board.dataset.page}?${query}`, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the cell itself is already right
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  for (const part of all("[id]", fresh.content)) document.getElementById(part.id)?.replaceChildren(...part.childNodes);
  all("tbody a", board).forEach((link) => { if (link.tabIndex !== 0) link.tabIndex = -1; });
  const [row, old] = [at("tr[data-pk]", fresh.content), at(`tr[data-pk="${Number(pk)}"]`, board)];
  if (!row || !old) return;
  for (let month = 1; month <= 12; month += 1) settle(cellOf(old, month), cellOf(row, month), month);
}
function settle(td, fresh, month) {
  const link = at("a", fresh);
  const label = link?.getAttribute("aria-label") ?? `${MONTHS[month - 1]}: tidak dijadwalkan`;
  if (link || at("a", td)) dress(td, fresh.className || "unplanned", fresh.textContent, label, link?.dataset.tip);
}
