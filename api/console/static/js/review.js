// @ts-check
// 核对页：在正文里选中的字，一点就填进正打开的“引文”。没有它，照样能手工抄进去。

/** 给每个引文框加一个按钮。 @param {Document} page */
export function takeQuotes(page) {
  const sheet = page.querySelector(".sheet");
  if (!sheet) return;
  let chosen = "";
  page.addEventListener("selectionchange", () => {
    const selection = page.getSelection();
    const inside = selection?.anchorNode && sheet.contains(selection.anchorNode);
    if (inside && selection) chosen = selection.toString().replaceAll("\n", "").trim() || chosen;
  });
  for (const box of page.querySelectorAll("textarea[data-quote]")) {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "取选中的字";
    button.addEventListener("click", () => {
      if (chosen && box instanceof HTMLTextAreaElement) box.value = chosen;
      if (box instanceof HTMLElement) box.focus();
    });
    box.after(button);
  }
}
