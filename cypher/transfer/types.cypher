// 每种关系有多少条，连两端的标签；看导出漏了什么。
// reads
// $limit  INTEGER       最多几种
// source  LIST<STRING>  起点的标签
// type    STRING        关系
// target  LIST<STRING>  终点的标签
// count   INTEGER       条数
MATCH (a)-[r]->(b)
RETURN labels(a) AS source, type(r) AS type, labels(b) AS target, count(*) AS count
ORDER BY type, source, target
LIMIT $limit
