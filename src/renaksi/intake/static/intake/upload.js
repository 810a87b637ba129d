/* The drop zone: a file let go over it is chosen; its name is shown; sending shows that it is under way. */

const zone = document.querySelector("[data-drop]");
const input = zone?.querySelector("input[type=file]");
const title = zone?.querySelector("[data-drop-title]");
const form = zone?.closest("form");

function show() {
  const file = input.files[0];
  zone.classList.toggle("drop-full", Boolean(file));
  if (!file) return;
  const size = file.size < 1024 * 1024 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
  title.textContent = `${file.name} (${size})`;
}

if (zone) {
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.add("drop-over");
    });
  }
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("drop-over"); });
  addEventListener("drop", (event) => {
    zone.classList.remove("drop-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
    form.querySelector("button.btn-primary").focus();
  });
  addEventListener("paste", (event) => {
    if (event.target.closest?.("input, textarea")) return;
    const file = event.clipboardData?.files[0];
    if (file) { input.files = event.clipboardData.files; show(); return; }
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const field = form.querySelector("textarea[name=text]");
    if (text.trim() && field) { field.closest("details").open = true; field.value = text; field.focus(); }
  });
  show();
}
