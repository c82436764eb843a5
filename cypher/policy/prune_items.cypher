// 删去政策中新内容不再有的事项。
// writes
// $rows  LIST<MAP>  doc_id、item_ids（保留的事项）
UNWIND $rows AS row
MATCH (:Policy {doc_id: row.doc_id})-[:GRANTS]->(i:Item)
WHERE NOT i.item_id IN row.item_ids
DETACH DELETE i
