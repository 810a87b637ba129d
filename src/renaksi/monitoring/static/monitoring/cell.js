/* A cell's form: live words beside its numbers, Ctrl+Enter, care before leaving, and news for the board. Works without it too. */

const at = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* --- numbers as monitoring.numbers reads them --- */
function number(text, isMeasured) {
  const typed = text.replace(/\s/g, "");
  if (isMeasured && /^-?\d+\.\d+$/.test(typed)) return Number(typed);
  if (/^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(typed)) return Number(typed.replaceAll(".", "").replace(",", "."));
  if (/^-?[1-9]\d{0,2}(,\d{3})+\.\d+$/.test(typed)) return Number(typed.replaceAll(",", ""));
  return /^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(",", ".")) : null;
}
const told = (value, places = 4) => value.toLocaleString("id-ID", { maximumFractionDigits: places });

const words = {
  count: (amount, base, unit) => (amount ? `${told(amount)} ${unit}`.trim() : "nihil"),
  share(amount, base) {
    if (base === null) return "";
    if (amount > base) return `!Bagian (${told(amount)}) tidak boleh lebih besar daripada keseluruhan (${told(base)}).`;
    return base ? `${told(amount)} dari ${told(base)} = ${told((amount * 100) / base, 2)} %` : "tidak dapat dihitung: keseluruhannya nol";
  },
  index: (amount, base) => (base === null ? "" : base ? `${told(amount)} dari ${told(base)} responden` : "tidak dapat dihitung: tidak ada responden"),
  trend(amount, base) {
    if (base === null) return "";
    if (amount === base) return amount ? "sama dengan sebelumnya" : "tetap nihil";
    return amount > base ? `naik ${told(amount - base)}` : `turun ${told(base - amount)}`;
  },
};

function tellValue(form) {
  const live = at("[data-live]", form);
  if (!live) return;
  const isMeasured = form.dataset.kind === "index";
  const amount = number(at("[data-amount]", form)?.value ?? "", isMeasured);
  const base = number(at("[data-base]", form)?.value ?? "", isMeasured);
  const text = amount === null ? "" : words[form.dataset.kind]?.(amount, base, form.dataset.unit) ?? "";
  live.classList.toggle("is-wrong", text.startsWith("!"));
  live.textContent = text.replace(/^!/, "");
}

/* --- the outcome chosen survives a reload as typed texts do --- */
const kept = (form) => `renaksi:hasil:${form.dataset.cell}`;
function begin(root) {
  for (const form of all("form[data-cell]", root)) {
    const chosen = sessionStorage.getItem(kept(form));
    const box = chosen && at(`[name="outcome"][value="${chosen}"]`, form);
    if (box && !form.hasAttribute("data-dirty")) box.checked = true;
    tellValue(form);
  }
}
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-cell]")) return;
  if (event.target.name === "outcome") sessionStorage.setItem(kept(form), event.target.value);
  tellValue(form);
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.matches("form[data-cell]")) sessionStorage.removeItem(kept(event.target));
});
document.addEventListener("htmx:afterRequest", (event) => { // asked to sign in, nothing was taken
  const form = event.detail.elt, isTaken = event.detail.successful && !event.detail.xhr.responseURL.includes("/akun/");
  if (isTaken && event.detail.requestConfig?.verb !== "get" && form.matches?.("form[data-cell]")) sessionStorage.removeItem(kept(form));
});
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
begin(document);

/* --- a drawer opened to record starts at its first field, not at its sixteen links --- */
document.addEventListener("htmx:afterSwap", (event) => {
  const drawer = event.detail.target;
  if (drawer?.id !== "laci" || at("[autofocus]", drawer)) return;
  const fields = all("form[data-cell] :is(input:not([type=hidden]), select, textarea)", drawer).filter((each) => each.offsetParent);
  const first = fields.find((each) => each.type !== "radio" || each.checked) ?? fields[0];
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: "nearest" });
});

/* --- keys: Ctrl+Enter saves; Escape asks before typing is left --- */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form[data-guard]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
const dirty = () => at("#laci form[data-dirty]");
const stays = () => dirty() && !confirm("Isian ini belum disimpan. Tinggalkan?");
function letGo() {
  const form = dirty();
  if (!form) return;
  delete form.dataset.dirty;
  sessionStorage.removeItem(kept(form));
  for (const element of all("[data-keep]", form)) sessionStorage.removeItem(`renaksi:${location.pathname}:${element.dataset.keep}`);
}
function guard(event) {
  if (!dirty()) return;
  if (stays()) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else letGo();
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !at("dialog[open]") && !event.defaultPrevented) guard(event);
}, true);
addEventListener("click", (event) => {
  if (event.target.closest?.("[data-close-drawer], [data-let-go]")) guard(event);
}, true);

/* --- another cell asked for while this one is not saved; on a phone a cell is a page of its own --- */
document.addEventListener("htmx:confirm", (event) => {
  const { elt, target } = event.detail;
  if (target?.id !== "laci") return;
  if (elt.hasAttribute("data-phone-page") && matchMedia("(width < 48rem)").matches) {
    event.preventDefault();
    location.assign(elt.href);
    return;
  }
  if (elt.closest("form") === dirty() || !dirty()) return;
  if (stays()) event.preventDefault();
  else letGo();
});

/* --- a list drawn anew while its drawer was open: closing it leads back to the row it was opened from --- */
let opened = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  if (target?.id === "laci" && !elt.closest("#laci")) opened = elt.getAttribute("href") ?? "";
});
function lead() {
  const place = scrollY;
  setTimeout(() => {
    const link = opened && document.activeElement?.id === "isi" && at("#laci")?.hidden && at(`a[href="${CSS.escape(opened)}"]`);
    if (!link) return;
    scrollTo({ top: place, behavior: "instant" });
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") lead(); }, true);
document.addEventListener("click", (event) => { if (event.target.closest?.("[data-close-drawer]")) lead(); }, true);

/* --- a cell was saved: its other months are told to the board as this one is --- */
document.addEventListener("renaksi:cell", (event) => {
  for (const other of event.detail.also ?? []) document.dispatchEvent(new CustomEvent("renaksi:cell", { detail: other }));
});
