// 删去政策各事项的支持与申报期，随后按新内容重写。
// writes
// $rows  LIST<MAP>  doc_id
UNWIND $rows AS row
MATCH (:Policy {doc_id: row.doc_id})-[:GRANTS]->(:Item)-[:PAYS|OPENS]->(part)
DETACH DELETE part
