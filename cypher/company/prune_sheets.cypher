// 删去不再有事实的数据表。
// writes
// $rows  LIST<MAP>  key、sheet_ids（保留的数据表）
UNWIND $rows AS row
MATCH (:Company {key: row.key})-[:REPORTED]->(s:FactSheet)
WHERE NOT s.sheet_id IN row.sheet_ids
DETACH DELETE s
