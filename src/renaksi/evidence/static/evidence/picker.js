/* The evidence picker: files go up at once, one after another, and stand as lines in the form. Listens on the document, so that
   a picker swapped in later works too. Without this file the form sends files, ticks and address along by itself. */

const at = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = (words) => document.dispatchEvent(new CustomEvent("renaksi:say", { detail: words }));
const changed = (picker) => { // what was chosen is not saved until the form is sent
  const form = picker.closest("form[data-guard]");
  if (form) form.dataset.dirty = "";
  picker.dispatchEvent(new CustomEvent("renaksi:bukti", { bubbles: true }));
};
const short = (words) => (words.length > 60 ? `${words.slice(0, 59)}…` : words);
const listOf = (picker) => at("[data-evidence-list]", picker);
document.documentElement.classList.add("bukti-siap");

/* Requests start from an element outside the form: HTMX would send the whole form along, its files too. */
function carrier() {
  const element = document.createElement("div");
  element.hidden = true;
  element.setAttribute("hx-encoding", "multipart/form-data");
  document.body.append(element);
  return element;
}
const described = (picker) => ({ part: "chip", proves_from: picker.dataset.from, proves_until: picker.dataset.until, title: picker.dataset.title, kind: picker.dataset.kind });
const sizeWords = (size) => (size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1).replace(".", ",")} MB`);

/* --- one line of the list: on its way, refused, or there --- */
function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
function waitingLine(picker, name, words) {
  const line = element("li", "bukti-item bukti-busy");
  const body = element("div", "bukti-isi");
  body.append(element("span", "bukti-judul", name), element("span", "muted small", words));
  const cancel = element("button", "btn btn-quiet btn-small", "Batal");
  cancel.type = "button";
  cancel.dataset.evidenceCancel = "";
  cancel.setAttribute("aria-label", `Batal mengunggah ${name}`);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Mengunggah ${name}`);
  line.append(body, cancel, bar);
  listOf(picker).append(line);
  return line;
}
function refuse(line, sentence, again) {
  const body = at(".bukti-isi", line);
  line.classList.replace("bukti-busy", "bukti-tolak");
  line.prepend(element("span", "bukti-kecil", "!"));
  at("progress", line)?.remove();
  at(".muted", body).textContent = sentence;
  body.setAttribute("role", "alert");
  const button = at("button", line);
  delete button.dataset.evidenceCancel;
  button.dataset.evidenceDismiss = "";
  button.textContent = "Tutup";
  button.setAttribute("aria-label", `Tutup pesan ${at(".bukti-judul", line).textContent}`);
  if (!again) return;
  const retry = element("button", "btn btn-plain btn-small", "Coba lagi");
  retry.type = "button";
  retry.addEventListener("click", () => { line.remove(); again(); });
  button.before(retry);
}

/* --- sending, one after another --- */
let queue = Promise.resolve();
function send(picker, name, words, values, again) {
  const line = waitingLine(picker, name, words);
  queue = queue.then(() => (line.isConnected ? post(picker, line, values, again) : null));
  return queue;
}
async function post(picker, line, values, again) {
  const from = carrier();
  let lost = "";
  line.abort = () => htmx.trigger(from, "htmx:abort");
  from.addEventListener("htmx:xhr:progress", (event) => {
    const bar = at("progress", line);
    if (!bar || !event.detail.lengthComputable) return;
    bar.value = (event.detail.loaded / event.detail.total) * 100;
    at(".muted", line).textContent = event.detail.loaded < event.detail.total ? `${Math.round(bar.value)} %` : "Diperiksa…";
  });
  from.addEventListener("htmx:sendError", () => { lost = "Tidak tersambung ke server. Berkas ini belum tersimpan."; });
  from.addEventListener("htmx:responseError", (event) => {
    lost = event.detail.xhr.status === 413 ? "Berkas ini terlalu besar untuk server." : "Berkas ini tidak dapat disimpan. Coba lagi, atau muat ulang halaman.";
  });
  const place = document.createComment("");
  line.after(place);
  try {
    await htmx.ajax("POST", picker.dataset.upload, { source: from, target: line, swap: "outerHTML", values });
  } catch { /* told by the events above */ }
  from.remove();
  const isLost = lost && line.isConnected;
  if (isLost) refuse(line, lost, again);
  const isThere = !isLost && settle(picker, place.previousElementSibling);
  place.remove();
  return isThere;
}
function settle(picker, line) { // whether the piece is in the list now
  if (!line?.dataset.evidenceItem) {
    if (line?.matches("[data-evidence-refused]")) say(at(".bukti-isi", line).textContent);
    return false;
  }
  const twin = all(`[data-evidence-item="${line.dataset.evidenceItem}"]`, picker).find((other) => other !== line);
  if (twin) { line.remove(); say("Bukti itu sudah ada dalam daftar."); return true; }
  hideOffers(picker);
  say(`Bukti ditambahkan: ${short(at(".bukti-judul", line).textContent)}`);
  changed(picker);
  return true;
}
function take(picker, files) {
  const most = Number(picker.dataset.most);
  for (const file of files) {
    const again = () => take(picker, [file]);
    if (file.size > most) refuse(waitingLine(picker, file.name, ""), `Berkas ini ${sizeWords(file.size)}; batasnya ${sizeWords(most)}. Kecilkan gambar atau videonya, atau bagi dokumennya.`);
    else send(picker, file.name, "Menunggu giliran", { ...described(picker), file }, again);
  }
}

/* --- choosing files: button, camera, drop, paste --- */
document.addEventListener("change", (event) => {
  const picker = event.target.closest?.("[data-evidence]");
  if (!picker) return;
  if (event.target.matches("input[type=file]")) {
    take(picker, [...event.target.files]);
    event.target.value = ""; // what went up by itself is not sent once more with the form
  } else if (event.target.closest("[data-evidence-offer]") && event.target.checked) {
    choose(picker, event.target.closest("[data-evidence-offer]"));
  }
});
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files") || !at("[data-evidence]")) return;
    event.preventDefault();
    for (const zone of all("[data-evidence-drop]")) zone.classList.toggle("is-over", zone === zoneOf(event.target));
  });
}
const zoneOf = (target) => at("[data-evidence-drop]", target.closest?.("[data-evidence]") ?? document.createElement("i")) ?? (all("[data-evidence]").length === 1 ? at("[data-evidence-drop]") : null);
const calm = () => { for (const zone of all("[data-evidence-drop]")) zone.classList.remove("is-over"); };
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) calm(); });
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event.target);
  if (!event.dataTransfer?.files.length || !at("[data-evidence]")) return;
  event.preventDefault(); // a file let go beside the zone must not replace the page
  calm();
  if (zone) take(zone.closest("[data-evidence]"), [...event.dataTransfer.files]);
});
document.addEventListener("paste", (event) => {
  const pickers = all("[data-evidence]");
  const picker = event.target.closest?.("[data-evidence]") ?? (pickers.length === 1 ? pickers[0] : null);
  if (!picker || !event.clipboardData?.files.length) return;
  event.preventDefault();
  take(picker, [...event.clipboardData.files]);
});

/* --- what is there already --- */
async function choose(picker, offer) {
  const from = carrier();
  const before = listOf(picker).lastElementChild;
  await htmx.ajax("GET", `${picker.dataset.choose}?bukti=${offer.dataset.evidenceOffer}&dari=${picker.dataset.from}`, { source: from, target: listOf(picker), swap: "beforeend" }).catch(() => {});
  from.remove();
  const line = listOf(picker).lastElementChild;
  if (line === before) { at("input", offer).checked = false; return; }
  const next = offer.nextElementSibling ?? offer.previousElementSibling;
  settle(picker, line);
  (at("input", next ?? offer) ?? at("summary", offer.closest("details")))?.focus();
}
function hideOffers(picker) {
  const chosen = new Set([...all("[data-evidence-item]", picker).map((line) => line.dataset.evidenceItem), ...picker.dataset.taken.split(" ")]);
  for (const offer of all("[data-evidence-offer]", picker)) {
    offer.hidden = chosen.has(offer.dataset.evidenceOffer);
    at("input", offer).checked = false; // the line in the list stands for it
  }
}
document.addEventListener("htmx:afterSwap", (event) => {
  const picker = event.detail.target.closest?.("[data-evidence]");
  if (picker && event.detail.target.matches("[data-evidence-found]")) hideOffers(picker);
});

/* --- link, describing, letting go --- */
function addLink(picker) {
  const box = at("[data-evidence-link]", picker);
  const url = box.value.trim();
  if (!url) { box.focus(); return; }
  box.value = "";
  send(picker, url, "Menyimpan tautan", { ...described(picker), link_url: url }, () => { box.value = url; box.focus(); })
    .then((isThere) => { if (!isThere && !box.value) box.value = url; });
}
async function save(picker, line) {
  const box = at("[data-evidence-describe]", line);
  const values = { part: "chip", proves_from: picker.dataset.from };
  for (const field of all("[name]", box)) values[field.name] = field.value;
  const from = carrier();
  const place = document.createComment("");
  line.after(place);
  await htmx.ajax("POST", box.dataset.evidenceDescribe, { source: from, target: line, swap: "outerHTML", values }).catch(() => {});
  from.remove();
  const now = place.previousElementSibling;
  place.remove();
  const wrong = at(".field-error, .note-warning", at(".bukti-ubah", now) ?? now);
  say(wrong ? wrong.textContent.trim() : "Keterangan bukti disimpan.");
  (wrong ? at("[aria-invalid=true], .bukti-ubah input", now) : at(".bukti-ubah summary", now))?.focus();
}
function letGo(picker, line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  line.abort?.();
  line.remove();
  hideOffers(picker);
  (at("button", next ?? line.ownerDocument.createElement("i")) ?? at("input[type=file]", picker))?.focus();
  if (line.dataset.evidenceItem) changed(picker);
}
document.addEventListener("click", (event) => {
  const picker = event.target.closest?.("[data-evidence]");
  const line = event.target.closest?.(".bukti-item");
  if (!picker) return;
  if (event.target.closest("[data-evidence-add-link]")) addLink(picker);
  else if (event.target.closest("[data-evidence-save]")) save(picker, line);
  else if (event.target.closest("[data-evidence-remove]")) { say(`Dilepas: ${short(at(".bukti-judul", line).textContent)}`); letGo(picker, line); }
  else if (event.target.closest("[data-evidence-cancel], [data-evidence-dismiss]")) letGo(picker, line);
});
document.addEventListener("keydown", (event) => {
  const picker = event.target.closest?.("[data-evidence]");
  if (event.key !== "Enter" || !picker || event.ctrlKey || event.metaKey) return;
  if (!event.target.matches("input:not([type=file], [type=checkbox])")) return;
  event.preventDefault(); // Enter in a box of the picker is not the outer form's
  if (event.target.matches("[data-evidence-link]")) addLink(picker);
  else if (event.target.closest("[data-evidence-describe]")) save(picker, event.target.closest(".bukti-item"));
});

/* --- a form with files on their way waits for them --- */
function hold(event) {
  const form = event.target.closest?.("form") ?? event.target;
  if (!at(".bukti-busy", form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say("Tunggu sebentar: masih ada berkas yang sedang diunggah.");
}
document.addEventListener("submit", hold, true);

/* --- the page of its own: its two days describe what is added --- */
const MONTHS = ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"];
function isoDay(text) {
  const words = text.trim().toLowerCase().match(/^(\d{1,2})[\s/.-]+([a-z]+|\d{1,2})[\s/.-]+(\d{4})$/);
  if (!words) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : "";
  const month = Number(words[2]) || MONTHS.indexOf(words[2]) + 1;
  return month ? `${words[3]}-${String(month).padStart(2, "0")}-${words[1].padStart(2, "0")}` : "";
}
document.addEventListener("input", (event) => {
  const name = { proves_from: "from", proves_until: "until" }[event.target.name];
  const picker = name && at("[data-evidence]", event.target.closest("[data-evidence-page]") ?? document.createElement("i"));
  const day = picker && isoDay(event.target.value);
  if (day) picker.dataset[name] = day;
});
