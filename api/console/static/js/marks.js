// @ts-check
// 政策页：点条件，正文里的引文亮起；点引文，条件亮起。一处引文可能分成几段，:target 只照得到第一段。

/** 点亮地址栏 # 所指的条件与它的全部引文片段。 @param {Document} page */
export function lightMarks(page) {
  if (!page.querySelector("[data-marks]")) return;
  const light = () => show(page, decodeURIComponent(page.location.hash.slice(1)));
  window.addEventListener("hashchange", light);
  light();
}

/** @param {Document} page @param {string} target 形如 q-c1（正文）或 c-c1（条件） */
function show(page, target) {
  for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
  const id = target.replace(/^[qc]-/, "");
  if (!id || id === target) return;
  for (const mark of page.querySelectorAll("mark[data-ids]")) {
    if ((mark.getAttribute("data-ids") || "").split(" ").includes(id)) mark.classList.add("lit");
  }
  page.getElementById(`c-${id}`)?.classList.add("lit");
  const other = page.getElementById(target.startsWith("q-") ? `c-${id}` : `q-${id}`);
  const sheet = page.querySelector(".sheet");
  if (other && sheet && target.startsWith("c-") && getComputedStyle(sheet).position === "sticky") {
    sheet.scrollTo({ top: offsetIn(sheet, other) - sheet.clientHeight / 3 });
  }
}

/** @param {Element} box @param {Element} inner */
function offsetIn(box, inner) {
  return inner.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
}
