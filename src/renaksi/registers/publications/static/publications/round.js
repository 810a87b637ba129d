/* The round: one large button takes the picture and then names it. Without script the browser's own control stands there. */

for (const photo of document.querySelectorAll(".round-photo")) {
  const [input, words] = [photo.querySelector("input"), photo.querySelector("[data-photo]")];
  photo.classList.add("is-ready");
  input.addEventListener("change", () => { words.textContent = input.files[0]?.name ?? "Ambil foto"; });
}
