// 雁阵的内容已恢复：去掉最近一个导入批次连线上记着的旧内容。
// writes
// $rows       LIST<MAP>  formation_id
// $import_id  STRING     正在撤销的导入批次
UNWIND $rows AS row
MATCH (n:Formation {formation_id: row.formation_id})-[r:CAME_FROM]->(m:Import)
WHERE m.import_id <> $import_id
WITH n, r ORDER BY r.at DESC
WITH n, collect(r)[0] AS last
REMOVE last.stated
