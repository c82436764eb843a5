// 这些产业链中还有企业、链主或雁阵的。
// reads
// $keys  LIST<STRING>  产业链编号
// key    STRING        产业链编号
// name   STRING        名称
// uses   INTEGER       关系数
MATCH (c:Chain) WHERE c.chain_id IN $keys
WITH c, COUNT { (c)<-[:LEADS|OF]-() } + COUNT { (c)<-[:IN_CHAIN]-(:Segment)<-[:WORKS_IN]-(:Company) } AS uses
WHERE uses > 0
RETURN c.chain_id AS key, c.name AS name, uses
ORDER BY key
