// 把企业连到它的行业；读不出代码的不连。
// writes
// $rows  LIST<MAP>  key
UNWIND $rows AS row
MATCH (c:Company {key: row.key})
OPTIONAL MATCH (c)-[old:CLASSED_AS]->(:Industry)
DELETE old
WITH DISTINCT c
MATCH (i:Industry {code: c.industry_code})
MERGE (c)-[:CLASSED_AS]->(i)
