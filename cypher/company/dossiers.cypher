// 若干企业在图中的全部内容：自身属性、各期数据表、持有的资质荣誉。
// reads
// $keys   LIST<STRING>  企业的键
// key     STRING        企业的键
// props   MAP           企业的属性
// sheets  LIST<MAP>     各期数据表的期间与事实（JSON）
// titles  LIST<MAP>     持有关系的属性
MATCH (c:Company) WHERE c.key IN $keys
RETURN c.key AS key, properties(c) AS props,
       COLLECT { MATCH (c)-[:REPORTED]->(s:FactSheet) RETURN {period: s.period, facts: s.facts} } AS sheets,
       COLLECT { MATCH (c)-[h:HOLDS]->(:Title) RETURN properties(h) } AS titles
ORDER BY key
