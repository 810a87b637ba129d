/* The drop zone: a file let go over it is chosen; its name is shown; sending shows how far it is. */

const at = (selector) => document.querySelector(selector);
const field = () => at("[data-drop] input[type=file]"); // looked up anew: a refused upload brings a new form

function show() {
  const file = field().files[0];
  at("[data-drop]").classList.toggle("drop-full", Boolean(file));
  if (!file) return;
  const size = file.size < 1024 * 1024 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
  at("[data-drop-title]").textContent = `${file.name} (${size})`;
}
function take(files) {
  field().files = files;
  show();
  at("#unggah button.btn-primary").focus();
}

document.addEventListener("change", (event) => { if (event.target === field()) show(); });
for (const name of ["dragenter", "dragover"]) {
  addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    at("[data-drop]").classList.add("drop-over");
  });
}
addEventListener("dragleave", (event) => { if (!event.relatedTarget) at("[data-drop]").classList.remove("drop-over"); });
addEventListener("drop", (event) => {
  at("[data-drop]").classList.remove("drop-over");
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});
addEventListener("paste", (event) => {
  if (event.target.closest?.("input, textarea")) return;
  if (event.clipboardData?.files.length) { take(event.clipboardData.files); return; }
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const area = at("#unggah textarea[name=text]");
  if (text.trim() && area) { area.closest("details").open = true; area.value = text; area.focus(); }
});
document.addEventListener("htmx:xhr:progress", (event) => {
  if (event.detail.lengthComputable) at("[data-progress]").value = (event.detail.loaded / event.detail.total) * 100;
});

show();
