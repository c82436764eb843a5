// 把地区连到它的上级。
// writes
// $rows  LIST<MAP>  code、parent
UNWIND $rows AS row
MATCH (r:Region {code: row.code})
MATCH (p:Region {code: row.parent})
MERGE (r)-[:PART_OF]->(p)
