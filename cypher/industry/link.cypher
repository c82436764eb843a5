// 把行业连到它的上级。
// writes
// $rows  LIST<MAP>  code、parent
UNWIND $rows AS row
MATCH (i:Industry {code: row.code})
MATCH (p:Industry {code: row.parent})
MERGE (i)-[:PART_OF]->(p)
