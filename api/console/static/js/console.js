// @ts-check
// 控制台自己的脚本入口：正文与条件的互相点亮、图表、雁阵连线。没有它，页面照样能读、能点、能打印。
import { lightMarks } from "./marks.js";
import { drawCharts } from "./charts.js";
import { lightLinks } from "./geese.js";
import { takeQuotes } from "./review.js";
import { openTarget, sayFailures } from "./page.js";

lightMarks(document);
lightLinks(document);
drawCharts(document);
openTarget(document);
sayFailures(document);
takeQuotes(document);
