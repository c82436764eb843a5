// 删去政策中新内容不再有的条件。
// writes
// $rows  LIST<MAP>  doc_id、criterion_ids（保留的条件）
UNWIND $rows AS row
MATCH (c:Criterion {doc_id: row.doc_id})
WHERE NOT c.criterion_id IN row.criterion_ids
DETACH DELETE c
