// 这些企业中还有供货、从事、链主或雁阵关系的。
// reads
// $keys  LIST<STRING>  企业的键
// key    STRING        企业的键
// name   STRING        名称
// uses   INTEGER       关系数
MATCH (c:Company) WHERE c.key IN $keys
WITH c, COUNT { (c)-[:SUPPLIES|WORKS_IN|LEADS|FLIES_IN]-() } AS uses
WHERE uses > 0
RETURN c.key AS key, c.name AS name, uses
ORDER BY key
