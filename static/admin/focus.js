// The point of a picture that every crop keeps: pressed in the picture, or typed as two numbers.
const picture = document.querySelector(".focus");
const [across, down] = ["x", "y"].map((name) => document.getElementById(`id_focus_${name}`));
if (picture && across && down) {
  document.documentElement.classList.add("points");
  const dot = document.createElement("span");
  dot.className = "focus-dot";
  picture.append(dot);
  const show = () => {
    dot.hidden = across.value === "" || down.value === "";
    dot.style.insetInlineStart = `${across.value * 100}%`;
    dot.style.insetBlockStart = `${down.value * 100}%`;
  };
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    across.value = ((event.clientX - box.left) / box.width).toFixed(2);
    down.value = ((event.clientY - box.top) / box.height).toFixed(2);
    show();
  });
  for (const field of [across, down]) field.addEventListener("input", show);
  show();
}
