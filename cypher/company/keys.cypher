// 企业的键，从 after 之后起。
// reads
// $after  STRING   上一页最后的键，第一页为空文字
// $limit  INTEGER  最多几行
// key     STRING   信用代码，案例企业为案例编号
MATCH (c:Company) WHERE c.key > $after
RETURN c.key AS key
ORDER BY key
LIMIT $limit
