// 把企业连到它的注册地；代码不在表中的不连。
// writes
// $rows  LIST<MAP>  key
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
OPTIONAL MATCH (c)-[old:REGISTERED_IN]->(:Region)
DELETE old
WITH DISTINCT c
MATCH (r:Region {code: c.region_code})
MERGE (c)-[:REGISTERED_IN]->(r)
