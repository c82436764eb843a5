// 把企业连到写入它的导入批次；at 是批次的时刻（UTC，ISO 文字），用来排先后。
// writes
// $rows       LIST<MAP>  key
// $import_id  STRING     导入批次编号
// $at         STRING     导入时刻
UNWIND $rows AS row
MATCH (n:Company {key: row.key})
MATCH (m:Import {import_id: $import_id})
MERGE (n)-[r:CAME_FROM]->(m)
ON CREATE SET r.at = $at
