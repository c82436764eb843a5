// 记下一次更正；它指向所改的政策，政策删去后仍在。
// writes
// $rows  LIST<MAP>  correction_id、doc_id、item_id、props（n、act、by、at、why、edit、before、after、version_before、version_after、dropped）
UNWIND $rows AS row
MERGE (c:Correction {correction_id: row.correction_id})
SET c += row.props, c.doc_id = row.doc_id, c.item_id = row.item_id
WITH c, row
MATCH (p:Policy {doc_id: row.doc_id})
MERGE (c)-[:CORRECTS]->(p)
