// 改写政策之前，把它现在的内容记在最近一个别的导入批次的连线上，撤销新批次时好恢复。
// writes
// $rows       LIST<MAP>  doc_id、stated（现在的内容，JSON）
// $import_id  STRING     将要改写它的导入批次
UNWIND $rows AS row
MATCH (n:Policy {doc_id: row.doc_id})-[r:CAME_FROM]->(m:Import)
WITH row, r, m ORDER BY r.at DESC
WITH row, collect({link: r, import_id: m.import_id})[0] AS last
WHERE last.import_id <> $import_id
WITH row, last.link AS link
SET link.stated = row.stated
