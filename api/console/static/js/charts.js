// @ts-check
// 产业链图：环节按投入的先后分列，连线是投入关系。数据在页面的 JSON 块里，旁边有同样内容的表。
// 提示框用 richText 画在画布上，不生成 HTML：企业与环节的名称永远只是文字。

/**
 * @typedef {{id: string, name: string, column: number, row: number, rows: number, firms: number, mark: string, tip: string, href: string}} Node
 * @typedef {{source: string, target: string, tip: string, width: number, known: boolean}} Link
 */

const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
// 系列内部的坐标，只取比例。
const STEP = 300, HEIGHT = 520;
const COLOURS = { plain: "#17405e", key: "#1b673c", weak: "#a3271d", single: "#b98500", unknown: "#8d99a4" };

/** @param {Document} page */
export function drawCharts(page) {
  const echarts = /** @type {any} */ (window).echarts;
  for (const box of page.querySelectorAll(".chart[data-source]")) {
    const source = page.getElementById(box.getAttribute("data-source") || "");
    if (!echarts || !source) continue;
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.on("finished", () => box.setAttribute("data-ready", "true"));
    chart.on("click", (/** @type {any} */ event) => event.data?.href && page.location.assign(event.data.href));
    chart.setOption(chainOption(JSON.parse(source.textContent || "{}")));
    new ResizeObserver(() => chart.resize()).observe(box);
    window.addEventListener("beforeprint", () => chart.resize());
  }
}

/** @param {{columns: number, nodes: Node[], links: Link[]}} data */
function chainOption(data) {
  const most = Math.max(1, ...data.nodes.map((node) => node.firms));
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    tooltip: { renderMode: "richText", confine: true, formatter: (/** @type {any} */ at) => at.data?.tip ?? "" },
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    series: [{
      type: "graph", layout: "none", left: 110, right: 110, top: 30, bottom: 50,
      cursor: "pointer",
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 9,
      lineStyle: { color: "#8aa0b0", opacity: .75, curveness: .12 },
      label: { show: true, position: "bottom", color: "#1d2733", fontSize: 13, formatter: "{b}" },
      emphasis: { focus: "adjacency" },
      data: data.nodes.map((node) => ({
        id: node.id, name: `${node.name}\n${node.firms} 家`, tip: node.tip, href: node.href,
        x: node.column * STEP, y: (node.row + .5) / node.rows * HEIGHT + (node.column % 2 ? 0 : 14),
        symbolSize: 18 + 34 * Math.sqrt(node.firms / most),
        itemStyle: { color: COLOURS[/** @type {keyof typeof COLOURS} */ (node.mark)] ?? COLOURS.plain },
      })),
      links: data.links.map((link) => ({
        source: link.source, target: link.target, tip: link.tip,
        lineStyle: { width: link.width, type: link.known ? "solid" : [4, 4] },
      })),
    }],
  };
}
