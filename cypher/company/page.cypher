// 企业一览，按键，从 after 之后起；名称或代码里含有 text 的，text 为空则全部。
// reads
// $text          STRING   名称或代码的一段，大写
// $after         STRING   上一页最后的键，第一页为空文字
// $limit         INTEGER  最多几行
// key            STRING   信用代码，案例企业为案例编号
// uscc           STRING   统一社会信用代码
// name           STRING   名称
// region         STRING   注册地代码，照原文
// region_name    STRING   注册地全称
// industry       STRING   行业，照原文
// industry_name  STRING   行业名称
// founded        DATE     成立日
MATCH (c:Company) WHERE c.key > $after
  AND ($text = '' OR toUpper(c.name) CONTAINS $text OR c.key CONTAINS $text)
WITH c ORDER BY c.key LIMIT $limit
OPTIONAL MATCH (c)-[:REGISTERED_IN]->(r:Region)
OPTIONAL MATCH (c)-[:CLASSED_AS]->(i:Industry)
RETURN c.key AS key, c.uscc AS uscc, c.name AS name, c.region AS region, r.path AS region_name,
       c.industry AS industry, i.name AS industry_name, c.founded AS founded
ORDER BY key
