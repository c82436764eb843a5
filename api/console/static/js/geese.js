// @ts-check
// 雁阵页：指到一只雁（鼠标或键盘），它的供货连线亮起。

/** @param {Document} page */
export function lightLinks(page) {
  const sky = page.querySelector("svg.sky");
  if (!sky) return;
  for (const bird of sky.querySelectorAll("[data-firm]")) {
    const firm = bird.getAttribute("data-firm") || "";
    for (const name of ["pointerenter", "focusin"]) bird.addEventListener(name, () => light(sky, firm));
    for (const name of ["pointerleave", "focusout"]) bird.addEventListener(name, () => light(sky, ""));
  }
  const box = sky.parentElement;
  if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2; // 窄屏上先看到头雁
  sky.setAttribute("data-ready", "true");
}

/** @param {Element} sky @param {string} firm 空串：全部复原 */
function light(sky, firm) {
  sky.classList.toggle("has-lit", firm !== "");
  for (const link of sky.querySelectorAll(".link")) {
    const ends = [link.getAttribute("data-from"), link.getAttribute("data-to")];
    link.classList.toggle("lit", firm !== "" && ends.includes(firm));
  }
}
