// 把政策连到它的地区：代码、名称、全称或简称只对上一个时才连。
// writes
// $rows  LIST<MAP>  doc_id
UNWIND $rows AS row
MATCH (p:Policy {doc_id: row.doc_id})
MATCH (r:Region) WHERE r.code = p.region OR r.name = p.region OR r.path = p.region OR r.short = p.region
WITH p, collect(r) AS found
WHERE size(found) = 1
UNWIND found AS r
MERGE (p)-[:APPLIES_IN]->(r)
