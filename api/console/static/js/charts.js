// @ts-check
// 产业链图：环节按投入的先后分列，连线是投入关系。数据在页面的 JSON 块里，旁边有同样内容的表。
// 提示框用 richText 画在画布上，不生成 HTML：企业与环节的名称永远只是文字。

/**
 * @typedef {{id: string, name: string, column: number, row: number, rows: number, firms: number, mark: string, tip: string, href: string}} Node
 * @typedef {{source: string, target: string, tip: string, width: number, known: boolean}} Link
 */

const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const SIDE = 110, ROOM = 84, TOP = 36, BOTTOM = 60;
const COLOURS = { plain: "#17405e", key: "#1b673c", weak: "#a3271d", single: "#b98500", unknown: "#8d99a4" };

/** @param {Document} page */
export function drawCharts(page) {
  const echarts = /** @type {any} */ (window).echarts;
  for (const box of page.querySelectorAll(".chart[data-source]")) {
    const source = page.getElementById(box.getAttribute("data-source") || "");
    if (!echarts || !source) continue;
    const data = JSON.parse(source.textContent || "{}");
    const rows = Math.max(1, ...data.nodes.map((/** @type {Node} */ node) => node.rows));
    /** @type {HTMLElement} */ (box).style.height = `${TOP + BOTTOM + ROOM * rows}px`;
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.on("finished", () => box.setAttribute("data-ready", "true"));
    chart.on("click", (/** @type {any} */ event) => event.data?.href && page.location.assign(event.data.href));
    const draw = () => chart.setOption(chainOption(data, box.clientWidth, box.clientHeight));
    draw();
    new ResizeObserver(() => { chart.resize(); draw(); }).observe(box);
    window.addEventListener("beforeprint", () => chart.resize());
  }
}

/**
 * 坐标取容器的像素，圆才不被压扁。
 * @param {{columns: number, nodes: Node[], links: Link[]}} data @param {number} width @param {number} height
 */
function chainOption(data, width, height) {
  const step = (width - 2 * SIDE) / Math.max(1, data.columns - 1), tall = height - TOP - BOTTOM;
  const nodes = data.nodes.map((node) => ({
    ...node, x: SIDE + node.column * step, y: TOP + (node.row + .5) / node.rows * tall,
  }));
  const most = Math.max(1, ...data.nodes.map((node) => node.firms));
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    tooltip: { renderMode: "richText", confine: true, formatter: (/** @type {any} */ at) => at.data?.tip ?? "" },
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    series: [{
      type: "graph", layout: "none", ...frame(nodes),
      cursor: "pointer",
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 9,
      lineStyle: { color: "#8aa0b0", opacity: .75, curveness: .12 },
      label: { show: true, position: "bottom", color: "#1d2733", fontSize: 13, formatter: "{b}" },
      emphasis: { focus: "adjacency" },
      data: nodes.map((node) => ({
        id: node.id, name: `${node.name} ${node.firms} 家`, tip: node.tip, href: node.href,
        x: node.x, y: node.y,
        symbolSize: 16 + 26 * Math.sqrt(node.firms / most),
        itemStyle: { color: COLOURS[/** @type {keyof typeof COLOURS} */ (node.mark)] ?? COLOURS.plain },
      })),
      links: data.links.map((link) => ({
        source: link.source, target: link.target, tip: link.tip,
        lineStyle: { width: link.width, type: link.known ? "solid" : [4, 4] },
      })),
    }],
  };
}

/** ECharts 把节点的外接框铺满给定的框；给它原样的外接框，坐标就是像素。 @param {{x: number, y: number}[]} nodes */
function frame(nodes) {
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const left = Math.min(...xs), top = Math.min(...ys);
  return { left, top, width: Math.max(1, Math.max(...xs) - left), height: Math.max(1, Math.max(...ys) - top) };
}
