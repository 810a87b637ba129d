/* The screens' own behaviour. Every page works without it; it adds keys, the drawer, and care for what was typed. */

const at = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const kept = (element) => `renaksi:${location.pathname}:${element.dataset.keep}`;

function announce(words) {
  const live = at("#kabar");
  live.textContent = words;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { live.textContent = ""; }, 8000);
}

document.addEventListener("renaksi:say", (event) => announce(event.detail));

/* --- menus made of <details data-menu>: one open at a time, closed by Escape or a click elsewhere --- */
function closeMenus(except) {
  for (const menu of all("details[data-menu][open]")) if (menu !== except) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

/* --- the drawer: filled by hx-target="#laci"; focus goes in, and back to where it came from --- */
let opener = null;
let address = location.href;
function closeDrawer() {
  const drawer = at("#laci");
  if (!drawer || drawer.hidden) return false;
  if (location.href !== address) history.replaceState(null, "", address);
  drawer.hidden = true;
  drawer.replaceChildren();
  (opener?.isConnected ? opener : at("#isi"))?.focus();
  return true;
}
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id !== "laci" || event.detail.elt.closest("#laci")) return;
  opener = event.detail.elt;
  if (at("#laci").hidden) address = location.href;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "laci") return;
  event.detail.target.hidden = false;
  event.detail.target.scrollTop = 0; // what is new begins at its top, not where one was reading before
  (at("[autofocus]", event.detail.target) ?? event.detail.target).focus();
});
document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-close-drawer]");
  if (closer && closeDrawer()) event.preventDefault();
});

/* --- keys --- */
const help = at("#bantuan");
for (const button of all("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", () => help?.showModal());
}
function moveRow(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest("[data-row]");
  if (!step || !row || typing(event.target)) return;
  const rows = all("[data-row]", row.closest("[data-rows]") ?? document).filter((each) => each.offsetParent);
  const next = rows[rows.indexOf(row) + step];
  const target = next && (next.matches("a, button, [tabindex]") ? next : at("a, button, [tabindex]", next));
  if (!target) return;
  event.preventDefault();
  target.focus();
  next.scrollIntoView({ block: "nearest" });
}
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const menu = event.target.closest?.("details[data-menu][open]");
    closeMenus();
    if (menu) at("summary", menu).focus();
    else closeDrawer();
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "?" && help && !help.open) { event.preventDefault(); help.showModal(); return; }
  if (event.key === "/" && at("[data-search]")) { event.preventDefault(); at("[data-search]").focus(); return; }
  moveRow(event);
});

/* --- nothing typed is lost: [data-keep="name"] survives a reload or a lost line until its form was taken --- */
const SENT = "renaksi:sent";
const keys = (form) => all("[data-keep]", form).map(kept);
function restore(root = document) {
  for (const element of all("[data-keep]", root)) {
    const value = sessionStorage.getItem(kept(element));
    if (value === null || value === element.value) continue;
    if (element.value === element.defaultValue) element.value = value;
  }
}
const asksToSignIn = (address) => new URL(address, location.href).pathname.startsWith("/akun/"); // nothing sent was taken
function settleSent() { // a form that was taken is answered by a redirect; coming back after a broken line is not
  const [entry] = performance.getEntriesByType("navigation");
  if (!entry?.redirectCount) return;
  if (asksToSignIn(location.href)) return void sessionStorage.removeItem(SENT);
  for (const key of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) sessionStorage.removeItem(key);
  sessionStorage.removeItem(SENT);
}
document.addEventListener("input", (event) => {
  const element = event.target;
  if (element.dataset?.keep) sessionStorage.setItem(kept(element), element.value);
  if (element.form?.hasAttribute("data-guard")) element.form.dataset.dirty = "";
});
function forget(form) {
  delete form.dataset.dirty;
  for (const key of keys(form)) sessionStorage.removeItem(key);
}
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form"); // a control may send something of its own meanwhile, such as a file
  if (asksToSignIn(event.detail.xhr.responseURL || location.href)) return;
  if (form === event.detail.elt && event.detail.successful && event.detail.requestConfig?.verb !== "get") forget(form);
});
document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
addEventListener("beforeunload", (event) => {
  if (at("form[data-dirty]")) event.preventDefault();
});

/* --- forms: sent once, and said so --- */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
  delete form.dataset.dirty;
  if (keys(form).length) sessionStorage.setItem(SENT, JSON.stringify(keys(form)));
  if (form.method !== "post" || form.hasAttribute("data-again")) return;
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of all("[aria-busy]", form)) button.removeAttribute("aria-busy");
  }
});
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-send-on-change]")) event.target.form.requestSubmit();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
for (const button of all("[data-needs-script]")) button.hidden = false;

/* --- a slow or broken line is told, never silent --- */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!asksToSignIn(event.detail.xhr.responseURL)) return;
  event.detail.shouldSwap = false; // the session has ended: the whole page is asked for, which leads to sign-in and back
  for (const form of all("form[data-dirty]")) delete form.dataset.dirty;
  location.reload();
});
document.addEventListener("htmx:sendError", () => announce("Tidak tersambung ke server. Isian Anda masih ada; coba lagi sebentar."));
document.addEventListener("htmx:responseError", (event) => {
  const code = event.detail.xhr.status;
  const words = { 403: "Permintaan ini tidak diterima: Anda tidak berwenang, atau halaman sudah terlalu lama terbuka.", 404: "Yang Anda tuju tidak ada lagi. Muat ulang halaman ini." };
  announce(words[code] ?? "Permintaan tidak dapat dikerjakan. Isian Anda masih ada; coba lagi.");
});

settleSent();
restore();
