// 删去企业及其数据表。
// writes
// $rows  LIST<MAP>  key
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
OPTIONAL MATCH (c)-[:REPORTED]->(s:FactSheet)
DETACH DELETE s, c
