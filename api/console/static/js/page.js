// @ts-check
// 各页共用：从别处链接到一个折叠项就展开它；局部刷新失败要说出来，不能悄悄不动。

/** @param {Document} page */
export function openTarget(page) {
  const open = () => {
    const target = page.getElementById(decodeURIComponent(page.location.hash.slice(1)));
    if (!(target instanceof HTMLDetailsElement)) return;
    target.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
}

/** @param {Document} page */
export function sayFailures(page) {
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    page.body.addEventListener(name, (event) => {
      const target = /** @type {any} */ (event).detail.target;
      if (!(target instanceof Element)) return;
      const note = page.createElement("p");
      note.className = "note bad";
      note.setAttribute("role", "alert");
      note.textContent = "没有取到内容：服务暂时没有答复。请稍后再试，或刷新本页。";
      target.querySelector(":scope > .note.bad")?.remove();
      target.prepend(note);
    });
  }
}
